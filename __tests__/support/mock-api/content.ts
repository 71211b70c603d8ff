/**
 * Audio for tests: bytes that are as random as music looks, the same for the same seed, and made on the fly, so that a
 * file of any size costs no memory.
 */
import { createCipheriv, createHash } from 'node:crypto'

/** Bytes as they are, or as many as one wants, made from a seed. */
export type Content = Buffer | { readonly sizeBytes: number; readonly seed: number }

const PIECE_BYTES = 64 * 1024

export function sizeOf(content: Content): number {
  return Buffer.isBuffer(content) ? content.length : content.sizeBytes
}

/** The bytes in pieces, one made at a time. */
export function* piecesOf(content: Content): Generator<Buffer, void, void> {
  if (Buffer.isBuffer(content)) {
    for (let at = 0; at < content.length; at += PIECE_BYTES) yield content.subarray(at, at + PIECE_BYTES)
    return
  }
  // A key stream is fast, reproducible and cannot be compressed.
  const key = createHash('sha256').update(String(content.seed)).digest().subarray(0, 16)
  const stream = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  for (let at = 0; at < content.sizeBytes; at += PIECE_BYTES) {
    yield stream.update(Buffer.alloc(Math.min(PIECE_BYTES, content.sizeBytes - at)))
  }
}

/** All of the bytes at once; for small files. */
export function bytesOfContent(content: Content): Buffer {
  return Buffer.concat([...piecesOf(content)])
}

/** SHA-256 in lower-case hex, as the action's `tasks` output has it. */
export function sha256Of(content: Content): string {
  const hash = createHash('sha256')
  for (const piece of piecesOf(content)) hash.update(piece)
  return hash.digest('hex')
}
