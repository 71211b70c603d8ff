/** When to ask again: pure arithmetic over elapsed time, failures, `Retry-After` and chance. */

/** Where chance comes from: a number from 0 (included) to 1 (excluded), as `Math.random` gives. */
export type Random = () => number

export interface PollLimits {
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
}

/**
 * The gap follows the time already waited, so that the lag behind the task's end stays a small share of the wait while the
 * number of polls grows with its logarithm. A tenth: see docs/benchmarks.md for what other shares cost.
 */
const GAP_SHARE = 0.1

/** Gaps are shortened by up to this share at random, so that steps started together drift apart. */
const GAP_JITTER = 0.1

/** The pause before a retry is at most this for the first, and twice as long for each further one. */
const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 30_000

/** No retry comes sooner, whatever chance says: a struggling server gets at least this much rest. */
const SHORTEST_RETRY_MS = 500

/** `Retry-After` is lengthened by up to this share at random: a fleet that was sent away together must not return as one. */
const RETRY_AFTER_JITTER = 0.1

/** Tasks beyond this number start their polling later, and so many requests are under way at most. */
export const MAX_CONNECTIONS = 8

/** The ordinary gap after an answer that came `elapsedMs` after the step's start. */
export function gapMs(elapsedMs: number, limits: PollLimits, random: Random): number {
  const gap = Math.min(Math.max(elapsedMs * GAP_SHARE, limits.pollIntervalMs), limits.maxPollIntervalMs)
  return gap * (1 - GAP_JITTER * random())
}

/** When the first poll of task `index` of `count` leaves after the start: eight at once, the rest spread over one interval. */
export function firstPollMs(index: number, count: number, pollIntervalMs: number): number {
  if (index < MAX_CONNECTIONS) return 0
  return (pollIntervalMs * (index - MAX_CONNECTIONS + 1)) / (count - MAX_CONNECTIONS)
}

export interface Retry {
  /** Transient errors in a row, this one included. */
  readonly failures: number
  /** What the server asked for, 0 if nothing. */
  readonly retryAfterMs: number
  /** The pause is at least this long: `poll-interval` after a 429, else 0. */
  readonly atLeastMs: number
}

/** The pause before a retry: exponential backoff with full jitter, or what `Retry-After` asks for where that is longer. */
export function retryMs(retry: Retry, random: Random): number {
  return pauseMs(retry, 0, random)
}

/**
 * The pause before a download is tried again: half of the backoff is fixed, so that five attempts outlive a blip of some
 * seconds. With full jitter, chance would now and then spend all five within one.
 */
export function downloadRetryMs(retry: Retry, random: Random): number {
  return pauseMs(retry, 0.5, random)
}

/** `fixedShare`: how much of the backoff is not left to chance. */
function pauseMs({ failures, retryAfterMs, atLeastMs }: Retry, fixedShare: number, random: Random): number {
  const longestMs = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS)
  const backoffMs = longestMs * (fixedShare + (1 - fixedShare) * random())
  const askedMs = retryAfterMs * (1 + RETRY_AFTER_JITTER * random())
  return Math.max(backoffMs, askedMs, atLeastMs, SHORTEST_RETRY_MS)
}
