/** Reads the status and headers of a storage host, and undoes what its headers say. All `why` are in our own words. */
import { mayPass } from '../mountsea/problems.ts'
import { retryAfterMs, type Header } from '../watch/pace.ts'
import type { HttpAnswer } from '../world/http.ts'
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough, showUrl } from '../text/show.ts'

/** The head of a response whose body is the file. */
export interface FileHead {
  readonly kind: 'file'
  /** Lower case, without parameters; '' if none was sent. It only helps to name the file; it proves nothing about the bytes. */
  readonly contentType: string
  /** The content codings of the body, in the order they were applied. */
  readonly packings: readonly Packing[]
  /** The length of the body before unpacking; `null` if unknown (chunked). */
  readonly contentLength: number | null
  /** Whether a cut can be noticed. It cannot if only the end of the connection ends the body (RFC 9112, 6.3). */
  readonly endIsMarked: boolean
}

export type StorageResponse =
  | FileHead
  | { readonly kind: 'redirect'; readonly location: string }
  /** A retry will not help. */
  | { readonly kind: 'failed'; readonly why: string }
  /** Retried. `retryAfterMs` is 0 if the host does not ask to wait. */
  | { readonly kind: 'broken'; readonly why: string; readonly retryAfterMs: number }

/**
 * Content codings that are undone. We ask for none, but storage services send files as they were uploaded. They also repeat the
 * header of the upload (`utf-8`, `none`, `aws-chunked`), so unknown codings are ignored. If no known coding is named, the first bytes
 * show whether the body is a gzip.
 */
const PACKINGS = ['gzip', 'deflate', 'br'] as const
export type Packing = (typeof PACKINGS)[number]

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** Storage services send these for an expired signed URL, and CDNs for a file that has not reached them yet. */
const LATE: readonly number[] = [401, 403, 404]
const GONE = 'the URL has expired or is not readable'

/** Sorts a response by its meaning. `wallMs`: the date of this machine, in milliseconds since 1970. */
export function sortResponse(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  wallMs: number,
  isPromised: boolean,
): StorageResponse {
  const header: Header = (name) => (headers[name] ?? '').trim()
  if (status === 200 || status === 203) return sortFile(header)
  if (status === 206) {
    const [, last, total] = /^bytes 0-(\d{1,15})\/(\d{1,15})$/i.exec(header('content-range')) ?? []
    const isWhole = Number(last) + 1 === Number(total)
    return isWhole ? sortFile(header) : { kind: 'failed', why: 'only a part of the file was sent (HTTP 206)' }
  }
  if (REDIRECTS.includes(status)) return { kind: 'redirect', location: header('location') }
  const isLate = LATE.includes(status)
  const meaning = status === 410 ? `: ${GONE}` : isLate ? `: the file is not there yet, or ${GONE}` : ''
  const why = `HTTP ${status}${meaning}`
  if (!mayPass(status) && !(isLate && isPromised)) return { kind: 'failed', why }
  return { kind: 'broken', why, retryAfterMs: retryAfterMs(header, wallMs) }
}

function sortFile(header: Header): FileHead {
  const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase()
  const codings = header('content-encoding')
    .toLowerCase()
    .split(/[\s,]+/)
    .map((coding) => coding.replace(/^x-/, ''))
  const known = codings.flatMap((coding) => PACKINGS.filter((packing) => packing === coding))
  const isUnknown = known.length === 0 && codings.some((coding) => !['', 'identity'].includes(coding))
  // Node refuses a response with an invalid or a second Content-Length (measured, 24).
  const length = /^\d+$/.exec(header('content-length'))?.[0]
  return {
    kind: 'file',
    contentType,
    packings: isUnknown ? ['gzip'] : known,
    contentLength: length === undefined ? null : Number(length),
    endIsMarked: length !== undefined || /\bchunked\b/i.test(header('transfer-encoding')),
  }
}

/** Returns the target of a redirect: https, or http on this machine if the first URL was http. A string says why not. */
export function redirectTarget(location: string, from: URL, first: URL): URL | string {
  if (location.includes(REDACTED)) return 'it redirects to a URL that contained the API key'
  const to = location === '' ? null : URL.parse(location, from.href)
  if (to === null) return 'it redirects to nowhere'
  const isAllowed = to.protocol === 'https:' || (isSecureEnough(to) && first.protocol === 'http:')
  if (!isAllowed) return `it redirects to ${showUrl(to)}, which is not https`
  return hasCredentials(to) ? `it redirects to ${showUrl(to)} with a user name or password` : to
}

/** Signatures of files that are not packed, whatever the header says. */
const STORED = /^(?:ID3|RIFF|fLaC|OggS|FORM|.{4}ftyp|\x1aE\xdf\xa3)/s

/** Undoes one content coding, unless the bytes show that they are not packed. Throws the errors of `packed` and of zlib. */
export async function* undo(packed: AsyncGenerator<Buffer>, packing: Packing): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0)
  while (head.length < 12) {
    const piece = await packed.next()
    if (piece.done === true) break
    head = Buffer.concat([head, piece.value])
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield head
    yield* packed
  }
  const start = Number.parseInt(head.toString('hex', 0, 2), 16)
  const isGzip = start === 0x1f8b
  if (STORED.test(head.subarray(0, 12).toString('latin1')) || (packing === 'gzip' && !isGzip)) {
    yield* all()
    return
  }
  // Loaded here, because few steps need it and loading slows every start.
  const zlib = await import('node:zlib')
  const { pipeline } = await import('node:stream/promises')
  // "deflate" means either a zlib stream (RFC 1950), as the standard says, or bare deflate (RFC 1951).
  const isZlib = (start & 0x0f00) === 0x0800 && start % 31 === 0
  const inflater = isZlib || isGzip ? zlib.createUnzip() : zlib.createInflateRaw()
  const unpacker = packing === 'br' ? zlib.createBrotliDecompress() : inflater
  // The loop below throws the errors.
  pipeline(all(), unpacker).catch(() => undefined)
  const pieces: AsyncIterable<Buffer> = unpacker
  yield* pieces
}
