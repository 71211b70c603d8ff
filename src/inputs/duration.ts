/**
 * Durations as users write them in a workflow: `500ms`, `90s`, `30m`, `1h30m`. Own code: the libraries for this take a bare number
 * as milliseconds and skip what they do not understand (`5m foo`), and this action must refuse both.
 */

import { quote } from '../text/show.ts'

/** What reading an input comes to: a value, or what is wrong with it in a sentence. */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

const PATTERN = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/

const PARTS = [
  { unit: 'h', ms: 3_600_000 },
  { unit: 'm', ms: 60_000 },
  { unit: 's', ms: 1_000 },
  { unit: 'ms', ms: 1 },
]

/** The duration in milliseconds, or `null` for a text that is none: no unit, an unknown unit, a wrong order, a sign. */
export function parseDurationMs(text: string): number | null {
  const parts = PATTERN.exec(text)?.slice(1)
  if (text === '' || parts === undefined) return null
  return PARTS.reduce((sum, { ms }, index) => sum + ms * Number(parts[index] ?? 0), 0)
}

const NEAR_MISS = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|milli|[smhd])[a-z]*$/i

/** How a near miss is spelled here: `30 min` -> `30m`, `1d` -> `24h`, `1.5h` -> `1h30m`; '' where nothing comes near. */
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

/** The least and the most milliseconds that an input may be, and how an error says so. */
export interface Limits {
  readonly leastMs: number
  readonly mostMs: number
  readonly allowed: string
}

/** Milliseconds; a near miss is told how it is spelled. */
export function parseDuration(text: string, { leastMs, mostMs, allowed }: Limits): Parsed<number> {
  const value = parseDurationMs(text)
  if (value !== null && value >= leastMs && value <= mostMs) return { value }
  const suggestion = suggestDuration(text)
  const hint = /^\d+$/.test(text)
    ? `A unit is missing: write \`${text}m\` for minutes or \`${text}s\` for seconds.`
    : suggestion === ''
      ? 'Allowed are whole numbers with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
      : `Write \`${suggestion}\`.`
  return { error: `is ${quote(text)}. ${value === null ? hint : allowed}` }
}
