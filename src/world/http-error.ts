/** What an error of the network means: sorts what Node, OpenSSL and the proxy tunnel report. */
import type { NetworkProblem } from '../mountsea/problems.ts'

/** The environment variable names a proxy by something that is no http or https URL with a host. */
export class BadProxySetting extends Error {
  readonly variable: string

  constructor(variable: string) {
    super()
    this.variable = variable
  }
}

/** The host begins with `127.` and is no IPv4 address: `@actions/http-client` takes it for loopback and goes past the proxy. */
export class BadHost extends Error {}

/** OpenSSL's verdicts, as Node names them (Node's documentation, "X509 certificate error codes"). */
const CERTIFICATE_ERROR =
  /^(CERT_|CRL_|UNABLE_TO_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/

/** How `tunnel` 0.0.6 reports that a proxy refuses (with `statusCode`) or cannot be reached (read in its source). */
const TUNNEL_ERROR = /^tunneling socket could not be established, (?:statusCode=(\d+))?/

/** What OpenSSL says of a server that answers the start of TLS with something else. */
const NO_TLS = /^(?:EPROTO|ERR_SSL_)/

/** Sorts what a rejected `HttpGet` or a broken body threw. */
export function networkProblem(error: unknown): NetworkProblem {
  if (error instanceof BadProxySetting) return { kind: 'proxy-setting', variable: error.variable }
  if (error instanceof BadHost) return { kind: 'no-host' }
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return { kind: 'host-name' }
  if (CERTIFICATE_ERROR.test(code)) return { kind: 'certificate', code }
  const tunnel = TUNNEL_ERROR.exec(textIn(error, 'message'))
  if (tunnel === null) return NO_TLS.test(code) ? { kind: 'no-tls', code } : { kind: 'network', code }
  if (tunnel[1] === undefined) return { kind: 'proxy-unreachable' }
  if (tunnel[1] === '407') return { kind: 'proxy-password' }
  return { kind: 'proxy-refusal', httpStatus: Number(tunnel[1]) }
}

/** The `code` of one of Node's errors, '' for anything else. Goes by its shape, since an error may be another realm's (Jest's). */
export function codeOf(error: unknown): string {
  return textIn(error, 'code')
}

function textIn(error: unknown, field: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : ''
  return typeof value === 'string' ? value : ''
}
