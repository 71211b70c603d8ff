/**
 * Durations, sizes, counts and errors as people read them.
 */
import { cut } from './plain-line.ts'

/**
 * `850ms`, `12s`, `4m 32s`, `1h 5m`: at most two parts, none of them zero. A negative number or NaN becomes `0s`.
 */
export function formatDuration(ms: number): string {
  if (!(ms >= 0.5)) return '0s'
  const wholeMs = Math.round(ms)
  if (wholeMs < 1000) return `${wholeMs}ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}s`
  if (seconds < 3600) return twoParts(Math.floor(seconds / 60), 'm', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  return twoParts(Math.floor(minutes / 60), 'h', minutes % 60, 'm')
}

function twoParts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit} ${small}${smallUnit}`
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
  // As players show it.
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

/** An error in one line, without its stack. May quote text from outside. Never throws. */
export function describeError(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {
    // `String` throws for an object without a prototype, or with a `toString` that throws.
    return 'an error that cannot be put into words'
  }
}

/** The first `most` of the texts, and how many more there are: `a, b and 3 more`. */
export function few(texts: readonly string[], most: number): string {
  const rest = texts.length - most
  return `${texts.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
