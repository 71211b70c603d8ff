/**
 * Rules that might be better than the contract's, on paper: other numbers, a longer first gap, the age of the task from the
 * answer's own dates, the status. What comes of them is a table and a proposal; nothing here is in `dist/`.
 */
import { lognormal, seededRandom } from '../lib/random.ts'
import type { Table } from '../lib/report.ts'
import { mean } from '../lib/stats.ts'
import { OWN, proportional, startingWith, type Policy } from './policies.ts'
import { DRAWS, drawDurations, SIGMA, simulate } from './simulate.ts'

const CANDIDATES: readonly Policy[] = [
  OWN,
  proportional(4, 0.1, 15),
  proportional(5, 0.08, 15),
  startingWith(10, proportional(4.5, 0.1, 15)),
  startingWith(12, proportional(4.5, 0.1, 15)),
  startingWith(10, proportional(5, 0.06, 15)),
  startingWith(15, proportional(4, 0.1, 15)),
]

/** Uploads and downloads take some ten seconds in the vendor's own examples: a rule must not fail those. */
const MEDIANS_S = [12, 30, 60, 120, 600]

export function candidateTable(): Table {
  return {
    title: 'Rules with other numbers: mean lag, 95th percentile and requests by median duration',
    head: ['rule', ...MEDIANS_S.map((seconds) => `${seconds} s`)],
    rows: CANDIDATES.map((policy) => [
      policy.name,
      ...MEDIANS_S.map((seconds) => {
        const score = simulate(policy, drawDurations(seconds * 1_000))
        return `${seconds1(score.meanLagMs)}, ${seconds1(score.p95LagMs)}, ${score.meanPolls.toFixed(1)}`
      }),
    ]),
  }
}

/** A step that starts when its task is `lateS` old: the share of the wait beside the share of the task's age. */
export function lateTable(): Table {
  const lateS = 60
  const byAge: Policy = {
    name: 'the same by the age of the task (`createdAt` against `Date`)',
    gapMs: (moment) => OWN.gapMs({ ...moment, elapsedMs: moment.elapsedMs + lateS * 1_000 }),
  }
  return {
    title: `A step that starts when its task is ${lateS} s old: mean lag, lag over duration, requests`,
    head: ['rule', '120 s', '600 s'],
    rows: [OWN, byAge].map((policy) => [
      policy.name,
      ...[120, 600].map((seconds) => {
        const score = simulate(policy, drawDurations(seconds * 1_000), lateS * 1_000)
        return `${seconds1(score.meanLagMs)}, ${percent(score.lagShare)}, ${score.meanPolls.toFixed(1)}`
      }),
    ]),
  }
}

interface QueuedTask {
  readonly queueMs: number
  readonly workMs: number
}

/** When the status is first seen to be `processing`, and since when the step waits: gaps by the one or by the other. */
type StatusRule = (elapsedMs: number, sinceProcessingMs: number | null, random: () => number) => number

const STATUS_RULES: readonly (readonly [name: string, rule: StatusRule])[] = [
  ['this action', (elapsedMs, _, random) => OWN.gapMs({ elapsedMs, polls: 2, random })],
  [
    'every 10 s while `pending`, then the same rule by the time since `processing` was first seen',
    (_, sinceMs, random) =>
      sinceMs === null ? 10_000 * (1 - 0.1 * random()) : OWN.gapMs({ elapsedMs: sinceMs, polls: 2, random }),
  ],
]

/** Tasks whose time is queue and work in several shares, under rules that look at the status. */
export function statusTable(): Table {
  const cases = [30, 60, 120].flatMap((seconds) => [0.1, 0.5, 0.9].map((share) => ({ seconds, share })))
  return {
    title: 'By status, for tasks that queue for a share of their time: mean lag and requests',
    head: ['median duration', 'share in the queue', ...STATUS_RULES.map(([name]) => name)],
    rows: cases.map(({ seconds, share }) => {
      const tasks = drawQueuedTasks(seconds * 1_000, share)
      return [`${seconds} s`, percent(share), ...STATUS_RULES.map(([, rule]) => scoreStatusRule(rule, tasks))]
    }),
  }
}

function drawQueuedTasks(medianMs: number, queueShare: number): QueuedTask[] {
  const random = seededRandom(medianMs)
  return Array.from({ length: DRAWS }, () => ({
    queueMs: lognormal(medianMs * queueShare, SIGMA, random),
    workMs: lognormal(medianMs * (1 - queueShare), SIGMA, random),
  }))
}

function scoreStatusRule(rule: StatusRule, tasks: readonly QueuedTask[]): string {
  const random = seededRandom(1)
  const waits = tasks.map(({ queueMs, workMs }) => {
    let elapsedMs = 0
    let polls = 1
    let processingMs: number | null = null
    while (elapsedMs < queueMs + workMs) {
      if (elapsedMs >= queueMs) processingMs ??= elapsedMs
      elapsedMs += rule(elapsedMs, processingMs === null ? null : elapsedMs - processingMs, random)
      polls += 1
    }
    return { lagMs: elapsedMs - queueMs - workMs, polls }
  })
  return `${seconds1(mean(waits.map(({ lagMs }) => lagMs)))}, ${mean(waits.map(({ polls }) => polls)).toFixed(1)}`
}

export function seconds1(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
