/** Below a request: what a network error means, which proxy applies to a URL, and a tunnel through it. */
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type Socket } from 'node:net'
import { checkBypass } from '@actions/http-client/lib/proxy'
import type { NetworkProblem } from '../mountsea/problems.ts'
import { codeOf } from '../text/show.ts'

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
  const verdict = socket && 'authorizationError' in socket ? socket.authorizationError : null
  // With NODE_TLS_REJECT_UNAUTHORIZED=0 Node keeps the verdict and goes on; a later error then has another cause.
  const proven = [code, error.message].find((text) => text === verdict)
  if (proven !== undefined) {
    const why = proven === 'UNSPECIFIED' ? error.message : proven
    return new NetworkError({ kind: 'certificate', code: why })
  }
  // During the handshake nearly every code is `EPROTO`, so only the message tells an alert (RFC 8446, 6) from a server without TLS.
  const alert = /SSL alert number (\d+)/.exec(error.message)?.[1]
  if (alert !== undefined) return new NetworkError({ kind: 'tls-refusal', alert: Number(alert) })
  const hasSpokenTls = socket && 'authorized' in socket && socket.authorized === true
  const isNoTls = /^(?:EPROTO|ERR_SSL_)/.test(code) && !hasSpokenTls
  return isNoTls ? new NetworkError({ kind: 'no-tls', code }) : error
}

interface Proxy {
  readonly url: URL
  /** `USER:PASSWORD`, decoded; '' if the URL has neither. */
  readonly credentials: string
}

/**
 * The environment's proxy for a URL, or `null`: `https_proxy`, else `HTTPS_PROXY`, unless `no_proxy` exempts the host (read as the
 * toolkit reads it). http goes only to this machine, so never through a proxy. Throws a `NetworkError` if the variable is not the URL
 * of a proxy: the toolkit would often ignore such a value and bypass the proxy.
 */
export function proxyFor(url: URL): Proxy | null {
  if (url.protocol !== 'https:' || checkBypass(url)) return null
  const variable = ['https_proxy', 'HTTPS_PROXY'].find((name) => (process.env[name] ?? '') !== '')
  if (variable === undefined) return null
  const proxy = URL.parse(process.env[variable] ?? '')
  // A raw `/`, `?` or `#` in a password ends the host early: `http://user:12#34@proxy:80` has the host `user`.
  const isWhole = proxy !== null && !/[@:]/.test(proxy.pathname + proxy.search + proxy.hash)
  try {
    if (isWhole && /^https?:/.test(proxy.protocol) && proxy.port !== '0') {
      const names = [proxy.username, proxy.password].map(decodeURIComponent)
      return { url: proxy, credentials: names.join('') === '' ? '' : names.join(':') }
    }
  } catch {
    // A `%` that does not begin an escape.
  }
  throw new NetworkError({ kind: 'proxy-setting', variable })
}

/**
 * Opens a tunnel to the host of `url` (RFC 9110, 9.3.6). Rejects with a `NetworkError` that says what the proxy did, or with an
 * `AbortError` once `signal` aborts. Then no connection stays open.
 *
 * Not by `tunnel`, which `@actions/http-client` uses: it never ends a CONNECT without an answer, checks the proxy's certificate
 * against the API's name, cannot reach a proxy at an IPv6 address, and reports nearly all faults alike (read in version 0.0.6).
 */
export function openTunnel(
  { url: proxy, credentials }: Proxy,
  url: URL,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${url.port === '' ? 443 : url.port}`
    const basic = `Basic ${Buffer.from(credentials).toString('base64')}`
    const headers = { host: target, ...(credentials === '' ? {} : { 'proxy-authorization': basic }) }
    const { request } = proxy.protocol === 'https:' ? https : http
    // The server's name is set, since Node would take it from the header `host`.
    const way = { ...peerOf(proxy.hostname), port: proxy.port, agent: false as const }
    const connect = request({ ...way, method: 'CONNECT', path: target, headers, signal })
    connect.once('connect', ({ statusCode: httpStatus = 0 }, socket, head) => {
      if (Math.trunc(httpStatus / 100) === 2) {
        // The first bytes of TLS may already be here.
        socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      const problem = { kind: 'proxy-refusal', httpStatus } as const
      reject(new NetworkError(httpStatus === 407 ? { kind: 'proxy-password' } : problem))
    })
    connect.on('error', (error) => {
      const meaning = tlsError(error, connect.socket)
      const isClear = signal.aborted || meaning instanceof NetworkError
      reject(isClear ? meaning : new NetworkError({ kind: 'proxy-unreachable' }))
    })
    connect.end()
  })
}

/** A host as sockets and TLS name it: an IPv6 address without brackets, and no server name for an address (RFC 6066, 3). */
export function peerOf(hostname: string): { host: string; servername: string } {
  const host = hostname.replace(/[[\]]/g, '')
  return { host, servername: isIP(host) === 0 ? host : '' }
}
