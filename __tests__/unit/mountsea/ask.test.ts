/** What an answer means: only a record of the task is a success. What needs a real connection is in __tests__/server/mountsea. */
import { Readable } from 'node:stream'
import { createTaskApi, type Answer } from '../../../src/mountsea/ask.ts'
import type { NetworkProblem } from '../../../src/mountsea/problems.ts'
import { createRedactor } from '../../../src/text/secret.ts'
import type { HttpGet } from '../../../src/world/http.ts'
import { NetworkError } from '../../../src/world/network.ts'
import { httpStatus, met, record } from '../../support/builders.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const KEY = 'ms-key-0123456789'
const RECORD = '{"taskId":"task-1","status":"completed"}'
type Headers = Readonly<Record<string, string>>

/** One poll on 2026-01-01. */
function ask(
  get: HttpGet,
  signal = new AbortController().signal,
  redactor = createRedactor(KEY),
): Promise<Answer> {
  const endpoint = new URL('https://api.example/producer/tasks?x=1')
  const ports = { get, clock: new VirtualClock(Date.UTC(2026, 0, 1)), redactor }
  return createTaskApi({ endpoint, apiKey: KEY }, ports)('task-1', signal)
}
const answering =
  (status: number, body: string, headers: Headers): HttpGet =>
  () =>
    Promise.resolve({ status, headers, body: Readable.from([Buffer.from(body)]), discard: () => undefined })
const sort = (status: number, body = 'no', headers: Headers = {}): Promise<Answer> =>
  ask(answering(status, body, headers))

describe('a success', () => {
  test.each([200, 201, 204, 206, 299])('with HTTP %d is judged by its body', async (httpStatus) => {
    expect(await sort(httpStatus, RECORD)).toEqual(record('completed'))
    const page = met({ kind: 'no-record', defect: 'not-json', httpStatus, excerpt: 'Sign in' })
    expect(await sort(httpStatus, 'Sign in')).toEqual(page)
  })

  test.each([
    ['another-task', '{"taskId":"task-2","status":"completed"}'],
    ['not-json', RECORD.slice(0, -1)],
    ['nested-too-deeply', `${'['.repeat(600)}${']'.repeat(600)}`],
  ])('that is not a record of the task does not count: %s', async (defect, body) => {
    expect(await sort(200, body)).toMatchObject({ problem: { kind: 'no-record', defect } })
  })

  test('that is compressed does not count, and nothing of it is shown', async () => {
    for (const encoding of ['gzip', ' br ', 'deflate, identity']) {
      const packed = met({ kind: 'no-record', defect: 'compressed', httpStatus: 200, excerpt: '' })
      expect(await sort(200, RECORD, { 'content-encoding': encoding })).toEqual(packed)
    }
    for (const encoding of ['identity', 'Identity', '', ' '])
      expect(await sort(200, RECORD, { 'content-encoding': encoding })).toEqual(record('completed'))
  })
})

test.each([400, 401, 402, 403, 404, 407, 418, 499, 500, 503, 599, 600, 999])(
  'HTTP %d is a problem, even with a record of the task',
  async (status) => {
    expect(await sort(status, RECORD)).toEqual(met(httpStatus(status, RECORD)))
  },
)

test('nothing is shown of a compressed error', async () => {
  expect(await sort(502, '\u001f\u008b', { 'content-encoding': 'gzip' })).toEqual(met(httpStatus(502, '')))
})

describe('a rate limit', () => {
  test.each<[Headers, number]>([
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60_000],
    [{ 'retry-after': ' 3 ' }, 3_000],
    [{ 'retry-after': 'soon' }, 0],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': ' 9 ' }, 9_000],
    [{ 'ratelimit-remaining': '00' }, 0],
  ])('is HTTP 429, and HTTP 403 with a header that says so: %j', async (headers, retryAfterMs) => {
    for (const status of [429, 403]) {
      const limit = met({ kind: 'rate-limit', httpStatus: status, excerpt: 'no' }, retryAfterMs)
      expect(await sort(status, 'no', headers)).toEqual(limit)
    }
  })

  test.each<Headers>([
    {},
    { 'retry-after': ' ' },
    { 'ratelimit-remaining': '10' },
    { 'ratelimit-remaining': '0 of 5' },
    { 'x-ratelimit-reset': '9' },
  ])('is not HTTP 403 with any other header, and never HTTP 401: %j', async (headers) => {
    expect(await sort(403, 'no', headers)).toEqual(met(httpStatus(403, 'no')))
    const refused = { problem: { kind: 'http-status' } }
    expect(await sort(401, 'no', { ...headers, 'retry-after': '3' })).toMatchObject(refused)
  })

  test('is not HTTP 503, which can ask for a wait by Retry-After alone', async () => {
    expect(await sort(503, 'no', { 'retry-after': '3' })).toEqual(met(httpStatus(503, 'no'), 3_000))
    expect(await sort(503, 'no', { 'ratelimit-reset': '3' })).toEqual(met(httpStatus(503, 'no')))
  })
})

test.each([
  ['to another host', 'https://me:hush@other.example/t?sig=hush#hush', 'https://other.example/t'],
  ['on this host', '/login?next=x', 'https://api.example/login'],
  ['relative to the endpoint', 'other', 'https://api.example/producer/other'],
  ['to no URL', 'https://[bad]/', 'something that is not a URL'],
  ['to a blank target', ' ', 'nowhere'],
])('a redirect %s says where it points, and nothing secret', async (_what, location, target) => {
  for (const status of [300, 302, 308, 399]) {
    const moved = met({ kind: 'redirect', httpStatus: status, target, excerpt: RECORD })
    expect(await sort(status, RECORD, { location })).toEqual(moved)
  }
})

test('an error shows the first 200 characters of an answer, never the key', async () => {
  expect(await sort(422, 'x'.repeat(200))).toEqual(met(httpStatus(422, 'x'.repeat(200))))
  expect(await sort(422, 'x'.repeat(201))).toEqual(met(httpStatus(422, `${'x'.repeat(199)}…`)))
  expect(await sort(422, `bad key ${KEY}!`)).toEqual(met(httpStatus(422, 'bad key ***!')))
  const echo = await sort(200, `{"taskId":"task-1","status":"\\u006d${KEY.slice(1)}"}`)
  expect(JSON.stringify(echo)).toContain('"***"')
})

const coded = (code: string): Error => Object.assign(new Error('words of others'), { code })

test.each<[Error, NetworkProblem]>([
  [coded('ECONNREFUSED'), { kind: 'network', code: 'ECONNREFUSED' }],
  [new NetworkError({ kind: 'no-host' }), { kind: 'no-host' }],
])('no answer is the problem that the network reports: %s', async (error, problem) => {
  expect(await ask(() => Promise.reject(error))).toEqual(met(problem))
  expect(await ask(() => Promise.reject(error), AbortSignal.abort())).toEqual(met({ kind: 'no-answer' }))
})

test('a bug while an answer is read is not reported as a network problem', async () => {
  const text = (): string => {
    throw new Error('a bug')
  }
  const redactor = { ...createRedactor(KEY), text }
  await expect(ask(answering(503, '', {}), undefined, redactor)).rejects.toThrow('a bug')
})
