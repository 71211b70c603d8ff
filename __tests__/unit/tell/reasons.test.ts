// What each reason says, as people read it in an annotation and in the summary.
import { readFileSync } from 'node:fs'
import type { Outcome } from '../../../src/outcome.ts'
import { explain, explainInternalError } from '../../../src/tell/reasons.ts'
import { anEnd, anUnseenEnd, httpStatus, notJson } from '../../support/builders.ts'
import { OUTCOMES } from '../../summaries/outcomes.ts'

const FAILED: Outcome = { kind: 'task-failed' }
const TIMED_OUT: Outcome = { kind: 'wait-timeout', timeoutMs: 60_000 }
const happened = (outcome: Outcome, fields: Readonly<Record<string, unknown>> = {}): string =>
  explain(anEnd(outcome, fields)).happened

test('each reason has the text in reasons.txt: title, what happened, what to do', () => {
  const entries = OUTCOMES.map((outcome) => {
    const { title, happened, todo } = explain(anEnd(outcome))
    return [outcome.kind, title, happened, todo].join('\n  ').trimEnd()
  })
  const golden = readFileSync(new URL('../../summaries/reasons.txt', import.meta.url), 'utf8')
  expect(`${entries.join('\n\n')}\n`).toBe(golden)
})

test('a step that is interrupted while it saves says that the task is completed', () => {
  const { happened, todo } = explain(
    anEnd({ kind: 'interrupted', signal: 'SIGTERM' }, { status: 'completed', traceId: 't1' }),
  )
  expect(happened).toBe(
    'Task task-1 is completed (traceId t1), but saving its files was interrupted (SIGTERM).',
  )
  expect(todo).toMatch(/^The outputs `result` and `audioUrl` are there\./)
})

test.each([
  ['Success', /another product's word/],
  [' canceled ', /another product's word/],
  ['time out', /another product's word/],
  ['TimeOut', /another product's word/],
  ['polishing', /a newer release/],
  ['failed later', /a newer release/],
  ['unfinished', /a newer release/],
])('a task that waits in an unknown status, %s, has a hint about its meaning', (status, hint) => {
  const { happened, todo } = explain(anEnd(TIMED_OUT, { status }))
  expect(happened).toMatch(/; its last status is .*, which this action does not know\.$/)
  expect(todo).toMatch(hint)
  expect(todo).toMatch(/To wait for the same task again, choose "Re-run failed jobs"/)
})

test.each([
  [{ errorMessage: 'Bad lyrics.' }, ': Bad lyrics'],
  [{ errorMessage: 'Bad lyrics...' }, ': Bad lyrics..'],
  [{ errorMessage: 'v1.2', errorCode: 4201 }, ': v1.2 (errorCode 4201)'],
  [{ traceId: 't1' }, ' (traceId t1)'],
  [{ errorMessage: 'x', errorCode: 4201, traceId: 't1' }, ': x (errorCode 4201, traceId t1)'],
])('the words of MountSea about a task follow the part about the task: %j', (fields, words) => {
  expect(happened(FAILED, fields)).toBe(`Task task-1 failed at MountSea${words}.`)
  expect(happened({ kind: 'task-cancelled' }, fields)).toContain(` at MountSea${words}.`)
  expect(happened({ kind: 'task-timeout' }, fields)).toContain(` at MountSea${words}.`)
  expect(happened(TIMED_OUT, fields)).toContain(`its last status is processing${words}.`)
  expect(happened({ kind: 'rejected', problem: httpStatus(402, '') }, fields)).toContain(
    `processing${words}.`,
  )
  const saved = { ...fields, status: 'completed' }
  expect(happened({ kind: 'audio-invalid', why: 'x' }, saved)).toContain(`task-1 is completed${words}, but`)
})

test('a reason says if no status was seen; a failed task without a record has no further text', () => {
  const silent = anUnseenEnd('a')
  expect(explain({ ...silent, outcome: TIMED_OUT }).happened).toMatch(/; no status was seen\.$/)
  expect(explain({ ...silent, outcome: FAILED }).happened).toBe('Task a failed at MountSea.')
})

test('of many problems the five most frequent are named, so that the last status is not cut off', () => {
  const problemCounts = new Map(Array.from({ length: 100 }, (_, times) => [`problem ${times}`, times]))
  const outcome: Outcome = { kind: 'unreachable', timeoutMs: 1, problem: notJson, problemCounts }
  expect(happened(outcome)).toMatch(
    /: problem 99 \(99 times\), (?:problem \d+ \(\d+ times\), ){3}problem 95 \(95 times\) and 95 more; its last status is processing\.$/,
  )
})

test('our own words stay after a secret that was cut off in a text from outside', () => {
  const said = '{"token":"hush'
  const fields = { status: said, errorMessage: said, errorCode: said, traceId: 't1' }
  const quoted = '{"token":"…"'
  const words = `${quoted}, which this action does not know: ${quoted} (errorCode ${quoted}, traceId t1).`
  const rejected: Outcome = { kind: 'rejected', problem: httpStatus(422, said) }
  expect(happened(rejected, fields)).toContain(`HTTP 422, ${quoted}; its last status is ${words}`)
})

test('texts from outside are cut: a message at 2,000 characters, the others at 200, and all at 3,000', () => {
  const long = (more: number): Readonly<Record<string, unknown>> => ({
    taskId: 'i'.repeat(256),
    errorMessage: 'm'.repeat(2_000 + more),
    errorCode: 'c'.repeat(200 + more),
    traceId: 't'.repeat(200 + more),
    status: 's'.repeat(200 + more),
  })
  expect(happened(FAILED, long(0))).toMatch(
    /^Task i{256} failed at MountSea: m{2000} \(errorCode c{200}, traceId t{200}\)\.$/,
  )
  expect(happened(FAILED, long(1))).toMatch(
    /^Task i{256} failed at MountSea: m{1999}… \(errorCode c{199}…, traceId t{199}…\)\.$/,
  )
  expect(happened(TIMED_OUT, long(0))).toMatch(/ is s{200}, which/)
  expect(happened(TIMED_OUT, long(1))).toMatch(/ is s{199}…, which/)
  const escapes = happened(FAILED, { errorMessage: '\u0007'.repeat(2_000) })
  expect(escapes).toHaveLength(3_000)
  expect(escapes).toMatch(/…$/)
})

test('an internal error of two lines is one line, cut at 2,000 characters', () => {
  const lineOf = (message: string): string =>
    explainInternalError({ kind: 'internal-error', message, isMachines: false }).happened
  expect(lineOf('Error: EACCES\n')).toBe('An internal error ended the step: Error: EACCES\\n.')
  expect(lineOf('\n'.repeat(1_001))).toMatch(/: (?:\\n){999}\\…\.$/)
})
