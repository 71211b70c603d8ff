/**
 * Cuts the API key out of what comes in, so that nothing inside the program can hold it. (GitHub's runner masks it in the log,
 * annotations and the summary; what is cut here stays out of outputs and files, too.)
 */
import { isJsonObject, stringifyJson } from './json.ts'

export interface Redactor {
  /**
   * Replaces the key by `***`: in any case of letters, as it is, as base64, and as one encoder (JSON, URL, HTML) writes it.
   * Takes time in proportion to the text, whatever the text.
   */
  readonly text: (text: string) => string
  /** The same for a text that broke off, maybe inside the key: leaves out as much of its end as the key is long. */
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
 * A longer key is found by its start, and cut with all that follows up to white space: a pattern for thousands of marks takes V8
 * seconds (measured).
 */
const MAX_PATTERN_CHARS = 400

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
    // In this order: a cut through a key further in would hide its first half from the search.
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
 * A pattern for a text. All these encoders leave letters and digits alone. JSON doubles backslashes and puts one before a mark,
 * so a row of them is one unit with the mark behind it: were they apart, a text could be read in countless ways.
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
    // The mark itself last: a `&` at the end of the key is not all of `&amp;`.
    return (
      (length === 0 ? row : `(?:${row}|(?:${encoded('\\')}){${length}})`) +
      (mark === '' ? '' : `(?:${encoded(mark)}|\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')})`)
    )
  })
}

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
