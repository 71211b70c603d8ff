/** The input `task-id`: one ID a line, or a JSON array of strings as `toJSON` prints it. */
import { isJsonObject, jsonText, parseJson } from '../text/json.ts'
import { quote } from '../text/show.ts'
import { withoutSecrets } from '../text/url.ts'
import type { Parsed } from './duration.ts'

const MAX_IDS = 100
const MAX_ID_CHARS = 256
/** What `jq`, JavaScript and Python print of an answer without an ID. */
const NO_ID = /^(?:null|undefined|None)$/
const INVISIBLE = /\p{Cf}/u
/** What a copied ID may bring along at its ends. The look back keeps the search from beginning at each of many. */
const AROUND = /^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu

/** The IDs in the order given, without empty lines and repeats. None left is an error, never an empty success. */
export function parseTaskIds(text: string): Parsed<readonly string[]> {
  const json = jsonIn(text)
  if (isJsonObject(json)) {
    const id = jsonText(json['taskId'] ?? json['task_id'])
    if (id !== '') return { error: `is a JSON object. Give the ID alone: ${quote(id)}.` }
  }
  const list: unknown[] | null = Array.isArray(json) ? json : null
  if (list !== null && !list.every((item) => typeof item === 'string')) {
    const todo = 'Put each ID into quotes, or write one ID a line.'
    return { error: `is a JSON array, ${quote(text)}, that contains entries that are not strings. ${todo}` }
  }
  const lines = (list ?? text.split('\n')).map((id) => id.replace(AROUND, ''))
  const ids = [...new Set(lines)].filter((id) => id !== '')
  if (ids.length === 0)
    return { error: 'is blank. Give the ID of the task to wait for; several tasks: one ID a line.' }
  if (ids.length > MAX_IDS) {
    const todo = 'split the list over a matrix'
    return { error: `has ${ids.length} IDs. Allowed are ${MAX_IDS} in one step; ${todo}.` }
  }
  const error = ids.map(whatIsWrong).find((found) => found !== '')
  return error === undefined ? { value: ids } : { error }
}

/** `null` for a text that is no JSON, too: neither has IDs. */
function jsonIn(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

function whatIsWrong(id: string): string {
  // First, since only here credentials and query are left out.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(id)) {
    return `is a URL, ${quote(withoutSecrets(id))}. Give the ID alone: what submitting the task answered as \`taskId\`.`
  }
  if (id.length > MAX_ID_CHARS) {
    return `has an ID of ${id.length} characters, ${quote(id)}. Allowed are ${MAX_ID_CHARS}.`
  }
  if (NO_ID.test(id)) {
    const todo = 'Look at the step that submits the task: its answer may be an error'
    return `has an ID ${quote(id)}, which is printed where there is none. ${todo}.`
  }
  const [invisible] = INVISIBLE.exec(id) ?? []
  if (invisible !== undefined) {
    const code = (invisible.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const right = quote(id.replaceAll(new RegExp(INVISIBLE, 'gu'), ''))
    return `has an ID with an invisible character (U+${code}) in it. Write it without: ${right}.`
  }
  if (/\p{Cc}/u.test(id))
    return `has an ID with a control character in it, ${quote(id)}. Write one ID a line.`
  if (/\s/.test(id)) {
    return `has an ID with white space in it, ${quote(id)}. Several tasks: write one ID a line.`
  }
  if (/[,"'`]/.test(id)) {
    return `has an ID with a comma or a quote in it, ${quote(id)}. Write one ID a line, without either.`
  }
  return ''
}
