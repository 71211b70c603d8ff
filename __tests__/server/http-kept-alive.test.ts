// Connections that polls share: used again, and no fault where the server has closed them meanwhile.
import { CLOSED, taskApi, transient } from '../support/ask-api.ts'
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
} from '../support/mock-api/index.ts'

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
