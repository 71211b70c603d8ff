/**
 * Waves in a rate of requests: do steps that were sent away together come back together?
 */
import { sum } from '../lib/stats.ts'

/** Fewer requests a second in the mean of a minute are left out: there chance alone makes peaks. */
export const FEW_PER_SECOND = 20

/** The highest rate over any 5 s, as a multiple of the mean rate of the minute around it, from 120 s on. */
export function worstWave(bySecond: readonly number[]): number {
  const rate = (from: number, seconds: number): number => sum(bySecond.slice(from, from + seconds)) / seconds
  let worst = 0
  for (let from = 120; from + 33 <= bySecond.length; from++) {
    const around = rate(from - 28, 60)
    if (around >= FEW_PER_SECOND) worst = Math.max(worst, rate(from, 5) / around)
  }
  return worst
}
