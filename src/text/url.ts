/**
 * Which URLs may be requested, and how to show a URL to people.
 */

/**
 * Whether a `URL.hostname` names this machine: `localhost`, 127.0.0.0/8 or `[::1]`. Not `*.localhost`, which a
 * DNS server elsewhere may resolve. The URL parser has already turned `LOCALHOST`, `127.1` and `0x7f.1` into these spellings.
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/**
 * Whether a URL's host only looks like this machine: a name that begins with `127.`. `@actions/http-client` takes it for this machine
 * and bypasses the proxy (read in its source, 4.0.1), so such a host is refused.
 */
export function isFalseLoopback({ hostname }: URL): boolean {
  return hostname.startsWith('127.') && !isLoopbackHost(hostname)
}

/** Whether a URL is https, or http to this machine. Others are never requested. */
export function isSecureEnough(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

/** Whether a URL carries a user name or a password. */
export function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

/** A URL without its possible secrets: only origin and path. */
export function showUrl(url: URL): string {
  // `data:` URLs and `user:pw@host` have no path; show only the scheme.
  return url.pathname.startsWith('/') ? `${url.protocol}//${url.host}${url.pathname}` : url.protocol
}

/** A text that should be a URL, without what may be secret: nothing before an `@`, nothing after a `?` or `#`. */
export function withoutSecrets(text: string): string {
  const [place = ''] = text.split(/[?#]/, 1)
  return place.slice(place.lastIndexOf('@') + 1)
}
