/**
 * What the API sends: records, other JSON, things that are not JSON; and numbers that keep their digits.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sortAnswer, type Answer, type RawAnswer } from '../../src/api/answer.ts'
import { parseRetryAfterMs } from '../../src/api/retry-after.ts'
import { producer } from '../../src/products/producer.ts'
import { parseJson, stringifyJson } from '../../src/text/json.ts'
import { createRedactor } from '../../src/text/redact.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const FIELDS = 'status result errorMessage errorCode traceId createdAt finishedAt __proto__ toString'.split(
  ' ',
)
const statusWord = fc.oneof(
  fc.constantFrom('completed', 'failed', 'processing', 'Completed', 'completed ', ''),
  hostileText,
)
const fields = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), hostileText), fc.jsonValue(), {
  maxKeys: 8,
})
const record = fc
  .tuple(
    fields,
    fc.option(fc.oneof(statusWord, fc.jsonValue())),
    fc.constantFrom('task-1', 'task-2', '', 1, null),
  )
  .map(([others, status, taskId]) =>
    JSON.stringify({ ...others, ...(status === null ? {} : { status }), taskId }),
  )
const cutRecord = fc.tuple(record, fc.nat()).map(([text, at]) => text.slice(0, at % text.length))
const body = fc.oneof(
  record,
  fc.json(),
  hostileText,
  fc.tuple(cutRecord, fc.oneof(fc.constant(''), hostileText)).map((parts) => parts.join('')),
)
const headers = fc.dictionary(
  fc.constantFrom('location', 'retry-after', 'content-encoding', 'content-type'),
  fc.oneof(
    hostileText,
    fc.constantFrom('0', '1e9', 'gzip', 'identity', '//evil.example/?k=1', 'https://u:p@evil.example/a?b#c'),
  ),
)
const status = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 404, 429, 302))
const isRead = fc.constantFrom('whole', 'broken-off', 'too-large')
const answer: fc.Arbitrary<RawAnswer> = fc.record({ status, headers, body, isRead })

const WALL_MS = Date.UTC(2026, 7, 1, 12)

function sort(given: Partial<RawAnswer>): Answer {
  const whole = { status: 200, headers: {}, body: '', isRead: 'whole', ...given } as const
  const endpoint = new URL('https://api.example.com/tasks')
  const redactor = createRedactor('a-key-that-is-nowhere')
  return sortAnswer(whole, { product: producer, taskId: 'task-1', endpoint, wallMs: WALL_MS, redactor })
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
      assert.ok(sorted.kind === 'bad' && sorted.problem.kind === 'no-record')
      return
    }
    assert.deepEqual(JSON.parse(stringifyJson(sorted.task.record)), JSON.parse(text))
    assert.equal(sorted.task.taskId, 'task-1')
    assert.notEqual(sorted.task.status.trim(), '')
  }),
  fuzz('a record that is cut anywhere is no record', cutRecord, (text) => {
    assert.equal(sort({ body: text }).kind, 'bad')
  }),
  fuzz('nothing but a whole record in a success counts as one', answer, (given) => {
    const sorted = sort(given)
    const isSuccess = given.status >= 200 && given.status < 300
    if (sorted.kind === 'record') {
      assert.ok(isSuccess && given.isRead !== 'too-large')
      assert.equal(sort({ body: given.body }).kind, 'record')
      return
    }
    if (sorted.kind === 'bad') assert.ok(isSuccess)
    if ('excerpt' in sorted.problem) assert.ok(sorted.problem.excerpt.length <= 200)
  }),
  fuzz('a redirect is named without credentials, query and fragment', headers, (given) => {
    const sorted = sort({ status: 302, headers: given })
    assert.ok(sorted.kind === 'rejected' && sorted.problem.kind === 'redirect')
    assert.doesNotMatch(sorted.problem.target, /u:p@|b#c|\?/)
  }),
  fuzz(
    'any Retry-After is a finite wait, never less than none',
    fc.oneof(hostileText, fc.string()),
    (header) => {
      const ms = parseRetryAfterMs(header, WALL_MS)
      assert.ok(Number.isFinite(ms) && ms >= 0)
    },
  ),
  fuzz(
    'Retry-After as a date is the time until then, or none if it is past',
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(Date.UTC(2100, 0)) }),
    (date) => {
      const ms = Math.floor(date.getTime() / 1_000) * 1_000
      assert.equal(parseRetryAfterMs(date.toUTCString(), WALL_MS), Math.max(ms - WALL_MS, 0))
    },
  ),
  fuzz(
    'JSON keeps the digits of large numbers and every order from the answer to the output',
    exact,
    (text) => {
      assert.equal(stringifyJson(parseJson(text)), text)
    },
  ),
]
