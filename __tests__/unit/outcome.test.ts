/** When a step is green, and which task speaks for it. */
import fc from 'fast-check'
import { isGreen, spokesman, type Outcome, type TaskEnd, type TaskView } from '../../src/outcome.ts'
import { anEnd, anEvidence, aTask } from '../support/builders.ts'

const OUTCOMES: readonly Outcome[] = [
  { kind: 'completed' },
  { kind: 'task-failed' },
  { kind: 'task-cancelled' },
  { kind: 'task-timeout' },
  { kind: 'wait-timeout', timeoutMs: 1 },
  { kind: 'unreachable', timeoutMs: 1, seen: new Map() },
  { kind: 'interrupted', signal: 'SIGINT' },
  { kind: 'unauthorized', evidence: anEvidence(401) },
  { kind: 'not-found', evidence: anEvidence(404) },
  { kind: 'rejected', why: 'x', evidence: null },
  { kind: 'bad-answer', why: 'x', evidence: anEvidence(200) },
  { kind: 'audio-missing', why: 'x' },
  { kind: 'download-failed', why: 'x' },
  { kind: 'internal-error', why: 'x' },
]
const COMPLETED = anEnd({ kind: 'completed' })
const anyEnd: fc.Arbitrary<TaskEnd> = fc
  .tuple(
    fc.constantFrom(...OUTCOMES),
    fc.constantFrom('completed', 'failed', 'processing', 'Completed', null),
  )
  .map(([outcome, status]) => ({ ...anEnd(outcome), task: status === null ? null : aTask({ status }) }))

describe('a step is green', () => {
  test('where every task is completed', () => {
    expect(isGreen([COMPLETED])).toBe(true)
    expect(isGreen(Array<TaskEnd>(100).fill(COMPLETED))).toBe(true)
  })

  test('never without a task', () => {
    expect(isGreen([])).toBe(false)
  })

  test.each(OUTCOMES.slice(1))('never where one ended as $kind, whatever its status', (outcome) => {
    const end = { ...anEnd(outcome), task: aTask({ status: 'completed' }) }
    expect(isGreen([end])).toBe(false)
    expect(isGreen([COMPLETED, end, COMPLETED])).toBe(false)
  })

  test.each(['failed', 'cancelled', 'timeout', 'processing', 'Completed', 'completed '])(
    'never where the API said %j, whatever we made of it',
    (status) => {
      expect(isGreen([COMPLETED, { ...COMPLETED, task: aTask({ status }) }])).toBe(false)
    },
  )

  test('never where the API said nothing', () => {
    expect(isGreen([{ ...COMPLETED, task: null }])).toBe(false)
  })

  test('if and only if all are', () => {
    fc.assert(
      fc.property(fc.array(anyEnd, { maxLength: 6 }), (ends) => {
        const bad = ends.filter(
          ({ outcome, task }) => !(outcome.kind === 'completed' && task?.status === 'completed'),
        )
        expect(isGreen(ends)).toBe(ends.length > 0 && bad.length === 0)
      }),
    )
  })
})

describe('for the step speaks', () => {
  const view = (taskId: string, status: string | null, outcome: Outcome | null): TaskView => ({
    ...COMPLETED,
    taskId,
    task: status === null ? null : aTask({ status }),
    outcome,
  })
  const done = view('done', 'completed', { kind: 'completed' })
  const unsaved = view('unsaved', 'completed', { kind: 'download-failed', why: 'x' })
  const failed = view('failed', 'failed', { kind: 'task-failed' })
  const silent = view('silent', null, { kind: 'unauthorized', evidence: anEvidence(401) })
  const saving = view('saving', 'completed', null)

  test.each<[string, readonly TaskView[], string | undefined]>([
    ['the first task whose status is not completed', [done, unsaved, failed, silent], 'failed'],
    ['also one without a status', [done, silent, failed], 'silent'],
    ['else the first whose reason is not', [done, unsaved, { ...unsaved, taskId: 'other' }], 'unsaved'],
    ['also one that is still at work', [done, saving], 'saving'],
    ['else the first', [done, { ...done, taskId: 'other' }], 'done'],
    ['nobody where there is none', [], undefined],
  ])('%s', (_, views, taskId) => {
    expect(spokesman(views)?.taskId).toBe(taskId)
  })
})
