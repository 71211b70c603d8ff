/** What an HTTP answer means: each status, and nothing but a record of the task as success. */
import { evidenceOf, sortAnswer, type Answer, type Question } from '../../../src/api/answer.ts'
import { aTask } from '../../support/builders.ts'

const excerpts: [string, number][] = []
const QUESTION: Question = {
  taskId: 'task-1',
  endpoint: new URL('https://api.example/producer/tasks?x=1'),
  wallMs: Date.UTC(2026, 0, 1),
  excerpt: (body, maxChars) => {
    excerpts.push([body, maxChars])
    return `<${body}>`
  },
}
const RECORD = JSON.stringify({ taskId: 'task-1', status: 'completed' })
const sort = (
  status: number,
  headers: Record<string, string | string[] | undefined> = {},
  body = 'no',
): Answer => sortAnswer({ status, headers, body }, QUESTION)
const EVIDENCE = (httpStatus: number): unknown => ({ httpStatus, excerpt: '<no>' })

describe('success', () => {
  test('is a record of the task that was asked for', () => {
    expect(sort(200, {}, RECORD)).toEqual({ kind: 'record', task: aTask({ status: 'completed' }) })
  })

  test.each([200, 201, 202, 203, 204, 206, 299])('goes by the body with HTTP %i', (status) => {
    expect(sort(status, {}, RECORD).kind).toBe('record')
    expect(sort(status, {}, '')).toEqual({
      kind: 'bad',
      why: 'an answer that is not JSON',
      evidence: { httpStatus: status, excerpt: '<>' },
    })
  })

  test('is never another task’s record', () => {
    expect(sort(200, {}, '{"taskId":"task-2","status":"completed"}')).toMatchObject({
      kind: 'bad',
      why: 'the record of another task',
    })
  })

  test.each(['gzip', 'br', ' deflate '])(
    'is never a body that is compressed, of which nothing is shown: %s',
    (encoding) => {
      expect(sort(200, { 'content-encoding': encoding }, RECORD)).toEqual({
        kind: 'bad',
        why: 'a compressed answer, which was not asked for',
        evidence: { httpStatus: 200, excerpt: '' },
      })
    },
  )

  test.each(['identity', '', ' '])('may say that it is not compressed: %j', (encoding) => {
    expect(sort(200, { 'content-encoding': encoding }, RECORD).kind).toBe('record')
  })
})

describe('an error', () => {
  test.each([401, 403])('%i: the key is refused', (status) => {
    expect(sort(status)).toEqual({ kind: 'unauthorized', why: `HTTP ${status}`, evidence: EVIDENCE(status) })
  })

  test('404: there is no such task', () => {
    expect(sort(404)).toEqual({ kind: 'not-found', why: 'HTTP 404', evidence: EVIDENCE(404) })
  })

  test.each([408, 425, 500, 501, 502, 503, 504, 520, 599])('%i: later', (status) => {
    expect(sort(status)).toEqual({
      kind: 'transient',
      why: `HTTP ${status}`,
      retryAfterMs: 0,
      rateLimited: false,
    })
  })

  test('429: later, and all tasks of the step', () => {
    expect(sort(429)).toEqual({ kind: 'transient', why: 'HTTP 429', retryAfterMs: 0, rateLimited: true })
  })

  test.each([400, 402, 405, 406, 409, 410, 413, 414, 418, 422, 423, 424, 426, 428, 431, 451, 499])(
    '%i: no',
    (status) => {
      expect(sort(status)).toEqual({ kind: 'rejected', why: `HTTP ${status}`, evidence: EVIDENCE(status) })
    },
  )

  test.each([0, 101, 199, 600, 999])('%i, which is no answer at all: no', (status) => {
    expect(sort(status)).toEqual({ kind: 'rejected', why: `HTTP ${status}`, evidence: EVIDENCE(status) })
  })

  test.each([400, 401, 404, 500, 302])('%i stays one, even with a record of the task', (status) => {
    expect(sort(status, {}, RECORD).kind).not.toBe('record')
  })
})

describe('Retry-After', () => {
  test.each<[string, string | string[], number]>([
    ['seconds', '120', 120_000],
    ['a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['white space', ' 7 ', 7_000],
    ['sent twice: the first', ['3', '9'], 3_000],
    ['nonsense', 'soon', 0],
  ])('%s', (_, header, retryAfterMs) => {
    expect(sort(503, { 'retry-after': header })).toMatchObject({ retryAfterMs })
    expect(sort(429, { 'retry-after': header })).toMatchObject({ retryAfterMs })
  })
})

describe('a redirect', () => {
  test.each([
    ['absolute', 'https://other.example/t', 'https://other.example/t'],
    [
      'with secrets, which are not shown',
      'https://me:hush@other.example/t?sig=hush#hush',
      'https://other.example/t',
    ],
    ['relative', '/login?next=x', 'https://api.example/login'],
    ['relative to the folder', 'other', 'https://api.example/producer/other'],
    ['without a scheme', '//other.example/t', 'https://other.example/t'],
    ['to no URL', 'https://[bad]/', 'something that is no URL'],
    ['to nowhere', undefined, 'nowhere'],
    ['to nothing', ' ', 'nowhere'],
    ['to something else', 'mailto:a@b.example', 'mailto:'],
  ])('is refused and says where it pointed: %s', (_, location, where) => {
    expect(sort(302, { location })).toEqual({
      kind: 'rejected',
      why: `HTTP 302, a redirect to ${where}`,
      evidence: EVIDENCE(302),
    })
  })

  test.each([300, 301, 303, 304, 307, 308, 399])('also as HTTP %i', (status) => {
    expect(sort(status, { location: '/x' })).toMatchObject({
      kind: 'rejected',
      why: `HTTP ${status}, a redirect to https://api.example/x`,
    })
  })
})

test('the evidence is the HTTP status and the first 200 characters, through the text gate', () => {
  excerpts.splice(0)
  const answer = { status: 500, headers: {}, body: 'x'.repeat(300) }
  expect(evidenceOf(answer, QUESTION)).toEqual({ httpStatus: 500, excerpt: `<${'x'.repeat(300)}>` })
  expect(excerpts).toEqual([['x'.repeat(300), 200]])
})
