/**
 * Cuts the API key out of everything that comes in, so that no value in the program contains it. (GitHub's runner masks it in the
 * log, annotations and summary, but not in outputs and files.)
 */
import { isJsonObject, stringifyJson } from './json.ts'

export interface Redactor {
  /**
   * Replaces the key by `***`: in any case of letters, as it is, as base64, and as one encoder (JSON, URL, HTML) writes it.
   * Linear time for any text.
   */
  readonly text: (text: string) => string
  /** The same for a text that may end inside the key: also drops the last characters, as many as the key has. */
  readonly brokenText: (text: string) => string
  /**
   * The same for the strings, names and numbers of a value parsed from `source`. If the source has neither the key nor an escape, such
   * as `\u006b`, that could hide it, the value is returned as it is.
   */
  readonly json: (value: unknown, source: string) => unknown
}

/** Replaces the key. */
export const REDACTED = '***'

/** A shorter text is not a key (see `inputs.ts`), and its base64 would match innocent text. */
export const MIN_KEY_CHARS = 8

/**
 * A longer key is found by its start, and cut up to the next white space: V8 takes seconds for a pattern of thousands of special
 * characters (measured).
 */
const MAX_PATTERN_CHARS = 400

/** `key` may be any text; a blank one is never found. */
export function createRedactor(key: string): Redactor {
  if (key === '') return { text: (text) => text, brokenText: (text) => text, json: (value) => value }
  const start = key.slice(0, MAX_PATTERN_CHARS)
  const forms = [start, ...(key.length < MIN_KEY_CHARS ? [] : base64Of(start))]
  const rest = start === key ? '' : '\\S*'
  const pattern = new RegExp(`(?:${forms.map(spellingsOf).join('|')})${rest}`, 'gi')
  const redact = (text: string): string => text.replace(pattern, REDACTED)
  return {
    text: redact,
    // In this order: cutting first could leave half a key, which the search would miss.
    brokenText: (text) => redact(text).slice(0, -key.length),
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

const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/**
 * A pattern for a text. These encoders do not change letters and digits. JSON doubles backslashes and puts one before a mark, so a
 * row of backslashes and the mark after it are one unit. Otherwise the pattern would match in exponentially many ways.
 */
function spellingsOf(text: string): string {
  const encoded = (mark: string): string => {
    const hex = mark.charCodeAt(0).toString(16).padStart(2, '0')
    const reference = `#0{0,5}${mark.charCodeAt(0)}|#x0{0,5}${hex}|${NAMES[mark] ?? '#'}`
    return `%${hex}|\\\\u${hex.padStart(4, '0')}|&(?:${reference});`
  }
  return text.replace(/(\\*)([^\\A-Za-z0-9]?)/g, (unit, { length }: string, mark: string) => {
    if (unit === '') return ''
    const row = `\\\\{${length},${length * 2 + 1}}`
    // The mark itself last, so that a `&` at the end of the key matches all of `&amp;`.
    return (
      (length === 0 ? row : `(?:${row}|(?:${encoded('\\')}){${length}})`) +
      (mark === '' ? '' : `(?:${encoded(mark)}|\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')})`)
    )
  })
}

/**
 * The key in base64, at each of its three possible offsets in a longer text (`Bearer KEY`, `user:KEY`), without the characters that
 * also depend on its neighbours; in the normal and the URL alphabet.
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
