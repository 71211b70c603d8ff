/**
 * One GET over HTTP, by Node's own client: that of `@actions/http-client` waits for ever on a body that is cut short, follows
 * redirects with the key, and cannot be aborted (read in its source, version 4.0.1).
 */
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type Socket } from 'node:net'
import * as tls from 'node:tls'
import { isFalseLoopback } from '../text/url.ts'
import { codeOf, NetworkError, tlsError } from './node-errors.ts'
import { openTunnel, proxyFor, withoutBrackets } from './proxy.ts'

export interface HttpAnswer {
  readonly status: number
  /** By their names in lower case; one that came several times is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Rejects where the connection breaks before the end, and when the request's signal aborts. Leaving it early closes it. */
  readonly body: AsyncIterable<Buffer>
  /** Closes the connection; for an answer whose body nobody wants. */
  discard(): void
}

/**
 * Sends one GET and resolves at the answer's headers. Redirects are answers like any other. Rejects with what the network
 * said (see `networkProblem`), or with an `AbortError` once `signal` aborts: at once, whatever state the connection is in.
 */
export type HttpGet = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<HttpAnswer>

/** The same `HttpGet`, with `redact` applied to the headers of each answer before anybody reads them. */
export function withCleanHeaders(get: HttpGet, redact: (text: string) => string): HttpGet {
  return async (url, headers, signal) => {
    const answer = await get(url, headers, signal)
    const clean = Object.entries(answer.headers).map(([name, value]) => [name, redact(value)] as const)
    return { ...answer, headers: Object.fromEntries(clean) }
  }
}

/** An `HttpGet` over at most `maxConnections` connections at a time for each scheme; through a proxy, one for each request. */
export function createHttpGet(maxConnections: number): HttpGet {
  const options = { keepAlive: true, maxSockets: maxConnections }
  const agents = { plain: new http.Agent(options), secure: new https.Agent(options) }
  const open = async (url: URL, headers: http.OutgoingHttpHeaders, signal: AbortSignal) => {
    const proxy = proxyFor(url)
    if (proxy !== null) {
      const tunnel = await openTunnel(proxy, url, signal)
      return https.request(url, { headers, createConnection: () => secured(tunnel, url.hostname) })
    }
    return url.protocol === 'https:'
      ? https.request(url, { headers, agent: agents.secure })
      : http.request(url, { headers, agent: agents.plain })
  }
  return async (url, headers, signal) => {
    // `no_proxy` is read by the toolkit, which takes such a host for this machine and would go past the proxy.
    if (isFalseLoopback(url)) throw new NetworkError({ kind: 'no-host' })
    for (;;) {
      const request = await open(url, { ...headers }, signal)
      try {
        return await send(request, signal)
      } catch (error) {
        // A connection that was kept alive, and that the server closed meanwhile, is not a problem: asked again on another.
        if (!request.reusedSocket || !['ECONNRESET', 'EPIPE'].includes(codeOf(error))) throw error
      }
    }
  }
}

/** TLS inside a tunnel, as Node's agent would speak it. */
function secured(tunnel: Socket, hostname: string): tls.TLSSocket {
  const host = withoutBrackets(hostname)
  const servername = isIP(host) === 0 ? host : ''
  const socket = tls.connect({ socket: tunnel, host, servername, ALPNProtocols: ['http/1.1'] })
  // A tunnel to a proxy over TLS has errors of its own, which would end the process.
  tunnel.on('error', (error) => socket.destroy(new NetworkError({ kind: 'network', code: codeOf(error) })))
  return socket
}

/** Sends a request and resolves at the answer's headers. */
function send(request: http.ClientRequest, signal: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let answer: http.IncomingMessage | undefined
    const fail = (error: Error): void => {
      reject(error)
      // A body without an announced end would pass for whole.
      answer?.destroy(error)
    }
    const abort = (): void => {
      const aborted = new DOMException('The request was aborted', 'AbortError')
      fail(aborted)
      request.destroy(aborted)
    }
    request.on('error', (error) => fail(tlsError(error, request.socket)))
    request.once('response', (message) => {
      answer = message
      // Whoever reads the body is told there; an answer that nobody reads must not end the process.
      message.on('error', () => undefined)
      resolve({
        status: message.statusCode ?? 0,
        headers: joined(message.headers),
        body: message,
        discard: () => void message.destroy(),
      })
    })
    request.once('close', () => {
      signal.removeEventListener('abort', abort)
      // Node ends a request that is answered with 101 (switch protocols) without a word. Too late to matter after an answer.
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }))
    })
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    else request.end()
  })
}

function joined(headers: http.IncomingHttpHeaders): Record<string, string> {
  const present = Object.entries(headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.map(([name, value]) => [name, [value].flat().join(', ')]))
}
