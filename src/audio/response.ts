/** What a storage host's response means, from its status and headers alone, and its body as it was stored. All `why` are in our own words. */
import { mayPass } from '../mountsea/problems.ts'
import { retryAfterMs, type Header } from '../watch/pace.ts'
import type { HttpAnswer } from '../world/http.ts'
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough, showUrl } from '../text/url.ts'

/** The head of a response whose body is the file. */
export interface FileHead {
  readonly kind: 'file'
  /** Lower case, without parameters; '' if none was sent. It names a file, and says nothing about its bytes. */
  readonly contentType: string
  /** What the body is packed with, in the order in which that was done. */
  readonly packings: readonly Packing[]
  /** The length of the body as it travels, `null` where it is not known (chunked). */
  readonly contentLength: number | null
  /** Whether a body that breaks off can be told from a whole one: not where only the connection's end ends it (RFC 9112, 6.3). */
  readonly endIsMarked: boolean
}

/** What the status and the headers say. */
export type StorageResponse =
  | FileHead
  | { readonly kind: 'redirect'; readonly location: string }
  /** Asking again will not help. */
  | { readonly kind: 'failed'; readonly why: string }
  /** Worth another attempt for a file that must be there. `retryAfterMs` is 0 if the host does not ask to wait. */
  | { readonly kind: 'not-there'; readonly why: string; readonly retryAfterMs: number }
  /** Worth another attempt. */
  | { readonly kind: 'broken'; readonly why: string; readonly retryAfterMs: number }

/**
 * Content codings that are undone. None is asked for, but a storage service may send what was once stored that way. A coding that
 * nobody knows is none (`utf-8`, `none`, `aws-chunked`: object stores pass on what an upload said); where it is the only one, the
 * bytes say whether they are a gzip.
 */
const PACKINGS = ['gzip', 'deflate', 'br'] as const
export type Packing = (typeof PACKINGS)[number]

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** Sorts a response by what it means. `wallMs`: the date of this machine, in milliseconds since 1970. */
export function sortResponse(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  wallMs: number,
): StorageResponse {
  const header: Header = (name) => (headers[name] ?? '').trim()
  const waitMs = retryAfterMs(header, wallMs)
  if (status === 200 || status === 203) return sortFile(header)
  if (status === 206) {
    const [, last, total] = /^\s*bytes 0-(\d{1,15})\/(\d{1,15})\s*$/i.exec(header('content-range')) ?? []
    const isWhole = last !== undefined && Number(last) + 1 === Number(total)
    return isWhole ? sortFile(header) : { kind: 'failed', why: 'only a part of the file was sent (HTTP 206)' }
  }
  if (REDIRECTS.includes(status)) return { kind: 'redirect', location: header('location') }
  const why = `HTTP ${status}`
  if (mayPass(status)) return { kind: 'broken', why, retryAfterMs: waitMs }
  // What storage services answer for a signed URL whose time is over, and CDNs for a file that has not reached them yet.
  if ([401, 403, 404].includes(status)) {
    const meaning = 'the file is not there yet, or the URL has expired or is not readable'
    return { kind: 'not-there', why: `${why}: ${meaning}`, retryAfterMs: waitMs }
  }
  return { kind: 'failed', why: `${why}${status === 410 ? ': the URL has expired or is not readable' : ''}` }
}

function sortFile(header: Header): StorageResponse {
  const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase()
  const codings = header('content-encoding')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim().replace(/^x-/, ''))
    .filter((coding) => coding !== '' && coding !== 'identity')
  const known = codings.flatMap((coding) => PACKINGS.filter((packing) => packing === coding))
  const packings = known.length === 0 && codings.length > 0 ? (['gzip'] as const) : known
  const contentLength = parseLength(header('content-length'))
  if (contentLength === undefined) {
    return { kind: 'broken', why: 'the response has a Content-Length that makes no sense', retryAfterMs: 0 }
  }
  const endIsMarked = contentLength !== null || /\bchunked\b/i.test(header('transfer-encoding'))
  return { kind: 'file', contentType, packings, contentLength, endIsMarked }
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
