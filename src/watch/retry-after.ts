/** How long a server asks to wait before the next request. */

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

/** Reads `Retry-After` (RFC 9110, 10.2.3): whole seconds or an HTTP date. 0 for none, for the past and for anything else. */
export function parseRetryAfterMs(text: string, wallMs: number): number {
  const value = text.trim()
  if (/^\d+$/.test(value)) return secondsMs(value)
  return Math.max((parseHttpDate(value, wallMs) ?? wallMs) - wallMs, 0)
}

/** The same for an answer that says "too many requests": without `Retry-After`, other headers tell when there is room again. */
export function rateLimitMs(header: Header, wallMs: number): number {
  const retryAfter = header('retry-after')
  if (retryAfter !== '') return parseRetryAfterMs(retryAfter, wallMs)
  if (Number(remainingOf(header)) > 0) return 0
  const seconds = header('ratelimit-reset')
  if (/^\d+$/.test(seconds)) return secondsMs(seconds)
  const reset = header('x-ratelimit-reset')
  if (!/^\d+$/.test(reset)) return 0
  // Nobody specified it: GitHub and others send seconds since 1970, some milliseconds, some the seconds to wait.
  if (Number(reset) < 1e9) return secondsMs(reset)
  const serverMs = parseHttpDate(header('date'), wallMs) ?? wallMs
  const atMs = Number(reset) < 1e12 ? secondsMs(reset) : Math.min(Number(reset), Number.MAX_SAFE_INTEGER)
  return Math.max(atMs - serverMs, 0)
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
