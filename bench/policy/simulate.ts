/**
 * A wait for one task under a polling rule, on paper: no clock runs. Answers take no time here, so that only the rules differ.
 */
import { lognormal, seededRandom } from '../lib/random.ts'
import { mean, quantile } from '../lib/stats.ts'
import type { Policy } from './policies.ts'

export interface Score {
  readonly meanLagMs: number
  readonly p95LagMs: number
  /** The mean of each wait's lag over its task's duration. */
  readonly lagShare: number
  readonly meanPolls: number
}

/** How the durations of tasks scatter: the deviation of their logarithm. */
export const SIGMA = 0.6
export const DRAWS = 20_000

/** Durations, the same for every rule. */
export function drawDurations(medianMs: number, draws = DRAWS): number[] {
  const random = seededRandom(medianMs)
  return Array.from({ length: draws }, () => lognormal(medianMs, SIGMA, random))
}

/**
 * Waits once for each duration. `lateMs` is how old each task is when its step starts; a task that is over by then is left out.
 */
export function simulate(policy: Policy, durationsMs: readonly number[], lateMs = 0): Score {
  const random = seededRandom(1)
  const lags: number[] = []
  const shares: number[] = []
  const polls: number[] = []
  for (const durationMs of durationsMs) {
    const leftMs = durationMs - lateMs
    if (leftMs <= 0) continue
    const wait = waitOnce(policy, leftMs, random)
    lags.push(wait.lagMs)
    shares.push(wait.lagMs / durationMs)
    polls.push(wait.polls)
  }
  return {
    meanLagMs: mean(lags),
    p95LagMs: quantile(lags, 0.95),
    lagShare: mean(shares),
    meanPolls: mean(polls),
  }
}

function waitOnce(
  policy: Policy,
  durationMs: number,
  random: () => number,
): { readonly lagMs: number; readonly polls: number } {
  let elapsedMs = 0
  let polls = 1
  while (elapsedMs < durationMs) {
    elapsedMs += policy.gapMs({ elapsedMs, polls, random })
    polls += 1
  }
  return { lagMs: elapsedMs - durationMs, polls }
}
