/** Node's errors: their codes, and what a network error means. */
import type { NetworkProblem } from '../mountsea/problems.ts'

/** A network error with a known cause. */
export class NetworkError extends Error {
  readonly problem: NetworkProblem

  constructor(problem: NetworkProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** The problem behind a rejected `HttpGet` or a body that broke off. */
export function networkProblem(error: unknown): NetworkProblem {
  if (error instanceof NetworkError) return error.problem
  const code = codeOf(error)
  return code === 'ENOTFOUND' ? { kind: 'host-name' } : { kind: 'network', code }
}

/**
 * A `NetworkError` if a connection failed because of TLS, else the error itself. `socket` may be missing. Node keeps its verdict on a
 * certificate in `authorizationError` (its documentation, "tls.TLSSocket"). The error's code is not enough: about half of OpenSSL's
 * reasons have the code `UNSPECIFIED` (read in Node 24, `X509Pointer::ErrorCode`), and only the message says more.
 */
export function tlsError(error: Error, socket: object | null | undefined): Error {
  const code = codeOf(error)
  const verdict = fieldOf(socket, 'authorizationError')
  // With NODE_TLS_REJECT_UNAUTHORIZED=0 Node keeps the verdict and goes on; a later error then has another cause.
  const isItsOwn = code === verdict || error.message === verdict
  if (typeof verdict === 'string' && isItsOwn) {
    return new NetworkError({
      kind: 'certificate',
      code: verdict === 'UNSPECIFIED' ? error.message : verdict,
    })
  }
  // During the handshake nearly every code is `EPROTO`, so only the message tells an alert (RFC 8446, 6) from a server without TLS.
  const [, alert] = /SSL alert number (\d+)/.exec(error.message) ?? []
  if (alert !== undefined) return new NetworkError({ kind: 'tls-refusal', alert: Number(alert) })
  const hasSpokenTls = fieldOf(socket, 'authorized') === true
  return /^(?:EPROTO|ERR_SSL_)/.test(code) && !hasSpokenTls
    ? new NetworkError({ kind: 'no-tls', code })
    : error
}

/** The `code` of one of Node's errors, '' for anything else. Not by `instanceof`, since an error may come from another realm (Jest's). */
export function codeOf(error: unknown): string {
  const code = fieldOf(error, 'code')
  return typeof code === 'string' ? code : ''
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}
