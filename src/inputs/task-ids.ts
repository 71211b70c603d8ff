/** The input `task-id`: one ID on each line, or a JSON array of strings as `toJSON` prints it. */
import { isJsonObject, jsonText, parseJson, stringifyJson } from '../text/json.ts'
import { quote } from '../text/show.ts'
import { withoutSecrets } from '../text/url.ts'
import type { Parsed } from './duration.ts'

const MAX_IDS = 100
const MAX_ID_CHARS = 256
/** What `jq`, JavaScript and Python print for a missing ID. */
const NO_ID = /^(?:null|undefined|None)$/
const INVISIBLE = /\p{Cf}/u
/** What may surround a copied ID. The lookbehind keeps the search linear. */
const AROUND = /^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu

/** The IDs in the order given, without empty lines and repeats. It is an error if none is left. */
export function parseTaskIds(text: string): Parsed<readonly string[]> {
  const json = jsonIn(text)
  if (isJsonObject(json)) return { error: `is a JSON object. ${whatToGive([json])}` }
  const list: unknown[] | null = Array.isArray(json) ? json : null
  if (list !== null && !list.every((item) => typeof item === 'string')) {
    const what = `is a JSON array, ${quote(text)}, that contains entries that are not strings`
    return { error: `${what}. ${whatToGive(list)}` }
  }
  const lines = (list ?? text.split('\n')).map((id) => id.replace(AROUND, ''))
  const ids = [...new Set(lines)].filter((id) => id !== '')
  if (ids.length === 0)
    return { error: 'is blank. Give the ID of the task to wait for; for several tasks, one ID on each line.' }
  if (ids.length > MAX_IDS) {
    const todo = 'split the list over a matrix'
    return { error: `has ${ids.length} IDs. A step can have ${MAX_IDS}; ${todo}.` }
  }
  const error = ids.map(whatIsWrong).find((found) => found !== '')
  return error === undefined ? { value: ids } : { error }
}

/** `null` also for a text that is not JSON: neither has IDs. */
function jsonIn(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/** What to write instead of an object, or of an array with other entries than strings. */
function whatToGive(entries: readonly unknown[]): string {
  for (const entry of entries) {
    const ask = 'Check the step that submits the task: its answer may be an error'
    if (idIn(entry) === '') return `There is no task ID in ${quote(stringifyJson(entry))}. ${ask}.`
  }
  const id = idIn(entries.find(isJsonObject))
  if (id === '') return 'Put each ID in quotes, or write one ID on each line.'
  return `Give only the ${entries.length > 1 ? 'IDs, one on each line, for example' : 'ID:'} ${quote(id)}.`
}

/** The ID in an entry: the entry itself, or its field `taskId` or `task_id`, which may be in `data`; '' if there is none. */
function idIn(entry: unknown): string {
  if (!isJsonObject(entry)) return jsonText(entry)
  const { taskId, task_id, data } = entry
  const id = jsonText(taskId ?? task_id)
  return id === '' && isJsonObject(data) ? idIn(data) : id
}

function whatIsWrong(id: string): string {
  // First, since this message leaves out credentials and query.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(id)) {
    return `is a URL, ${quote(withoutSecrets(id))}. Give only the ID: the \`taskId\` in the answer to submitting the task.`
  }
  if (id.length > MAX_ID_CHARS) {
    return `has an ID of ${id.length} characters, ${quote(id)}. At most ${MAX_ID_CHARS} are allowed.`
  }
  if (NO_ID.test(id)) {
    const todo = 'Check the step that submits the task: its answer may be an error'
    return `has the ID ${quote(id)}, which programs print when there is no ID. ${todo}.`
  }
  const [invisible] = INVISIBLE.exec(id) ?? []
  if (invisible !== undefined) {
    const code = (invisible.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const right = quote(id.replaceAll(new RegExp(INVISIBLE, 'gu'), ''))
    return `has an ID with an invisible character (U+${code}) in it. Write it without: ${right}.`
  }
  if (/\p{Cc}/u.test(id))
    return `has an ID with a control character in it, ${quote(id)}. Write one ID on each line.`
  if (/\s/.test(id)) {
    return `has an ID with white space in it, ${quote(id)}. For several tasks, write one ID on each line.`
  }
  if (/[,"'`]/.test(id)) {
    return `has an ID with a comma or a quote in it, ${quote(id)}. Write one ID on each line, without either.`
  }
  return ''
}
