// What a poll makes of connections that break, stall or flood: an answer, always, and never a wrong one.
import type { Answer } from '../../../src/api/answer.ts'
import { askOnce, askRaw, CLOSED, TOO_LATE, transient } from '../../support/ask-api.ts'
import {
  completed,
  cutInBody,
  delayed,
  dripping,
  endlessBody,
  html,
  http,
  hugeBody,
  resetBeforeHeaders,
  resetInHeaders,
  silenceAfterAccept,
  silenceAfterHeaders,
  startMockApi,
  status,
  text,
  type MockApi,
  type Step,
} from '../../support/mock-api/index.ts'
import { answering, startRawServer, type Play } from '../../support/raw-server.ts'

let api: MockApi
beforeAll(async () => {
  api = await startMockApi()
})
afterAll(() => api.close())

const BODY = '{"taskId":"t","status":"completed"}'
const RECORD = { kind: 'record', task: { status: 'completed' } }
/** Long enough for an answer that comes at once, on any machine; short enough for one that never comes. */
const PATIENCE_MS = 400

function answerTo(step: Step, patienceMs?: number): Promise<Answer> {
  api.task('t', [step])
  return askOnce(api.endpoint, patienceMs === undefined ? undefined : AbortSignal.timeout(patienceMs))
}

describe('a connection', () => {
  test('that is refused', async () => {
    await api.down()
    expect(await askOnce(api.endpoint)).toEqual(transient('connection refused'))
    await api.up()
    expect(await answerTo(completed(null))).toMatchObject(RECORD)
  })

  test.each<[string, Step]>([
    ['reset before the headers', resetBeforeHeaders()],
    ['reset in the headers', resetInHeaders()],
    ['cut in a body with Content-Length', cutInBody('content-length')],
    ['reset in a body with Content-Length', cutInBody('content-length', 'reset')],
    ['cut in a chunked body', cutInBody('chunked')],
    ['reset in a chunked body', cutInBody('chunked', 'reset')],
    ['reset in a body without an announced end', cutInBody('until-close', 'reset')],
    ['cut in the body of HTTP 201', cutInBody('content-length', 'close', text(201, BODY))],
    ['cut in the body of HTTP 299', cutInBody('content-length', 'close', text(299, BODY))],
  ])('%s', async (_name, step) => {
    expect(await answerTo(step)).toEqual(CLOSED)
  })

  test('cut where nothing tells the length: half of the JSON is no record', async () => {
    expect(await answerTo(cutInBody('until-close', 'close', completed(null)))).toMatchObject({
      kind: 'bad',
      why: 'an answer that is not JSON',
    })
  })

  test.each<[string, Step]>([
    ['silent after the request', silenceAfterAccept()],
    ['silent after the headers', silenceAfterHeaders()],
    ['slow: a byte a second', dripping(1000, completed(null))],
    ['late', delayed(60_000, completed(null))],
  ])('%s', async (_name, step) => {
    expect(await answerTo(step, PATIENCE_MS)).toEqual(TOO_LATE)
  })

  test('slow, but done in time', async () => {
    expect(await answerTo(dripping(1, status('ready')))).toMatchObject({ kind: 'record' })
    expect(await answerTo(delayed(100, completed(null)))).toMatchObject(RECORD)
  })

  test('to a port where nothing can be', async () => {
    expect(await askOnce('http://127.0.0.1:0/')).toEqual(transient('connection refused'))
  })
})

describe('an error whose body is broken is what its status says', () => {
  test.each<[string, Step, object]>([
    [
      '401, cut',
      cutInBody('content-length', 'close', http(401)),
      { kind: 'unauthorized', evidence: { httpStatus: 401, excerpt: '{"message":"thi' } },
    ],
    [
      '404, reset',
      cutInBody('chunked', 'reset', http(404)),
      { kind: 'not-found', evidence: { httpStatus: 404, excerpt: '{"message":"thi' } },
    ],
    [
      '422, cut',
      cutInBody('chunked', 'close', http(422)),
      { kind: 'rejected', evidence: { httpStatus: 422, excerpt: '{"message":"thi' } },
    ],
    ['502, cut', cutInBody('content-length', 'close', html(502)), { kind: 'transient', why: 'HTTP 502' }],
  ])('%s', async (_name, step, expected) => {
    expect(await answerTo(step)).toMatchObject(expected)
  })

  test('and whose body never ends is not read to its end', async () => {
    const endless: Play = (socket) => {
      socket.write('HTTP/1.1 403 Forbidden\r\n\r\n')
      const pour = (): void => {
        while (socket.write('no '.repeat(10_000)));
        socket.once('drain', pour)
      }
      pour()
    }
    expect(await askRaw(endless)).toMatchObject({
      kind: 'unauthorized',
      evidence: { httpStatus: 403, excerpt: `${'no '.repeat(66)}n…` },
    })
  })

  test('and whose body stops short is given up in time', async () => {
    const play = answering('HTTP/1.1 422 No\r\nContent-Length: 100\r\n\r\nbecause', 'stay')
    const server = await startRawServer(play)
    const answer = await askOnce(`http://127.0.0.1:${server.port}/`, AbortSignal.timeout(PATIENCE_MS))
    await server.close()
    expect(answer).toMatchObject({ kind: 'rejected', evidence: { httpStatus: 422, excerpt: 'because' } })
  })
})

describe('a large answer', () => {
  const MIB = 1024 * 1024

  test('of exactly 32 MiB is read', async () => {
    expect(await answerTo(hugeBody(32 * MIB))).toMatchObject(RECORD)
  })

  test.each<[string, Step]>([
    ['one byte more', hugeBody(32 * MIB + 1)],
    ['40 MiB', hugeBody(40 * MIB)],
    ['an endless body', endlessBody()],
  ])('%s is too large, and the connection is closed', async (_name, step) => {
    const openBefore = api.connections.open
    const answer = await answerTo(step)
    expect(answer).toMatchObject({
      kind: 'too-large',
      why: 'an answer larger than 32 MiB',
      evidence: { httpStatus: 200 },
    })
    expect(JSON.stringify(answer)).toContain('{\\"taskId\\":\\"t\\",\\"status\\":\\"completed\\"')
    while (api.connections.open > openBefore) await new Promise((resolve) => setTimeout(resolve, 5))
  })
})
