// The picture in the job summary, as mermaid source. That mermaid draws it is checked by `npm run test:summaries`.
import { drawTimeline } from '../../../src/report/timeline.ts'
import type { Outage, TaskReport } from '../../../src/step-report.ts'
import { HOSTILE_IDS } from '../../summaries/hostile.ts'
import { changes, ended, outage, savedFile, waiting } from '../../summaries/reports.ts'

const MINUTE_MS = 60_000
const FILES = [savedFile('a.mp3')]
const UNSAVED = { kind: 'download-failed', why: 'x' } as const

const draw = (tasks: readonly TaskReport[], outages: readonly Outage[] = [], elapsedMs = 150_000): string =>
  drawTimeline(tasks, outages, elapsedMs)?.mermaid ?? ''
/** The lines that draw something, in their order, with times after the start. */
const bars = (...of: Parameters<typeof draw>): string[] =>
  draw(...of)
    .split('\n')
    .filter((line) => /^ {4}.* :/.test(line))
    .map((line) => line.trim().replace('2023-01-01 ', ''))
const sections = (mermaid: string): string[] =>
  [...mermaid.matchAll(/^ {2}section (.*)$/gm)].map(([, name = '']) => name)
/** A task that was seen in so many statuses in turn, one each `everyMs`. */
const flapping = (length: number, everyMs: number, endedAtMs: number): TaskReport => {
  const pairs = Array.from(
    { length },
    (_, index) => [index % 2 === 0 ? 'pending' : 'ready', index * everyMs] as const,
  )
  return ended('a', { changes: changes(...pairs), endedAtMs })
}

describe('one task', () => {
  test.each<[Partial<TaskReport>, string[]]>([
    [{ files: FILES }, ['saving 10s :00:02:30.000, 10000ms', 'completed :milestone, 00:02:40.000, 0ms']],
    [
      { outcome: UNSAVED },
      ['saving 10s :crit, 00:02:30.000, 10000ms', 'download-failed :milestone, crit, 00:02:40.000, 0ms'],
    ],
  ])('shows how long saving took, in red where it failed: %j', (more, last) => {
    expect(bars([ended('a', { ...more, endedAtMs: 160_000 })], [], 160_000).slice(-2)).toEqual(last)
  })

  test.each([
    [2_999, 'pending 2m 30s :done, 00:00:00.000, 150000ms'],
    [3_000, 'pending 2m 27s :done, 00:00:03.000, 147000ms'],
  ])('begins where its first answer came, if that took long: after %d ms', (atMs, bar) => {
    expect(bars([ended('a', { changes: changes(['pending', atMs]) })])[0]).toBe(bar)
  })

  test('has a status that this action does not know as other', () => {
    const odd = ended('a', { changes: changes(['click "x" %%', 0], ['completed', 150_000]) })
    expect(bars([odd])[0]).toBe('other 2m 30s :active, 00:00:00.000, 150000ms')
  })

  test('that flaps between statuses has ten bars, the last for all other changes', () => {
    expect(bars([flapping(10, 1_000, 20_000)], [], 20_000)).toHaveLength(11)
    expect(bars([flapping(10, 1_000, 20_000)], [], 20_000).join()).not.toContain('more changes')
    const many = bars([flapping(5_000, 100, 500_000)], [], 500_000)
    expect(many).toHaveLength(11)
    expect(many.at(-2)).toBe('more changes 8m 19s :active, 00:00:00.900, 499100ms')
  })
})

test('a step is drawn from one second on', () => {
  const pending = (endedAtMs: number): TaskReport =>
    ended('a', { changes: changes(['pending', 0]), endedAtMs })
  expect(draw([pending(999)], [], 999)).toBe('')
  expect(draw([pending(1_000)], [], 1_000)).not.toBe('')
})

test('nothing is drawn of a step without tasks, or in which nothing took time', () => {
  expect(drawTimeline([], [outage(0, 60_000)], 60_000)).toBeNull()
  const atOnce = ended('a', { changes: changes(['completed', 0]), endedAtMs: 0 })
  expect(drawTimeline([atOnce], [], 5_000)).toBeNull()
})

test('outages are the last row; one that lasts is drawn to the end of the step', () => {
  const timedOut = waiting('a', { kind: 'wait-timeout', timeoutMs: 9 }, 100_000)
  const drawn = bars([timedOut], [outage(0, 5_000), outage(40_000, null)], 100_000)
  expect(drawn.slice(-2)).toEqual([
    'outage 5s :crit, 00:00:00.000, 5000ms',
    'outage 1m :crit, 00:00:40.000, 60000ms',
  ])
  expect(bars([ended('a')], [outage(40_000, null)], 200_000).at(-1)).toContain(', 160000ms')
})

test('the eight outages that lasted longest are drawn, in the order of time', () => {
  const lengths = [9, 2, 8, 3, 7, 1, 4, 6, 5]
  const outages = lengths.map((seconds, index) => outage(index * 10_000, index * 10_000 + seconds * 1_000))
  const drawn = bars([ended('a')], outages).flatMap((bar) => /^outage (\d)s/.exec(bar)?.[1] ?? [])
  expect(drawn.join('')).toBe('92837465')
})

describe('several tasks', () => {
  test('have no text on a bar where it would lie over the next one', () => {
    const [first, second] = [
      changes(['pending', 0], ['ready', 1_000], ['processing', 60_000]),
      changes(['ready', 149_000]),
    ]
    const tasks = [ended('a', { changes: first }), ended('b', { changes: second })]
    expect(bars(tasks)).toEqual([
      '· :done, 00:00:00.000, 1000ms',
      'ready 59s :done, 00:00:01.000, 59000ms',
      'processing 1m 30s :active, 00:01:00.000, 90000ms',
      'completed :milestone, 00:02:30.000, 0ms',
      '· :done, 00:02:29.000, 1000ms',
      'completed :milestone, 00:02:30.000, 0ms',
    ])
    // A bar with room for the status alone.
    expect(bars([ended('a'), ended('b')])[0]).toBe('pending :done, 00:00:00.000, 12300ms')
  })

  test.each([
    ['abcdefghij0123456789', 'abcdefghij0123456789'],
    ['abcdefghij01234567890', 'abcdefghi...34567890'],
    ['a:b %%{x}', 'a_b____x_'],
  ])('have rows named by what is harmless of their IDs, 20 characters at most: %s', (taskId, name) => {
    expect(sections(draw([ended(taskId), ended('b')]))[0]).toBe(`1. ${name}`)
  })

  test('whose IDs are hostile have nothing of them but letters, digits, _ and -', () => {
    const names = sections(draw(HOSTILE_IDS.map((taskId) => ended(taskId))))
    expect(names).toHaveLength(HOSTILE_IDS.length)
    for (const name of names) expect(name).toMatch(/^\d\. (?:[\w-]{1,20}|[\w-]{9}\.\.\.[\w-]{8})$/)
  })

  test('are drawn up to 30, which mermaid takes, and the rest counted', () => {
    const tasks = Array.from({ length: 100 }, () => ({
      ...flapping(400, 1_000, 400_000),
      taskId: 'x'.repeat(99),
    }))
    const outages = Array.from({ length: 500 }, (_, index) => outage(index * 800, index * 800 + index))
    const drawn = drawTimeline(tasks, outages, 400_000)
    expect(drawn?.leftOut).toBe(70)
    expect(sections(drawn?.mermaid ?? '')).toHaveLength(31)
    expect(drawn?.mermaid.length).toBeLessThan(50_000)
  })
})

test.each([
  [1, 99_000, true],
  [1, 99_001, false],
  [2, 94_000, true],
  [2, 94_001, false],
])(
  'saving is drawn where it took a hundredth of the picture of one task, six of several: %d, %d',
  (count, atMs, isDrawn) => {
    const one = { changes: changes(['processing', 0], ['completed', atMs]), endedAtMs: 100_000 }
    const tasks = [ended('a', { ...one, files: FILES }), ended('b', one)].slice(0, count)
    const lengths = bars(tasks, [], 100_000).map((bar) => bar.split(', ').at(-1))
    expect(lengths.includes(`${100_000 - atMs}ms`)).toBe(isDrawn)
    // Nothing was to be saved of these.
    expect(bars([ended('a', one)], [], 100_000)).toHaveLength(2)
  },
)

test.each([
  [5_000, '%-Ss', '1second'],
  [59_000, '%-Ss', '10second'],
  [60_000, '%-Mm %-Ss', '10second'],
  [4 * MINUTE_MS, '%-Mm %-Ss', '30second'],
  [5 * MINUTE_MS, '%-Mm', '1minute'],
  [30 * MINUTE_MS, '%-Mm', '5minute'],
  [60 * MINUTE_MS, '%-Hh %-Mm', '10minute'],
  [90 * MINUTE_MS, '%-Hh %-Mm', '15minute'],
  [6 * 60 * MINUTE_MS, '%-Hh', '1hour'],
  [23 * 60 * MINUTE_MS, '%-Hh', '3hour'],
  [24 * 60 * MINUTE_MS, '%wd %-Hh', '3hour'],
  [25 * 60 * MINUTE_MS, '%wd %-Hh', '6hour'],
  [120 * 60 * MINUTE_MS, '%wd %-Hh', '1day'],
])('the axis of %d ms reads as time since the start, with units', (totalMs, format, interval) => {
  const pending = ended('a', { changes: changes(['pending', 0]), endedAtMs: totalMs })
  expect(draw([pending], [], totalMs)).toContain(`  axisFormat ${format}\n  tickInterval ${interval}\n`)
})
