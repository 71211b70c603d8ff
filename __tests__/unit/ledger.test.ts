/** When a step is green, and which task its single-valued outputs describe. */
import { internalError, type Outcome } from '../../src/outcome.ts'
import { headlineTask, isGreen, type TaskProgress, type TaskReport } from '../../src/ledger.ts'
import { aReport, aTask, httpStatus } from '../support/builders.ts'

const RED: readonly Outcome[] = [
  { kind: 'task-failed' },
  { kind: 'task-cancelled' },
  { kind: 'task-timeout' },
  { kind: 'wait-timeout', timeoutMs: 1 },
  { kind: 'unreachable', timeoutMs: 1, problem: httpStatus(503), problemCounts: new Map() },
  { kind: 'interrupted', signal: 'SIGINT' },
  { kind: 'unauthorized', problem: httpStatus(401) },
  { kind: 'not-found', problem: httpStatus(404) },
  { kind: 'rejected', problem: httpStatus(422) },
  { kind: 'bad-answer', problem: httpStatus(200) },
  { kind: 'audio-missing', why: 'x' },
  { kind: 'audio-invalid', why: 'x' },
  { kind: 'download-failed', why: 'x' },
  internalError('x'),
]
const COMPLETED = aReport({ kind: 'completed' })

describe('a step is green', () => {
  test('where every task is completed', () => {
    expect(isGreen([COMPLETED])).toBe(true)
    expect(isGreen(Array<TaskReport>(100).fill(COMPLETED))).toBe(true)
  })

  test.each(RED)('never where a task ended as $kind, whatever its status', (outcome) => {
    const report = aReport(outcome, { status: 'completed' })
    expect(isGreen([report])).toBe(false)
    expect(isGreen([COMPLETED, report, COMPLETED])).toBe(false)
  })

  test.each(['failed', 'cancelled', 'timeout', 'processing', 'Completed', 'completed '])(
    'never where the API said %j, whatever else is said of the task',
    (status) => {
      expect(isGreen([COMPLETED, aReport({ kind: 'completed' }, { status })])).toBe(false)
    },
  )

  test('never where the API said nothing, and never without a task', () => {
    expect(isGreen([{ ...COMPLETED, task: null }])).toBe(false)
    expect(isGreen([])).toBe(false)
  })
})

describe('the headline task is', () => {
  const task = (taskId: string, status: string | null, outcome: Outcome | null): TaskProgress => ({
    ...COMPLETED,
    taskId,
    task: status === null ? null : aTask({ status }),
    outcome,
  })
  const done = task('done', 'completed', { kind: 'completed' })
  const unsaved = task('unsaved', 'completed', { kind: 'download-failed', why: 'x' })
  const failed = task('failed', 'failed', { kind: 'task-failed' })
  const silent = task('silent', null, { kind: 'unauthorized', problem: httpStatus(401) })
  const saving = task('saving', 'completed', null)

  test.each<[string, readonly TaskProgress[], string | undefined]>([
    ['the first whose status is not completed', [done, unsaved, failed, silent], 'failed'],
    ['also one without a status', [done, silent, failed], 'silent'],
    ['else the first that ended otherwise', [done, unsaved, { ...unsaved, taskId: 'other' }], 'unsaved'],
    ['also one whose audio is still being saved', [done, saving], 'saving'],
    ['else the first', [done, { ...done, taskId: 'other' }], 'done'],
    ['nothing where there are no tasks', [], undefined],
  ])('%s', (_rule, tasks, taskId) => {
    expect(headlineTask(tasks)?.taskId).toBe(taskId)
  })
})
