/**
 * How long a server asks to wait before the next request.
 */

/** The one form of date that HTTP still sends (RFC 9110, 5.6.7, IMF-fixdate); `Date.parse` alone would take far more. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): whole seconds or an HTTP date. 0 for none, for the past and for anything
 * else. However far away it points, the caller's deadline comes first.
 */
export function parseRetryAfterMs(header: string, wallMs: number): number {
  const value = header.trim()
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1_000, Number.MAX_SAFE_INTEGER)
  if (!HTTP_DATE.test(value)) return 0
  const ms = Date.parse(value) - wallMs
  return Number.isFinite(ms) ? Math.max(ms, 0) : 0
}
