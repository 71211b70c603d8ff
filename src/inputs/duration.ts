/**
 * Durations as users write them in a workflow: `500ms`, `90s`, `30m`, `1h30m`. Not a library: those read a bare number as
 * milliseconds and ignore what they do not understand (`5m foo`). This action must refuse both.
 */

import { quote } from '../text/show.ts'

/** The value of an input, or what is wrong with it, in a sentence that continues "Input `name`". */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

/** At most nine digits each, since the sum of hundreds of digits is infinite. */
const PATTERN = /^(?:(\d{1,9})h)?(?:(\d{1,9})m(?!s))?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/

const PARTS = [
  { unit: 'h', ms: 3_600_000 },
  { unit: 'm', ms: 60_000 },
  { unit: 's', ms: 1_000 },
  { unit: 'ms', ms: 1 },
]

/** The duration in milliseconds; `null` for a missing or unknown unit, a wrong order, a sign, or more than nine digits. */
export function parseDurationMs(text: string): number | null {
  const parts = PATTERN.exec(text)?.slice(1)
  if (text === '' || parts === undefined) return null
  return PARTS.reduce((sum, { ms }, index) => sum + ms * Number(parts[index] ?? 0), 0)
}

const NEAR_MISS = /^(\d{1,7}(?:\.\d{1,3})?)\s*(ms|milli|[smhd])[a-z]*$/i

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

/** `1h 30m` -> `1h30m`: this action's own messages have the space. `1 000s` may be two numbers or one, so it is not guessed. */
function withoutSpaces(text: string): string {
  return /\d\s+\d/.test(text) ? '' : text.replaceAll(/\s/g, '').toLowerCase()
}

/** The range of an input in milliseconds, and how an error describes it. */
export interface Limits {
  readonly leastMs: number
  readonly mostMs: number
  readonly allowed: string
}

/** Milliseconds. The error for a near miss has the right spelling, if that is in the range. */
export function parseDuration(text: string, { leastMs, mostMs, allowed }: Limits): Parsed<number> {
  const isInRange = (ms: number | null): ms is number => ms !== null && ms >= leastMs && ms <= mostMs
  const value = parseDurationMs(text)
  if (isInRange(value)) return { value }
  const isBare = /^\d+$/.test(text)
  const near = isBare ? [`${text}m`, `${text}s`] : [suggestDuration(text) || withoutSpaces(text)]
  const right = near.filter((spelled) => isInRange(parseDurationMs(spelled))).join('` or `')
  const hint = [text, ...near].some((spelled) => parseDurationMs(spelled) !== null)
    ? allowed
    : 'Use whole numbers of at most 9 digits with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
  const todo = `${isBare ? 'The unit is missing: write' : 'Write'} \`${right}\`.`
  return { error: `is ${quote(text)}. ${right === '' ? hint : todo}` }
}
