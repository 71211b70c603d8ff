/** The errors of Node: their codes, and what an error of the network means. */
import type { NetworkProblem } from '../mountsea/problems.ts'

/** An error of the network whose cause was clear where it happened. */
export class NetworkError extends Error {
  readonly problem: NetworkProblem

  constructor(problem: NetworkProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** What a rejected `HttpGet`, or a body that broke off, says about the network. */
export function networkProblem(error: unknown): NetworkProblem {
  if (error instanceof NetworkError) return error.problem
  const code = codeOf(error)
  return code === 'ENOTFOUND' ? { kind: 'host-name' } : { kind: 'network', code }
}

/**
 * What the error of a connection says about TLS, else the error as it is. `socket` is the connection's, `undefined` or `null` where
 * there was none yet. Node keeps its verdict on a certificate in `authorizationError` (its documentation, "tls.TLSSocket"), whatever
 * the reason; by the error's code alone it cannot be told: about half of OpenSSL's reasons have the code `UNSPECIFIED` (read in
 * Node 24, `X509Pointer::ErrorCode`), and their words, which are OpenSSL's, are the only ones that help.
 */
export function tlsError(error: Error, socket: object | null | undefined): Error {
  const code = codeOf(error)
  const verdict = fieldOf(socket, 'authorizationError')
  // Node keeps the verdict also where it went on all the same (NODE_TLS_REJECT_UNAUTHORIZED=0): any later error has its own cause.
  const isItsOwn = code === verdict || error.message === verdict
  if (typeof verdict === 'string' && isItsOwn) {
    return new NetworkError({
      kind: 'certificate',
      code: verdict === 'UNSPECIFIED' ? error.message : verdict,
    })
  }
  // Before the handshake is over Node says `EPROTO` for nearly all, so the words have to tell an alert (RFC 8446, 6) from no TLS.
  const [, alert] = /SSL alert number (\d+)/.exec(error.message) ?? []
  if (alert !== undefined) return new NetworkError({ kind: 'tls-refusal', alert: Number(alert) })
  const hasSpokenTls = fieldOf(socket, 'authorized') === true
  return /^(?:EPROTO|ERR_SSL_)/.test(code) && !hasSpokenTls
    ? new NetworkError({ kind: 'no-tls', code })
    : error
}

/** The `code` of one of Node's errors, '' for anything else. Goes by its shape, since an error may be another realm's (Jest's). */
export function codeOf(error: unknown): string {
  const code = fieldOf(error, 'code')
  return typeof code === 'string' ? code : ''
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}
