/**
 * JSON without loss: numbers that a double cannot hold keep their digits, from the answer to the output.
 *
 * `JSON.parse` with source access and `JSON.rawJSON` are part of Node 24 (V8 13.6; TC39 "JSON.parse source text access");
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

/** Parses JSON text. Throws `SyntaxError` for text that is none, `RangeError` where it is nested too deeply. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? JSON.rawJSON(source)
      : value,
  )
}

/** Compact JSON of a value that came from `parseJson`, digit for digit. */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value ?? null)
}

/** Whether a value is a JSON object: no array, no null, no number kept in its digits. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)
}
