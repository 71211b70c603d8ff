// What a poll makes of each HTTP status, of Retry-After and of redirects, and what an error shows of an answer.
import type { Answer } from '../../../src/api/answer.ts'
import { systemClock, type Clock } from '../../../src/ports/clock.ts'
import { askOnce, KEY, taskApi } from '../../support/ask-api.ts'
import {
  html,
  http,
  redirect,
  startMockApi,
  text,
  type MockApi,
  type Step,
} from '../../support/mock-api/index.ts'

let api: MockApi
beforeAll(async () => {
  api = await startMockApi()
})
afterAll(() => api.close())

function answerTo(step: Step): Promise<Answer> {
  api.task('t', [step])
  return askOnce(api.endpoint)
}

describe('an HTTP status', () => {
  const shown = (httpStatus: number): object => ({
    httpStatus,
    excerpt: `{"message":"this is HTTP ${httpStatus}"}`,
  })

  test.each([401, 403])('%d refuses the key', async (code) => {
    expect(await answerTo(http(code))).toEqual({
      kind: 'unauthorized',
      why: `HTTP ${code}`,
      evidence: shown(code),
    })
  })

  test('404 says that there is no such task', async () => {
    expect(await answerTo(http(404))).toEqual({ kind: 'not-found', why: 'HTTP 404', evidence: shown(404) })
  })

  test.each([400, 402, 405, 406, 407, 409, 410, 411, 418, 422, 426, 428, 431, 451, 499, 600, 999])(
    '%d rejects the question',
    async (code) => {
      expect(await answerTo(http(code))).toEqual({
        kind: 'rejected',
        why: `HTTP ${code}`,
        evidence: shown(code),
      })
    },
  )

  test.each([408, 425, 429, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 524, 529, 599])(
    '%d may pass',
    async (code) => {
      expect(await answerTo(http(code))).toEqual({
        kind: 'transient',
        why: `HTTP ${code}`,
        retryAfterMs: 0,
        rateLimited: code === 429,
      })
    },
  )

  test('counts, whatever the body says', async () => {
    const body = '{"taskId":"t","status":"completed","result":null}'
    expect(await answerTo(text(500, body))).toMatchObject({ kind: 'transient' })
    expect(await answerTo(text(404, body))).toMatchObject({ kind: 'not-found' })
    expect(await answerTo(text(302, body))).toMatchObject({ kind: 'rejected' })
    expect(await answerTo(html(502))).toMatchObject({ kind: 'transient', why: 'HTTP 502' })
  })
})

describe('Retry-After', () => {
  const noon = Date.UTC(2025, 0, 1, 12)
  const clock: Clock = { ...systemClock, wallMs: () => noon }
  const retryAfter = async (value: string, code = 503): Promise<Answer> => {
    api.task('t', [http(code, { retryAfter: value })])
    return taskApi(api.endpoint, clock)('t', new AbortController().signal)
  }

  test.each([
    ['7', 7_000],
    ['0', 0],
    ['31536000', 31_536_000_000],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
    ['-5', 0],
    ['1.5', 0],
    ['soon', 0],
    ['Wed, 01 Jan 2025 12:00:09 GMT', 9_000],
    ['Wed, 01 Jan 2025 11:00:00 GMT', 0],
    ['Thu, 01 Jan 2026 12:00:00 GMT', 31_536_000_000],
    ['2025-01-01T12:00:09Z', 0],
    ['', 0],
  ])('"%s" means %d ms', async (value, ms) => {
    expect(await retryAfter(value)).toEqual({
      kind: 'transient',
      why: 'HTTP 503',
      retryAfterMs: ms,
      rateLimited: false,
    })
  })

  test('is heard with 429 too', async () => {
    expect(await retryAfter('3', 429)).toMatchObject({ retryAfterMs: 3_000, rateLimited: true })
  })
})

describe('a redirect', () => {
  test.each([
    ['to another host', 'https://elsewhere.test/tasks', 'https://elsewhere.test/tasks'],
    ['with secrets in it', 'https://user:pass@elsewhere.test/a?sig=1#f', 'https://elsewhere.test/a'],
    ['that is relative', '/login?next=x', 'ORIGIN/login'],
    ['without a scheme', '//elsewhere.test/x', 'http://elsewhere.test/x'],
    ['to nothing that is a URL', 'http://[', 'something that is no URL'],
    ['without a place', '', 'nowhere'],
  ])('%s is refused and told', async (_name, location, where) => {
    expect(await answerTo(redirect(location))).toEqual({
      kind: 'rejected',
      why: `HTTP 302, a redirect to ${where.replace('ORIGIN', api.origin)}`,
      evidence: { httpStatus: 302, excerpt: '' },
    })
  })

  test.each([300, 301, 302, 303, 304, 305, 307, 308, 399])('with HTTP %d is not followed', async (code) => {
    const before = api.requests.length
    expect(await answerTo(redirect(`${api.origin}/other`, code))).toMatchObject({
      kind: 'rejected',
      why: `HTTP ${code}, a redirect to ${api.origin}/other`,
    })
    expect(api.requests).toHaveLength(before + 1)
  })
})

describe('what an error shows of an answer', () => {
  test('is its first 200 characters', async () => {
    expect(await answerTo(text(400, 'x'.repeat(200)))).toMatchObject({
      evidence: { excerpt: 'x'.repeat(200) },
    })
    expect(await answerTo(text(400, 'x'.repeat(201)))).toMatchObject({
      evidence: { excerpt: `${'x'.repeat(199)}…` },
    })
  })

  test('is one line that can start no command', async () => {
    const body = '::error::a\r\n##[error]b'
    expect(await answerTo(text(400, body))).toMatchObject({
      evidence: { excerpt: '\\::error::a\\r\\n##\\[error]b' },
    })
  })

  test('never has the key in it', async () => {
    for (const step of [text(401, `bad key ${KEY}!`), text(200, `{"key":"${KEY}"}`)]) {
      const answer = JSON.stringify(await answerTo(step))
      expect(answer).toContain('***')
      expect(answer).not.toContain('abc+123')
    }
  })

  test('is enough of a long body, and no more', async () => {
    const long = await answerTo(text(422, `é${'y'.repeat(300_000)}`))
    expect(long).toMatchObject({ kind: 'rejected', evidence: { excerpt: `é${'y'.repeat(198)}…` } })
  })
})
