// What depends on how long the whole picture is: which bars are worth drawing, and the axis.
import type { TaskEnd } from '../../../src/outcome.ts'
import { bars, drawTimeline } from '../../summaries/drawing.ts'
import { changes, end, savedFile } from '../../summaries/reports.ts'

const MINUTE_MS = 60_000

describe('saving', () => {
  const files = [savedFile('a.mp3')]
  const saving = (completedMs: number, more: Partial<TaskEnd>, ...others: TaskEnd[]): boolean =>
    bars(
      drawTimeline(
        [
          end('a', {
            changes: changes(['processing', 0], ['completed', completedMs]),
            endedAtMs: 100_000,
            ...more,
          }),
          ...others,
        ],
        [],
        100_000,
      )?.mermaid,
    ).some((bar) => bar.startsWith('saving') || bar.startsWith('· :2023'))

  test('is drawn where it took a hundredth of the picture of one task', () => {
    expect(saving(99_000, { files })).toBe(true)
    expect(saving(99_001, { files })).toBe(false)
  })

  test('is drawn where it took six hundredths of that of several', () => {
    const other = end('b', { endedAtMs: 100_000 })
    expect(saving(94_000, { files }, other)).toBe(true)
    expect(saving(94_001, { files }, other)).toBe(false)
  })

  test('is not drawn where nothing was to be saved', () => {
    expect(saving(50_000, {})).toBe(false)
  })
})

describe('the axis', () => {
  test.each([
    [5_000, '%-Ss', '1second'],
    [59_000, '%-Ss', '10second'],
    [60_000, '%-Mm %-Ss', '10second'],
    [61_000, '%-Mm %-Ss', '10second'],
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
  ])('of %d ms reads as time since the start, with units', (totalMs, format, interval) => {
    const drawn = drawTimeline(
      [end('a', { changes: changes(['pending', 0]), endedAtMs: totalMs })],
      [],
      totalMs,
    )
    expect(drawn?.mermaid).toContain(`  axisFormat ${format}\n  tickInterval ${interval}\n`)
  })
})
