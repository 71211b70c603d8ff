/** The body of a response as it was before its content codings. */
import type { FileHead, Packing } from './response.ts'

/** A packed body becomes larger than any song is packed: `message` is in our own words. */
export class UnpacksTooFar extends Error {}

const MAX_GROWTH = 100
const MAX_UNPACKED_BYTES = 2 * 1024 ** 3

/** How files begin that nobody packed, whatever the label says. */
const STORED = /^(?:ID3|RIFF|fLaC|OggS|FORM|.{4}ftyp|\x1aE\xdf\xa3)/s

/**
 * The bytes as they were before `packings`; the bytes themselves decide whether they are packed. Throws what broke `body`, an error
 * of zlib's, or `UnpacksTooFar` once there is more than 100 times what travelled, or 2 GiB.
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
      throw new UnpacksTooFar(`it unpacks to more than ${MAX_GROWTH} times the bytes that were sent`)
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
  // Loaded here: few steps meet a packed file, and every step would pay the start-up.
  const zlib = await import('node:zlib')
  const { pipeline } = await import('node:stream/promises')
  // Two things go by the name of deflate: a zlib stream (RFC 1950), as the standard has it, and bare deflate (RFC 1951).
  const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0
  const inflater = isZlib || isGzip ? zlib.createUnzip() : zlib.createInflateRaw()
  const unpacker = packing === 'br' ? zlib.createBrotliDecompress() : inflater
  // What goes wrong in it comes out of the loop below.
  pipeline(all, unpacker).catch(() => undefined)
  const pieces: AsyncIterable<Buffer> = unpacker
  yield* pieces
}

/** The first bytes of a body, and all of them. */
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
