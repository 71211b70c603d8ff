/**
 * Cuts the API key out of what comes in, so that nothing inside the program can hold it.
 *
 * The key, or its base64, is found as it is and as at most two of the standard encoders (JSON, URL, HTML) write it, one after the
 * other; in any case of letters. Every repetition in the pattern is bounded, so that no text of an attacker's makes the search slow.
 */
import { isJsonObject, stringifyJson } from './json.ts'

export interface Redactor {
  /** Replaces the key by `***`. */
  readonly text: (text: string) => string
  /** The same for a text that broke off, maybe inside the key: leaves out its end, as long as an encoded key could be. */
  readonly brokenText: (text: string) => string
  /**
   * The same for a value that was parsed from `source`: in its strings, names and numbers. An escape such as `\u006b` hides the
   * key from a search of the source; where there is none, and the source does not hold the key, the value is left as it is.
   */
  readonly json: (value: unknown, source: string) => unknown
}

/** Stands in the place of the key. */
export const REDACTED = '***'

/** A shorter text is no key (see `inputs.ts`), and its base64 would be found in innocent text all the time. */
export const MIN_KEY_CHARS = 8

/**
 * A longer key is found by its start, and cut with all that follows up to white space: a pattern for more characters that every
 * encoder changes is more than V8 takes (measured: 700).
 */
const MAX_PATTERN_CHARS = 400

/** The longest that the pattern below takes for one character: `&amp;amp;#x00XX;` (two encoders write no longer ones). */
const MAX_ENCODED_CHARS = 16

/** `key` may be anything; a blank one is found nowhere. */
export function createRedactor(key: string): Redactor {
  if (key === '') return { text: (text) => text, brokenText: (text) => text, json: (value) => value }
  const start = key.slice(0, MAX_PATTERN_CHARS)
  const forms = [start, ...(key.length < MIN_KEY_CHARS ? [] : base64Of(start))]
  const rest = start === key ? '' : '\\S*'
  const pattern = new RegExp(`(?:${forms.map(spellingsOf).join('|')})${rest}`, 'gi')
  const redact = (text: string): string => text.replace(pattern, REDACTED)
  return {
    text: redact,
    brokenText: (text) => {
      // In this order: a cut through a key further in would hide its first half from the search.
      const clean = redact(text)
      return clean.slice(0, Math.max(0, clean.length - key.length * MAX_ENCODED_CHARS))
    },
    json: (value, source) =>
      source.includes('\\') || redact(source) !== source ? redactValue(value, redact) : value,
  }
}

function redactValue(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact))
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [redact(name), redactValue(item, redact)]),
    )
  }
  const text = stringifyJson(value)
  return redact(text) === text ? value : redact(text)
}

/** Backslashes in a row are one unit, since nobody can tell which of an escaped row belongs to which. */
function spellingsOf(text: string): string {
  return (text.match(/\\+|[^]/g) ?? []).map(spellingOf).join('')
}

/**
 * A pattern for one character, or a row of backslashes. Letters and digits are left alone by all these encoders; what one encoder
 * writes, another may have written over.
 */
function spellingOf(unit: string): string {
  if (/[A-Za-z0-9]/.test(unit)) return unit
  const code = unit.charCodeAt(0)
  const hex = code.toString(16)
  const reference = `${AMPERSAND}(?:${HASH}(?:0{0,2}${code}|x0{0,2}${hex})${NAMES.get(unit) ?? ''})${SEMICOLON}`
  // The longest first: a `&` at the end of the key is not all of `&amp;`.
  const written = `(?:${reference}|%(?:25){0,2}${hex}|u00${hex}|\\u${hex.padStart(4, '0')})`
  const isRow = unit.startsWith('\\')
  return isRow ? `${written}{${unit.length},${unit.length * 4}}` : `${BACKSLASH}{0,3}${written}`
}

const BACKSLASH = '(?:\\\\|%5c)'
const AMPERSAND = '(?:&(?:(?:amp|#38|#x26);){0,2}|%26|u0026)'
const HASH = '(?:#|%23)'
const SEMICOLON = '(?:;|%3b)'

const NAMES: ReadonlyMap<string, string> = new Map([
  ['&', '|amp'],
  ['<', '|lt'],
  ['>', '|gt'],
  ['"', '|quot'],
  ["'", '|apos'],
])

/**
 * The key inside base64, at each of the three offsets that it can have in a longer text (`Bearer KEY`, `user:KEY`), without the
 * characters that its neighbours decide; in the ordinary and in the URL alphabet.
 */
function base64Of(key: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)])
    const firstOwn = Math.ceil((offset * 8) / 6)
    const lastOwn = Math.floor((bytes.length * 8) / 6)
    return (['base64', 'base64url'] as const).map((alphabet) =>
      bytes.toString(alphabet).slice(firstOwn, lastOwn),
    )
  })
}
