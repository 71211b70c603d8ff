/** What a storage host's response means, from its status and headers alone, and its body as it was stored. All `why` are in our own words. */
import { mayPass } from '../mountsea/problems.ts'
import type { HttpAnswer } from '../world/http.ts'
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough, showUrl } from '../text/url.ts'

/** The head of a response whose body is the file. */
export interface FileHead {
  readonly kind: 'file'
  /** Lower case, without parameters; '' if none was sent. */
  readonly contentType: string
  /** What the body is packed with, `identity` if with nothing. */
  readonly encoding: Encoding
  /** The length of the body as it travels, `null` where it is not known (chunked). */
  readonly contentLength: number | null
  /** Whether a body that breaks off can be told from a whole one: not where only the connection's end ends it (RFC 9112, 6.3). */
  readonly endIsMarked: boolean
}

/** What the status and the headers say. */
export type StorageResponse =
  | FileHead
  | { readonly kind: 'redirect'; readonly location: string }
  /** By its content type a page, text, JSON or XML: `what` names it. */
  | { readonly kind: 'page'; readonly what: string }
  /** Asking again will not help. */
  | { readonly kind: 'failed'; readonly why: string }
  /** Worth another attempt. `retryAfter` is the header, '' if there was none. */
  | { readonly kind: 'broken'; readonly why: string; readonly retryAfter: string }

/** Content codings that are undone. None is asked for, but a storage service may send what was once stored that way. */
const ENCODINGS = ['identity', 'gzip', 'deflate', 'br'] as const
export type Encoding = (typeof ENCODINGS)[number]

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** What storage services answer for a signed URL whose time is over, or for a file that is gone. */
const EXPIRED: readonly number[] = [401, 403, 404, 410]

/** Sorts a response by what it means. */
export function sortResponse({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): StorageResponse {
  const header = (name: string): string => [headers[name] ?? []].flat().join(',')
  if (status === 200) return sortFile(header)
  if (REDIRECTS.includes(status)) return { kind: 'redirect', location: header('location') }
  if (mayPass(status)) {
    return { kind: 'broken', why: `HTTP ${status}`, retryAfter: header('retry-after') }
  }
  const meaning = EXPIRED.includes(status) ? ': the URL has expired or is not readable' : ''
  return { kind: 'failed', why: `HTTP ${status}${meaning}` }
}

function sortFile(header: (name: string) => string): StorageResponse {
  const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase()
  const what = pageOf(contentType)
  if (what !== '') return { kind: 'page', what }
  const sentEncoding = header('content-encoding').toLowerCase().replace(/^$/, 'identity').replace(/^x-/, '')
  const encoding = ENCODINGS.find((known) => known === sentEncoding)
  if (encoding === undefined) {
    return { kind: 'failed', why: 'the response has a Content-Encoding that is not supported' }
  }
  const contentLength = parseLength(header('content-length'))
  if (contentLength === undefined) {
    return { kind: 'broken', why: 'the response has a Content-Length that makes no sense', retryAfter: '' }
  }
  const endIsMarked = contentLength !== null || /\bchunked\b/i.test(header('transfer-encoding'))
  return { kind: 'file', contentType, encoding, contentLength, endIsMarked }
}

/** What kind of page a media type is, '' for none (RFC 6839 for the suffixes). */
function pageOf(contentType: string): string {
  if (/^text\/html$|^application\/xhtml\+xml$/.test(contentType)) return 'a web page'
  const [, syntax] = /^(?:application\/(?:.+\+)?|text\/)(json|xml)$/.exec(contentType) ?? []
  if (syntax !== undefined) return syntax.toUpperCase()
  return contentType.startsWith('text/') ? 'text' : ''
}

/** `null` for no length, `undefined` for what is no length. Repeated equal values are one (RFC 9110, 8.6). */
function parseLength(value: string): number | null | undefined {
  if (value === '') return null
  const [, length] = /^(\d{1,15})(?:\s*,\s*\1)*$/.exec(value) ?? []
  return length === undefined ? undefined : Number(length)
}

/** Where a redirect leads: to https, or to http on this machine where the first URL was that too. A string says why not. */
export function redirectTarget(location: string, from: URL, first: URL): URL | string {
  if (location.includes(REDACTED)) return 'it redirects to a URL that had the API key in it'
  const to = location === '' ? null : URL.parse(location, from.href)
  if (to === null) return 'it redirects to nowhere'
  const isAllowed = to.protocol === 'https:' || (isSecureEnough(to) && first.protocol === 'http:')
  if (!isAllowed) return `it redirects to ${showUrl(to)}, which is not https`
  return hasCredentials(to) ? `it redirects to ${showUrl(to)} with a user name or password` : to
}

/** The bytes as they were before `encoding`. Throws what broke `packed`, or an error of zlib's. */
export async function* unpack(packed: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'identity') {
    yield* packed
    return
  }
  // Loaded here: few steps meet a packed file, and every step would pay the start-up.
  const zlib = await import('node:zlib')
  const { pipeline } = await import('node:stream/promises')
  const unpacker = encoding === 'br' ? zlib.createBrotliDecompress() : zlib.createUnzip()
  // What goes wrong in it comes out of the loop below.
  pipeline(packed, unpacker).catch(() => undefined)
  const pieces: AsyncIterable<Buffer> = unpacker
  yield* pieces
}
