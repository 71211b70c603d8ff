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

/**
 * How deep a value may be nested (RFC 8259, 9, leaves the limit to the reader). Whatever walks a value calls itself at each
 * level; the stack ends at about 1,800 (measured, Node 24), and what was parsed must not fail on its way out.
 */
const MAX_DEPTH = 500

/** Parses JSON text. Throws `SyntaxError` for text that is none, `RangeError` where it is nested more than 500 levels deep. */
export function parseJson(text: string): unknown {
  const value = JSON.parse(text, (_key, item, { source }) =>
    typeof item === 'number' && source !== undefined && String(item) !== source ? JSON.rawJSON(source) : item,
  )
  if (isDeeperThan(MAX_DEPTH, value)) throw new RangeError(`JSON nested more than ${MAX_DEPTH} levels deep`)
  return value
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(levels - 1, item))
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
