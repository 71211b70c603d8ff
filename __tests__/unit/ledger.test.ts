/** What the ledger makes of facts: the state of each task, what is news, when a step is green. */
import { Ledger, type News } from '../../src/ledger.ts'
import { headlineTask, isGreen, type TaskSnapshot, type TaskState } from '../../src/snapshot.ts'
import type { Answer } from '../../src/mountsea/ask.ts'
import { internalError, type Outcome } from '../../src/outcome.ts'
import type { PollEvent } from '../../src/watch/watch.ts'
import { aReport, aTask, httpStatus, record } from '../support/builders.ts'
import { savedFile, step } from '../summaries/reports.ts'

const TIMEOUT_MS = 1_800_000
const INTERNAL_ERROR = internalError('a bug')

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
    expect(isGreen(step([COMPLETED]))).toBe(true)
    expect(isGreen(step(Array<TaskSnapshot>(100).fill(COMPLETED)))).toBe(true)
  })

  test.each(RED)('never where a task ended as $kind, whatever its status', (outcome) => {
    const report = aReport(outcome, { status: 'completed' })
    expect(isGreen(step([report]))).toBe(false)
    expect(isGreen(step([COMPLETED, report, COMPLETED]))).toBe(false)
  })

  test.each(['failed', 'cancelled', 'timeout', 'processing', 'Completed', 'completed '])(
    'never where the API said %j, whatever else is said of the task',
    (status) => {
      expect(isGreen(step([COMPLETED, aReport({ kind: 'completed' }, { status })]))).toBe(false)
    },
  )

  test('never where the API said nothing, never without a task, and never after an internal error', () => {
    expect(isGreen(step([{ ...COMPLETED, task: null }]))).toBe(false)
    expect(isGreen(step([]))).toBe(false)
    expect(isGreen(step([COMPLETED], { error: internalError('a bug') }))).toBe(false)
  })
})

describe('the headline task is', () => {
  const task = (taskId: string, status: string | null, outcome: Outcome | null): TaskState => ({
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

  test.each<[string, readonly TaskState[], string | undefined]>([
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

const ledgerOf = (taskIds: readonly string[]): Ledger => {
  const ledger = new Ledger()
  ledger.started({
    taskIds,
    timeoutMs: TIMEOUT_MS,
    downloadDir: null,
    endpoint: new URL('https://api.example/'),
  })
  return ledger
}
const met = (atMs: number, answer: Answer, taskId = 'a'): PollEvent => ({ taskId, atMs, answer })
const saw = (status: string, atMs: number, taskId = 'a'): PollEvent =>
  met(atMs, record(status, taskId), taskId)
/** The news of each event. */
const follow = (ledger: Ledger, ...events: readonly PollEvent[]): News[][] =>
  events.map((event) => ledger.polled(event))

describe('the tasks', () => {
  const unseen = { task: null, outcome: null, files: [], changes: [], endedAtMs: 0 }

  test('stay in the order of the IDs, whichever answers first', () => {
    const ledger = ledgerOf(['c', 'a'])
    expect(ledger.tasks).toEqual([
      { taskId: 'c', ...unseen },
      { taskId: 'a', ...unseen },
    ])
    follow(ledger, saw('pending', 1, 'a'), saw('pending', 2, 'c'))
    expect(ledger.tasks.map(({ taskId }) => taskId)).toEqual(['c', 'a'])
  })

  test('stand in a snapshot with everything known of them; one that goes on is interrupted', () => {
    const ledger = ledgerOf(['a', 'b'])
    follow(ledger, saw('completed', 5))
    ledger.ended('a', { kind: 'completed' }, 70)
    const task = aTask({ taskId: 'a', status: 'completed' })
    const changes = [{ status: 'completed', meaning: 'completed', atMs: 5 }]
    const b = { taskId: 'b', ...unseen, outcome: { kind: 'interrupted', signal: '' } }
    expect(ledger.snapshot(80)).toEqual({
      tasks: [{ taskId: 'a', task, outcome: { kind: 'completed' }, files: [], changes, endedAtMs: 70 }, b],
      outages: [],
      elapsedMs: 80,
      timeoutMs: TIMEOUT_MS,
      savesFiles: false,
      isRehearsal: false,
      error: null,
    })
    expect(ledger.tasks[1]?.outcome).toBeNull()
  })

  test('that go on end with the first stop; an error ends them too, and makes the step red', () => {
    const [ledger, failed] = [ledgerOf(['a']), ledgerOf(['a'])]
    ledger.stopped({ kind: 'interrupted', signal: 'SIGTERM' })
    ledger.failed(INTERNAL_ERROR)
    expect(ledger.snapshot(1)).toMatchObject({
      tasks: [{ outcome: { kind: 'interrupted', signal: 'SIGTERM' } }],
      error: INTERNAL_ERROR,
    })
    failed.failed(INTERNAL_ERROR)
    failed.failed(internalError('what follows from it'))
    expect(failed.snapshot(1)).toMatchObject({ tasks: [{ outcome: INTERNAL_ERROR }], error: INTERNAL_ERROR })
  })

  test('that are all completed count as interrupted if the process ends before the step', () => {
    const [ledger, other] = [ledgerOf(['a']), ledgerOf(['a', 'b'])]
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
    const ledger = ledgerOf(['a'])
    const [first, third] = [savedFile('first.mp3'), savedFile('third.mp3')]
    ledger.saved('a', third, 2)
    expect(ledger.tasks[0]?.files).toEqual([third])
    ledger.saved('a', first, 0)
    expect(ledger.tasks[0]?.files).toEqual([first, third])
  })

  test('are only those that the user named', () => {
    const ledger = ledgerOf(['a'])
    ledger.saved('b', savedFile('b.mp3'), 0)
    ledger.ended('b', { kind: 'completed' }, 1)
    expect(follow(ledger, saw('completed', 1, 'b'))).toEqual([[]])
    expect(ledger.tasks).toEqual([{ taskId: 'a', ...unseen }])
  })
})
