/**
 * Durations as users write them in a workflow: `500ms`, `90s`, `30m`, `1h30m`. Not a library: those read a bare number as
 * milliseconds and ignore what they do not understand (`5m foo`). This action must refuse both.
 */

import { quote } from '../text/show.ts'

/** The value of an input, or what is wrong with it, in a sentence that continues "Input `name`". */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

const PATTERN = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/

const PARTS = [
  { unit: 'h', ms: 3_600_000 },
  { unit: 'm', ms: 60_000 },
  { unit: 's', ms: 1_000 },
  { unit: 'ms', ms: 1 },
]

/** The duration in milliseconds; `null` for a missing or unknown unit, a wrong order, or a sign. */
export function parseDurationMs(text: string): number | null {
  const parts = PATTERN.exec(text)?.slice(1)
  if (text === '' || parts === undefined) return null
  return PARTS.reduce((sum, { ms }, index) => sum + ms * Number(parts[index] ?? 0), 0)
}

const NEAR_MISS = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|milli|[smhd])[a-z]*$/i

/** The right spelling of a near miss: `30 min` -> `30m`, `1d` -> `24h`, `1.5h` -> `1h30m`; '' for anything else. */
export function suggestDuration(text: string): string {
  const [, amount = '', word = ''] = NEAR_MISS.exec(text) ?? []
  const unit = word.toLowerCase()
  const [letter = ''] = unit
  const msOfUnit = letter === 'd' ? 86_400_000 : (PARTS.find((part) => part.unit === letter)?.ms ?? 0)
  let restMs = Math.round(Number(amount) * (unit === 'ms' || unit === 'milli' ? 1 : msOfUnit))
  let spelled = ''
  for (const part of PARTS) {
    const count = Math.floor(restMs / part.ms)
    if (count > 0) spelled += `${count}${part.unit}`
    restMs -= count * part.ms
  }
  return spelled
}

/** The range of an input in milliseconds, and how an error describes it. */
export interface Limits {
  readonly leastMs: number
  readonly mostMs: number
  readonly allowed: string
}

/** Milliseconds. The error for a near miss has the right spelling. */
export function parseDuration(text: string, { leastMs, mostMs, allowed }: Limits): Parsed<number> {
  const value = parseDurationMs(text)
  if (value !== null && value >= leastMs && value <= mostMs) return { value }
  const suggestion = suggestDuration(text)
  const hint = /^\d+$/.test(text)
    ? `The unit is missing: write \`${text}m\` for minutes or \`${text}s\` for seconds.`
    : suggestion === ''
      ? 'Use whole numbers with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
      : `Write \`${suggestion}\`.`
  return { error: `is ${quote(text)}. ${value === null ? hint : allowed}` }
}
