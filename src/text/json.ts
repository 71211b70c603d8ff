/**
 * JSON without loss: numbers that do not fit a double keep their digits.
 */

/** In Node 22 and later (TC39, "JSON.parse source text access"), but not yet in TypeScript's library. */
interface DigitKeeper {
  rawJSON(text: string): object
  isRawJSON(value: unknown): boolean
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
}

export type JsonObject = Record<string, unknown>

/** Whether this Node can keep the digits of numbers. Node 20 cannot. */
export function canKeepDigits(json: object = JSON): json is DigitKeeper {
  return 'rawJSON' in json
}

/**
 * How deep a value may be nested (RFC 8259, 9, leaves the limit to the reader). Code that walks a value is recursive, and the stack
 * ends at about 1,800 levels (measured, Node 24).
 */
const MAX_DEPTH = 500

/** Matches every number that a double may change: 16 digits (as 2^53 has), or an exponent of three. */
const LONG_NUMBER = /\d{16}|[\d.]{17}|\d[eE][+-]?\d{3}/

/** Parses JSON text. Throws `SyntaxError` for other text, and `RangeError` for more than 500 levels. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (isDeeperThan(MAX_DEPTH, value)) throw new RangeError(`JSON nested more than ${MAX_DEPTH} levels deep`)
  // A reviver takes twenty times as long as parsing (measured), and is seldom needed.
  const json: object = JSON
  if (!LONG_NUMBER.test(text) || !canKeepDigits(json)) return value
  return json.parse(text, (_key, item, { source }) =>
    typeof item === 'number' && source !== undefined && String(item) !== source ? json.rawJSON(source) : item,
  )
}

/** Like `parseJson`, but returns `null` for text that it cannot parse. */
export function tryParseJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/** With loops, since `Object.values` takes ten times as long (measured), longer than parsing. */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (Array.isArray(value)) {
    for (const item of value) if (levels === 0 || isDeeperThan(levels - 1, item)) return true
  } else if (isJsonObject(value)) {
    for (const name in value) if (levels === 0 || isDeeperThan(levels - 1, value[name])) return true
  }
  return false
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

/** Whether a value is a JSON object: not an array, `null`, or a number with its digits. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const json: object = JSON
  return !canKeepDigits(json) || !json.isRawJSON(value)
}
