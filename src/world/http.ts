/**
 * One GET over HTTP. `@actions/http-client` brings the agent: connections kept alive, proxies and `no_proxy` from the environment.
 * The request itself is Node's, since the client's own waits for ever on a body that is cut short, follows redirects with the key,
 * and cannot be aborted (read in its source, version 4.0.1).
 */
import * as http from 'node:http'
import * as https from 'node:https'
import { getProxyUrl, HttpClient } from '@actions/http-client'
import { isFalseLoopback } from '../text/url.ts'
import { BadHost, BadProxySetting, codeOf } from './http-error.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Rejects where the connection breaks before the end, and when the request's signal aborts. Leaving it early closes it. */
  readonly body: AsyncIterable<Buffer>
  /** Closes the connection; for an answer whose body nobody wants. */
  discard(): void
}

/**
 * Sends one GET and resolves at the answer's headers. Redirects are answers like any other. Rejects with what the network
 * said (see `http-error.ts`), or with an `AbortError` once `signal` aborts: at once, whatever state the connection is in.
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
    const clean: Record<string, string> = {}
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) clean[name] = redact([value].flat().join(', '))
    }
    return { ...answer, headers: clean }
  }
}

/** An `HttpGet` over at most `maxConnections` connections at a time for each scheme; through a proxy, one for each request. */
export function createHttpGet(maxConnections: number): HttpGet {
  const clients = new Map<string, HttpClient>()
  const agentFor = (url: URL): http.Agent => {
    const { protocol, href } = url
    // A tunnel is never used again (read in `tunnel` 0.0.6), and a shared agent of it would hold the place of a CONNECT that is
    // never answered, and of every request that had to queue, for ever.
    if (hasProxy(url)) return new HttpClient().getAgent(href)
    const client =
      clients.get(protocol) ?? new HttpClient(undefined, [], { keepAlive: true, maxSockets: maxConnections })
    clients.set(protocol, client)
    return client.getAgent(href)
  }
  return async (url, headers, signal) => {
    for (;;) {
      try {
        return await send(url, headers, agentFor(url), signal)
      } catch (error) {
        if (!(error instanceof StaleConnection)) throw error
      }
    }
  }
}

/** A connection that was kept alive and that the server had closed meanwhile: no problem, just asked again. */
class StaleConnection extends Error {}

/**
 * Whether the way to a URL leads through a proxy. Throws `BadHost` for a name that `@actions/http-client` would take for this
 * machine. Throws `BadProxySetting`, since the client goes past a proxy that is named as `proxy.example:3128` (to the URL parser a
 * scheme and a path) without a word, throws at other texts that are no URL, and speaks HTTP to a SOCKS proxy.
 */
function hasProxy(url: URL): boolean {
  const { href, protocol } = url
  if (isFalseLoopback(url)) throw new BadHost()
  let proxy: URL | null
  try {
    const setting = getProxyUrl(href)
    if (setting === '') return false
    proxy = URL.parse(setting)
  } catch {
    proxy = null
  }
  if (proxy === null || !/^https?:$/.test(proxy.protocol) || proxy.hostname === '') {
    throw new BadProxySetting(protocol === 'https:' ? 'https_proxy' : 'http_proxy')
  }
  return true
}

function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  agent: http.Agent,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let answer: http.IncomingMessage | undefined
    const abort = (): void => {
      const aborted = new DOMException('The request was aborted', 'AbortError')
      reject(aborted)
      answer?.destroy(aborted)
      request.destroy(aborted)
    }
    const { request: open } = url.protocol === 'https:' ? https : http
    const request = open(url, { agent, headers: { ...headers } })
    // Stays on for good: a tunnel may report on a request long after it was given up.
    request.on('error', (error) => {
      // A body without an announced end would pass for whole.
      answer?.destroy(error)
      const isStale = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(codeOf(error))
      reject(isStale ? new StaleConnection() : error)
    })
    request.once('response', (message) => {
      answer = message
      // Whoever reads the body is told there; an answer that nobody reads must not end the process.
      message.on('error', () => undefined)
      resolve({
        status: message.statusCode ?? 0,
        headers: message.headers,
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
