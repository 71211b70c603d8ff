/**
 * The input `task-id`: one ID a line, or a JSON array of strings as `toJSON` prints it.
 */
import { quote, type Parsed } from './quote.ts'

const MAX_IDS = 100
const MAX_ID_CHARS = 256

/** The IDs in the order given, without empty lines and repeats. None left is an error, never an empty success. */
export function parseTaskIds(text: string): Parsed<readonly string[]> {
  const lines = (parseList(text) ?? text.split('\n')).map((id) => id.trim())
  const ids = [...new Set(lines)].filter((id) => id !== '')
  if (ids.length === 0) {
    return {
      error: 'Input `task-id` is blank. Give the ID of the task to wait for; several tasks: one ID a line.',
    }
  }
  if (ids.length > MAX_IDS) {
    return {
      error: `Input \`task-id\` has ${ids.length} IDs. Allowed are ${MAX_IDS} in one step; split the list over a matrix.`,
    }
  }
  const error = ids.map(errorIn).find((found) => found !== null)
  return error === undefined ? { value: ids } : { error }
}

function parseList(text: string): string[] | null {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : null
  } catch {
    return null
  }
}

function errorIn(id: string): string | null {
  if (id.length > MAX_ID_CHARS) {
    return `Input \`task-id\` has an ID of ${id.length} characters, ${quote(id)}. Allowed are ${MAX_ID_CHARS}.`
  }
  if (/\p{Cc}/u.test(id)) {
    return `Input \`task-id\` has an ID with a control character in it, ${quote(id)}. Write one ID a line.`
  }
  if (/[,"'`]/.test(id)) {
    return `Input \`task-id\` has an ID with a comma or a quote in it, ${quote(id)}. Write one ID a line, without either.`
  }
  return null
}
