/**
 * JSON without loss: numbers that a double cannot hold keep their digits, from the answer to the output.
 *
 * `JSON.parse` with source access and `JSON.rawJSON` are part of Node 22 and later (TC39 "JSON.parse source text access");
 * TypeScript's library does not know them yet, hence the declarations.
 */

declare global {
  interface JSON {
    rawJSON(text: string): object
    isRawJSON(value: unknown): boolean
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown
  }
}

export type JsonObject = Record<string, unknown>

/** Whether this Node can keep the digits of numbers. Node 20 cannot. */
export function canKeepDigits(): boolean {
  return 'rawJSON' in JSON
}

/**
 * How deep a value may be nested (RFC 8259, 9, leaves the limit to the reader). Whatever walks a value calls itself at each
 * level; the stack ends at about 1,800 (measured, Node 24), and what was parsed must not fail on its way out.
 */
const MAX_DEPTH = 500

/** What every number has that a double may change: 16 digits (2^53 has as many), or an exponent of three. */
const LONG_NUMBER = /\d{16}|[\d.]{17}|\d[eE][+-]?\d{3}/

/** Parses JSON text. Throws `SyntaxError` for text that is none, `RangeError` where it is nested more than 500 levels deep. */
export function parseJson(text: string): unknown {
  // First, since what follows takes seconds for a text of some megabytes that is deep.
  if (isDeeperThan(MAX_DEPTH, text)) {
    JSON.parse(text)
    throw new RangeError(`JSON nested more than ${MAX_DEPTH} levels deep`)
  }
  // A reviver is called for each value, which takes twenty times as long as parsing (measured): seldom needed.
  if (!LONG_NUMBER.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, item, { source }) =>
    typeof item === 'number' && source !== undefined && String(item) !== source ? JSON.rawJSON(source) : item,
  )
}

/** Goes by the brackets outside of strings. */
function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    else if (code === 0x5b || code === 0x7b) depth += 1
    else if (code === 0x5d || code === 0x7d) depth -= 1
    if (depth > levels) return true
  }
  return false
}

/** The place of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes += 1
    if (backslashes % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
  return text.length
}

/** Compact JSON of a value that came from `parseJson`, digit for digit. */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value ?? null)
}

/** A field's value as text: a string as it is, nothing as '', anything else as JSON. */
export function jsonText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : stringifyJson(value)
}

/** Whether a value is a JSON object: no array, no null, no number kept in its digits. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)
}
