/**
 * The schedule: how late a step learns that its task is over, and how many requests that costs, under this action's rule and under
 * others. Decides GAP_SHARE in src/watch/pace.ts and the defaults of `poll-interval` and `max-poll-interval`.
 * Simulated: no clock runs, and answers take no time.
 */
import { gapMs } from '../../src/watch/pace.ts'
import type { Result } from './report.ts'
import { drawDurationMs, mean, seededRandom } from './stats.ts'

/** The pause before the next poll, in milliseconds. `polls` is 1 after the first answer. */
type Rule = (elapsedMs: number, polls: number, random: () => number) => number

const OWN = 'this action: a tenth of the wait, 5 s to 15 s'

const RULES: Readonly<Record<string, Rule>> = {
  [OWN]: (elapsedMs, _polls, random) => gapMs(elapsedMs, LIMITS, random),
  'a twentieth of the wait, 5 s to 15 s': share(0.05, 5, 15),
  'a fifth of the wait, 5 s to 15 s': share(0.2, 5, 15),
  'a tenth of the wait, 3 s to 15 s': share(0.1, 3, 15),
  'a tenth of the wait, 5 s to 30 s': share(0.1, 5, 30),
  'every 5 s': () => 5_000,
  'every 15 s': () => 15_000,
  'doubled each time, 5 s to 60 s': (_elapsedMs, polls) => Math.min(5_000 * 2 ** (polls - 1), 60_000),
}

/** The defaults in action.yml. */
const LIMITS = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }

/** This action's rule with other numbers, and with its jitter of up to a tenth. */
function share(ofWait: number, shortestS: number, longestS: number): Rule {
  return (elapsedMs, _polls, random) =>
    Math.min(Math.max(elapsedMs * ofWait, shortestS * 1_000), longestS * 1_000) * (1 - 0.1 * random())
}

const MEDIANS_S = [30, 60, 120, 600, 1_800]
const DRAWS = 20_000

interface Score {
  readonly lagMs: number
  readonly polls: number
}

export function benchSchedule(): Result {
  const scores = (rule: string): Score[] => MEDIANS_S.map((medianS) => simulate(RULES[rule], medianS * 1_000))
  const [own, often, seldom] = [OWN, 'every 5 s', 'every 15 s'].map((rule) => scores(rule)[3])
  const ratio = (a: number | undefined, b: number | undefined): number[] => [(a ?? NaN) / (b ?? NaN)]
  return {
    targets: [
      {
        what: 'requests, tasks of 600 s: this action / every 5 s',
        ratios: ratio(own?.polls, often?.polls),
        atMost: 0.5,
      },
      {
        what: 'lag, tasks of 600 s: this action / every 15 s',
        ratios: ratio(own?.lagMs, seldom?.lagMs),
        atMost: 1,
      },
    ],
    tables: [
      {
        head: ['rule: mean lag, mean requests', ...MEDIANS_S.map((seconds) => `${seconds} s`)],
        rows: Object.keys(RULES).map((rule) => [
          rule,
          ...scores(rule).map(({ lagMs, polls }) => `${(lagMs / 1_000).toFixed(1)} s, ${polls.toFixed(1)}`),
        ]),
      },
    ],
  }
}

/** Waits for many tasks, with the same durations for each rule. */
function simulate(rule: Rule | undefined, medianMs: number): Score {
  const [durations, chance] = [seededRandom(medianMs), seededRandom(1)]
  const waits = Array.from({ length: DRAWS }, () => {
    const durationMs = drawDurationMs(medianMs, durations)
    let elapsedMs = 0
    let polls = 1
    for (; elapsedMs < durationMs; polls++) elapsedMs += rule?.(elapsedMs, polls, chance) ?? NaN
    return { lagMs: elapsedMs - durationMs, polls }
  })
  return { lagMs: mean(waits.map(({ lagMs }) => lagMs)), polls: mean(waits.map(({ polls }) => polls)) }
}
