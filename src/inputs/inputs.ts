/**
 * The inputs of the step: raw strings in, either everything the step needs or all the errors at once. Pure.
 *
 * Every error names the input, what was given and what is allowed; never the key, and no URL with credentials or query.
 */
import { resolve } from 'node:path'
import { parseDurationMs } from './duration.ts'
import { parseEndpoint } from './endpoint.ts'
import { createQuote, type Parsed, type Quote } from './parsed.ts'
import { formatDuration } from '../text/show.ts'
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

/** Reads the raw inputs; relative folders are taken from `workspace`. `redact` cuts the key out of what an error shows. */
export function parseInputs(
  raw: Readonly<Record<InputName, string>>,
  workspace: string,
  redact: (text: string) => string,
): ParsedInputs {
  const quote = createQuote(redact)
  const given = (name: InputName): string => raw[name].trim()
  const errors: string[] = []
  const take = <T>(parsed: Parsed<T>, otherwise: T): T => {
    if ('value' in parsed) return parsed.value
    errors.push(parsed.error)
    return otherwise
  }
  const pollInterval = parsePollInterval(given('poll-interval'), quote)
  const pollIntervalMs = 'value' in pollInterval ? pollInterval.value : SHORTEST_POLL_INTERVAL_MS
  const inputs: Inputs = {
    taskIds: take(parseTaskIds(given('task-id'), quote), []),
    apiKey: take(parseApiKey(given('api-key')), ''),
    endpoint: take(parseEndpoint(given('endpoint') || DEFAULTS.endpoint, quote), new URL(DEFAULTS.endpoint)),
    timeoutMs: take(parseTimeout(given('timeout'), quote), 0),
    pollIntervalMs: take(pollInterval, pollIntervalMs),
    maxPollIntervalMs: take(
      parseMaxPollInterval(given('max-poll-interval'), pollIntervalMs, quote),
      pollIntervalMs,
    ),
    downloadDir: take(parseDownloadDir(given('download-dir'), workspace, quote), null),
  }
  return errors.length === 0 ? { kind: 'ok', inputs } : { kind: 'bad', errors }
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
    return {
      error:
        `Input \`api-key\` has ${key.length} characters, of which some are white space or not ASCII. Give the key alone: ` +
        'one line of visible ASCII characters, without quotes and without `Bearer`.',
    }
  }
  return { value: key }
}

function parseTimeout(text: string, quote: Quote): Parsed<number> {
  const parsed = parseDuration('timeout', text || DEFAULTS.timeout, quote)
  if (!('value' in parsed) || (parsed.value > 0 && parsed.value <= LONGEST_TIMEOUT_MS)) return parsed
  return {
    error: `Input \`timeout\` is ${quote(text)}. Allowed is more than 0 and at most 5 days (\`120h\`).`,
  }
}

function parsePollInterval(text: string, quote: Quote): Parsed<number> {
  const parsed = parseDuration('poll-interval', text || DEFAULTS['poll-interval'], quote)
  if (!('value' in parsed) || parsed.value >= SHORTEST_POLL_INTERVAL_MS) return parsed
  return { error: `Input \`poll-interval\` is ${quote(text)}. Allowed is \`100ms\` or more.` }
}

function parseMaxPollInterval(text: string, pollIntervalMs: number, quote: Quote): Parsed<number> {
  if (text === '') return { value: Math.max(DEFAULT_MAX_POLL_INTERVAL_MS, pollIntervalMs) }
  const parsed = parseDuration('max-poll-interval', text, quote)
  if (!('value' in parsed) || parsed.value >= pollIntervalMs) return parsed
  return {
    error: `Input \`max-poll-interval\` is ${quote(text)}. It must not be less than \`poll-interval\`, which is ${formatDuration(pollIntervalMs)}.`,
  }
}

function parseDownloadDir(text: string, workspace: string, quote: Quote): Parsed<string | null> {
  if (text === '') return { value: null }
  if (!/\p{Cc}/u.test(text)) return { value: resolve(workspace, text) }
  return {
    error: `Input \`download-dir\` is ${quote(text)}. Give the path of one folder, without control characters.`,
  }
}

function parseDuration(name: InputName, text: string, quote: Quote): Parsed<number> {
  const value = parseDurationMs(text)
  if (value !== null) return { value }
  const hint = /^\d+$/.test(text)
    ? `A unit is missing: write \`${text}m\` for minutes or \`${text}s\` for seconds.`
    : 'Allowed are whole numbers with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
  return { error: `Input \`${name}\` is ${quote(text)}. ${hint}` }
}
