// Text from outside in the explanations: MountSea's words, the last status, hostile text.
import type { Outcome } from '../../../src/outcome.ts'
import { explain } from '../../../src/tell/reasons.ts'
import { aReport, aSilentReport, httpStatus, notJson } from '../../support/builders.ts'

const timedOut: Outcome = { kind: 'wait-timeout', timeoutMs: 60_000 }
const happened = (outcome: Outcome, fields: Readonly<Record<string, unknown>>): string =>
  explain(aReport(outcome, fields)).happened

test.each([
  [{ errorMessage: 'bad lyrics' }, ': bad lyrics'],
  [{ errorMessage: 'Bad lyrics.' }, ': Bad lyrics'],
  [{ errorMessage: 'Bad lyrics...' }, ': Bad lyrics..'],
  [{ errorMessage: 'v1.2' }, ': v1.2'],
  [{ errorCode: 4201 }, ' (errorCode 4201)'],
  [{ traceId: 't1' }, ' (traceId t1)'],
  [
    { errorMessage: 'bad lyrics', errorCode: 4201, traceId: 't1' },
    ': bad lyrics (errorCode 4201, traceId t1)',
  ],
])('what MountSea said of a failed task stands in the sentence: %j', (fields, words) => {
  expect(happened({ kind: 'task-failed' }, fields)).toBe(`Task task-1 failed at MountSea${words}.`)
})

test('the sentence about a cancelled or timed-out task has the words of MountSea too', () => {
  const fields = { errorMessage: 'x', traceId: 't' }
  expect(happened({ kind: 'task-cancelled' }, fields)).toMatch(/at MountSea: x \(traceId t\)\.$/)
  expect(happened({ kind: 'task-timeout' }, fields)).toMatch(/at MountSea: x \(traceId t\)\.$/)
})

test.each<[Outcome, string]>([
  [timedOut, 'its last status is processing: slow day (errorCode 42, traceId t1).'],
  [
    { kind: 'unauthorized', problem: httpStatus(401, '') },
    'is processing: slow day (errorCode 42, traceId t1).',
  ],
  [{ kind: 'rejected', problem: httpStatus(402, '') }, 'is processing: slow day (errorCode 42, traceId t1).'],
])(
  'what MountSea said of a task that it did not end stands behind its last status: $kind',
  (outcome, words) => {
    expect(happened(outcome, { errorMessage: 'slow day.', errorCode: 42, traceId: 't1' })).toContain(words)
  },
)

test('a trace ID stands behind "completed" where the task is, and something else went wrong', () => {
  const fields = { status: 'completed', traceId: 't1' }
  for (const kind of ['audio-missing', 'audio-invalid', 'download-failed'] as const) {
    expect(happened({ kind, why: 'x' }, fields)).toMatch(/^Task task-1 is completed \(traceId t1\), but /)
  }
  expect(happened({ kind: 'interrupted', signal: 'SIGTERM' }, fields)).toMatch(/ \(traceId t1\), but saving /)
})

test('texts from outside are cut: a message at 2,000 characters, the others at 200, and all at 3,000', () => {
  const long = (more: number): Readonly<Record<string, unknown>> => ({
    taskId: 'i'.repeat(256),
    errorMessage: 'm'.repeat(2_000 + more),
    errorCode: 'c'.repeat(200 + more),
    traceId: 't'.repeat(200 + more),
    status: 's'.repeat(200 + more),
  })
  expect(happened({ kind: 'task-failed' }, long(0))).toMatch(
    /^Task i{256} failed at MountSea: m{2000} \(errorCode c{200}, traceId t{200}\)\.$/,
  )
  expect(happened({ kind: 'task-failed' }, long(1))).toMatch(
    /^Task i{256} failed at MountSea: m{1999}… \(errorCode c{199}…, traceId t{199}…\)\.$/,
  )
  expect(happened(timedOut, long(0))).toMatch(/ is s{200}, which/)
  expect(happened(timedOut, long(1))).toMatch(/ is s{199}…, which/)
  const escapes = happened({ kind: 'task-failed' }, { errorMessage: '\u0007'.repeat(2_000) })
  expect(escapes).toHaveLength(3_000)
  expect(escapes).toMatch(/…$/)
})

test('an unknown status is named as such', () => {
  expect(happened(timedOut, { status: 'polishing' })).toMatch(
    /; its last status is polishing, which this action does not know\.$/,
  )
})

test('of many problems the five most frequent are named, so that the last status is not cut off', () => {
  const problemCounts = new Map(
    Array.from({ length: 100 }, (_, at) => [`a redirect to ${'x'.repeat(at)}`, at]),
  )
  const outcome: Outcome = { kind: 'unreachable', timeoutMs: 1, problem: notJson, problemCounts }
  expect(happened(outcome, {})).toMatch(
    /: a redirect to x{99} \(99 times\), (?:a redirect to x+ \(\d+ times\), ){4}others \(4465 times\); its last status is processing\.$/,
  )
})

test('where no status was seen, it says so; a failed task without a record has no more to say', () => {
  const silent = aSilentReport('a')
  expect(explain({ ...silent, outcome: timedOut }).happened).toMatch(/; no status was seen\.$/)
  expect(explain({ ...silent, outcome: { kind: 'task-failed' } }).happened).toBe('Task a failed at MountSea.')
})

describe('text from outside', () => {
  const hostile = '\n::error::x ##[add-mask]\u2028'
  const shown = '\\n::error::x ##\\[add-mask]\\u{2028}'
  const fields = {
    taskId: hostile,
    status: hostile,
    errorMessage: hostile,
    errorCode: hostile,
    traceId: hostile,
  }

  test.each<Outcome>([
    { kind: 'task-failed' },
    timedOut,
    { kind: 'unreachable', timeoutMs: 1, problem: notJson, problemCounts: new Map([[hostile, 1]]) },
    { kind: 'interrupted', signal: hostile },
    { kind: 'unauthorized', problem: httpStatus(401, hostile) },
    { kind: 'not-found', problem: httpStatus(404, hostile) },
    { kind: 'rejected', problem: httpStatus(422, hostile) },
    { kind: 'rejected', problem: { kind: 'redirect', httpStatus: 302, target: hostile, excerpt: hostile } },
    { kind: 'rejected', problem: { kind: 'certificate', code: hostile } },
    { kind: 'bad-answer', problem: { kind: 'certificate', code: hostile } },
    {
      kind: 'bad-answer',
      problem: { kind: 'no-record', defect: 'not-json', httpStatus: 200, excerpt: hostile },
    },
    { kind: 'audio-missing', why: hostile },
    { kind: 'download-failed', why: hostile },
    { kind: 'internal-error', message: hostile, isMachines: true },
  ])('is one line that starts no command: $kind', (outcome) => {
    const { happened: line } = explain(aReport(outcome, fields))
    expect(line).toContain(shown)
    expect(line).not.toMatch(/[\n\u2028]|##\[/)
  })
})
