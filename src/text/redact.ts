/**
 * Cuts the API key out of what comes in, so that nothing inside the program can hold it.
 *
 * The key is found as it is and as the standard encoders write it: JSON, URL and HTML, each also applied twice, and base64;
 * in any case of letters. Every repetition in the pattern is bounded, so that no text of an attacker's makes the search slow.
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

/** The longest that the pattern below takes for one character: `&amp;amp;#x00XX;`. */
const MAX_ENCODED_CHARS = 16

/** `key` may be anything; a blank one is found nowhere. */
export function createRedactor(key: string): Redactor {
  if (key === '') return { text: (text) => text, brokenText: (text) => text, json: (value) => value }
  const forms = [key, ...(key.length < MIN_KEY_CHARS ? [] : base64Of(key))]
  const pattern = new RegExp(forms.map(spellingsOf).join('|'), 'gi')
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

/** A pattern for one character, or a row of backslashes. Letters and digits are left alone by all these encoders. */
function spellingOf(unit: string): string {
  if (/[A-Za-z0-9]/.test(unit)) return unit
  const code = unit.charCodeAt(0)
  const hex = code.toString(16)
  const plain = unit.startsWith('\\') ? `\\\\{${unit.length},${unit.length * 4}}` : `\\\\{0,3}\\x${hex}`
  const names = NAMES.get(unit) ?? ''
  const encoded = `\\\\{1,3}u00${hex}|%(?:25){0,2}${hex}|&(?:amp;){0,2}(?:#0{0,2}${code}|#x0{0,2}${hex}${names});`
  return `(?:${plain}|(?:${encoded}){${unit.length}})`
}

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
