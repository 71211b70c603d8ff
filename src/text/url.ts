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
  // What follows the scheme of `data:`, or of a password typed in front of `@` with no `//`, is no path: not shown.
  return url.pathname.startsWith('/') ? `${url.protocol}//${url.host}${url.pathname}` : url.protocol
}
