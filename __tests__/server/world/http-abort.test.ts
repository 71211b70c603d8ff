// A poll that is given up resolves at once in every state of its connection, and leaves nothing behind.
import { getEventListeners } from 'node:events'
import { createHttpGet, type HttpAnswer } from '../../../src/world/http.ts'
import { taskApi, TOO_LATE } from '../../support/ask-api.ts'
import { completed, http, status, text } from '../../../tools/stand-ins/api/answers.ts'
import { cutInBody, dripping, endlessBody } from '../../../tools/stand-ins/api/faults.ts'
import { silenceAfterAccept, silenceAfterHeaders, type Step } from '../../../tools/stand-ins/api/faults.ts'
import { startApi, type Api } from '../../../tools/stand-ins/api/index.ts'
import { until } from '../../../tools/stand-ins/until.ts'

const never = new AbortController().signal
const RECORD = { kind: 'record' }

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

const untilClosed = (): Promise<void> => until(() => api.connections.open === 0)
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

test('given up before the headers, the connection is closed, and the next poll asks anew', async () => {
  const getTask = taskApi(api.endpoint)
  api.task('t', [silenceAfterAccept(), completed(null)])
  const giveUp = new AbortController()
  const asked = getTask('t', giveUp.signal)
  await api.untilRequests(1)
  giveUp.abort()
  expect(await asked).toEqual(TOO_LATE)
  await untilClosed()
  expect(listeners(giveUp.signal)).toBe(0)
  expect(await getTask('t', never)).toMatchObject(RECORD)
})

test.each<[string, Step, number]>([
  ['between headers and body', silenceAfterHeaders(), 0],
  ['in the body', dripping(50, completed(null)), 1],
  ['in a flood', endlessBody(), 3],
])('given up %s, the body breaks off, and the connection is closed', async (_when, step, pieces) => {
  api.task('t', [step])
  const giveUp = new AbortController()
  const { body } = await createHttpGet(1)(new URL(`${api.endpoint}?taskId=t`), {}, giveUp.signal)
  const reading = body[Symbol.asyncIterator]()
  for (let piece = 0; piece < pieces; piece++) await reading.next()
  giveUp.abort()
  // Bytes that came before may still be read.
  const readOn = async (): Promise<void> => {
    while ((await reading.next()).done !== true);
  }
  await expect(readOn()).rejects.toMatchObject({ name: 'AbortError' })
  await untilClosed()
  expect(listeners(giveUp.signal)).toBe(0)
})

test('given up while it waits for a free connection, it is never sent', async () => {
  const getTask = taskApi(api.endpoint, 1)
  api.task('busy', [silenceAfterAccept()])
  api.task('t', [completed(null)])
  const [holder, waiter] = [new AbortController(), new AbortController()]
  const holding = getTask('busy', holder.signal)
  await api.untilRequests(1)
  const waiting = getTask('t', waiter.signal)
  waiter.abort()
  expect(await waiting).toEqual(TOO_LATE)
  holder.abort()
  expect(await holding).toEqual(TOO_LATE)
  expect(await getTask('t', never)).toMatchObject(RECORD)
  expect(api.polls('t')).toHaveLength(1)
})

test('polls leave no listener on a signal that outlives them', async () => {
  const { signal } = new AbortController()
  const getTask = taskApi(api.endpoint)
  api.task('t', [status('ready'), http(500), http(404), status('processing')])
  for (let poll = 0; poll < 20; poll++) await getTask('t', signal)
  await api.down()
  await getTask('t', signal)
  // A request closes a moment after its answer is read.
  await until(() => listeners(signal) === 0)
})

// An `error` event that nobody listens to would fail the test.
test.each<[string, Step, (answer: HttpAnswer, giveUp: AbortController) => void]>([
  ['is given up', silenceAfterHeaders(), (_answer, giveUp) => giveUp.abort()],
  ['breaks off', cutInBody('content-length', 'reset'), () => undefined],
  ['is discarded', endlessBody(), (answer) => answer.discard()],
])(
  'an unread answer that %s ends without an error, and its connection is closed',
  async (_how, step, act) => {
    api.task('t', [step])
    const giveUp = new AbortController()
    const answer = await createHttpGet(1)(new URL(`${api.endpoint}?taskId=t`), {}, giveUp.signal)
    act(answer, giveUp)
    await untilClosed()
    await new Promise((resolve) => setTimeout(resolve, 20))
  },
)

test('a kept-alive connection is replaced after an error whose body was not read', async () => {
  const getTask = taskApi(api.endpoint, 1)
  const cut = cutInBody('content-length', 'close', http(500))
  api.task('t', [cut, text(500, 'x'.repeat(200_000)), completed(null)])
  expect(await getTask('t', never)).toMatchObject({ problem: { httpStatus: 500 } })
  expect(await getTask('t', never)).toMatchObject({ problem: { httpStatus: 500 } })
  expect(await getTask('t', never)).toMatchObject(RECORD)
})
