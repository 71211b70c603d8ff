/** What the ledger makes of facts: the state of each task, when a step is green. */
import { GOES_ON, headlineTask, isGreen, Ledger, type TaskState } from '../../src/ledger.ts'
import { internalError, type Outcome } from '../../src/outcome.ts'
import type { PollEvent } from '../../src/watch/watch.ts'
import { anEnd, aTask, ENDPOINT, httpStatus, ledgerOf, record } from '../support/builders.ts'
import { OUTCOMES } from '../summaries/outcomes.ts'
import { savedFile, step } from '../summaries/snapshots.ts'

const INTERNAL_ERROR = internalError('a bug')
const COMPLETED = anEnd({ kind: 'completed' })

describe('a step is green', () => {
  test('if every task is completed', () => {
    expect(isGreen(step([COMPLETED]))).toBe(true)
    expect(isGreen(step(Array<TaskState>(100).fill(COMPLETED)))).toBe(true)
  })

  test.each(OUTCOMES.filter(({ kind }) => kind !== 'completed'))(
    'never if a task ended as $kind, whatever its status',
    (outcome) => {
      const report = anEnd(outcome, { status: 'completed' })
      expect(isGreen(step([report]))).toBe(false)
      expect(isGreen(step([COMPLETED, report, COMPLETED]))).toBe(false)
    },
  )

  test.each(['failed', 'cancelled', 'timeout', 'processing', 'Completed', 'completed '])(
    'never if the API said %j, whatever else is known about the task',
    (status) => {
      expect(isGreen(step([COMPLETED, anEnd({ kind: 'completed' }, { status })]))).toBe(false)
    },
  )

  test('never if the API said nothing, never without a task, and never after an internal error', () => {
    expect(isGreen(step([{ ...COMPLETED, task: null }]))).toBe(false)
    expect(isGreen(step([]))).toBe(false)
    expect(isGreen(step([COMPLETED], { error: internalError('a bug') }))).toBe(false)
  })
})

describe('the headline task is', () => {
  const task = (taskId: string, status: string | null, outcome: Outcome): TaskState => ({
    ...COMPLETED,
    taskId,
    task: status === null ? null : aTask({ status }),
    outcome,
  })
  const done = task('done', 'completed', { kind: 'completed' })
  const unsaved = task('unsaved', 'completed', { kind: 'download-failed', why: 'x' })
  const failed = task('failed', 'failed', { kind: 'task-failed' })
  const silent = task('silent', null, { kind: 'unauthorized', problem: httpStatus(401) })
  const saving = task('saving', 'completed', GOES_ON)

  test.each<[string, readonly TaskState[], string | undefined]>([
    ['the first whose status is not completed', [done, unsaved, failed, silent], 'failed'],
    ['also one without a status', [done, silent, failed], 'silent'],
    ['else the first that ended otherwise', [done, unsaved, { ...unsaved, taskId: 'other' }], 'unsaved'],
    ['also one whose audio is still being saved', [done, saving], 'saving'],
    ['else the first', [done, { ...done, taskId: 'other' }], 'done'],
    ['nothing if there are no tasks', [], undefined],
  ])('%s', (_rule, tasks, taskId) => {
    expect(headlineTask(tasks)?.taskId).toBe(taskId)
  })
})

const saw = (status: string, atMs: number, taskId = 'a'): PollEvent => ({
  taskId,
  atMs,
  answer: record(status, taskId),
})

describe('the tasks', () => {
  const unseen = {
    task: null,
    outcome: { kind: 'interrupted', signal: '' },
    files: [],
    changes: [],
    endedAtMs: 80,
  }

  test('are none before the inputs are known; then the step says whether it saves files', () => {
    const ledger = new Ledger()
    expect(ledger.snapshot(1)).toMatchObject({ tasks: [], savesFiles: false, isRehearsal: null })
    ledger.started({ taskIds: ['a'], timeoutMs: 1, downloadDir: '/audio', endpoint: ENDPOINT })
    expect(ledger.snapshot(1)).toMatchObject({ savesFiles: true, isRehearsal: false, timeoutMs: 1 })
  })

  test('are in a snapshot with everything known about them; one that goes on is interrupted', () => {
    const ledger = ledgerOf('a', 'b')
    ledger.polled(saw('completed', 5))
    ledger.ended('a', { kind: 'completed' }, 70)
    const task = aTask({ taskId: 'a', status: 'completed' })
    const changes = [{ status: 'completed', meaning: 'completed', atMs: 5 }]
    expect(ledger.snapshot(80)).toEqual({
      tasks: [
        { taskId: 'a', task, outcome: { kind: 'completed' }, files: [], changes, endedAtMs: 70 },
        { taskId: 'b', ...unseen },
      ],
      outages: [],
      elapsedMs: 80,
      timeoutMs: 1_800_000,
      savesFiles: false,
      isRehearsal: false,
      error: null,
    })
  })

  test('that go on end with the first stop; an error ends them too, and makes the step red', () => {
    const [ledger, failed] = [ledgerOf('a'), ledgerOf('a')]
    ledger.stopped({ kind: 'interrupted', signal: 'SIGTERM' })
    ledger.stopped(INTERNAL_ERROR)
    expect(ledger.snapshot(1)).toMatchObject({
      tasks: [{ outcome: { kind: 'interrupted', signal: 'SIGTERM' } }],
      error: INTERNAL_ERROR,
    })
    failed.stopped(INTERNAL_ERROR)
    failed.stopped(internalError('what follows from it'))
    expect(failed.snapshot(1)).toMatchObject({ tasks: [{ outcome: INTERNAL_ERROR }], error: INTERNAL_ERROR })
  })

  test('that are all completed count as interrupted if the process ends before the step', () => {
    const [ledger, other] = [ledgerOf('a'), ledgerOf('a', 'b')]
    for (const each of [ledger, other]) {
      each.ended('a', { kind: 'completed' }, 1)
      each.stopped({ kind: 'interrupted', signal: 'SIGTERM' })
    }
    other.ended('b', { kind: 'task-failed' }, 1)
    for (const each of [ledger, other]) each.cutOff()
    expect(ledger.snapshot(2).tasks.map(({ outcome }) => outcome.kind)).toEqual(['interrupted'])
    expect(other.snapshot(2).tasks.map(({ outcome }) => outcome.kind)).toEqual(['completed', 'task-failed'])
  })

  test('have their files in the order of the result, whichever is saved first', () => {
    const ledger = ledgerOf('a')
    const [first, third] = [savedFile('first.mp3'), savedFile('third.mp3')]
    ledger.saved('a', third, 2)
    expect(ledger.snapshot(80).tasks[0]?.files).toEqual([third])
    ledger.saved('a', first, 0)
    expect(ledger.snapshot(80).tasks[0]?.files).toEqual([first, third])
  })

  test('are only those that the user named', () => {
    const ledger = ledgerOf('a')
    ledger.saved('b', savedFile('b.mp3'), 0)
    ledger.ended('b', { kind: 'completed' }, 1)
    expect(ledger.polled(saw('completed', 1, 'b'))).toEqual([])
    expect(ledger.snapshot(80).tasks).toEqual([{ taskId: 'a', ...unseen }])
  })
})
