/**
 * The inputs that name something: the key, the endpoint, the tasks. Turns each text into a value, or into an error that says what was
 * given (never the key; URLs without credentials and query) and what is allowed.
 */
import { isJsonObject, jsonText, stringifyJson, tryParseJson } from '../text/json.ts'
import { MIN_KEY_CHARS } from '../text/secret.ts'
import {
  hasCredentials,
  isFalseLoopback,
  isSecureEnough,
  type Parsed,
  quote,
  showUrl,
  withoutSecrets,
} from '../text/show.ts'

/** One line of visible ASCII, since it goes into a header, and long enough to be cut out of texts safely. */
export function parseApiKey(key: string): Parsed<string> {
  if (key === '') {
    const forks = 'Workflows that a fork or Dependabot started get no secrets, so the key is blank there.'
    return { error: `is blank. Give the MountSea API key, as a secret. ${forks}` }
  }
  // Copied from a .env file: the API would answer 401.
  const isQuoted = /^(["'`]).*\1$/.test(key)
  if (isQuoted || !/^[\x21-\x7e]+$/.test(key)) {
    const found = /[\r\n]/.test(key)
      ? 'has a line break in it'
      : isQuoted
        ? 'has quotes around it'
        : `has ${key.length} characters, some of which are white space or not ASCII`
    const allowed = 'one line of visible ASCII characters, without quotes and without `Bearer`'
    return { error: `${found}. Give only the key: ${allowed}.` }
  }
  if (key.length >= MIN_KEY_CHARS) return { value: key }
  return { error: `has only ${key.length} characters. A key has at least ${MIN_KEY_CHARS}; give all of it.` }
}

const MAX_ENDPOINT_CHARS = 2_048

/** A placeholder for the ID, as references, templates and shells write it, at the end of a path or query. The API would answer 404. */
const PLACEHOLDER =
  /(?:[/]|[?&][^?&=/]*=)(?:\$?(?:\{|%7b)+ *[\w.-]+ *(?:\}|%7d)+|\$[a-z_]\w*|:[a-z][\w-]*|<[\w.-]+>)\/?$/i

/** Where the key is sent: an https URL, or http to this machine; without credentials and fragment. Its query is kept. */
export function parseEndpoint(text: string): Parsed<URL> {
  const not = (given: string, allowed: string) => ({ error: `is ${given}. Use ${allowed}.` })
  // First, since the parser takes seconds for a few hundred kilobytes.
  if (text.length > MAX_ENDPOINT_CHARS)
    return not(`${text.length} characters long`, `a URL of at most ${MAX_ENDPOINT_CHARS}`)
  const url = URL.parse(text)
  if (url === null) return not(`${quote(withoutSecrets(text))}, which is not a URL`, 'an absolute https URL')
  const shown = `\`${showUrl(url)}\``
  if (hasCredentials(url)) return not(`${shown} with a user name or a password`, 'a URL without them')
  if (!isSecureEnough(url)) return not(shown, 'https, or http to this machine (127.0.0.1, localhost, [::1])')
  if (isFalseLoopback(url))
    return not(shown, 'a host that does not begin with `127.`, unless it is an IPv4 address')
  if (text.includes('#')) return not(`${shown} with a fragment (#)`, 'a URL without one')
  const hasPlaceholder = PLACEHOLDER.test(text)
  if (hasPlaceholder || url.searchParams.has('taskId')) {
    const without = URL.parse(text.replace(PLACEHOLDER, '')) ?? url
    without.searchParams.delete('taskId')
    const right = `${showUrl(without)}${without.search === '' ? '' : '?…'}`
    const what = hasPlaceholder ? "a placeholder for the task's ID" : '`taskId` in its query'
    const given = `${quote(withoutSecrets(text))} with ${what}`
    return not(given, `the URL without it, \`${right}\`; the ID is added to it`)
  }
  return { value: url }
}

const MAX_IDS = 100
const MAX_ID_CHARS = 256
const CHECK_SUBMIT = 'Check the step that submits the task: its answer may be an error.'
/** What may surround a copied ID. The lookbehind keeps the search linear. */
const AROUND = /^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu

/**
 * The input `task-id`: one ID on each line, or a JSON array of strings as `toJSON` prints it. Returns the IDs in the order given,
 * without empty lines and repeats. It is an error if none is left.
 */
export function parseTaskIds(text: string): Parsed<readonly string[]> {
  const json = tryParseJson(text)
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
  if (ids.length > MAX_IDS)
    return { error: `has ${ids.length} IDs. A step can have ${MAX_IDS}; split the list over a matrix.` }
  const error = ids.map(flawOf).find((flaw) => flaw !== '')
  return error === undefined ? { value: ids } : { error }
}

/** What to write instead of an object, or instead of an array whose entries are not all strings. */
function whatToGive(entries: readonly unknown[]): string {
  const without = entries.find((entry) => idIn(entry) === '')
  if (without !== undefined) return `There is no task ID in ${quote(stringifyJson(without))}. ${CHECK_SUBMIT}`
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

/** What is wrong with an ID, '' if nothing is. */
function flawOf(id: string): string {
  const shown = quote(id)
  // First, since this message leaves out credentials and query.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(id))
    return `is a URL, ${quote(withoutSecrets(id))}. Give only the ID: the \`taskId\` in the answer to submitting the task.`
  if (id.length > MAX_ID_CHARS)
    return `has an ID of ${id.length} characters, ${shown}. At most ${MAX_ID_CHARS} are allowed.`
  // What `jq`, JavaScript and Python print.
  if (/^(?:null|undefined|None)$/.test(id))
    return `has the ID ${shown}, which programs print when there is no ID. ${CHECK_SUBMIT}`
  const [invisible] = /\p{Cf}/u.exec(id) ?? []
  if (invisible !== undefined) {
    const code = (invisible.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const right = quote(id.replaceAll(/\p{Cf}/gu, ''))
    return `has an ID with an invisible character (U+${code}) in it. Write it without: ${right}.`
  }
  if (/\p{Cc}/u.test(id))
    return `has an ID with a control character in it, ${shown}. Write one ID on each line.`
  if (/\s/.test(id))
    return `has an ID with white space in it, ${shown}. For several tasks, write one ID on each line.`
  if (/[,"'`]/.test(id))
    return `has an ID with a comma or a quote in it, ${shown}. Write one ID on each line, without either.`
  return ''
}
