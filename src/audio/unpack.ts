/** Undoes the content codings of a response body. */
import type { FileHead, Packing } from './response.ts'

/** A packed body grows beyond the limits. `message` is in our own words. */
export class UnpacksTooFar extends Error {}

const MAX_GROWTH = 100
const MAX_UNPACKED_BYTES = 2 * 1024 ** 3

/** Signatures of files that are not packed, whatever the header says. */
const STORED = /^(?:ID3|RIFF|fLaC|OggS|FORM|.{4}ftyp|\x1aE\xdf\xa3)/s

/**
 * Unpacks `body`, unless its bytes show that it is not packed. Throws the errors of `body` and of zlib, and `UnpacksTooFar`
 * beyond 100 times the bytes that travelled, or 2 GiB.
 */
export async function* unpack(
  body: AsyncIterable<Buffer>,
  { packings, contentLength }: Pick<FileHead, 'packings' | 'contentLength'>,
): AsyncGenerator<Buffer> {
  if (packings.length === 0) {
    yield* body
    return
  }
  let travelled = 0
  let unpacked = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of body) {
      travelled += piece.length
      yield piece
    }
  }
  let bytes: AsyncIterable<Buffer> = counted()
  for (const packing of packings.toReversed()) bytes = undo(bytes, packing)
  for await (const piece of bytes) {
    unpacked += piece.length
    if (unpacked > MAX_UNPACKED_BYTES) throw new UnpacksTooFar('it unpacks to more than 2 GiB')
    if (unpacked > MAX_GROWTH * (contentLength ?? travelled)) {
      throw new UnpacksTooFar(`it unpacks to more than ${MAX_GROWTH} times its size`)
    }
    yield piece
  }
}

async function* undo(packed: AsyncIterable<Buffer>, packing: Packing): AsyncGenerator<Buffer> {
  const { head, all } = await peek(packed)
  const [first = 0, second = 0] = head
  const isGzip = first === 0x1f && second === 0x8b
  if (STORED.test(head.toString('latin1')) || (packing === 'gzip' && !isGzip)) {
    yield* all
    return
  }
  // Loaded here, because few steps need it and loading slows every start.
  const zlib = await import('node:zlib')
  const { pipeline } = await import('node:stream/promises')
  // "deflate" means either a zlib stream (RFC 1950), as the standard says, or bare deflate (RFC 1951).
  const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0
  const inflater = isZlib || isGzip ? zlib.createUnzip() : zlib.createInflateRaw()
  const unpacker = packing === 'br' ? zlib.createBrotliDecompress() : inflater
  // The loop below throws the errors.
  pipeline(all, unpacker).catch(() => undefined)
  const pieces: AsyncIterable<Buffer> = unpacker
  yield* pieces
}

/** Returns the first bytes of a body, and the whole body. */
async function peek(body: AsyncIterable<Buffer>): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  const pieces = body[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let length = 0
  while (length < 12) {
    const piece = await pieces.next()
    if (piece.done === true) break
    first.push(piece.value)
    length += piece.value.length
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      yield* first
      for (;;) {
        const piece = await pieces.next()
        if (piece.done === true) return
        yield piece.value
      }
    } finally {
      await pieces.return?.()
    }
  }
  return { head: Buffer.concat(first).subarray(0, 12), all: all() }
}
