/**
 * One GET over HTTP, and what went wrong when there was no answer.
 *
 * `@actions/http-client` brings the agent: connections kept alive, proxies and `no_proxy` from the environment. The request
 * itself is Node's, since the client's own waits for ever on a body that is cut short, follows redirects with the key,
 * and cannot be aborted (read in its source, version 4.0.1).
 */
import * as http from 'node:http'
import * as https from 'node:https'
import { getProxyUrl, HttpClient } from '@actions/http-client'

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
 * said (see `explainFault`), or with an `AbortError` once `signal` aborts: at once, whatever state the connection is in.
 */
export type HttpGet = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<HttpAnswer>

/** A connection that was kept alive and that the server had closed meanwhile: no fault, just asked again. */
class StaleConnection extends Error {}

/** An `HttpGet` over at most `maxConnections` connections at a time for each scheme; through a proxy, one for each request. */
export function createHttpGet(maxConnections: number): HttpGet {
  const clients = new Map<string, HttpClient>()
  const agentFor = ({ protocol, href }: URL): http.Agent => {
    // A tunnel is never used again (read in `tunnel` 0.0.6), and its agent, if shared, holds the place of a CONNECT that is never
    // answered, and of every request that had to queue, for ever.
    if (hasProxy(href)) return new HttpClient().getAgent(href)
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

/** The environment names a proxy by something that is no URL with a host. */
class BadProxy extends Error {}

/**
 * Whether the way to a URL leads through a proxy. Throws `BadProxy`, since `@actions/http-client` goes past a proxy that is named as
 * `proxy.example:3128` (to the URL parser a scheme and a path) without a word, and throws at other texts that are no URL.
 */
function hasProxy(href: string): boolean {
  try {
    const proxy = getProxyUrl(href)
    if (proxy === '' || new URL(proxy).hostname !== '') return proxy !== ''
  } catch {
    // Told below.
  }
  throw new BadProxy()
}

/** A URL that would tell the API key to whoever it leads to. */
class UrlWithKey extends Error {}

/** The same `HttpGet`, but it refuses to ask a URL that the API, or a redirect, put the key into: `redact` finds it. */
export function keepingKey(get: HttpGet, redact: (text: string) => string): HttpGet {
  return (url, headers, signal) =>
    redact(url.href) === url.href ? get(url, headers, signal) : Promise.reject(new UrlWithKey())
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
      reject(request.reusedSocket && isClosedByPeer(error) ? new StaleConnection() : error)
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

function isClosedByPeer(error: Error): boolean {
  return ['ECONNRESET', 'EPIPE'].includes(codeOf(error))
}

/** What a rejected `HttpGet` or a broken body means; `why` is in our own words, safe to show. */
export interface Fault {
  /** `lasting` will be the same however often it is tried. */
  readonly kind: 'transient' | 'unknown-host' | 'lasting'
  readonly why: string
}

/** OpenSSL's verdicts on a certificate, as Node names them (Node's documentation, "X509 certificate error codes"). */
const CERTIFICATE_ERROR =
  /^(CERT_|CRL_|UNABLE_TO_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed before the answer was complete',
  EPIPE: 'connection closed before the answer was complete',
  ECONNABORTED: 'connection closed before the answer was complete',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  EAI_AGAIN: 'DNS lookup failed for now',
}

/** Sorts what the network said. Anything unknown is transient: retried until the deadline, and red then. */
export function explainFault(error: unknown): Fault {
  if (error instanceof UrlWithKey)
    return { kind: 'lasting', why: 'the URL has the API key in it, so it was not asked' }
  if (error instanceof BadProxy)
    return { kind: 'lasting', why: 'the proxy is not named by a URL with a host' }
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return { kind: 'unknown-host', why: 'host name not found' }
  if (CERTIFICATE_ERROR.test(code)) return { kind: 'lasting', why: `certificate not trusted (${code})` }
  const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d+))?/.exec(messageOf(error))
  if (tunnel !== null) {
    const [, status] = tunnel
    return {
      kind: 'transient',
      why: status === undefined ? 'proxy not reachable' : `proxy answered HTTP ${status}`,
    }
  }
  if (code.startsWith('HPE_')) return { kind: 'transient', why: 'answer is not HTTP' }
  return {
    kind: 'transient',
    why: WORDS[code] ?? (code === '' ? 'network error' : `network error (${code})`),
  }
}

/** The `code` of one of Node's errors, '' for anything else. Goes by its shape, since an error may be another realm's (Jest's). */
export function codeOf(error: unknown): string {
  return isObject(error) && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function messageOf(error: unknown): string {
  return isObject(error) && 'message' in error && typeof error.message === 'string' ? error.message : ''
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
