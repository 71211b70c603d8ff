// Connections that polls share: used again, and no fault where the server has closed them meanwhile.
import type { Socket } from 'node:net'
import { CLOSED, taskApi, transient } from '../../support/ask-api.ts'
import {
  completed,
  cutInBody,
  http,
  startMockApi,
  status,
  text,
  thenCloses,
  thenResetsNextRequest,
  type MockApi,
} from '../../support/mock-api/index.ts'
import { startRawServer } from '../../support/raw-server.ts'

let api: MockApi
beforeAll(async () => {
  api = await startMockApi()
})
afterAll(() => api.close())

const RECORD = { kind: 'record', task: { status: 'completed' } }

describe('a kept-alive connection', () => {
  const signal = new AbortController().signal

  test('is used again', async () => {
    const getTask = taskApi(api.endpoint)
    api.task('t', [status('ready')])
    await getTask('t', signal)
    await getTask('t', signal)
    const [first, second] = api.requests.slice(-2)
    expect(second?.connectionId).toBe(first?.connectionId)
  })

  test('that the server has closed is no fault: asked again at once, over a new one', async () => {
    const getTask = taskApi(api.endpoint)
    api.task('t', [thenResetsNextRequest(status('ready')), thenCloses(status('processing')), completed(null)])
    expect(await getTask('t', signal)).toMatchObject({ task: { status: 'ready' } })
    expect(await getTask('t', signal)).toMatchObject({ task: { status: 'processing' } })
    expect(await getTask('t', signal)).toMatchObject(RECORD)
  })

  test.each<[string, (socket: Socket) => void]>([
    ['ends', (socket) => void socket.end()],
    ['resets', (socket) => void socket.resetAndDestroy()],
  ])('that the server %s at the next request is no fault either', async (_how, close) => {
    const body = '{"taskId":"t","status":"completed"}'
    const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const server = await startRawServer((socket, _index, received) => {
      if (received.split('GET ').length > 2) close(socket)
      else socket.write(answer)
    })
    try {
      const getTask = taskApi(`http://127.0.0.1:${server.port}/`)
      expect(await getTask('t', signal)).toMatchObject(RECORD)
      expect(await getTask('t', signal)).toMatchObject(RECORD)
      expect(server.received).toHaveLength(2)
      expect(server.received[0]?.split('GET ')).toHaveLength(3)
    } finally {
      await server.close()
    }
  })

  test('that breaks in the body is a fault like any other', async () => {
    const getTask = taskApi(api.endpoint)
    api.task('t', [status('ready'), cutInBody('content-length', 'reset'), completed(null)])
    expect(await getTask('t', signal)).toMatchObject({ kind: 'record' })
    expect(await getTask('t', signal)).toEqual(CLOSED)
    expect(await getTask('t', signal)).toMatchObject(RECORD)
  })

  test('that is dead leads to a new one that is refused', async () => {
    const getTask = taskApi(api.endpoint)
    api.task('t', [status('ready')])
    await getTask('t', signal)
    await api.down()
    expect(await getTask('t', signal)).toEqual(transient('connection refused'))
    await api.up()
    expect(await getTask('t', signal)).toMatchObject({ kind: 'record' })
  })

  test('gives way to another after an error whose body nobody read', async () => {
    const getTask = taskApi(api.endpoint, undefined, 1)
    api.task('t', [
      cutInBody('content-length', 'close', http(500)),
      text(500, 'x'.repeat(200_000)),
      completed(null),
    ])
    expect(await getTask('t', signal)).toEqual(transient('HTTP 500'))
    expect(await getTask('t', signal)).toEqual(transient('HTTP 500'))
    expect(await getTask('t', signal)).toMatchObject(RECORD)
  })
})
