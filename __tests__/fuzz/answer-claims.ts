/**
 * Answers of the API: records, other JSON, and bodies that are not JSON. A step is green only for the product's own word for
 * success, in a record of the right task.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sortAnswer, type Answer, type RawAnswer } from '../../src/mountsea/ask.ts'
import { isGreen } from '../../src/ledger.ts'
import { stringifyJson } from '../../src/text/json.ts'
import { createRedactor } from '../../src/text/secret.ts'
import { judge, NOTHING_YET } from '../../src/watch/rules.ts'
import { anUnseenEnd } from '../support/builders.ts'
import { SAMPLES } from '../unit/mountsea/samples.ts'
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
const answer: fc.Arbitrary<RawAnswer> = fc.oneof(
  fc.record({ status, headers, body, isRead }),
  body.map((body) => ({ status: 200, headers: {}, body, isRead: 'whole' as const })),
)

function sort(given: Partial<RawAnswer>): Answer {
  const whole = { status: 200, headers: {}, body: '', isRead: 'whole', ...given } as const
  const endpoint = new URL('https://api.example.com/tasks')
  const redactor = createRedactor('a-key-that-is-nowhere')
  return sortAnswer(whole, { taskId: 'task-1', endpoint, wallMs: 0, redactor })
}

const samples = Object.entries(SAMPLES)
const words = samples.flatMap(([, { words: own }]) => Object.values(own).flatMap((list) => list.split(' ')))
const productWord = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.constantFrom('complete', 'Completed', 'success ', 'SUCCEEDED'),
  hostileText,
)
const inner = fc.record({ status: productWord })
const value = fc.oneof(inner, fc.array(inner), fc.record({ items: fc.array(inner) }), fc.jsonValue())
/** Other fields: words for success in the wrong place, and any value as a result. */
const values = { result: value, data: value, output: value, error: value }
const others = fc.record(
  { ready: fc.boolean(), state: productWord, success: fc.boolean(), ...values },
  { requiredKeys: [] },
)
const id = fc.constantFrom('id-1', 'id-1', 'id-1', 'id-2')
const ids = fc.record({ taskId: id, task_id: id }, { requiredKeys: [] })
const aCase = fc.tuple(productWord, ids, others)

/** Whether a step is green whose only task gets this body at this path. */
function isGreenFor(path: string, body: string): boolean {
  const endpoint = new URL(`https://api.example/gateway${path}`)
  const question = { taskId: 'id-1', endpoint, wallMs: 0, redactor: createRedactor('') }
  const answer = sortAnswer({ status: 200, headers: {}, body, isRead: 'whole' }, question)
  const { memory, next } = judge(NOTHING_YET, answer, { answer: true, record: false })
  if (next.kind !== 'end') return false
  return isGreen({
    tasks: [{ ...anUnseenEnd('id-1'), task: memory.task, outcome: next.outcome }],
    error: null,
  })
}

export const ANSWER_CLAIMS: readonly Fuzz[] = [
  fuzz('a record that is cut anywhere is not a record', cutRecord, (text) => {
    assert.equal(sort({ body: text }).kind, 'problem')
  }),
  fuzz('only a whole record with a success status counts as a record', answer, (given) => {
    const sorted = sort(given)
    const isSuccess = given.status >= 200 && given.status < 300
    if (sorted.kind === 'record') {
      assert.ok(isSuccess && given.isRead !== 'too-large')
      assert.deepEqual(JSON.parse(stringifyJson(sorted.task.record)), JSON.parse(given.body))
      assert.equal(sorted.task.taskId, 'task-1')
      assert.notEqual(sorted.task.status.trim(), '')
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
  fuzz(
    "a step is green if and only if the task's status is its product's own word for success",
    aCase,
    ([status, given, rest]) => {
      const record = JSON.stringify({ ...rest, ...given, status })
      for (const [path, { idField, words: own }] of samples) {
        const isSuccess = given[idField] === 'id-1' && status === own.completed
        assert.equal(isGreenFor(path, record), isSuccess, path)
      }
    },
  ),
]
