/**
 * What the API sends: records, other JSON, things that are not JSON; and numbers that keep their digits.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sortAnswer, type Answer, type RawAnswer } from '../../src/mountsea/ask.ts'
import { rateLimitMs, retryAfterMs } from '../../src/watch/pace.ts'
import { parseJson, stringifyJson } from '../../src/text/json.ts'
import { createRedactor } from '../../src/text/secret.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const oneOf = (words: string): fc.Arbitrary<string> => fc.constantFrom(...words.split(' '))
const field = oneOf('status result errorMessage errorCode traceId createdAt finishedAt __proto__ toString')
const fields = fc.dictionary(fc.oneof(field, hostileText), fc.jsonValue(), { maxKeys: 8 })
const statusWord = fc.constantFrom('completed', 'failed', 'processing', 'Completed', 'completed ', '')
const statusField = fc.oneof(statusWord, hostileText, fc.jsonValue()).map((status) => ({ status }))
const taskId = fc.constantFrom('task-1', 'task-2', '', 1, null)
const record = fc
  .tuple(fields, fc.option(statusField), taskId)
  .map(([others, status, taskId]) => JSON.stringify({ ...others, ...status, taskId }))
const cutRecord = fc.tuple(record, fc.nat()).map(([text, at]) => text.slice(0, at % text.length))
const brokenRecord = fc.tuple(cutRecord, hostileText).map((parts) => parts.join(''))
const body = fc.oneof(record, fc.json(), hostileText, cutRecord, brokenRecord)
const headers = fc.dictionary(
  oneOf('location retry-after content-encoding content-type'),
  fc.oneof(hostileText, oneOf('0 1e9 gzip identity //evil.example/?k=1 https://u:p@evil.example/a?b#c')),
)
const status = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 404, 429, 302))
const isRead = fc.constantFrom('whole', 'broken-off', 'too-large')
const answer: fc.Arbitrary<RawAnswer> = fc.record({ status, headers, body, isRead })

/** What a rate limit can say: words, numbers and dates, in any header. */
const limitHeader = fc.oneof(
  hostileText,
  fc.stringMatching(/^[0-9]{1,400}$/),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.constantFrom('0', 'Tue, 99 Nov 2026 12:00:30 GMT', 'Tue, 24 Xyz 2026 12:00:30 GMT'),
)
const limitName = oneOf('retry-after ratelimit-reset x-ratelimit-reset ratelimit-remaining date')
const limits = fc.dictionary(limitName, limitHeader)

/** Two digits of a year mean one within 50 years from now. */
const [min, max] = [new Date(Date.UTC(1977, 0)), new Date(Date.UTC(2076, 0))]
const recentDate = fc.date({ noInvalidDate: true, min, max })
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
/** From `Sun, 06 Nov 1994 08:49:37 GMT` to each form of RFC 9110, 5.6.7. */
function dateForms(imf: string): string[] {
  const [day = '', date = '', month = '', year = '', time = ''] = imf.split(/,? /)
  const longDay = DAYS.find((name) => name.startsWith(day)) ?? ''
  return [
    imf,
    `${longDay}, ${date}-${month}-${year.slice(2)} ${time} GMT`,
    `${day} ${month} ${date.replace(/^0/, ' ')} ${time} ${year}`,
  ]
}

const WALL_MS = Date.UTC(2026, 7, 1, 12)

function sort(given: Partial<RawAnswer>): Answer {
  const whole = { status: 200, headers: {}, body: '', isRead: 'whole', ...given } as const
  const endpoint = new URL('https://api.example.com/tasks')
  const redactor = createRedactor('a-key-that-is-nowhere')
  return sortAnswer(whole, { taskId: 'task-1', endpoint, wallMs: WALL_MS, redactor })
}

/** More than a double holds: of others the value stays, though `1.0` may become `1`. */
const digits = fc.stringMatching(/^-?[1-9][0-9]{16,40}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?$/)
const name = fc.stringMatching(/^[A-Za-z_ é][A-Za-z0-9_ é]{0,5}$/)
const { exact } = fc.letrec<{ exact: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    digits,
    fc.constantFrom('null', 'true', 'false'),
    fc.string().map((text) => JSON.stringify(text.toWellFormed())),
  ),
  exact: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('exact'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc
      .uniqueArray(fc.tuple(name, tie('exact')), { selector: ([key]) => key, maxLength: 4 })
      .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
  ),
}))

export const ANSWER_CLAIMS: readonly Fuzz[] = [
  fuzz('any body is the record of the task that was asked for, or says what it is instead', body, (text) => {
    const sorted = sort({ body: text })
    if (sorted.kind !== 'record') {
      assert.equal(sorted.problem.kind, 'no-record')
      return
    }
    assert.deepEqual(JSON.parse(stringifyJson(sorted.task.record)), JSON.parse(text))
    assert.equal(sorted.task.taskId, 'task-1')
    assert.notEqual(sorted.task.status.trim(), '')
  }),
  fuzz('a record that is cut anywhere is not a record', cutRecord, (text) => {
    assert.equal(sort({ body: text }).kind, 'problem')
  }),
  fuzz('nothing but a whole record in a success counts as one', answer, (given) => {
    const sorted = sort(given)
    const isSuccess = given.status >= 200 && given.status < 300
    if (sorted.kind === 'record') {
      assert.ok(isSuccess && given.isRead !== 'too-large')
      assert.equal(sort({ body: given.body }).kind, 'record')
      return
    }
    if (sorted.problem.kind === 'no-record') assert.ok(isSuccess || given.isRead === 'too-large')
    if ('excerpt' in sorted.problem) assert.ok(sorted.problem.excerpt.length <= 200)
  }),
  fuzz('a redirect is named without credentials, query and fragment', headers, (given) => {
    const sorted = sort({ status: 302, headers: given })
    assert.ok(sorted.kind === 'problem' && sorted.problem.kind === 'redirect')
    assert.doesNotMatch(sorted.problem.target, /u:p@|b#c|\?/)
  }),
  fuzz('whatever a rate limit says is a finite wait, never less than none', limits, (given) => {
    const headers: Record<string, string> = given
    const ms = rateLimitMs((header) => headers[header] ?? '', WALL_MS)
    assert.ok(Number.isFinite(ms) && ms >= 0)
  }),
  fuzz(
    'Retry-After as a date, in any form of HTTP, is the time until then, or none if it is past',
    recentDate,
    (date) => {
      const ms = Math.floor(date.getTime() / 1_000) * 1_000
      for (const form of dateForms(date.toUTCString()))
        assert.equal(
          retryAfterMs((name) => (name === 'retry-after' ? form : ''), WALL_MS),
          Math.max(ms - WALL_MS, 0),
        )
    },
  ),
  fuzz('JSON keeps the digits of large numbers and every order from answer to output', exact, (text) => {
    assert.equal(stringifyJson(parseJson(text)), text)
  }),
]
