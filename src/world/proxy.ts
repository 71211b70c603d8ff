/**
 * Proxies: which one applies to a URL, and a tunnel through it. Not by `tunnel`, which `@actions/http-client` uses: it never ends a
 * CONNECT without an answer, checks the proxy's certificate against the API's name, cannot reach a proxy at an IPv6 address, and
 * reports nearly all faults alike (read in version 0.0.6).
 */
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type Socket } from 'node:net'
import { checkBypass } from '@actions/http-client/lib/proxy'
import { NetworkError, tlsError } from './node-errors.ts'

export interface Proxy {
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
  const proxy = parseProxy(process.env[variable] ?? '')
  if (proxy === null) throw new NetworkError({ kind: 'proxy-setting', variable })
  return proxy
}

function parseProxy(text: string): Proxy | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.port === '0') return null
  // A raw `/`, `?` or `#` in a password ends the host early: `http://user:12#34@proxy:80` has the host `user`.
  if (/[@:]/.test(url.pathname + url.search + url.hash)) return null
  try {
    const names = [url.username, url.password].map(decodeURIComponent)
    return { url, credentials: names.join('') === '' ? '' : names.join(':') }
  } catch {
    return null
  }
}

/**
 * Opens a tunnel to the host of `url` (RFC 9110, 9.3.6). Rejects with a `NetworkError` that says what the proxy did, or with an
 * `AbortError` once `signal` aborts. Then no connection stays open.
 */
export function openTunnel(
  { url: proxy, credentials }: Proxy,
  url: URL,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${url.port === '' ? 443 : url.port}`
    const host = withoutBrackets(proxy.hostname)
    const basic = `Basic ${Buffer.from(credentials).toString('base64')}`
    const headers = { host: target, ...(credentials === '' ? {} : { 'proxy-authorization': basic }) }
    const { request } = proxy.protocol === 'https:' ? https : http
    // The server's name is set, since Node would take it from the header `host`.
    const way = { host, port: proxy.port, servername: isIP(host) === 0 ? host : '', agent: false as const }
    const connect = request({ ...way, method: 'CONNECT', path: target, headers, signal })
    connect.once('connect', ({ statusCode: httpStatus = 0 }, socket, head) => {
      if (httpStatus >= 200 && httpStatus <= 299) {
        // The first bytes of TLS may already be here.
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      const problem = { kind: 'proxy-refusal', httpStatus } as const
      reject(new NetworkError(httpStatus === 407 ? { kind: 'proxy-password' } : problem))
    })
    connect.on('error', (error) => {
      const meaning = proxyTlsError(tlsError(error, connect.socket))
      const isClear = signal.aborted || meaning instanceof NetworkError
      reject(isClear ? meaning : new NetworkError({ kind: 'proxy-unreachable' }))
    })
    connect.end()
  })
}

/** Here it is the proxy that does not speak TLS. */
function proxyTlsError(meaning: Error): Error {
  const speaksNoTls = meaning instanceof NetworkError && meaning.problem.kind === 'no-tls'
  return speaksNoTls ? new NetworkError({ kind: 'proxy-no-tls' }) : meaning
}

/** An IPv6 address as sockets need it. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
