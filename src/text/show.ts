/**
 * URLs, durations, sizes, counts and errors as people read and write them, and which URLs may be requested.
 *
 * Durations not by a library: those read a bare number as milliseconds and ignore what they do not understand (`5m foo`). This
 * action must refuse both.
 */
import { cut } from './plain-line.ts'

/** The value of an input, or what is wrong with it, in a sentence that continues "Input `name`". */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

/** At most nine digits each, since JavaScript reads a number of hundreds of digits as infinite. */
const PATTERN = /^(?:(\d{1,9})h)?(?:(\d{1,9})m(?!s))?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/

const UNITS = Object.entries({ h: 3_600_000, m: 60_000, s: 1_000, ms: 1 })

/** `850ms`, `12s`, `4m 32s`, `1h 5m`: at most two parts, none of them zero. A negative number or NaN becomes `0s`. */
export function formatDuration(ms: number): string {
  if (!(ms >= 0.5)) return '0s'
  if (Math.round(ms) < 1_000) return `${Math.round(ms)}ms`
  const seconds = Math.round(ms / 1_000)
  return partsOf(seconds < 3_600 ? seconds * 1_000 : Math.round(seconds / 60) * 60_000).join(' ')
}

function partsOf(ms: number): string[] {
  let restMs = ms
  return UNITS.flatMap(([unit, unitMs]) => {
    const count = Math.floor(restMs / unitMs)
    restMs -= count * unitMs
    return count > 0 ? [`${count}${unit}`] : []
  })
}

/** The duration in milliseconds; `null` for a missing or unknown unit, a wrong order, a sign, or more than nine digits. */
export function parseDurationMs(text: string): number | null {
  const parts = PATTERN.exec(text)?.slice(1)
  if (text === '' || parts === undefined) return null
  return UNITS.reduce((sum, [, ms], index) => sum + ms * Number(parts[index] ?? 0), 0)
}

const NEAR_MISS = /^(\d{1,7}(?:\.\d{1,3})?)\s*(ms|milli|[smhd])[a-z]*$/i

/** The right spelling of a near miss: `30 min` -> `30m`, `1d` -> `24h`, `1.5h` -> `1h30m`; '' for anything else. */
export function suggestDuration(text: string): string {
  const [, amount = '', word = ''] = NEAR_MISS.exec(text) ?? []
  const unitMs = new Map([...UNITS, ['milli', 1], ['d', 86_400_000]]).get(word.toLowerCase()) ?? 0
  return partsOf(Math.round(Number(amount) * unitMs)).join('')
}

/** `812 B`, `3.1 MB`: decimal units, as browsers show downloads. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes / 1000
  for (const unit of ['kB', 'MB']) {
    // Compared after rounding: 999,950 bytes are 1.0 MB, not 1000.0 kB.
    if (Math.round(value * 10) < 10_000) return `${value.toFixed(1)} ${unit}`
    value /= 1000
  }
  return `${value.toFixed(1)} GB`
}

/** A saved file: `3:02 MP3, 4.4 MB`, or less if it was not measured. */
export function formatMedia(file: {
  readonly bytes: number
  readonly format: string | null
  readonly seconds: number | null
}): string {
  const { bytes, format, seconds } = file
  const whole = Math.round(seconds ?? 0)
  // The format of players.
  const length = seconds === null ? '' : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} `
  return `${length}${format?.toUpperCase() ?? 'not checked'}, ${formatBytes(bytes)}`
}

/** Enough of an input to recognise it. An input with the key is refused before it can be quoted. */
export function quote(text: string): string {
  return `\`${cut(text, 80)}\``
}

/** `1 task`, `2 tasks`. */
export function count(howMany: number, what: string): string {
  return `${howMany} ${what}${howMany === 1 ? '' : 's'}`
}

/** The `code` of one of Node's errors, '' for anything else. Not by `instanceof`, since an error may come from another realm (Jest's). */
export function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  return hasCode && typeof error.code === 'string' ? error.code : ''
}

/** An error in one line, without its stack. May quote text from outside. Never throws. */
export function describeError(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {
    // `String` throws for an object without a prototype, or with a `toString` that throws.
    return 'an error that cannot be put into words'
  }
}

/**
 * Whether a `URL.hostname` names this machine: `localhost`, 127.0.0.0/8 or `[::1]`. Not `*.localhost`, which a
 * DNS server elsewhere may resolve. The URL parser has already turned `LOCALHOST`, `127.1` and `0x7f.1` into these spellings.
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/**
 * Whether a URL's host only looks like this machine: a name that begins with `127.`. `@actions/http-client` takes it for this machine
 * and bypasses the proxy (read in its source, 4.0.1), so such a host is refused.
 */
export function isFalseLoopback({ hostname }: URL): boolean {
  return hostname.startsWith('127.') && !isLoopbackHost(hostname)
}

/** Whether a URL is https, or http to this machine. Others are never requested. */
export function isSecureEnough(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

/** Whether a URL carries a user name or a password. */
export function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

/** A URL without its possible secrets: only origin and path. */
export function showUrl(url: URL): string {
  // `data:` URLs and `user:pw@host` have no path; show only the scheme.
  return url.pathname.startsWith('/') ? `${url.protocol}//${url.host}${url.pathname}` : url.protocol
}

/** A text that should be a URL, without what may be secret: nothing before an `@`, nothing after a `?` or `#`. */
export function withoutSecrets(text: string): string {
  const [place = ''] = text.split(/[?#]/, 1)
  return place.slice(place.lastIndexOf('@') + 1)
}

/** The first `most` of the texts, and how many more there are: `a, b and 3 more`. */
export function few(texts: readonly string[], most: number): string {
  const rest = texts.length - most
  return `${texts.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
