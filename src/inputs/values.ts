/**
 * The inputs with a single value: each from its text to the value, or to an error that says what was given (never the key; URLs
 * without credentials and query) and what is allowed.
 */
import { homedir } from 'node:os'
import { posix, sep, win32 } from 'node:path'
import { MIN_KEY_CHARS } from '../text/secret.ts'
import { quote } from '../text/show.ts'
import { hasCredentials, isFalseLoopback, isSecureEnough, showUrl, withoutSecrets } from '../text/url.ts'
import type { Parsed } from './duration.ts'

/** One line of visible ASCII, since it goes into a header, and long enough to be cut out of texts safely. */
export function parseApiKey(key: string): Parsed<string> {
  if (key === '') {
    const forks = 'Workflows that a fork or Dependabot started get no secrets'
    return {
      error: `is blank. Give the MountSea API key, as a secret. ${forks}, so the key is blank there.`,
    }
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
  const not = (given: string, allowed: string): Parsed<URL> => ({
    error: `is ${given}. Use ${allowed}.`,
  })
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
  if (REPLACED.test(text)) {
    return 'written out: variables and `*` are not replaced. Write for example `${{ runner.temp }}/audio`'
  }
  if (!isWindows) return ''
  if (text.split(/[\\/]/).some((name) => WINDOWS_NAME.test(name))) {
    return 'without reserved names (CON, NUL, AUX, ...) or names that end in a dot or space'
  }
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
