/**
 * The inputs of the step: raw strings in; out come the values, or all errors at once. Each error names the input, what was given and
 * what is allowed. It never has the key, or the credentials or query of a URL.
 */
import { productOf } from '../mountsea/products.ts'
import { MIN_KEY_CHARS, type Redactor } from '../text/secret.ts'
import { formatDuration, quote } from '../text/show.ts'
import { parseDuration, type Parsed } from './duration.ts'
import { parseTaskIds } from './task-ids.ts'
import { parseApiKey, parseDownloadDir, parseEndpoint } from './values.ts'

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

/** The defaults of optional inputs. `action.yml` has the same; a test compares them. */
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
  /** Absolute; `null` for no download. */
  readonly downloadDir: string | null
}

export type ParsedInputs =
  | { readonly kind: 'ok'; readonly inputs: Inputs }
  | { readonly kind: 'bad'; readonly errors: readonly string[] }

/** GitHub cancels a job on its own machines after 6 hours and on any after 5 days (GitHub's documentation of limits). */
const TIMEOUT = {
  leastMs: 1,
  mostMs: 5 * 24 * 3_600_000,
  allowed: 'It must be more than 0 and at most 5 days (`120h`).',
}
const POLL_INTERVAL = { leastMs: 100, mostMs: Infinity, allowed: 'It must be `100ms` or more.' }

/** The default: gentle to a shared API, and short enough for a job that others wait for. */
const DEFAULT_MAX_POLL_INTERVAL_MS = 15_000

/** `read` returns a raw input. Relative folders start at `workspace`. `redactor` knows the raw `api-key`. */
export function parseInputs(
  read: (name: InputName) => string,
  workspace: string,
  redactor: Redactor,
): ParsedInputs {
  const errors: string[] = []
  // A shorter text is not a key, and would be found in innocent inputs.
  const hasKey = read('api-key').trim().length >= MIN_KEY_CHARS
  const take = <T>(name: InputName, parse: (text: string) => Parsed<T>, otherwise: T): T => {
    const text = read(name).trim()
    const isMisplaced = hasKey && name !== 'api-key' && redactor.text(text) !== text
    const parsed = isMisplaced
      ? { error: 'contains the API key. Put the key only in `api-key`, where it is kept secret.' }
      : parse(text)
    if ('value' in parsed) return parsed.value
    errors.push(`Input \`${name}\` ${parsed.error}`)
    return otherwise
  }
  const taskIds = take('task-id', parseTaskIds, [])
  const apiKey = take('api-key', parseApiKey, '')
  const standardUrl = new URL(DEFAULTS.endpoint)
  const endpoint = take('endpoint', (text) => parseEndpoint(text || DEFAULTS.endpoint), standardUrl)
  const unusable = taskIds.find((id) => productOf(endpoint).idGoesInto === 'path' && /^\.\.?$/.test(id))
  if (unusable !== undefined) {
    errors.push(
      `Input \`task-id\` has the ID ${quote(unusable)}, which cannot be part of the path of \`endpoint\`.`,
    )
  }
  const timeoutMs = take('timeout', (text) => parseDuration(text || DEFAULTS.timeout, TIMEOUT), 0)
  const parsePollInterval = (text: string): Parsed<number> =>
    parseDuration(text || DEFAULTS['poll-interval'], POLL_INTERVAL)
  const pollIntervalMs = take('poll-interval', parsePollInterval, POLL_INTERVAL.leastMs)
  const otherwiseMs = Math.max(DEFAULT_MAX_POLL_INTERVAL_MS, pollIntervalMs)
  const allowed = `It must not be less than \`poll-interval\` (${formatDuration(pollIntervalMs)}).`
  const parseMaxPollInterval = (text: string): Parsed<number> =>
    text === ''
      ? { value: otherwiseMs }
      : parseDuration(text, { leastMs: pollIntervalMs, mostMs: Infinity, allowed })
  const maxPollIntervalMs = take('max-poll-interval', parseMaxPollInterval, otherwiseMs)
  const downloadDir = take('download-dir', (text) => parseDownloadDir(text, workspace), null)
  if (errors.length > 0) return { kind: 'bad', errors }
  const inputs = { taskIds, apiKey, endpoint, timeoutMs, pollIntervalMs, maxPollIntervalMs, downloadDir }
  return { kind: 'ok', inputs }
}
