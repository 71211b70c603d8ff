/** When to ask again: pure arithmetic over elapsed time, failures, `Retry-After` and chance. */

/** A number from 0 (included) to 1 (excluded), as from `Math.random`. */
export type Random = () => number

export interface PollLimits {
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
}

/**
 * The gap grows with the time waited: the delay after the task's end stays a small share of the wait, and the number of polls grows
 * with its logarithm. docs/benchmarks.md compares other shares.
 */
const GAP_SHARE = 0.1
/** Gaps are up to this share shorter at random, so that steps started together drift apart. */
const GAP_JITTER = 0.1
/** The longest pause before the first retry; it doubles with each further one. */
const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 30_000
/** No retry comes sooner: a struggling server needs some rest. */
const SHORTEST_RETRY_MS = 500
/** `Retry-After` is up to this share longer at random, so that many clients do not return together. */
const RETRY_AFTER_JITTER = 0.1
/** At most this many requests run at a time. Tasks beyond this number start polling later. */
export const MAX_CONNECTIONS = 8

/** The normal gap after an answer, `elapsedMs` after the step's start. */
export function gapMs(elapsedMs: number, limits: PollLimits, random: Random): number {
  const gap = Math.min(Math.max(elapsedMs * GAP_SHARE, limits.pollIntervalMs), limits.maxPollIntervalMs)
  return gap * (1 - GAP_JITTER * random())
}

/** When task `index` of `count` is first polled: eight at once, the rest spread over one interval. */
export function firstPollMs(index: number, count: number, pollIntervalMs: number): number {
  if (index < MAX_CONNECTIONS) return 0
  return (pollIntervalMs * (index - MAX_CONNECTIONS + 1)) / (count - MAX_CONNECTIONS)
}

export interface Retry {
  /** Transient errors in a row, this one included. */
  readonly failures: number
  /** What the server asked for, or 0. */
  readonly retryAfterMs: number
  /** The pause is at least this long: `poll-interval` after a 429, else 0. */
  readonly atLeastMs: number
}

/**
 * The pause before a retry: exponential backoff with full jitter, or `Retry-After` if that is longer. `fixedShare`: the share of the
 * backoff without jitter.
 */
export function retryMs(retry: Retry, random: Random, fixedShare = 0): number {
  const { failures, retryAfterMs, atLeastMs } = retry
  const longestMs = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS)
  const backoffMs = longestMs * (fixedShare + (1 - fixedShare) * random())
  const askedMs = retryAfterMs * (1 + RETRY_AFTER_JITTER * random())
  return Math.max(backoffMs, askedMs, atLeastMs, SHORTEST_RETRY_MS)
}

/** For a download, half of it is fixed. If all pauses were random, five attempts could end before a failure of some seconds does. */
export function downloadRetryMs(retry: Retry, random: Random): number {
  return retryMs(retry, random, 0.5)
}

/** A header's value, trimmed; '' if it was not sent. */
export type Header = (name: string) => string

/** The three forms of RFC 9110, 5.6.7: IMF-fixdate, RFC 850, asctime. `Date.parse` alone accepts far more. */
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
]

/** An HTTP date in milliseconds since 1970, NaN for any other text. `wallMs` decides the century of a year with two digits. */
function parseHttpDate(text: string, wallMs: number): number {
  const found = HTTP_DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined)
  if (found === undefined) return NaN
  const { day = '', month = '', year = '', time = '' } = found
  // A date that seems to be more than 50 years ahead is the latest year in the past with those digits (the same section).
  const thisYear = new Date(wallMs).getUTCFullYear()
  const near = thisYear - (thisYear % 100) + Number(year)
  const fullYear = year.length === 4 ? year : near > thisYear + 50 ? near - 100 : near
  return Date.parse(`${day} ${month} ${fullYear} ${time} GMT`)
}

/** The server's time: the answer's `Date`, since this machine's clock may be wrong; else this machine's. */
function serverMs(header: Header, wallMs: number): number {
  return parseHttpDate(header('date'), wallMs) || wallMs
}

/**
 * The wait that `Retry-After` asks for (RFC 9110, 10.2.3): whole seconds or an HTTP date. 0 if it is missing, past or invalid.
 * `wallMs`: this machine's date.
 */
export function retryAfterMs(header: Header, wallMs: number): number {
  const value = header('retry-after')
  if (/^\d+$/.test(value)) return secondsMs(value)
  const nowMs = serverMs(header, wallMs)
  return Math.max(parseHttpDate(value, nowMs) - nowMs, 0) || 0
}

/** The same for a rate limit: without `Retry-After`, other headers say when it ends. */
export function rateLimitMs(header: Header, wallMs: number): number {
  if (header('retry-after') !== '') return retryAfterMs(header, wallMs)
  if (Number(remainingOf(header)) > 0) return 0
  const seconds = header('ratelimit-reset')
  if (/^\d+$/.test(seconds)) return secondsMs(seconds)
  const reset = header('x-ratelimit-reset')
  if (!/^\d+$/.test(reset)) return 0
  // There is no specification: GitHub and others send seconds since 1970, some milliseconds, some the seconds to wait.
  if (Number(reset) < 1e9) return secondsMs(reset)
  const atMs = Number(reset) < 1e12 ? secondsMs(reset) : Math.min(Number(reset), Number.MAX_SAFE_INTEGER)
  return Math.max(atMs - serverMs(header, wallMs), 0)
}

/** HTTP 429 (RFC 6585), and a 403 with a header that says the same. */
export function isRateLimit(httpStatus: number, header: Header): boolean {
  const isUsedUp = /^0+$/.test(remainingOf(header))
  return httpStatus === 429 || (httpStatus === 403 && (header('retry-after') !== '' || isUsedUp))
}

function remainingOf(header: Header): string {
  return header('ratelimit-remaining') || header('x-ratelimit-remaining')
}

function secondsMs(digits: string): number {
  return Math.min(Number(digits) * 1_000, Number.MAX_SAFE_INTEGER)
}
