// A poll that is given up answers at once, whatever state its connection is in, and leaves nothing behind.
import { getEventListeners } from 'node:events'
import type { Answer } from '../../../src/api/answer.ts'
import { createTaskApi } from '../../../src/api/client.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import { createHttpGet } from '../../../src/ports/http.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { askOnce, KEY, taskApi, TOO_LATE } from '../../support/ask-api.ts'
import {
  completed,
  cutInBody,
  dripping,
  endlessBody,
  http,
  silenceAfterAccept,
  silenceAfterHeaders,
  startMockApi,
  status,
  type MockApi,
  type Step,
} from '../../support/mock-api/index.ts'
import { startRawServer } from '../../support/raw-server.ts'

let api: MockApi
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(() => api.close())

const untilClosed = async (): Promise<void> => {
  while (api.connections.open > 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('given up before it began, nothing is sent', async () => {
  api.task('t', [completed(null)])
  expect(await askOnce(api.endpoint, AbortSignal.abort())).toEqual(TOO_LATE)
  // A request that was on its way would be in by the time that a later one is.
  expect(await askOnce(api.endpoint)).toMatchObject({ kind: 'record' })
  expect(api.requests).toHaveLength(1)
})

test.each<[string, Step]>([
  ['before the headers', silenceAfterAccept()],
  ['between headers and body', silenceAfterHeaders()],
  ['in the body', dripping(50, completed(null))],
])('given up %s, the connection is closed', async (_name, step) => {
  api.task('t', [step])
  const giveUp = new AbortController()
  const asked = askOnce(api.endpoint, giveUp.signal)
  await api.untilRequests(1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  giveUp.abort()
  expect(await asked).toEqual(TOO_LATE)
  await untilClosed()
  expect(getEventListeners(giveUp.signal, 'abort')).toEqual([])
})

test('given up in a flood, the connection is closed', async () => {
  api.task('t', [endlessBody()])
  const giveUp = new AbortController()
  const asked = askOnce(api.endpoint, giveUp.signal)
  await api.untilRequests(1)
  giveUp.abort()
  expect(await asked).toEqual(TOO_LATE)
  await untilClosed()
})

test('given up while the TLS handshake waits', async () => {
  const silent = await startRawServer(() => undefined)
  const answer = await askOnce(`https://127.0.0.1:${silent.port}/`, AbortSignal.timeout(100))
  expect(answer).toEqual(TOO_LATE)
  await silent.close()
})

test('given up while it waits for a free connection, it is never sent', async () => {
  const getTask = taskApi(api.endpoint, undefined, 1)
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
  expect(await getTask('t', new AbortController().signal)).toMatchObject({ kind: 'record' })
  expect(api.polls('t')).toHaveLength(1)
})

test('what was given up once is asked anew the next time', async () => {
  const getTask = taskApi(api.endpoint)
  api.task('t', [silenceAfterHeaders(), completed(null)])
  expect(await getTask('t', AbortSignal.timeout(100))).toEqual(TOO_LATE)
  expect(await getTask('t', new AbortController().signal)).toMatchObject({ kind: 'record' })
})

test('polls leave no listener on a signal that outlives them', async () => {
  const { signal } = new AbortController()
  const getTask = taskApi(api.endpoint)
  api.task('t', [status('ready'), http(500), http(404), status('processing')])
  for (let poll = 0; poll < 50; poll++) await getTask('t', signal)
  await api.down()
  for (let poll = 0; poll < 5; poll++) await getTask('t', signal)
  // A request closes a moment after its answer is read.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

describe('an answer whose body nobody reads', () => {
  // An `error` event with no listener would fail the test.
  test('is given up without an error', async () => {
    api.task('t', [silenceAfterHeaders()])
    const giveUp = new AbortController()
    const answer = await createHttpGet(1)(new URL(`${api.endpoint}?taskId=t`), {}, giveUp.signal)
    expect(answer.status).toBe(200)
    giveUp.abort()
    await untilClosed()
    await new Promise((resolve) => setTimeout(resolve, 20))
  })

  test('may break off without an error', async () => {
    api.task('t', [cutInBody('content-length', 'reset')])
    await createHttpGet(1)(new URL(`${api.endpoint}?taskId=t`), {}, new AbortController().signal)
    await untilClosed()
    await new Promise((resolve) => setTimeout(resolve, 20))
  })

  test('is discarded with its connection', async () => {
    api.task('t', [endlessBody()])
    const answer = await createHttpGet(1)(
      new URL(`${api.endpoint}?taskId=t`),
      {},
      new AbortController().signal,
    )
    answer.discard()
    await untilClosed()
  })
})

describe('a network that throws', () => {
  const answerTo = (error: unknown, signal = new AbortController().signal): Promise<Answer> => {
    const get = (): Promise<never> =>
      Promise.reject(error instanceof Error ? error : new Error('thrown', { cause: error }))
    const ports = { get, clock: systemClock, gate: createGate(KEY) }
    return createTaskApi({ endpoint: new URL(api.endpoint), apiKey: KEY }, ports)('t', signal)
  }
  const coded = (code: string): Error => Object.assign(new Error(`secret ${KEY}`), { code })

  test('is an answer: a host name that does not exist', async () => {
    expect(await answerTo(coded('ENOTFOUND'))).toEqual({ kind: 'unknown-host', why: 'host name not found' })
  })

  test('is an answer: DNS trouble that may pass', async () => {
    expect(await answerTo(coded('EAI_AGAIN'))).toEqual({
      kind: 'transient',
      why: 'DNS lookup failed for now',
      retryAfterMs: 0,
      rateLimited: false,
    })
  })

  test('is an answer: a certificate that is not trusted', async () => {
    expect(await answerTo(coded('CERT_HAS_EXPIRED'))).toEqual({
      kind: 'rejected',
      why: 'certificate not trusted (CERT_HAS_EXPIRED)',
      evidence: null,
    })
  })

  test('is an answer: anything else, and never in its own words', async () => {
    const answer = await answerTo(new Error(`secret ${KEY}`))
    expect(answer).toMatchObject({ kind: 'transient', why: 'network error' })
  })

  test('is too late, whatever it threw, once the poll was given up', async () => {
    expect(await answerTo(coded('ENOTFOUND'), AbortSignal.abort())).toEqual(TOO_LATE)
  })
})
