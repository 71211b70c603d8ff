// The lines of the log and the error annotations. How whole steps end stands word for word in summaries/ends.txt.
import { readFileSync } from 'node:fs'
import { GOES_ON, type Snapshot, type StatusNews, type TaskState } from '../../../src/ledger.ts'
import type { Outcome } from '../../../src/outcome.ts'
import { changeLines, endLines, errorAnnotations } from '../../../src/tell/log.ts'
import { noAudioLine, startLine, stillWaitingLine } from '../../../src/tell/log.ts'
import { anEnd, anUnseenEnd, aTask } from '../../support/builders.ts'
import { changes, ended, outage, savedFile, step } from '../../summaries/snapshots.ts'
import { situations } from '../../summaries/situations.ts'

const HOSTILE = '\n::error::x ##[y]'
const SHOWN = '\\n::error::x ##\\[y]'
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }
const DONE = anEnd(COMPLETED)
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `t${index + 1}`)

test('the last lines and the errors of each step are those in ends.txt', () => {
  const ends = [...situations()].map(([name, snapshot]) => {
    const errors = errorAnnotations(snapshot.tasks, null).map(({ title, message }) => `${title}: ${message}`)
    return [`# ${name}`, ...endLines(snapshot), ...errors, ''].join('\n')
  })
  const golden = readFileSync(new URL('../../summaries/ends.txt', import.meta.url), 'utf8')
  expect(ends.join('')).toBe(golden)
})

test.each([
  [{ timeoutMs: 90_000, pollIntervalMs: 100 }, 'task a: up to 1m 30s, asking every 100ms to 15s.'],
  [{ maxPollIntervalMs: 5_000 }, 'task a: up to 30m, asking every 5s.'],
  [{ taskIds: ids(5) }, '5 tasks t1, t2, t3, t4, t5: up to 30m, asking every 5s to 15s.'],
  [{ taskIds: ids(6) }, '6 tasks t1, t2, t3, t4, t5 and 1 more: up to 30m, asking every 5s to 15s.'],
  [{ taskIds: [HOSTILE] }, `task ${SHOWN}: up to 30m, asking every 5s to 15s.`],
])('the first line says for what, how long and how often: %j', (more, line) => {
  const plan = { taskIds: ['a'], timeoutMs: 1_800_000, pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }
  expect(startLine({ ...plan, ...more })).toBe(`Waiting for ${line}`)
})

describe('status changes', () => {
  const change = (taskId: string, from: string, status: string, atMs = 65_000): StatusNews => {
    return { kind: 'status', taskId, from, status, meaning: 'goes-on', atMs, isFirstOdd: false }
  }
  const linesOf = (news: readonly StatusNews[], taskIds: readonly string[]): string[] =>
    changeLines(news, step(taskIds.map((id) => ended(id))))

  test('that are alike share a line, with the time of the first, and the IDs in the order given', () => {
    const alike = ids(7).map((id, index) => change(id, 'pending', 'processing', 1_000 + index))
    const given = [change('x', '', 'processing'), ...alike, change('y', '', 'processing')]
    expect(linesOf(given, ['y', ...ids(7), 'x'])).toEqual([
      '[1m 5s] 2 tasks y, x: processing',
      '[1s] 7 tasks t1, t2, t3, t4, t5 and 2 more: pending -> processing',
    ])
  })

  test.each([
    ['s'.repeat(2_001), `${'s'.repeat(1_999)}…`],
    [HOSTILE, SHOWN],
  ])('show a status on one line, cut at 2,000 characters: %#', (status, shown) => {
    expect(linesOf([change('a', status, status)], ['a'])).toEqual([`[1m 5s] task a: ${shown} -> ${shown}`])
  })
})

describe('the line for a minute without news', () => {
  const goesOn = (status: string, outcome = GOES_ON): TaskState => {
    return { ...ended('a', { outcome }), task: status === '' ? null : aTask({ status }) }
  }
  const lineOf = (tasks: readonly TaskState[], more: Partial<Snapshot> = {}): string =>
    stillWaitingLine(step(tasks, { elapsedMs: 125_000, ...more }))
  const [pending, silent, saving] = [goesOn('pending'), goesOn(''), goesOn('completed')]
  const done = goesOn('completed', COMPLETED)

  test.each<[string, readonly TaskState[]]>([
    ['still waiting, up to 30m: pending', [pending]],
    ['still waiting, up to 30m: no answer yet', [silent]],
    [`still waiting, up to 30m: ${SHOWN}`, [goesOn(HOSTILE)]],
    ['still waiting, up to 30m: 2 pending, 1 no answer yet', [pending, silent, pending]],
    ['still waiting, up to 30m: 1 pending', [done, pending, done]],
    ['still waiting, up to 30m: 1 pending, 2 completed and saving audio', [saving, pending, saving, done]],
    ['still saving the audio of 1 completed task', [saving]],
    ['still saving the audio of 2 completed tasks', [saving, done, saving]],
  ])('counts the tasks by status: %s', (line, tasks) => {
    expect(lineOf(tasks)).toBe(`[2m 5s] ${line}`)
  })

  test.each([
    [115_000, null, '; the API has been failing for 10s'],
    [115_001, null, ''],
    [60_000, 70_000, ''],
  ])('says if the API is failing, unless for a moment: from %d to %p', (fromMs, toMs, failing) => {
    const line = lineOf([pending], { outages: [outage(fromMs, toMs)] })
    expect(line).toBe(`[2m 5s] still waiting, up to 30m: pending${failing}`)
  })
})

describe('the last lines', () => {
  const linesOf = (...tasks: TaskState[]): string[] => endLines(step(tasks, { elapsedMs: 65_000 }))
  const seen = (...pairs: (readonly [string, number])[]): TaskState => ({
    ...DONE,
    changes: changes(...pairs),
  })

  test.each<[string, TaskState]>([
    ['a: no status seen, unreachable (step waited 1m 5s)', anUnseenEnd('a')],
    [`${SHOWN}: ${SHOWN} (step waited 1m 5s)`, anEnd(FAILED, { taskId: HOSTILE, status: HOSTILE })],
    [
      'task-1: completed (queued for about 350ms, step waited 1m 5s)',
      seen(['pending', 100], ['assigned', 300], ['processing', 450], ['processing', 900]),
    ],
    ['task-1: completed (step waited 1m 5s)', seen(['pending', 1], ['processing2', 2], ['xrunning', 3])],
    ['task-1: completed (step waited 1m 5s)', seen(['processing', 1], ['pending', 2], ['processing', 3])],
  ])('say of a task how it ended, and how long it was queued if that is known: %s', (line, report) => {
    expect(linesOf(report)).toEqual([line])
  })

  test('have one for each of five tasks at most, and one for each of twenty files at most', () => {
    const failed = anEnd(FAILED)
    const counted = '1 of 2 tasks succeeded, 1 task-failed (step waited 1m 5s).'
    expect(linesOf(DONE, failed)).toEqual(['task-1: completed', 'task-1: failed', counted])
    expect(linesOf(DONE, DONE, DONE, failed, failed)).toHaveLength(6)
    expect(linesOf(DONE, DONE, DONE, failed, failed, failed)).toHaveLength(1)
    const files = Array.from({ length: 21 }, () => savedFile('a.mp3'))
    expect(linesOf({ ...DONE, files: files.slice(1) })).toHaveLength(21)
    expect(linesOf({ ...DONE, files })[0]).toBe(
      'Saved 21 files, 66.1 MB in all; the job summary and the output `files` list them.',
    )
  })
})

test('completed tasks without an audio URL are named if no file is saved either', () => {
  const song = anEnd(COMPLETED, { result: { url: 'https://h/a.mp3' } })
  const lineOf = (savesFiles: boolean, ...tasks: TaskState[]): string =>
    noAudioLine(step(tasks, { savesFiles }))
  expect(lineOf(false, song, DONE, DONE)).toMatch(
    /^The result of 2 tasks task-1, task-1 has no usable `audioUrl`/,
  )
  expect(lineOf(true, DONE)).toBe('')
  expect(lineOf(false, song, anUnseenEnd('a'), anEnd(FAILED))).toBe('')
})

describe('the error annotations', () => {
  test.each([
    [9, 9, undefined],
    [10, 10, '1 more task not completed'],
    [100, 10, '91 more tasks not completed'],
  ])('of %d tasks not completed are %d, the tenth with a count of the rest', (red, shown, rest) => {
    const tasks = ids(red).flatMap((taskId) => [DONE, anEnd(FAILED, { taskId })])
    const annotations = errorAnnotations(tasks, null)
    expect(annotations).toHaveLength(shown)
    expect(annotations[8]?.message).toContain('Task t9 failed')
    if (rest === undefined) return
    expect(annotations[9]?.title).toBe('More MountSea tasks not completed')
    expect(annotations[9]?.message).toContain(rest)
  })

  test('that GitHub would cut still end with what to do', () => {
    const texts = { taskId: 'i'.repeat(256), errorMessage: '\u0007'.repeat(3_000), traceId: 't'.repeat(300) }
    const message = errorAnnotations([anEnd(FAILED, texts)], null)[0]?.message ?? ''
    expect(message.length).toBeLessThanOrEqual(4_096)
    expect(message.indexOf('… Submit a new task')).toBe(2_999)
  })
})
