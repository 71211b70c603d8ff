/**
 * The inputs of the step: raw strings in, either everything the step needs or all the errors at once. Every error names the input,
 * what was given and what is allowed; never the key, and no URL with credentials or query.
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
const TIMEOUT = {
  leastMs: 1,
  mostMs: 5 * 24 * 3_600_000,
  allowed: 'Allowed is more than 0 and at most 5 days (`120h`).',
}
const POLL_INTERVAL = { leastMs: 100, mostMs: Infinity, allowed: 'Allowed is `100ms` or more.' }

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
      ? { error: 'has the API key in it. The key belongs in `api-key` alone, where it is kept secret.' }
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
      `Input \`task-id\` has the ID ${quote(unusable)}, which cannot stand in the path of \`endpoint\`.`,
    )
  }
  const timeoutMs = take('timeout', (text) => parseDuration(text || DEFAULTS.timeout, TIMEOUT), 0)
  const parsePollInterval = (text: string): Parsed<number> =>
    parseDuration(text || DEFAULTS['poll-interval'], POLL_INTERVAL)
  const pollIntervalMs = take('poll-interval', parsePollInterval, POLL_INTERVAL.leastMs)
  const otherwiseMs = Math.max(DEFAULT_MAX_POLL_INTERVAL_MS, pollIntervalMs)
  const allowed = `It must not be less than \`poll-interval\`, which is ${formatDuration(pollIntervalMs)}.`
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
