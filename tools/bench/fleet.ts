/**
 * A fleet: 10,000 steps that start in the same second and share an API that admits 500 requests a second. Decides the random part
 * of each pause (GAP_JITTER, RETRY_AFTER_JITTER in src/watch/pace.ts): without it the steps come back as waves.
 * Simulated with this action's own `gapMs` and `retryMs`; no clock runs, and answers take no time.
 */
import { gapMs, retryMs } from '../../src/watch/pace.ts'
import type { Result } from './report.ts'
import { drawDurationMs, mean, quantile, seededRandom, sum } from './stats.ts'

const STEPS = 10_000
const STARTED_WITHIN_MS = 1_000
const MEDIAN_MS = 60_000
const ADMITTED_A_SECOND = 500
const RETRY_AFTER_MS = 5_000
const LIMITS = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }
/** The time in which all steps start, one after the other. */
const TICK_MS = 10

interface Step {
  readonly startMs: number
  readonly taskEndMs: number
  failures: number
}

interface Run {
  readonly lagsMs: readonly number[]
  /** Requests by the second, whether admitted or not. */
  readonly requests: readonly number[]
  readonly refused: number
}

export function benchFleet(): Result {
  const seeded = simulate(seededRandom(2))
  const unshaken = simulate(() => 0)
  const row = (name: string, { lagsMs, requests, refused }: Run): string[] => [
    name,
    highestWave(requests).toFixed(2),
    `${(mean(lagsMs) / 1_000).toFixed(1)} s`,
    `${(quantile(lagsMs, 0.95) / 1_000).toFixed(1)} s`,
    sum(requests).toLocaleString('en'),
    refused.toLocaleString('en'),
  ]
  return {
    targets: [
      {
        what: 'requests in the fullest second / in the mean of the minute around it',
        ratios: [highestWave(seeded.requests)],
        atMost: 1.5,
      },
    ],
    tables: [
      {
        head: ['pauses', 'highest wave', 'mean lag', '95th percentile', 'requests', 'refused (429)'],
        rows: [row('with their random part', seeded), row('without it', unshaken)],
      },
    ],
  }
}

function simulate(random: () => number): Run {
  const draw = seededRandom(1)
  const due: Step[][] = []
  const plan = (step: Step, atMs: number): void => void (due[Math.ceil(atMs / TICK_MS)] ??= []).push(step)
  for (let index = 0; index < STEPS; index++) {
    const startMs = draw() * STARTED_WITHIN_MS
    plan({ startMs, taskEndMs: startMs + drawDurationMs(MEDIAN_MS, draw), failures: 0 }, startMs)
  }
  const lagsMs: number[] = []
  const requests: number[] = []
  let refused = 0
  let admits = ADMITTED_A_SECOND
  for (let tick = 0; lagsMs.length < STEPS; tick++) {
    const nowMs = tick * TICK_MS
    const second = Math.floor(nowMs / 1_000)
    requests[second] ??= 0
    admits = Math.min(admits + (ADMITTED_A_SECOND * TICK_MS) / 1_000, ADMITTED_A_SECOND)
    for (const step of due[tick] ?? []) {
      requests[second] += 1
      if (admits < 1) {
        refused += 1
        step.failures += 1
        const { failures } = step
        const asked = { failures, retryAfterMs: RETRY_AFTER_MS, atLeastMs: LIMITS.pollIntervalMs }
        plan(step, nowMs + retryMs(asked, random))
        continue
      }
      admits -= 1
      step.failures = 0
      if (nowMs >= step.taskEndMs) lagsMs.push(nowMs - step.taskEndMs)
      else plan(step, nowMs + gapMs(nowMs - step.startMs, LIMITS, random))
    }
  }
  return { lagsMs, requests, refused }
}

/** From the third minute on, and only if there are enough requests to rule out peaks by chance. */
function highestWave(requests: readonly number[]): number {
  const waves = requests.map((count, second) => {
    const around = mean(requests.slice(second - 30, second + 30))
    return second >= 120 && second + 30 <= requests.length && around >= 20 ? count / around : 0
  })
  return Math.max(...waves)
}
