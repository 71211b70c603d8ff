/**
 * Every product: nothing but its own word for success, in a record of the task that was asked for, makes a step green.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sortAnswer } from '../../src/mountsea/ask.ts'
import { isGreen } from '../../src/ledger.ts'
import { createRedactor } from '../../src/text/secret.ts'
import { judge, NOTHING_YET } from '../../src/watch/rules.ts'
import { aSilentReport } from '../support/builders.ts'
import { SAMPLES } from '../unit/mountsea/samples.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const samples = Object.entries(SAMPLES)
const words = samples.flatMap(([, { words: own }]) => Object.values(own).flatMap((list) => list.split(' ')))
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.constantFrom('complete', 'Completed', 'success ', 'SUCCEEDED'),
  hostileText,
)
const inner = fc.record({ status: word })
const value = fc.oneof(inner, fc.array(inner), fc.record({ items: fc.array(inner) }), fc.jsonValue())
/** What may stand beside the status: whatever says success somewhere, and anything in the place of a result. */
const values = { result: value, data: value, output: value, error: value }
const others = fc.record(
  { ready: fc.boolean(), state: word, success: fc.boolean(), ...values },
  { requiredKeys: [] },
)
const id = fc.constantFrom('id-1', 'id-1', 'id-1', 'id-2')
const ids = fc.record({ taskId: id, task_id: id }, { requiredKeys: [] })
const aCase = fc.tuple(word, ids, others)

/** Whether a step is green for one task whose first poll at this path brings this body. */
function isGreenFor(path: string, body: string): boolean {
  const endpoint = new URL(`https://api.example/gateway${path}`)
  const question = { taskId: 'id-1', endpoint, wallMs: 0, redactor: createRedactor('') }
  const answer = sortAnswer({ status: 200, headers: {}, body, isRead: 'whole' }, question)
  const { memory, next } = judge(NOTHING_YET, answer, { answer: true, record: false })
  if (next.kind !== 'end') return false
  return isGreen({
    tasks: [{ ...aSilentReport('id-1'), task: memory.task, outcome: next.outcome }],
    error: null,
  })
}

export const PRODUCT_CLAIMS: readonly Fuzz[] = [
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
