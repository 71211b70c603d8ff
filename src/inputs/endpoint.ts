/**
 * The input `endpoint`: where the API key is sent, hence read with more care than any other.
 */
import { hasCredentials, isLoopbackHost, isSecureEnough, showUrl } from '../text/url.ts'
import { quote, withoutSecrets, type Parsed } from './quote.ts'

const MAX_CHARS = 2_048

/** An https URL, or http to this machine; without credentials and fragment. Its own query is kept. */
export function parseEndpoint(text: string): Parsed<URL> {
  const wrong = (given: string, allowed: string): Parsed<URL> => ({
    error: `Input \`endpoint\` is ${given}. Allowed is ${allowed}.`,
  })
  // First, since the parser takes seconds for a text of some hundred kilobytes.
  if (text.length > MAX_CHARS) return wrong(`${text.length} characters long`, `a URL of at most ${MAX_CHARS}`)
  const url = URL.parse(text)
  if (url === null) return wrong(`${quote(withoutSecrets(text))}, which is no URL`, 'an absolute https URL')
  const shown = `\`${showUrl(url)}\``
  if (hasCredentials(url)) return wrong(`${shown} with a user name or a password`, 'a URL without them')
  if (!isSecureEnough(url))
    return wrong(shown, 'https; http only to this machine (127.0.0.1, localhost, [::1])')
  if (url.hostname.startsWith('127.') && !isLoopbackHost(url.hostname))
    return wrong(shown, 'a host that does not begin with `127.`, unless it is an IPv4 address')
  if (text.includes('#')) return wrong(`${shown} with a fragment (#)`, 'a URL without one')
  return { value: url }
}
