/** What an answer means. Only a record of the task is a success. */
import { sortAnswer, type Answer, type Question, type RawAnswer } from '../../../src/mountsea/ask.ts'
import { createRedactor } from '../../../src/text/secret.ts'
import { httpStatus, met, record } from '../../support/builders.ts'

const KEY = 'ms-key-0123456789'
const QUESTION: Question = {
  taskId: 'task-1',
  endpoint: new URL('https://api.example/producer/tasks?x=1'),
  wallMs: Date.UTC(2026, 0, 1),
  redactor: createRedactor(KEY),
}
const RECORD = '{"taskId":"task-1","status":"completed"}'

const sort = (status: number, body = 'no', rest: Partial<RawAnswer> = {}): Answer =>
  sortAnswer({ status, headers: {}, isRead: 'whole', ...rest, body }, QUESTION)
const excerptOf = (body: string, isRead: RawAnswer['isRead'] = 'whole'): unknown => {
  const answer = sort(422, body, { isRead })
  return 'problem' in answer && 'excerpt' in answer.problem ? answer.problem.excerpt : null
}

describe('a success', () => {
  test.each([200, 201, 204, 206, 299])('with HTTP %d goes by its body', (httpStatus) => {
    expect(sort(httpStatus, RECORD)).toEqual(record('completed'))
    const page = met({ kind: 'no-record', defect: 'not-json', httpStatus, excerpt: 'Sign in' })
    expect(sort(httpStatus, 'Sign in')).toEqual(page)
  })

  test.each([
    ['another-task', '{"taskId":"task-2","status":"completed"}'],
    ['not-json', RECORD.slice(0, -1)],
    ['nested-too-deeply', `${'['.repeat(600)}${']'.repeat(600)}`],
  ])('that is not a record of the task does not count: %s', (defect, body) => {
    expect(sort(200, body)).toMatchObject({ problem: { kind: 'no-record', defect } })
  })

  test.each(['gzip', ' br ', 'deflate, identity'])(
    'that is compressed does not count, and nothing of it is shown: %j',
    (encoding) => {
      const packed = met({ kind: 'no-record', defect: 'compressed', httpStatus: 200, excerpt: '' })
      expect(sort(200, RECORD, { headers: { 'content-encoding': encoding } })).toEqual(packed)
    },
  )

  test.each(['identity', '', ' '])('may say that it is not compressed: %j', (encoding) => {
    expect(sort(200, RECORD, { headers: { 'content-encoding': encoding } }).kind).toBe('record')
  })

  test('that is too large is not a record', () => {
    const problem = { kind: 'no-record', defect: 'too-large', httpStatus: 200 }
    expect(sort(200, RECORD, { isRead: 'too-large' })).toMatchObject({ problem })
  })
})

test.each([0, 101, 199, 400, 401, 402, 403, 404, 407, 418, 422, 499, 500, 503, 599, 600, 999])(
  'HTTP %d is a problem, even with a record of the task',
  (status) => {
    expect(sort(status, RECORD)).toEqual(met(httpStatus(status, RECORD)))
  },
)

describe('a rate limit', () => {
  const withHeaders = (status: number, headers: RawAnswer['headers']): Answer =>
    sort(status, 'no', { headers })

  test.each([
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 01:01:00 GMT', date: 'Thu, 01 Jan 2026 01:00:00 GMT' }, 60_000],
    [{ 'retry-after': ' 3 ' }, 3_000],
    [{ 'retry-after': 'soon' }, 0],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': ' 9 ' }, 9_000],
    [{ 'ratelimit-remaining': '00' }, 0],
  ])('is HTTP 429, and HTTP 403 with a header that says so: %j', (headers, retryAfterMs) => {
    for (const status of [429, 403]) {
      const limit = met({ kind: 'rate-limit', httpStatus: status, excerpt: 'no' }, retryAfterMs)
      expect(withHeaders(status, headers)).toEqual(limit)
    }
  })

  test.each([
    {},
    { 'retry-after': ' ' },
    { 'ratelimit-remaining': '10' },
    { 'ratelimit-remaining': '0 of 5' },
    { 'x-ratelimit-reset': '9' },
  ])('is not HTTP 403 with any other header, and never HTTP 401: %j', (headers) => {
    expect(withHeaders(403, headers)).toEqual(met(httpStatus(403, 'no')))
    const refused = { problem: { kind: 'http-status' } }
    expect(withHeaders(401, { ...headers, 'retry-after': '3' })).toMatchObject(refused)
  })

  test('is not HTTP 503, which can ask for a wait by Retry-After alone', () => {
    expect(withHeaders(503, { 'retry-after': '3' })).toEqual(met(httpStatus(503, 'no'), 3_000))
    const at = { 'retry-after': 'Wed, 31 Dec 2025 23:00:30 GMT', date: 'Wed, 31 Dec 2025 23:00:00 GMT' }
    expect(withHeaders(503, at)).toEqual(met(httpStatus(503, 'no'), 30_000))
    expect(withHeaders(503, { 'ratelimit-reset': '3' })).toEqual(met(httpStatus(503, 'no')))
  })
})

describe('a redirect', () => {
  test.each([
    ['to another host', 'https://other.example/t', 'https://other.example/t'],
    [
      'with secrets, which are not shown',
      'https://me:hush@other.example/t?sig=hush#hush',
      'https://other.example/t',
    ],
    ['on this host', '/login?next=x', 'https://api.example/login'],
    ['relative to the endpoint', 'other', 'https://api.example/producer/other'],
    ['without a scheme', '//other.example/t', 'https://other.example/t'],
    ['to no URL', 'https://[bad]/', 'something that is not a URL'],
    ['without a target', '', 'nowhere'],
    ['to a blank target', ' ', 'nowhere'],
  ])('%s is rejected, and says where it points', (_what, location, target) => {
    const moved = met({ kind: 'redirect', httpStatus: 302, target, excerpt: 'no' })
    expect(sort(302, 'no', { headers: { location } })).toEqual(moved)
  })

  test.each([300, 301, 303, 304, 307, 308, 399])(
    'is HTTP %d too, even with a record of the task',
    (status) => {
      expect(sort(status, RECORD)).toMatchObject({ problem: { kind: 'redirect' } })
    },
  )
})

describe('an error shows of an answer', () => {
  test('its first 200 characters', () => {
    expect(excerptOf('x'.repeat(200))).toBe('x'.repeat(200))
    expect(excerptOf('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`)
  })

  test('never the key, whole or in part', () => {
    expect(excerptOf(`bad key ${KEY}!`)).toBe('bad key ***!')
    expect(excerptOf(`bad key ${KEY.slice(0, 12)}`, 'broken-off')).toBe('bad')
    expect(JSON.stringify(sort(200, `{"taskId":"task-1","status":"\\u006d${KEY.slice(1)}"}`))).toContain(
      '"***"',
    )
  })
})
