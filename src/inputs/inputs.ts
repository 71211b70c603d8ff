/**
 * The inputs of the step: raw strings in, either everything the step needs or all the errors at once. Every error names the input,
 * what was given and what is allowed; never the key, and no URL with credentials or query.
 */
import { resolve, sep } from 'node:path'
import { productOf } from '../mountsea/products.ts'
import { MIN_KEY_CHARS, type Redactor } from '../text/secret.ts'
import { formatDuration } from '../text/show.ts'
import { parseDurationMs, suggestDuration } from './duration.ts'
import { parseEndpoint } from './endpoint.ts'
import { quote, wrong, type Parsed } from './quote.ts'
import { parseTaskIds } from './task-ids.ts'

export const INPUT_NAMES = [
  'task-id',
  'api-key',
  'endpoint',
  'timeout',
  'poll-interval',
  'max-poll-interval',
  'download-dir',
] as const
export type InputName = (typeof INPUT_NAMES)[number]
export type RawInputs = Readonly<Record<InputName, string>>

/** What a blank optional input means. `action.yml` shows the same; a test holds the two together. */
export const DEFAULTS = {
  endpoint: 'https://api.mountsea.ai/producer/tasks',
  timeout: '30m',
  'poll-interval': '5s',
} as const

export interface Inputs {
  readonly taskIds: readonly string[]
  readonly apiKey: string
  readonly endpoint: URL
  readonly timeoutMs: number
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
  /** Absolute; `null` where nothing is to be downloaded. */
  readonly downloadDir: string | null
}

export type ParsedInputs =
  | { readonly kind: 'ok'; readonly inputs: Inputs }
  | { readonly kind: 'bad'; readonly errors: readonly string[] }

/** GitHub cancels a job on its own machines after 6 hours and on any after 5 days (GitHub's documentation of limits). */
const LONGEST_TIMEOUT_MS = 5 * 24 * 3_600_000
const SHORTEST_POLL_INTERVAL_MS = 100

/** The longest gap where none is given: seldom enough for a shared API, often enough for a job that others wait for. */
const DEFAULT_MAX_POLL_INTERVAL_MS = 15_000

/** Reads the raw inputs; relative folders are taken from `workspace`. `redactor` knows the raw `api-key`. */
export function parseInputs(raw: RawInputs, workspace: string, redactor: Redactor): ParsedInputs {
  const errors: string[] = []
  // A shorter text is no key, and would be found in innocent inputs.
  const hasKey = raw['api-key'].trim().length >= MIN_KEY_CHARS
  const take = <T>(name: InputName, parse: (text: string) => Parsed<T>, otherwise: T): T => {
    const text = raw[name].trim()
    const isMisplaced = hasKey && name !== 'api-key' && redactor.text(text) !== text
    const parsed = isMisplaced
      ? wrong(name, 'has the API key in it. The key belongs in `api-key` alone, where it is kept secret.')
      : parse(text)
    if ('value' in parsed) return parsed.value
    errors.push(parsed.error)
    return otherwise
  }
  const taskIds = take('task-id', parseTaskIds, [])
  const apiKey = take('api-key', parseApiKey, '')
  const standardUrl = new URL(DEFAULTS.endpoint)
  const endpoint = take('endpoint', (text) => parseEndpoint(text || DEFAULTS.endpoint), standardUrl)
  const unusable = taskIds.find((id) => productOf(endpoint).idGoesInto === 'path' && /^\.\.?$/.test(id))
  if (unusable !== undefined) {
    const what = `has the ID ${quote(unusable)}, which cannot stand in the path of \`endpoint\`.`
    errors.push(wrong('task-id', what).error)
  }
  const timeoutMs = take('timeout', (text) => parseTimeout(text || DEFAULTS.timeout), 0)
  const pollIntervalMs = take(
    'poll-interval',
    (text) => parsePollInterval(text || DEFAULTS['poll-interval']),
    SHORTEST_POLL_INTERVAL_MS,
  )
  const otherwiseMs = Math.max(DEFAULT_MAX_POLL_INTERVAL_MS, pollIntervalMs)
  const maxPollIntervalMs = take(
    'max-poll-interval',
    (text) => (text === '' ? { value: otherwiseMs } : parseMaxPollInterval(text, pollIntervalMs)),
    otherwiseMs,
  )
  const downloadDir = take('download-dir', (text) => parseDownloadDir(text, workspace), null)
  if (errors.length > 0) return { kind: 'bad', errors }
  const inputs = { taskIds, apiKey, endpoint, timeoutMs, pollIntervalMs, maxPollIntervalMs, downloadDir }
  return { kind: 'ok', inputs }
}

function parseApiKey(key: string): Parsed<string> {
  if (key === '') {
    return wrong(
      'api-key',
      'is blank. Give the MountSea API key, as a secret. Secrets are not available to workflows that a fork or Dependabot ' +
        'started; there the key is always blank.',
    )
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    const found = /[\r\n]/.test(key)
      ? 'has a line break in it'
      : `has ${key.length} characters, of which some are white space or not ASCII`
    const allowed = 'one line of visible ASCII characters, without quotes and without `Bearer`'
    return wrong('api-key', `${found}. Give the key alone: ${allowed}.`)
  }
  if (key.length >= MIN_KEY_CHARS) return { value: key }
  const what = `has only ${key.length} characters. A key has at least ${MIN_KEY_CHARS}; give it whole.`
  return wrong('api-key', what)
}

function parseTimeout(text: string): Parsed<number> {
  const allowed = 'Allowed is more than 0 and at most 5 days (`120h`).'
  return parseDuration('timeout', text, 1, LONGEST_TIMEOUT_MS, allowed)
}

function parsePollInterval(text: string): Parsed<number> {
  const allowed = 'Allowed is `100ms` or more.'
  return parseDuration('poll-interval', text, SHORTEST_POLL_INTERVAL_MS, Infinity, allowed)
}

function parseMaxPollInterval(text: string, pollIntervalMs: number): Parsed<number> {
  const allowed = `It must not be less than \`poll-interval\`, which is ${formatDuration(pollIntervalMs)}.`
  return parseDuration('max-poll-interval', text, pollIntervalMs, Infinity, allowed)
}

function parseDuration(
  name: InputName,
  text: string,
  leastMs: number,
  mostMs: number,
  allowed: string,
): Parsed<number> {
  const value = parseDurationMs(text)
  if (value !== null && value >= leastMs && value <= mostMs) return { value }
  const suggestion = suggestDuration(text)
  const hint = /^\d+$/.test(text)
    ? `A unit is missing: write \`${text}m\` for minutes or \`${text}s\` for seconds.`
    : suggestion === ''
      ? 'Allowed are whole numbers with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
      : `Write \`${suggestion}\`.`
  return wrong(name, `is ${quote(text)}. ${value === null ? hint : allowed}`)
}

/** Names that Windows keeps for devices, or cuts (`out.`): folders that other programs cannot open or delete. */
const WINDOWS_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[^. ][. ]+$/i

export function hasWindowsName(path: string): boolean {
  return path.split(/[\\/]/).some((name) => WINDOWS_NAME.test(name))
}

function parseDownloadDir(text: string, workspace: string): Parsed<string | null> {
  if (text === '') return { value: null }
  const not = (allowed: string): Parsed<null> =>
    wrong('download-dir', `is ${quote(text)}. Give the path of one folder, ${allowed}.`)
  if (/\p{Cc}/u.test(text)) return not('without control characters')
  if (sep === '\\' && hasWindowsName(text)) {
    return not('none of whose names Windows keeps for itself (CON, NUL, AUX, ...) or ends with a dot')
  }
  return { value: resolve(workspace, text) }
}
