/**
 * What the API sends: records, other JSON, things that are no JSON; and numbers that keep their digits.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sortAnswer, type Question } from '../../src/api/answer.ts'
import { parseJson, stringifyJson } from '../../src/text/json.ts'
import { parseTask } from '../../src/products/producer.ts'
import { createGate } from '../../src/text/untrusted.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const FIELDS = [
  'status',
  'result',
  'errorMessage',
  'errorCode',
  'traceId',
  'createdAt',
  'finishedAt',
  '__proto__',
  'toString',
]
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
const body = fc.oneof(
  record,
  fc.json(),
  hostileText,
  fc.tuple(record, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
  fc
    .tuple(record, fc.nat(), hostileText)
    .map(([text, at, more]) => text.slice(0, at % (text.length + 1)) + more),
)

const gate = createGate('a-key-that-is-nowhere')
const question: Question = {
  taskId: 'task-1',
  endpoint: new URL('https://api.example.com/tasks'),
  wallMs: Date.UTC(2026, 7, 1),
  excerpt: (text, maxChars) => gate.line(text, maxChars),
}
const headers = fc.dictionary(
  fc.constantFrom('location', 'retry-after', 'content-encoding', 'content-type'),
  fc.oneof(
    hostileText,
    fc.constantFrom('0', '1e9', 'gzip', 'identity', '//evil.example/?k=1', 'https://u:p@evil.example/a?b#c'),
  ),
)
const answer = fc.record({
  status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 404, 429, 302)),
  headers,
  body,
})

const digits = fc.stringMatching(/^-?(?:0|[1-9][0-9]{0,40})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?$/)
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
    const parsed = parseTask(text, 'task-1')
    if (parsed.kind === 'bad') {
      assert.match(parsed.why, /^(an answer|the record)/)
      return
    }
    const sent: unknown = JSON.parse(text)
    assert.deepEqual(JSON.parse(stringifyJson(parsed.task.record)), sent)
    assert.equal(parsed.task.taskId, 'task-1')
    assert.notEqual(parsed.task.status.trim(), '')
    assert.ok(typeof parsed.task.errorMessage === 'string' && typeof parsed.task.errorCode === 'string')
  }),
  fuzz('a record that is cut anywhere is no record', fc.tuple(record, fc.nat()), ([text, at]) => {
    assert.equal(parseTask(text.slice(0, at % text.length), 'task-1').kind, 'bad')
  }),
  fuzz('nothing but a whole record in a success counts as one', answer, (given) => {
    const sorted = sortAnswer(given, question)
    const isSuccess = given.status >= 200 && given.status < 300
    if (sorted.kind === 'record') {
      assert.ok(isSuccess)
      assert.equal(parseTask(given.body, 'task-1').kind, 'task')
    }
    if (sorted.kind === 'bad') assert.ok(isSuccess)
    if (sorted.kind === 'transient')
      assert.ok(Number.isFinite(sorted.retryAfterMs) && sorted.retryAfterMs >= 0)
    if ('evidence' in sorted && sorted.evidence !== null) assert.ok(sorted.evidence.excerpt.length <= 1_800)
  }),
  fuzz('a redirect is named without credentials, query and fragment', headers, (given) => {
    const sorted = sortAnswer({ status: 302, headers: given, body: '' }, question)
    assert.equal(sorted.kind, 'rejected')
    assert.doesNotMatch('why' in sorted ? sorted.why : '', /u:p@|b#c|\?/)
  }),
  fuzz('JSON keeps every digit and every order from the answer to the output', exact, (text) => {
    assert.equal(stringifyJson(parseJson(text)), text)
  }),
]
