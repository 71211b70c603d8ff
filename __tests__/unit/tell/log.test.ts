// The lines of the log, word for word.
import type { Outcome } from '../../../src/outcome.ts'
import { changeLines, endLines, noAudioLine, startLine, stillWaitingLine } from '../../../src/tell/log.ts'
import type { StatusNews } from '../../../src/ledger.ts'
import type { TaskSnapshot, TaskState } from '../../../src/snapshot.ts'
import { aReport, aSilentReport, aTask } from '../../support/builders.ts'
import { changes, outage, savedFile, step } from '../../summaries/reports.ts'

const HOSTILE = '\n::error::x ##[y]'
const SHOWN = '\\n::error::x ##\\[y]'
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `t${index + 1}`)
const COMPLETED: Outcome = { kind: 'completed' }
const TIMED_OUT: Outcome = { kind: 'wait-timeout', timeoutMs: 1 }

describe('the first line', () => {
  const PLAN = { timeoutMs: 1_800_000, pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }

  test.each([
    [{}, 'Waiting for task a: up to 30m, asking every 5s to 15s.'],
    [
      { timeoutMs: 90_000, pollIntervalMs: 100 },
      'Waiting for task a: up to 1m 30s, asking every 100ms to 15s.',
    ],
    [{ maxPollIntervalMs: 5_000 }, 'Waiting for task a: up to 30m, asking every 5s.'],
  ])('says how long and how often: %j', (more, line) => {
    expect(startLine({ taskIds: ['a'], ...PLAN, ...more })).toBe(line)
  })

  test.each([
    [ids(2), '2 tasks t1, t2'],
    [ids(5), '5 tasks t1, t2, t3, t4, t5'],
    [ids(6), '6 tasks t1, t2, t3, t4, t5 and 1 more'],
    [ids(100), '100 tasks t1, t2, t3, t4, t5 and 95 more'],
    [['i'.repeat(256)], `task ${'i'.repeat(256)}`],
    [[HOSTILE], `task ${SHOWN}`],
  ])('names five tasks and counts the rest: %j', (taskIds, named) => {
    expect(startLine({ taskIds, ...PLAN })).toContain(`Waiting for ${named}: up`)
  })
})

describe('status changes', () => {
  const change = (taskId: string, from: string, to: string, atMs = 65_000): StatusNews => ({
    kind: 'status',
    taskId,
    from,
    to,
    meaning: 'goes-on',
    atMs,
  })

  test('have a line each, with the time since the start', () => {
    expect(changeLines([change('a', '', 'pending', 0), change('a', 'pending', 'processing')], ['a'])).toEqual(
      ['[0s] task a: pending', '[1m 5s] task a: pending -> processing'],
    )
  })

  test('that are alike share a line, with the time of the first, and the IDs in the order given', () => {
    const alike = ids(7).map((id, index) => change(id, 'pending', 'processing', 1_000 + index))
    const given = [change('x', '', 'processing'), ...alike, change('y', '', 'processing')]
    expect(changeLines(given, ['y', ...ids(7), 'x'])).toEqual([
      '[1m 5s] 2 tasks y, x: processing',
      '[1s] 7 tasks t1, t2, t3, t4, t5 and 2 more: pending -> processing',
    ])
  })

  test.each([
    ['s'.repeat(2_000), 's'.repeat(2_000)],
    ['s'.repeat(2_001), `${'s'.repeat(1_999)}…`],
    [HOSTILE, SHOWN],
  ])('show a status on one line, cut at 2,000 characters: %#', (status, shown) => {
    expect(changeLines([change('a', status, status)], ['a'])).toEqual([
      `[1m 5s] task a: ${shown} -> ${shown}`,
    ])
  })
})

describe('the line for a minute without news', () => {
  const progress = (status: string, outcome: Outcome | null = null): TaskState => ({
    ...aSilentReport('a'),
    task: status === '' ? null : aTask({ status }),
    outcome,
  })
  const TIMES = { elapsedMs: 125_000, timeoutMs: 1_800_000 }
  const [pending, silent, saving] = [progress('pending'), progress(''), progress('completed')]
  const done = progress('completed', COMPLETED)

  test.each<[string, readonly TaskState[]]>([
    ['still waiting, up to 30m: pending', [pending]],
    ['still waiting, up to 30m: no answer yet', [silent]],
    ['still waiting, up to 30m: polishing', [progress('polishing')]],
    ['still waiting, up to 30m: 2 pending, 1 no answer yet', [pending, silent, pending]],
    ['still waiting, up to 30m: 1 pending', [done, pending, done]],
    ['still waiting, up to 30m: 1 pending, 2 completed and saving audio', [saving, pending, saving, done]],
    ['still saving the audio of 1 completed task', [saving]],
    ['still saving the audio of 2 completed tasks', [saving, done, saving]],
    [`still waiting, up to 30m: ${SHOWN}`, [progress(HOSTILE)]],
  ])('counts the tasks by status: %s', (line, tasks) => {
    expect(stillWaitingLine(tasks, undefined, TIMES)).toBe(`[2m 5s] ${line}`)
  })

  test.each([
    [60_000, null, '; the API has been failing for 1m 5s'],
    [115_000, null, '; the API has been failing for 10s'],
    [115_001, null, ''],
    [60_000, 70_000, ''],
  ])('says if the API is failing, unless for a moment: from %d to %p', (fromMs, toMs, failing) => {
    expect(stillWaitingLine([pending], outage(fromMs, toMs), TIMES)).toBe(
      `[2m 5s] still waiting, up to 30m: pending${failing}`,
    )
  })
})

describe('the last lines', () => {
  const lines = (...tasks: TaskSnapshot[]): string[] => endLines(step(tasks, { elapsedMs: 65_000 }))
  const queued = { changes: changes(['pending', 5_000], ['processing', 25_000]) }
  const times = { createdAt: '2025-02-06T10:25:00Z', finishedAt: '2025-02-06T10:29:32Z' }

  test.each<[string, TaskSnapshot]>([
    ['task-1: completed (task took 4m 32s, step waited 1m 5s)', aReport(COMPLETED, times)],
    [
      'task-1: failed (task took 4m 32s, queued for about 20s, step waited 1m 5s)',
      { ...aReport({ kind: 'task-failed' }, times), ...queued },
    ],
    ['task-1: cancelled (step waited 1m 5s)', aReport({ kind: 'task-cancelled' })],
    ['task-1: timeout (step waited 1m 5s)', aReport({ kind: 'task-timeout' })],
    ['task-1: processing, wait-timeout (step waited 1m 5s)', aReport(TIMED_OUT)],
    [
      'task-1: completed, download-failed (step waited 1m 5s)',
      aReport({ kind: 'download-failed', why: 'x' }),
    ],
    ['a: no status seen, unreachable (step waited 1m 5s)', aSilentReport('a')],
    [
      `${SHOWN}: ${SHOWN}, wait-timeout (step waited 1m 5s)`,
      aReport(TIMED_OUT, { taskId: HOSTILE, status: HOSTILE }),
    ],
  ])('say of a task how it ended and how long it took: %s', (line, report) => {
    expect(lines(report)).toEqual([line])
  })

  test('of several tasks end with their counts; more than five have no line each', () => {
    const [completed, failed] = [aReport(COMPLETED), aReport({ kind: 'task-failed' })]
    expect(lines(completed, failed)).toEqual([
      'task-1: completed',
      'task-1: failed',
      '1 of 2 tasks completed (1 task-failed, step waited 1m 5s).',
    ])
    expect(lines(completed, completed, completed, failed, failed)).toHaveLength(6)
    expect(lines(failed, completed, completed, completed, completed, failed)).toEqual([
      '4 of 6 tasks completed (2 task-failed, step waited 1m 5s).',
    ])
    expect(lines()).toEqual([])
  })

  test('begin with the saved files, one each up to twenty, and a count of more', () => {
    const files = Array.from({ length: 21 }, () => savedFile('a.mp3'))
    const { path, sha256 } = savedFile('a.mp3')
    const completed = aReport(COMPLETED)
    expect(lines({ ...completed, files: files.slice(0, 1) })).toEqual([
      `Saved ${path} (3:02 MP3, 3.1 MB, sha256 ${sha256})`,
      'task-1: completed (step waited 1m 5s)',
    ])
    expect(
      lines({ ...completed, files: files.slice(0, 1) }, { ...completed, files: files.slice(2) }),
    ).toHaveLength(20 + 3)
    expect(lines({ ...completed, files })).toEqual([
      'Saved 21 files, 66.1 MB in all; the job summary and the output `files` list them.',
      'task-1: completed (step waited 1m 5s)',
    ])
  })
})

test('completed tasks without an audio URL are named if no file is saved either', () => {
  const silent = aReport(COMPLETED)
  const song = aReport(COMPLETED, { result: { url: 'https://h/a.mp3' } })
  const line = (savesFiles: boolean, ...tasks: TaskSnapshot[]): string =>
    noAudioLine(step(tasks, { savesFiles }))
  expect(line(false, song, silent, silent)).toMatch(
    /^The result of 2 tasks task-1, task-1 has no usable `audioUrl`/,
  )
  expect(line(true, silent)).toBe('')
  expect(line(false, song, aSilentReport('a'), aReport(TIMED_OUT))).toBe('')
})

test.each<[string, readonly (readonly [string, number])[]]>([
  [
    'queued for about 350ms, ',
    [
      ['pending', 100],
      ['assigned', 300],
      ['processing', 450],
      ['processing', 900],
    ],
  ],
  ['', []],
  [
    '',
    [
      ['pending', 1],
      ['completed', 2],
    ],
  ],
  [
    '',
    [
      ['processing', 1],
      ['pending', 2],
      ['processing', 3],
    ],
  ],
])(
  'the time in the queue is from the first status to the first processing, else not known: %j',
  (queued, seen) => {
    const report = { ...aReport(COMPLETED), changes: changes(...seen) }
    expect(endLines(step([report], { elapsedMs: 65_000 }))).toEqual([
      `task-1: completed (${queued}step waited 1m 5s)`,
    ])
  },
)
