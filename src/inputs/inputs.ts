/**
 * The inputs of the step: raw strings in, either everything the step needs or all the errors at once. Pure.
 *
 * Every error names the input, what was given and what is allowed; never the key, and no URL with credentials or query.
 */
import { resolve, sep } from 'node:path'
import { productOf } from '../products/index.ts'
import { MIN_KEY_CHARS, type Redactor } from '../text/redact.ts'
import { formatDuration } from '../text/show.ts'
import { parseDurationMs, suggestDuration } from './duration.ts'
import { parseEndpoint } from './endpoint.ts'
import { quote, type Parsed } from './quote.ts'
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
    const parsed = isMisplaced ? holdsKey(name) : parse(text)
    if ('value' in parsed) return parsed.value
    errors.push(parsed.error)
    return otherwise
  }
  const taskIds = take('task-id', parseTaskIds, [])
  const apiKey = take('api-key', parseApiKey, '')
  const endpoint = take(
    'endpoint',
    (text) => parseEndpoint(text || DEFAULTS.endpoint),
    new URL(DEFAULTS.endpoint),
  )
  const unusable = taskIds.find((id) => productOf(endpoint).idGoesInto === 'path' && /^\.\.?$/.test(id))
  if (unusable !== undefined) {
    errors.push(
      `Input \`task-id\` has the ID ${quote(unusable)}, which cannot stand in the path of \`endpoint\`.`,
    )
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

function holdsKey(name: InputName): { readonly error: string } {
  return {
    error: `Input \`${name}\` has the API key in it. The key belongs in \`api-key\` alone, where it is kept secret.`,
  }
}

function parseApiKey(key: string): Parsed<string> {
  if (key === '') {
    return {
      error:
        'Input `api-key` is blank. Give the MountSea API key, as a secret. Secrets are not available to workflows that ' +
        'a fork or Dependabot started; there the key is always blank.',
    }
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    const found = /[\r\n]/.test(key)
      ? 'has a line break in it'
      : `has ${key.length} characters, of which some are white space or not ASCII`
    return {
      error: `Input \`api-key\` ${found}. Give the key alone: one line of visible ASCII characters, without quotes and without \`Bearer\`.`,
    }
  }
  if (key.length < MIN_KEY_CHARS) {
    return {
      error: `Input \`api-key\` has only ${key.length} characters. A key has at least ${MIN_KEY_CHARS}; give it whole.`,
    }
  }
  return { value: key }
}

function parseTimeout(text: string): Parsed<number> {
  const isAllowed = (ms: number): boolean => ms > 0 && ms <= LONGEST_TIMEOUT_MS
  return parseDuration('timeout', text, isAllowed, 'Allowed is more than 0 and at most 5 days (`120h`).')
}

function parsePollInterval(text: string): Parsed<number> {
  const isAllowed = (ms: number): boolean => ms >= SHORTEST_POLL_INTERVAL_MS
  return parseDuration('poll-interval', text, isAllowed, 'Allowed is `100ms` or more.')
}

function parseMaxPollInterval(text: string, pollIntervalMs: number): Parsed<number> {
  const allowed = `It must not be less than \`poll-interval\`, which is ${formatDuration(pollIntervalMs)}.`
  return parseDuration('max-poll-interval', text, (ms) => ms >= pollIntervalMs, allowed)
}

/** Names that Windows keeps for devices, or cuts (`out.`): folders that other programs cannot open or delete. */
const WINDOWS_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[^. ][. ]+$/i

export function hasWindowsName(path: string): boolean {
  return path.split(/[\\/]/).some((name) => WINDOWS_NAME.test(name))
}

function parseDownloadDir(text: string, workspace: string): Parsed<string | null> {
  if (text === '') return { value: null }
  const wrong = (allowed: string): Parsed<null> => ({
    error: `Input \`download-dir\` is ${quote(text)}. Give the path of one folder, ${allowed}.`,
  })
  if (/\p{Cc}/u.test(text)) return wrong('without control characters')
  if (sep === '\\' && hasWindowsName(text)) {
    return wrong('none of whose names Windows keeps for itself (CON, NUL, AUX, ...) or ends with a dot')
  }
  return { value: resolve(workspace, text) }
}

function parseDuration(
  name: InputName,
  text: string,
  isAllowed: (ms: number) => boolean,
  allowed: string,
): Parsed<number> {
  const value = parseDurationMs(text)
  if (value !== null && isAllowed(value)) return { value }
  const suggestion = suggestDuration(text)
  const hint = /^\d+$/.test(text)
    ? `A unit is missing: write \`${text}m\` for minutes or \`${text}s\` for seconds.`
    : suggestion === ''
      ? 'Allowed are whole numbers with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
      : `Write \`${suggestion}\`.`
  return { error: `Input \`${name}\` is ${quote(text)}. ${value === null ? hint : allowed}` }
}
