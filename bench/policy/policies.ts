/**
 * Rules for when to ask again: this project's own, taken from its source, and what others do.
 */
import { gapMs, type PollLimits, type Random } from '../../src/wait/schedule.ts'

/** Where a wait stands just after an answer that said "not yet". */
export interface Moment {
  readonly elapsedMs: number
  /** Answers so far, 1 after the first. */
  readonly polls: number
  readonly random: Random
}

export interface Policy {
  readonly name: string
  /** The pause before the next poll, in milliseconds. */
  readonly gapMs: (moment: Moment) => number
}

/** The defaults of `poll-interval` and `max-poll-interval`. */
const DEFAULTS: PollLimits = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }

export const OWN: Policy = {
  name: 'this action',
  gapMs: ({ elapsedMs, random }) => gapMs(elapsedMs, DEFAULTS, random),
}

/** What is in use elsewhere. */
export const OTHERS: readonly Policy[] = [
  ...[5, 10, 15, 30].map((seconds) => ({ name: `fixed ${seconds} s`, gapMs: () => seconds * 1_000 })),
  exponential(5, 1.5, 60),
  exponential(5, 1.2, 30),
]

function exponential(firstS: number, factor: number, longestS: number): Policy {
  return {
    name: `${firstS} s × ${factor} to ${longestS} s`,
    gapMs: ({ polls }) => 1_000 * Math.min(firstS * factor ** (polls - 1), longestS),
  }
}

/** The own rule with other numbers: `share` of the time waited, within `shortestS` and `longestS`, up to a tenth shorter. */
export function proportional(shortestS: number, share: number, longestS: number): Policy {
  return {
    name: `${share * 100} % of the wait, ${shortestS} s to ${longestS} s`,
    gapMs: ({ elapsedMs, random }) =>
      Math.min(Math.max(elapsedMs * share, shortestS * 1_000), longestS * 1_000) * (1 - 0.1 * random()),
  }
}

/** A first gap of its own, then the rule. */
export function startingWith(firstS: number, policy: Policy): Policy {
  return {
    name: `${firstS} s, then ${policy.name}`,
    gapMs: (moment) =>
      moment.polls === 1 ? firstS * 1_000 * (1 - 0.1 * moment.random()) : policy.gapMs(moment),
  }
}
