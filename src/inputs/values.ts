/**
 * The inputs that are a single value, each from its text: the value, or what is wrong with it in a sentence that goes on from
 * "Input `name`": what was given (never the key; URLs without credentials and query) and what is allowed.
 */
import { homedir } from 'node:os'
import { posix, sep, win32 } from 'node:path'
import { MIN_KEY_CHARS } from '../text/secret.ts'
import { quote } from '../text/show.ts'
import { hasCredentials, isFalseLoopback, isSecureEnough, showUrl, withoutSecrets } from '../text/url.ts'
import type { Parsed } from './duration.ts'

/** One line of visible ASCII, so that it can stand in a header, and long enough that cutting it out of a text is exact. */
export function parseApiKey(key: string): Parsed<string> {
  if (key === '') {
    const where = 'workflows that a fork or Dependabot started; there the key is always blank'
    return {
      error: `is blank. Give the MountSea API key, as a secret. Secrets are not available to ${where}.`,
    }
  }
  // Copied from a .env file: the API would answer 401.
  const isQuoted = /^(["'`]).*\1$/.test(key)
  if (isQuoted || !/^[\x21-\x7e]+$/.test(key)) {
    const found = /[\r\n]/.test(key)
      ? 'has a line break in it'
      : isQuoted
        ? 'has quotes around it'
        : `has ${key.length} characters, of which some are white space or not ASCII`
    const allowed = 'one line of visible ASCII characters, without quotes and without `Bearer`'
    return { error: `${found}. Give the key alone: ${allowed}.` }
  }
  if (key.length >= MIN_KEY_CHARS) return { value: key }
  return { error: `has only ${key.length} characters. A key has at least ${MIN_KEY_CHARS}; give it whole.` }
}

const MAX_ENDPOINT_CHARS = 2_048

/** The place of the ID as references write it, at the end of a path or a query: the API would answer 404. */
const PLACEHOLDER = /(?:[/]|[?&][^?&=/]*=)(?:\{[\w.-]+\}|:[a-z][\w-]*|<[\w.-]+>)\/?$/i

/** Where the key is sent: an https URL, or http to this machine; without credentials and fragment. Its own query is kept. */
export function parseEndpoint(text: string): Parsed<URL> {
  const not = (given: string, allowed: string): Parsed<URL> => ({
    error: `is ${given}. Allowed is ${allowed}.`,
  })
  // First, since the parser takes seconds for a text of some hundred kilobytes.
  if (text.length > MAX_ENDPOINT_CHARS)
    return not(`${text.length} characters long`, `a URL of at most ${MAX_ENDPOINT_CHARS}`)
  const url = URL.parse(text)
  if (url === null) return not(`${quote(withoutSecrets(text))}, which is no URL`, 'an absolute https URL')
  const shown = `\`${showUrl(url)}\``
  if (hasCredentials(url)) return not(`${shown} with a user name or a password`, 'a URL without them')
  if (!isSecureEnough(url))
    return not(shown, 'https; http only to this machine (127.0.0.1, localhost, [::1])')
  if (isFalseLoopback(url))
    return not(shown, 'a host that does not begin with `127.`, unless it is an IPv4 address')
  if (text.includes('#')) return not(`${shown} with a fragment (#)`, 'a URL without one')
  if (PLACEHOLDER.test(text)) {
    const right = showUrl(URL.parse(text.replace(PLACEHOLDER, '')) ?? url)
    const given = `${quote(withoutSecrets(text))} with a placeholder for the task's ID`
    return not(given, `the URL without it, \`${right}\`; the ID is added to it`)
  }
  return { value: url }
}

/**
 * Names that Windows keeps for devices, or cuts (`out.`): folders that other programs cannot open or delete. Microsoft's "Naming
 * Files, Paths, and Namespaces" has them, with the superscripts; the console's own two are in its "Console Handles".
 */
const WINDOWS_NAME =
  /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3]) *(?:\..*)?$|[^. ][. ]+$/i
/** The path of a server without a share, which would become a folder on the current drive. */
const SERVER_ONLY = /^[\\/]{2}[^\\/]+[\\/]*$/

/** What begins a name that a shell, PowerShell or cmd would replace, and what makes a list of files of a path. */
const REPLACED = /(?:^|[\\/])(?:\$[A-Za-z_{]|%[^%\\/]+%)|\*/

/** What makes a path unusable, as what is allowed instead; '' where nothing does. */
function allowedFolder(text: string, isWindows: boolean): string {
  if (/\p{Cc}/u.test(text)) return 'without control characters'
  if (REPLACED.test(text)) {
    return 'written out: variables and `*` are not replaced. Write for example `${{ runner.temp }}/audio`'
  }
  if (!isWindows) return ''
  if (text.split(/[\\/]/).some((name) => WINDOWS_NAME.test(name))) {
    return 'none of whose names Windows keeps for itself (CON, NUL, AUX, ...) or ends with a dot or a space'
  }
  return SERVER_ONLY.test(text) ? 'for example \\\\server\\share' : ''
}

/** An absolute path; `null` for a blank text. `~/` is the home folder, as it is to `upload-artifact` (`@actions/glob`). */
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
