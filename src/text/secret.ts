/**
 * Cuts the API key out of everything that comes in, so that no value in the program contains it. (GitHub's runner masks it in the
 * log, annotations and summary, but not in outputs and files.)
 */
import { isJsonObject, stringifyJson } from './json.ts'

export type Redactor = ReturnType<typeof createRedactor>

/** Replaces the key. */
export const REDACTED = '***'

/** A shorter text is not a key (see `inputs.ts`), and its base64 would match innocent text. */
export const MIN_KEY_CHARS = 8

/** A longer key is found by its start: V8 takes seconds for a pattern of thousands of special characters (measured). */
const MAX_PATTERN_CHARS = 400

/**
 * Finds the key in upper and lower case: plain, as base64, and as one encoder (JSON, URL, HTML) writes it. Linear time for any text.
 * `key` may be any text; a blank one is never found.
 */
export function createRedactor(key: string) {
  const start = key.slice(0, MAX_PATTERN_CHARS)
  const forms = [start, ...(key.length < MIN_KEY_CHARS ? [] : base64Of(start))].map(spellingsOf).join('|')
  const pattern = new RegExp(key === '' ? '(?!)' : `(?:${forms})${start === key ? '' : '\\S*'}`, 'gi')
  const text = (from: string): string => from.replace(pattern, REDACTED)
  const inside = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(inside)
    if (isJsonObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), inside(item)]))
    }
    const digits = stringifyJson(value)
    return text(digits) === digits ? value : text(digits)
  }
  return {
    text,
    /** For a text that may end inside the key: also drops the end, as many characters as the key has, since half a key may be there. */
    brokenText: (from: string): string => text(from).slice(0, -key.length || undefined),
    /** The strings, names and numbers of a value parsed from `source`. Only an escape, such as `\u006b`, could hide the key there. */
    json: (value: unknown, source: string): unknown =>
      source.includes('\\') || text(source) !== source ? inside(value) : value,
  }
}

const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** A mark as URLs, JSON and HTML encode it. They do not change letters and digits. */
function encoded(mark: string): string {
  const code = mark.charCodeAt(0)
  const hex = code.toString(16).padStart(2, '0')
  return `%${hex}|\\\\u${hex.padStart(4, '0')}|&(?:#0{0,5}${code}|#x0{0,5}${hex}|${NAMES[mark] ?? '#'});`
}

/**
 * A pattern for a text. JSON doubles backslashes and puts one before a mark, so a row of backslashes and the mark after it are one
 * unit. Otherwise the pattern would match in exponentially many ways.
 */
function spellingsOf(text: string): string {
  return text.replace(/(\\*)([^\\A-Za-z0-9]?)/g, (unit, { length }: string, mark: string) => {
    if (unit === '') return ''
    const row = `\\\\{${length},${length * 2 + 1}}`
    // The mark itself last, so that a `&` at the end of the key matches all of `&amp;`.
    const own = mark && `(?:${encoded(mark)}|\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')})`
    return (length === 0 ? row : `(?:${row}|(?:${encoded('\\')}){${length}})`) + own
  })
}

/**
 * The key in base64, at each of its three possible offsets in a longer text (`Bearer KEY`, `user:KEY`), without the characters that
 * also depend on its neighbours; in the normal and the URL alphabet.
 */
function base64Of(key: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)])
    const [firstOwn, lastOwn] = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)]
    const spelled = [bytes.toString('base64'), bytes.toString('base64url')]
    return spelled.map((text) => text.slice(firstOwn, lastOwn))
  })
}
