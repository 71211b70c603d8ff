/**
 * The input `endpoint`: where the API key is sent, hence read with more care than any other.
 */
import { hasCredentials, isSecureEnough, showUrl } from '../text/url.ts'
import { quote, type Parsed } from './quote.ts'

/** An https URL, or http to this machine; without credentials and fragment. Its own query is kept. */
export function parseEndpoint(text: string): Parsed<URL> {
  const wrong = (given: string, allowed: string): Parsed<URL> => ({
    error: `Input \`endpoint\` is ${given}. Allowed is ${allowed}.`,
  })
  const url = URL.parse(text)
  if (url === null) return wrong(`${quote(withoutSecrets(text))}, which is no URL`, 'an absolute https URL')
  const shown = `\`${showUrl(url)}\``
  if (hasCredentials(url)) return wrong(`${shown} with a user name or a password`, 'a URL without them')
  if (!isSecureEnough(url))
    return wrong(shown, 'https; http only to this machine (127.0.0.1, localhost, [::1])')
  if (text.includes('#')) return wrong(`${shown} with a fragment (#)`, 'a URL without one')
  return { value: url }
}

/** What can be shown of a text that is no URL: nothing before an `@`, nothing after a `?` or `#`. */
function withoutSecrets(text: string): string {
  return text.replace(/[?#].*/s, '').replace(/.*@/s, '')
}
