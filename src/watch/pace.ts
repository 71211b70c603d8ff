/** When to ask again: pure arithmetic over elapsed time, failures, what the server asks for, and chance. */

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

/** A header's value without white space around it, '' where it was not sent. */
export type Header = (name: string) => string

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The three forms of RFC 9110, 5.6.7: IMF-fixdate, RFC 850, asctime. `Date.parse` alone would take far more. */
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
]

/** An HTTP date in milliseconds since 1970, `null` for any other text. `wallMs` says which century two digits of a year mean. */
function parseHttpDate(text: string, wallMs: number): number | null {
  const groups = HTTP_DATES.map((form) => form.exec(text)?.groups).find((found) => found !== undefined)
  if (groups === undefined) return null
  const { day = '', month = '', year = '', time = '' } = groups
  // A date that seems to be more than 50 years ahead is the latest year in the past with those digits (the same section).
  const thisYear = new Date(wallMs).getUTCFullYear()
  const near = thisYear - (thisYear % 100) + Number(year)
  const fullYear = year.length === 4 ? Number(year) : near > thisYear + 50 ? near - 100 : near
  const date = [fullYear, MONTHS.indexOf(month) + 1, day.trim()].map((part) => `${part}`.padStart(2, '0'))
  const ms = Date.parse(`${date.join('-')}T${time}Z`)
  return Number.isFinite(ms) ? ms : null
}

/** What the server takes for now: the answer's own `Date`, since this machine's clock may be wrong; without one, that clock. */
function serverMs(header: Header, wallMs: number): number {
  return parseHttpDate(header('date'), wallMs) ?? wallMs
}

/**
 * How long an answer asks to wait by `Retry-After` (RFC 9110, 10.2.3): whole seconds or an HTTP date. 0 for none, for the past and
 * for anything else. `wallMs`: the date of this machine.
 */
export function retryAfterMs(header: Header, wallMs: number): number {
  const value = header('retry-after')
  if (/^\d+$/.test(value)) return secondsMs(value)
  const nowMs = serverMs(header, wallMs)
  return Math.max((parseHttpDate(value, nowMs) ?? nowMs) - nowMs, 0)
}

/** The same for an answer that says "too many requests": without `Retry-After`, other headers tell when there is room again. */
export function rateLimitMs(header: Header, wallMs: number): number {
  if (header('retry-after') !== '') return retryAfterMs(header, wallMs)
  if (Number(remainingOf(header)) > 0) return 0
  const seconds = header('ratelimit-reset')
  if (/^\d+$/.test(seconds)) return secondsMs(seconds)
  const reset = header('x-ratelimit-reset')
  if (!/^\d+$/.test(reset)) return 0
  // Nobody specified it: GitHub and others send seconds since 1970, some milliseconds, some the seconds to wait.
  if (Number(reset) < 1e9) return secondsMs(reset)
  const atMs = Number(reset) < 1e12 ? secondsMs(reset) : Math.min(Number(reset), Number.MAX_SAFE_INTEGER)
  return Math.max(atMs - serverMs(header, wallMs), 0)
}

/** Whether a header says that nothing is left of a rate limit. */
export function isUsedUp(header: Header): boolean {
  return /^0+$/.test(remainingOf(header))
}

function remainingOf(header: Header): string {
  return header('ratelimit-remaining') || header('x-ratelimit-remaining')
}

function secondsMs(digits: string): number {
  return Math.min(Number(digits) * 1_000, Number.MAX_SAFE_INTEGER)
}
