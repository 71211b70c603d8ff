// What a poll sends, and where. On connections that are whole, break or flood, it always gets an answer, and never a wrong one.
import type { Answer } from '../../../src/mountsea/ask.ts'
import { askOnce, askRaw, CLOSED, KEY, taskApi } from '../../support/ask-api.ts'
import { httpStatus, met } from '../../support/builders.ts'
import { completed, redirect, text } from '../../../tools/stand-ins/api/answers.ts'
import { cutInBody, dripping, endlessBody, hugeBody } from '../../../tools/stand-ins/api/faults.ts'
import { resetBeforeHeaders, type Step } from '../../../tools/stand-ins/api/faults.ts'
import { startApi } from '../../../tools/stand-ins/api/index.ts'
import { answering, type Play } from '../../support/raw-server.ts'

const api = await startApi()
afterAll(() => api.close())

const BODY = '{"taskId":"t","status":"completed"}'
const never = new AbortController().signal
const RECORD = { kind: 'record', task: { status: 'completed' } }

function answerTo(step: Step): Promise<Answer> {
  api.task('t', [step])
  return askOnce(api.endpoint)
}

test('a poll is one GET with the key, asks for uncompressed JSON, and has no other headers', async () => {
  await askOnce(api.endpoint)
  expect(api.requests).toHaveLength(1)
  expect(api.requests[0]).toMatchObject({ method: 'GET', path: '/producer/tasks?taskId=t' })
  expect(api.requests[0]?.headers).toEqual({
    accept: 'application/json',
    'accept-encoding': 'identity',
    authorization: `Bearer ${KEY}`,
    connection: 'keep-alive',
    host: `127.0.0.1:${api.port}`,
    'user-agent': 'wait-for-mountsea-task',
  })
})

test('a redirect is not followed, to this host or another, so the key stays where it is', async () => {
  const other = await startApi()
  api.task('moved', [redirect(`${other.origin}/t`), redirect('/again'), redirect(other.endpoint, 308)])
  const getTask = taskApi(api.endpoint)
  for (let poll = 0; poll < 3; poll++)
    expect(await getTask('moved', never)).toMatchObject({ problem: { kind: 'redirect' } })
  expect(api.polls('moved')).toHaveLength(3)
  expect(other.requests).toHaveLength(0)
  await other.close()
})

test('there are no more connections at a time than allowed', async () => {
  const own = await startApi()
  const getTask = taskApi(own.endpoint, 2)
  const ids = ['a', 'b', 'c', 'd', 'e']
  for (const id of ids) own.task(id, [dripping(1, completed(null))])
  const answers = await Promise.all(ids.map((id) => getTask(id, never)))
  expect(answers.map(({ kind }) => kind)).toEqual(ids.map(() => 'record'))
  expect(own.connections).toMatchObject({ most: 2, opened: 2 })
  await own.close()
})

test('a record is read digit for digit, with any success status and content type', async () => {
  const body = '{"taskId":"t","status":"completed","result":{"n":12345678901234567890,"x":1.0}}'
  const answer = await answerTo(text(299, body, { 'Content-Type': 'text/html' }))
  expect(answer).toMatchObject(RECORD)
  expect(JSON.stringify(answer)).toContain('{"n":12345678901234567890,"x":1.0}')
})

describe('a connection', () => {
  test('that is refused is a transient error', async () => {
    await api.down()
    expect(await askOnce(api.endpoint)).toEqual(met({ kind: 'network', code: 'ECONNREFUSED' }))
    await api.up()
    expect(await answerTo(completed(null))).toMatchObject(RECORD)
  })

  test.each<[string, Step]>([
    ['before the headers', resetBeforeHeaders()],
    ['in a body with Content-Length', cutInBody('content-length')],
    ['in a chunked body', cutInBody('chunked')],
    ['in a body without an announced end, by a reset', cutInBody('until-close', 'reset')],
    ['in the body of any success', cutInBody('content-length', 'close', text(299, BODY))],
  ])('that breaks %s is a transient error', async (_where, step) => {
    expect(await answerTo(step)).toEqual(CLOSED)
  })

  test('without a length that ends early leaves half of the JSON, which is not a record', async () => {
    const answer = await answerTo(cutInBody('until-close', 'close', completed(null)))
    expect(answer).toMatchObject({ problem: { defect: 'not-json' } })
  })
})

describe('an error keeps the meaning of its status although its body', () => {
  /** Bytes that are sent at once arrive within this time on any machine. */
  const PATIENCE_MS = 400

  test('never ends', async () => {
    const endless: Play = (socket) => {
      socket.write('HTTP/1.1 403 Forbidden\r\n\r\n')
      const pour = (): void => {
        while (socket.write('no '.repeat(10_000)));
        socket.once('drain', pour)
      }
      pour()
    }
    const excerpt = `${'no '.repeat(66)}n…`
    expect(await askRaw(endless)).toEqual(met(httpStatus(403, excerpt)))
  })

  test('ends before its length; what may be half of the key is not shown', async () => {
    const because = `because ${'x'.repeat(100)} ${KEY.slice(0, 12)}`
    const play = answering(`HTTP/1.1 422 No\r\nContent-Length: 1000\r\n\r\n${because}`, 'stay')
    const answer = await askRaw(play, 'http', AbortSignal.timeout(PATIENCE_MS))
    const excerpt = because.slice(0, because.length - KEY.length)
    expect(answer).toEqual(met(httpStatus(422, excerpt)))
  })
})

describe('a large answer', () => {
  const MIB = 1024 * 1024

  test.each<[string, Step]>([
    ['one byte more', hugeBody(32 * MIB + 1)],
    ['an endless body', endlessBody()],
  ])('%s is too large, and the connection is closed', async (_name, step) => {
    const openBefore = api.connections.open
    const answer = await answerTo(step)
    expect(answer).toMatchObject({ problem: { defect: 'too-large', httpStatus: 200 } })
    expect(JSON.stringify(answer)).toContain('{\\"taskId\\":\\"t\\",\\"status\\":\\"completed\\"')
    while (api.connections.open > openBefore) await new Promise((resolve) => setTimeout(resolve, 5))
  })
})
