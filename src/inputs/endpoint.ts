/** The input `endpoint`: where the API key is sent, hence read with more care than any other. */
import { hasCredentials, isLoopbackHost, isSecureEnough, showUrl } from '../text/url.ts'
import { quote, withoutSecrets, wrong, type Parsed } from './quote.ts'

const MAX_CHARS = 2_048

/** An https URL, or http to this machine; without credentials and fragment. Its own query is kept. */
export function parseEndpoint(text: string): Parsed<URL> {
  const not = (given: string, allowed: string): Parsed<URL> =>
    wrong('endpoint', `is ${given}. Allowed is ${allowed}.`)
  // First, since the parser takes seconds for a text of some hundred kilobytes.
  if (text.length > MAX_CHARS) return not(`${text.length} characters long`, `a URL of at most ${MAX_CHARS}`)
  const url = URL.parse(text)
  if (url === null) return not(`${quote(withoutSecrets(text))}, which is no URL`, 'an absolute https URL')
  const shown = `\`${showUrl(url)}\``
  if (hasCredentials(url)) return not(`${shown} with a user name or a password`, 'a URL without them')
  if (!isSecureEnough(url))
    return not(shown, 'https; http only to this machine (127.0.0.1, localhost, [::1])')
  if (url.hostname.startsWith('127.') && !isLoopbackHost(url.hostname))
    return not(shown, 'a host that does not begin with `127.`, unless it is an IPv4 address')
  if (text.includes('#')) return not(`${shown} with a fragment (#)`, 'a URL without one')
  return { value: url }
}
