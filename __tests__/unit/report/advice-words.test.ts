/** What others say in the explanation of an end: MountSea's words, the last status, hostile text. */
import type { Outcome, TaskEnd } from '../../../src/outcome.ts'
import { explain, explainInternalError } from '../../../src/report/advice.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd, anEvidence } from '../../support/builders.ts'

const KEY = 'sk-0123456789'
const gate = createGate(KEY)
const AGAIN = 'Running the step again waits for the same task.'
const told = (outcome: Outcome, fields: Readonly<Record<string, unknown>> = {}): string[] => {
  const { title, what, todo } = explain(anEnd(outcome, fields), gate)
  return [title, what, todo]
}
const silent = (outcome: Outcome): TaskEnd => ({ ...anEnd(outcome), task: null })

describe('what MountSea says of a failed task', () => {
  const failed = (fields: Readonly<Record<string, unknown>>): string | undefined =>
    told({ kind: 'task-failed' }, fields)[1]

  test.each<[Readonly<Record<string, unknown>>, string]>([
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
  ])('%j', (fields, words) => {
    expect(failed(fields)).toBe(`Task task-1 failed at MountSea${words}.`)
  })

  test('is told of the other two ends as well', () => {
    const fields = { errorMessage: 'x', traceId: 't' }
    expect(told({ kind: 'task-cancelled' }, fields)[1]).toBe(
      'Task task-1 was cancelled at MountSea: x (traceId t).',
    )
    expect(told({ kind: 'task-timeout' }, fields)[1]).toBe(
      'Task task-1 ran out of time at MountSea: x (traceId t).',
    )
  })

  test('is cut: 2,000 characters of message, 200 of code and trace ID', () => {
    expect(
      failed({ errorMessage: 'm'.repeat(2_001), errorCode: 'c'.repeat(201), traceId: 't'.repeat(201) }),
    ).toBe(
      `Task task-1 failed at MountSea: ${'m'.repeat(1_999)}… (errorCode ${'c'.repeat(199)}…, traceId ${'t'.repeat(199)}…).`,
    )
    expect(
      failed({ errorMessage: 'm'.repeat(2_000), errorCode: 'c'.repeat(200), traceId: 't'.repeat(200) }),
    ).toBe(
      `Task task-1 failed at MountSea: ${'m'.repeat(2_000)} (errorCode ${'c'.repeat(200)}, traceId ${'t'.repeat(200)}).`,
    )
  })
})

describe('the last status', () => {
  const timeUp: Outcome = { kind: 'wait-timeout', timeoutMs: 60_000 }

  test('that nobody knows is named as such', () => {
    expect(told(timeUp, { status: 'polishing' })[1]).toBe(
      'Task task-1 is not finished after 1m; its last status is polishing, which this action does not know.',
    )
  })

  test('is cut at 200 characters', () => {
    expect(told(timeUp, { status: 's'.repeat(201) })[1]).toContain(` ${'s'.repeat(199)}…, which`)
  })

  test('is said to be missing where none was seen', () => {
    expect(explain(silent(timeUp), gate).what).toBe(
      'Task task-1 is not finished after 1m; no status was seen.',
    )
  })

  test('of a failed task without a record changes nothing', () => {
    expect(explain(silent({ kind: 'task-failed' }), gate).what).toBe('Task task-1 failed at MountSea.')
  })
})

describe('an interruption', () => {
  const interrupted: Outcome = { kind: 'interrupted', signal: 'SIGINT' }

  test('of a download says that the task is completed, and what running again does', () => {
    expect(told(interrupted, { status: 'completed' })).toEqual([
      'Wait for MountSea task interrupted',
      'Task task-1 is completed, but saving its audio was interrupted (SIGINT).',
      'The outputs `result` and `audioUrl` are there. Running the step again tries again, while the URL is valid.',
    ])
  })

  test('before anything was seen', () => {
    expect(explain(silent(interrupted), gate)).toMatchObject({
      what: 'The wait for task task-1 was interrupted (SIGINT); no status was seen.',
      todo: `The task goes on at MountSea. ${AGAIN}`,
    })
  })
})

test('a fault of ours that is no task’s', () => {
  expect(explainInternalError(`Error: EACCES\n${KEY}`, gate)).toEqual({
    title: 'Wait for MountSea task: internal error',
    what: 'Something went wrong that should not: Error: EACCES\\n***.',
    todo: 'Run the step again; if it comes back, report this line and the debug log to the authors of this action.',
  })
})

test('all that comes from outside is one line that starts no command and shows no key', () => {
  const hostile = `\n::error::x ##[add-mask]${KEY}\u2028`
  const shown = '\\n::error::x ##\\[add-mask]***\\u{2028}'
  const fields = {
    taskId: hostile,
    status: hostile,
    errorMessage: hostile,
    errorCode: hostile,
    traceId: hostile,
  }
  expect(told({ kind: 'task-failed' }, fields)[1]).toBe(
    `Task ${shown} failed at MountSea: ${shown} (errorCode ${shown}, traceId ${shown}).`,
  )
  expect(told({ kind: 'interrupted', signal: hostile }, fields)[1]).toBe(
    `The wait for task ${shown} was interrupted (${shown}); its last status is ${shown}, which this action does not know.`,
  )
  expect(told({ kind: 'interrupted', signal: hostile }, { status: 'completed' })[1]).toContain(`(${shown})`)
  for (const kind of ['audio-missing', 'download-failed', 'internal-error'] as const) {
    expect(told({ kind, why: hostile })[1]).toContain(`: ${shown}.`.slice(kind === 'audio-missing' ? 2 : 0))
  }
  expect(told({ kind: 'rejected', why: hostile, evidence: null })[1]).toContain(`: ${shown}.`)
  expect(told({ kind: 'bad-answer', why: hostile, evidence: anEvidence(200) })[1]).toContain(
    `sends ${shown} in`,
  )
})
