/** The lines of the log, word for word. */
import type { News } from '../../../src/wait/history.ts'
import type { Outcome, TaskView } from '../../../src/outcome.ts'
import {
  changeLines,
  outageBeganLine,
  outageEndedLine,
  startLine,
  stillWaitingLine,
  unknownStatusLine,
} from '../../../src/report/log.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd, aTask } from '../../support/builders.ts'

const KEY = 'sk-0123456789'
const gate = createGate(KEY)
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `t${index + 1}`)
const HOSTILE = `\n::error::x ##[y]${KEY}`
const SHOWN = '\\n::error::x ##\\[y]***'

describe('what is waited for', () => {
  const PLAN = { timeoutMs: 1_800_000, pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }
  const start = (taskIds: readonly string[], more: Partial<typeof PLAN> = {}): string =>
    startLine({ taskIds, ...PLAN, ...more }, gate)

  test('is told with how long and how often', () => {
    expect(start(['abc'])).toBe('Waiting for task abc: up to 30m, asking every 5s to 15s.')
    expect(start(['abc'], { timeoutMs: 90_000, pollIntervalMs: 100, maxPollIntervalMs: 250 })).toBe(
      'Waiting for task abc: up to 1m 30s, asking every 100ms to 250ms.',
    )
    expect(start(['abc'], { maxPollIntervalMs: 5_000 })).toBe(
      'Waiting for task abc: up to 30m, asking every 5s.',
    )
  })

  test('names five tasks and counts the rest', () => {
    expect(start(ids(2))).toContain('Waiting for 2 tasks t1, t2: up')
    expect(start(ids(5))).toContain('Waiting for 5 tasks t1, t2, t3, t4, t5: up')
    expect(start(ids(6))).toContain('Waiting for 6 tasks t1, t2, t3, t4, t5 and 1 more: up')
    expect(start(ids(100))).toContain('Waiting for 100 tasks t1, t2, t3, t4, t5 and 95 more: up')
  })

  test('shows IDs whole, but harmless', () => {
    expect(start(['i'.repeat(256)])).toContain(`task ${'i'.repeat(256)}:`)
    expect(start(['i'.repeat(257)])).toContain(`task ${'i'.repeat(255)}…:`)
    expect(start([HOSTILE])).toContain(`task ${SHOWN}:`)
  })
})

describe('changes of status', () => {
  type Change = Extract<News, { kind: 'status' }>
  const change = (taskId: string, from: string, to: string, atMs = 65_000): Change => ({
    kind: 'status',
    taskId,
    from,
    to,
    atMs,
  })
  const lines = (...changes: readonly Change[]): string[] => changeLines(changes, gate)

  test('have a line each, with the time since the start', () => {
    expect(lines(change('a', '', 'pending', 0), change('a', 'pending', 'processing'))).toEqual([
      '[0s] task a: pending',
      '[1m 5s] task a: pending -> processing',
    ])
    expect(lines()).toEqual([])
  })

  test('that are alike share one, of the first one’s time', () => {
    const alike = ids(7).map((id, index) => change(id, 'pending', 'processing', 1_000 + index))
    expect(lines(change('x', '', 'processing'), ...alike, change('y', '', 'processing'))).toEqual([
      '[1m 5s] 2 tasks x, y: processing',
      '[1s] 7 tasks t1, t2, t3, t4, t5 and 2 more: pending -> processing',
    ])
  })

  test('show a status cut at 200 characters, and harmless', () => {
    expect(lines(change('a', 'f'.repeat(201), 't'.repeat(201)))).toEqual([
      `[1m 5s] task a: ${'f'.repeat(199)}… -> ${'t'.repeat(199)}…`,
    ])
    expect(lines(change('a', 'f'.repeat(200), 't'.repeat(200)))).toEqual([
      `[1m 5s] task a: ${'f'.repeat(200)} -> ${'t'.repeat(200)}`,
    ])
    expect(lines(change(HOSTILE, HOSTILE, HOSTILE))).toEqual([`[1m 5s] task ${SHOWN}: ${SHOWN} -> ${SHOWN}`])
  })
})

describe('a minute without news', () => {
  const view = (status: string | null, outcome: Outcome | null = null): TaskView => ({
    ...anEnd({ kind: 'completed' }),
    task: status === null ? null : aTask({ status }),
    outcome,
  })
  const TIMES = { elapsedMs: 125_000, timeoutMs: 1_800_000 }
  const line = (...views: readonly TaskView[]): string => stillWaitingLine(views, undefined, TIMES, gate)
  const [done, saving] = [view('completed', { kind: 'completed' }), view('completed')]

  test.each<[string, readonly TaskView[]]>([
    ['[2m 5s] still waiting, up to 30m: processing', [view('processing')]],
    ['[2m 5s] still waiting, up to 30m: no answer yet', [view(null)]],
    [
      '[2m 5s] still waiting, up to 30m: 2 pending, 1 no answer yet, 1 processing',
      [view('pending'), view(null), view('processing'), view('pending')],
    ],
    ['[2m 5s] still waiting, up to 30m: 1 pending', [done, view('pending'), done]],
    [
      '[2m 5s] still waiting, up to 30m: 1 pending, 2 completed and saving audio',
      [saving, view('pending'), saving, done],
    ],
    ['[2m 5s] still saving the audio of 1 completed', [saving]],
    ['[2m 5s] still saving the audio of 2 completed', [saving, done, saving]],
  ])('%s', (expected, views) => {
    expect(line(...views)).toBe(expected)
  })

  test.each<[number, number | null, string]>([
    [60_000, null, '; the API has been failing for 1m 5s'],
    [115_000, null, '; the API has been failing for 10s'],
    [115_001, null, ''],
    [60_000, 70_000, ''],
  ])('says if the API is failing, unless for a moment: from %d to %p', (fromMs, toMs, failing) => {
    expect(stillWaitingLine([view('pending')], { fromMs, toMs, why: 'x' }, TIMES, gate)).toBe(
      `[2m 5s] still waiting, up to 30m: pending${failing}`,
    )
  })

  test('shows a status cut at 200 characters, and harmless', () => {
    expect(line(view('s'.repeat(201)))).toBe(`[2m 5s] still waiting, up to 30m: ${'s'.repeat(199)}…`)
    expect(line(view(HOSTILE))).toContain(`: ${SHOWN}`)
  })
})

test('an API that fails, one that answers again, a status that nobody knows', () => {
  expect(outageBeganLine('HTTP 503', gate)).toBe(
    'The API does not tell of the task now: HTTP 503. Asking again, until `timeout` at most.',
  )
  expect(outageBeganLine(HOSTILE, gate)).toContain(`: ${SHOWN}. Asking`)
  expect(outageEndedLine(125_000, 61_000)).toBe('[2m 5s] The API answers again, after 1m 1s.')
  expect(unknownStatusLine(HOSTILE, gate)).toBe(
    `The API reports the status "${SHOWN}", which this action does not know. It counts as not finished.`,
  )
  expect(unknownStatusLine('s'.repeat(201), gate)).toContain(`"${'s'.repeat(199)}…"`)
})
