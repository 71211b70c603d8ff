/**
 * Turns the raw inputs of the step into values, or into all errors at once. Each error names the input, what was given and
 * what is allowed. It never has the key, or the credentials or query of a URL.
 */
import { homedir } from 'node:os'
import { posix, sep, win32 } from 'node:path'
import { productOf } from '../mountsea/products.ts'
import { MIN_KEY_CHARS, type Redactor } from '../text/secret.ts'
import { formatDuration, parseDurationMs, quote, suggestDuration, type Parsed } from '../text/show.ts'
import { parseApiKey, parseEndpoint, parseTaskIds } from './values.ts'

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

export type Inputs = Extract<ReturnType<typeof parseInputs>, { kind: 'ok' }>['inputs']

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
export function parseInputs(read: (name: InputName) => string, workspace: string, redactor: Redactor) {
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
  if (errors.length > 0) return { kind: 'bad', errors } as const
  // `downloadDir` is absolute, or `null` for no download.
  const inputs = { taskIds, apiKey, endpoint, timeoutMs, pollIntervalMs, maxPollIntervalMs, downloadDir }
  return { kind: 'ok', inputs } as const
}

/** Milliseconds within `limits`. The error for a near miss has the right spelling, if that is in the range. */
function parseDuration(text: string, { leastMs, mostMs, allowed }: typeof TIMEOUT): Parsed<number> {
  const isInRange = (ms: number | null): ms is number => ms !== null && ms >= leastMs && ms <= mostMs
  const value = parseDurationMs(text)
  if (isInRange(value)) return { value }
  const isBare = /^\d+$/.test(text)
  // This action's own messages have the space in `1h 30m`. `1 000s` may be two numbers or one, so it is not guessed.
  const joined = /\d\s+\d/.test(text) ? '' : text.replaceAll(/\s/g, '').toLowerCase()
  const near = isBare ? [`${text}m`, `${text}s`] : [suggestDuration(text) || joined]
  const right = near.filter((spelled) => isInRange(parseDurationMs(spelled))).join('` or `')
  const hint = [text, ...near].some((spelled) => parseDurationMs(spelled) !== null)
    ? allowed
    : 'Use whole numbers (at most 9 digits) with h, m, s or ms, such as `500ms`, `90s`, `30m`, `1h30m`.'
  const todo = `${isBare ? 'The unit is missing: write' : 'Write'} \`${right}\`.`
  return { error: `is ${quote(text)}. ${right === '' ? hint : todo}` }
}

/**
 * Names that Windows reserves for devices, or shortens (`out.`): other programs could not open or delete such folders. Source:
 * Microsoft, "Naming Files, Paths, and Namespaces", with the superscripts; "Console Handles" has the console's two.
 */
const WINDOWS_NAME =
  /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3]) *(?:\..*)?$|[^. ][. ]+$/i
/** A server without a share would become a folder on the current drive. */
const SERVER_ONLY = /^[\\/]{2}[^\\/]+[\\/]*$/

/** Variables of a shell, PowerShell or cmd, and the wildcard `*`. */
const REPLACED = /(?:^|[\\/])(?:\$[A-Za-z_{]|%[^%\\/]+%)|\*/

/** What a path must be instead; '' if it is usable. */
function allowedFolder(text: string, isWindows: boolean): string {
  if (/\p{Cc}/u.test(text)) return 'without control characters'
  if (REPLACED.test(text))
    return 'written out: variables and `*` are not replaced. Write for example `${{ runner.temp }}/audio`'
  if (!isWindows) return ''
  if (text.split(/[\\/]/).some((name) => WINDOWS_NAME.test(name)))
    return 'without reserved names (CON, NUL, AUX, ...) or names that end in a dot or space'
  return SERVER_ONLY.test(text) ? 'for example \\\\server\\share' : ''
}

/** An absolute path; `null` for a blank text. `~/` is the home folder, as in `upload-artifact` (`@actions/glob`). */
export function parseDownloadDir(
  text: string,
  workspace: string,
  isWindows = sep === '\\',
  home = homedir,
): Parsed<string | null> {
  if (text === '') return { value: null }
  const allowed = allowedFolder(text, isWindows)
  if (allowed !== '') return { error: `is ${quote(text)}. Give the path of one folder, ${allowed}.` }
  const path = isWindows ? win32 : posix
  const isInHome = (isWindows ? /^~(?:[\\/]|$)/ : /^~(?:\/|$)/).test(text)
  return { value: isInHome ? path.resolve(home(), `.${text.slice(1)}`) : path.resolve(workspace, text) }
}
