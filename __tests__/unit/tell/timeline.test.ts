// The picture in the job summary, as mermaid source; whole ones are in __tests__/summaries/whole. That mermaid draws it is checked by `npm run test:summaries`.
import { drawTimeline } from '../../../src/tell/timeline.ts'
import type { Outage, TaskState } from '../../../src/ledger.ts'
import { changes, ended, outage, step, waiting } from '../../summaries/snapshots.ts'

const MINUTE_MS = 60_000

const draw = (tasks: readonly TaskState[], outages: readonly Outage[] = [], elapsedMs = 150_000): string =>
  drawTimeline(step(tasks, { outages, elapsedMs }))
/** The lines that draw something, in their order, with times after the start. */
const bars = (...of: Parameters<typeof draw>): string[] =>
  draw(...of)
    .split('\n')
    .filter((line) => /^ {4}.* :/.test(line))
    .map((line) => line.trim().replace('2023-01-01T', ''))
const sections = (mermaid: string): string[] =>
  [...mermaid.matchAll(/^ {2}section (.*)$/gm)].map(([, name = '']) => name)
/** A task with so many statuses, a second each. */
const flapping = (length: number): TaskState => {
  const pairs = Array.from({ length }, (_, at) => [at % 2 === 0 ? 'pending' : 'ready', at * 1_000] as const)
  return ended('a', { changes: changes(...pairs), endedAtMs: length * 1_000 })
}

describe('one task', () => {
  test.each([
    [9_999, 'pending 20s :done, 00:00:00, 20s'],
    [10_000, 'pending 10s :done, 00:00:10, 10s'],
  ])('begins at its first answer if that took long: after %d ms', (atMs, bar) => {
    const seen = changes(['pending', atMs], ['processing', 20_000])
    expect(bars([ended('a', { changes: seen })])[0]).toBe(bar)
  })

  test('has bars of whole seconds, which add up to its end, and no bar for less than one', () => {
    const seen = changes(['pending', 400], ['ready', 1_600], ['assigned', 1_700], ['processing', 14_400])
    expect(bars([ended('a', { changes: seen, endedAtMs: 149_600 })])).toEqual([
      'pending 2s :done, 00:00:00, 2s',
      'assigned 12s :done, 00:00:02, 12s',
      'processing 2m 16s :active, 00:00:14, 136s',
      'completed :milestone, 00:02:30, 0s',
    ])
  })

  test('is shown as saving only if that took a second', () => {
    const seen = changes(['pending', 0], ['processing', 9_000], ['completed', 149_400])
    expect(bars([ended('a', { changes: seen, endedAtMs: 150_399 })]).join()).not.toContain('saving')
    expect(bars([ended('a', { changes: seen, endedAtMs: 150_400 })]).join()).toContain('saving 1s')
  })

  test('that flaps between statuses has ten bars, and one for all other changes', () => {
    expect(bars([flapping(10)])).toHaveLength(11)
    expect(bars([flapping(10)]).join()).not.toContain('more changes')
    const many = bars([flapping(5_000)])
    expect(many).toHaveLength(12)
    expect(many.at(-2)).toBe('more changes 1h 23m :done, 00:00:10, 4990s')
  })
})

test.each<[string, TaskState[]]>([
  ['without tasks', []],
  ['whose only task was seen in one status', [ended('a', { changes: changes(['pending', 0]) })]],
  ['whose tasks were refused', [ended('a', { changes: [] }), ended('b', { changes: [] })]],
  [
    'that was over in a second',
    [ended('a', { changes: changes(['pending', 0], ['ready', 400]), endedAtMs: 1_000 })],
  ],
])('a step %s has no picture, even if the API failed', (_what, tasks) => {
  expect(draw(tasks, [outage(0, 60_000)], 60_000)).toBe('')
})

test.each(['running', 'stream'])('a task is at work while it is %s, as it is while processing', (status) => {
  const seen = [{ status, meaning: 'goes-on', atMs: 0 }, ...changes(['completed', 9_000])] as const
  expect(bars([ended('a', { changes: seen })])[0]).toBe(`${status} 9s :active, 00:00:00, 9s`)
  for (const other of [`x${status}`, `${status}2`]) {
    const changed = [
      { status: other, meaning: 'goes-on', atMs: 0 },
      ...changes(['completed', 9_000]),
    ] as const
    expect(bars([ended('a', { changes: changed })])[0]).toContain(':done')
  }
})

test('outages are the last row, eight at most; one that lasts is drawn to the end of the step', () => {
  const timedOut = waiting('a', { kind: 'wait-timeout', timeoutMs: 9 }, 100_000)
  const drawn = bars([timedOut], [outage(0, 5_000), outage(9_000, 9_100), outage(40_000, null)], 100_000)
  expect(drawn.slice(-2)).toEqual(['outage 5s :crit, 00:00:00, 5s', 'outage 1m :crit, 00:00:40, 60s'])
  const many = Array.from({ length: 9 }, (_, index) => outage(index * 10_000, index * 10_000 + 5_000))
  expect(bars([timedOut], many).filter((bar) => bar.startsWith('outage'))).toHaveLength(8)
  expect(sections(draw([timedOut]))).toEqual(['Task'])
})

describe('several tasks', () => {
  test.each([
    ['abcdefghij0123456789', 'abcdefghij0123456789'],
    ['abcdefghij01234567890', 'abcdefghi...34567890'],
    ['a:b %%{x}', 'a_b____x_'],
  ])('have rows named by the harmless characters of their IDs, at most 20: %s', (taskId, name) => {
    expect(sections(draw([ended(taskId), ended('b')]))).toEqual([`1. ${name}`, '2. b'])
  })

  test('are drawn up to 30, which mermaid accepts, and the rest are counted', () => {
    const tasks = Array.from({ length: 100 }, () => ({ ...flapping(40), taskId: 'x'.repeat(99) }))
    const outages = Array.from({ length: 50 }, (_, index) => outage(index * 800, index * 800 + 799))
    const drawn = draw(tasks, outages, 40_000)
    expect(drawn).toMatch(/\n```\n\n_70 more tasks left out of the picture\._$/)
    expect(sections(drawn)).toHaveLength(31)
    expect(drawn.length).toBeLessThan(50_000)
    expect(draw(tasks.slice(0, 30))).toMatch(/\n```$/)
  })
})

test.each([
  [9_000, 'Minutes and seconds', '%-M:%S\n  tickInterval 1second'],
  [10_000, 'Minutes and seconds', '%-M:%S'],
  [59 * MINUTE_MS, 'Minutes and seconds', '%-M:%S'],
  [60 * MINUTE_MS, 'Hours and minutes', '%-H:%M'],
  [23 * 60 * MINUTE_MS, 'Hours and minutes', '%-H:%M'],
  [24 * 60 * MINUTE_MS, 'Days and hours', '%wd %-Hh'],
])('the axis of %d ms reads as time since the start: %s', (endedAtMs, title, format) => {
  const seen = changes(['pending', 0], ['processing', 2_000])
  expect(draw([ended('a', { changes: seen, endedAtMs })], [], endedAtMs)).toContain(
    `gantt\n  title ${title} since the start of the step\n  axisFormat ${format}\n  dateFormat `,
  )
})
