/**
 * Which URLs may be asked, and how a URL is shown to people.
 */

/**
 * Whether a `URL.hostname` names this machine: `localhost`, 127.0.0.0/8 or `[::1]`. Nothing else counts: `*.localhost` may be
 * resolved by a DNS server somewhere else. The URL parser has already turned `LOCALHOST`, `127.1` and `0x7f.1` into these spellings.
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/**
 * Whether a URL's host only looks like this machine: it begins with `127.` and is a name. `@actions/http-client` takes each such
 * host for this machine and goes past the proxy (read in its source, 4.0.1), so none is asked.
 */
export function isFalseLoopback({ hostname }: URL): boolean {
  return hostname.startsWith('127.') && !isLoopbackHost(hostname)
}

/** Whether a URL is https, or http to this machine: the only ones that requests go to. */
export function isSecureEnough(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

/** Whether a URL carries a user name or a password. */
export function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

/** A URL as people may see it: origin and path. Credentials, query and fragment may hold secrets. */
export function showUrl(url: URL): string {
  // `data:` URLs and `user:pw@host` have no path; show only the scheme.
  return url.pathname.startsWith('/') ? `${url.protocol}//${url.host}${url.pathname}` : url.protocol
}

/** What can be shown of a text that should be a URL and is none: nothing before an `@`, nothing after a `?` or `#`. */
export function withoutSecrets(text: string): string {
  const [place = ''] = text.split(/[?#]/, 1)
  return place.slice(place.lastIndexOf('@') + 1)
}
