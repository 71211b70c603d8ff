/**
 * One GET over HTTP, with Node's client. `@actions/http-client` waits forever for the rest of an incomplete body, follows redirects
 * with the key, and cannot be aborted (read in its source, version 4.0.1).
 */
import * as http from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import * as tls from 'node:tls'
import { codeOf, isFalseLoopback } from '../text/show.ts'
import { NetworkError, openTunnel, peerOf, proxyFor, tlsError } from './network.ts'

export interface HttpAnswer {
  readonly status: number
  /** By lower-case name; repeated headers are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Rejects if the connection breaks or the request's signal aborts. Leaving the loop early closes the connection. */
  readonly body: AsyncIterable<Buffer>
  /** Closes the connection without reading the body. */
  discard(): void
}

/**
 * Sends one GET and resolves when the headers are there. Does not follow redirects. Rejects with the network's error (see
 * `networkProblem`), or with an `AbortError` as soon as `signal` aborts.
 */
export type HttpGet = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<HttpAnswer>

/** The same `HttpGet`, with `redact` applied to all headers of its answers. */
export function withCleanHeaders(get: HttpGet, redact: (text: string) => string): HttpGet {
  return async (url, headers, signal) => {
    const answer = await get(url, headers, signal)
    const clean = Object.entries(answer.headers).map(([name, value]) => [name, redact(value)] as const)
    return { ...answer, headers: Object.fromEntries(clean) }
  }
}

/** An `HttpGet` with at most `maxConnections` connections for each scheme; through a proxy, one for each request. */
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
    // The toolkit reads `no_proxy`. It takes such a host for this machine and would bypass the proxy.
    if (isFalseLoopback(url)) throw new NetworkError({ kind: 'no-host' })
    for (;;) {
      const request = await open(url, { ...headers }, signal)
      try {
        return await send(request, signal)
      } catch (error) {
        // The server closed a kept-alive connection: not a problem, ask again on another.
        if (!request.reusedSocket || !['ECONNRESET', 'EPIPE'].includes(codeOf(error))) throw error
      }
    }
  }
}

/** TLS inside a tunnel, with the options of Node's agent. */
function secured(tunnel: Socket, hostname: string): tls.TLSSocket {
  const socket = tls.connect({ socket: tunnel, ...peerOf(hostname), ALPNProtocols: ['http/1.1'] })
  // A tunnel to a proxy over TLS emits its own errors, which would end the process.
  tunnel.on('error', (error) => socket.destroy(new NetworkError({ kind: 'network', code: codeOf(error) })))
  return socket
}

/** Sends a request and resolves at the answer's headers. */
function send(request: http.ClientRequest, signal: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let answer: http.IncomingMessage | undefined
    const fail = (error: Error): void => {
      reject(error)
      // Otherwise a body without an announced length would look complete.
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
      // The reader of the body gets the error. Without a reader it must not end the process.
      message.on('error', () => undefined)
      resolve({
        status: message.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
        ),
        body: message,
        discard: () => void message.destroy(),
      })
    })
    request.once('close', () => {
      signal.removeEventListener('abort', abort)
      // Node closes a request that is answered with 101 (switch protocols) without an event. No effect after an answer.
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }))
    })
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    else request.end()
  })
}
