// Connections that polls share: used again, and no problem where the server has closed them meanwhile.
import type { Socket } from 'node:net'
import { taskApi } from '../../support/ask-api.ts'
import { completed, cutInBody, http, startApi, text, type Api } from '../../support/api/index.ts'
import { startRawServer } from '../../support/raw-server.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const RECORD = { kind: 'record', task: { status: 'completed' } }
const { signal } = new AbortController()

describe('a kept-alive connection', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['ends', (socket) => void socket.end()],
    ['resets', (socket) => void socket.resetAndDestroy()],
  ])(
    'that the server %s at the next request causes no problem: asked again at once, on a new connection',
    async (_how, close) => {
      const body = '{"taskId":"t","status":"completed"}'
      const server = await startRawServer((socket, _index, received) => {
        if (received.split('GET ').length > 2) close(socket)
        else socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      })
      const getTask = taskApi(`http://127.0.0.1:${server.port}/`)
      expect(await getTask('t', signal)).toMatchObject(RECORD)
      expect(await getTask('t', signal)).toMatchObject(RECORD)
      expect(server.received.map((bytes) => bytes.split('GET ').length - 1)).toEqual([2, 1])
      await server.close()
    },
  )

  test('is replaced after an error whose body was not read', async () => {
    const getTask = taskApi(api.endpoint, 1)
    const cut = cutInBody('content-length', 'close', http(500))
    api.task('t', [cut, text(500, 'x'.repeat(200_000)), completed(null)])
    expect(await getTask('t', signal)).toMatchObject({ problem: { httpStatus: 500 } })
    expect(await getTask('t', signal)).toMatchObject({ problem: { httpStatus: 500 } })
    expect(await getTask('t', signal)).toMatchObject(RECORD)
  })
})
