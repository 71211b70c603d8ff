/**
 * Audio of any size, made on the fly, so that it costs no memory. It sounds like noise, but every reader of audio files finds it
 * whole. The same seed gives the same audio.
 */
import { createCipheriv, createHash } from 'node:crypto'

/** The given bytes, or audio of the given size (MP3 by default). */
export type Content =
  Buffer | { readonly sizeBytes: number; readonly seed: number; readonly format?: 'mp3' | 'wav' }

/** An MP3 frame of 128 kbit/s at 44.1 kHz: this header, and random music. */
const FRAME_HEADER = Buffer.of(0xff, 0xfb, 0x90, 0x64)
const FRAME_BYTES = 417
const PIECE_BYTES = 160 * FRAME_BYTES

export function sizeOf(content: Content): number {
  return Buffer.isBuffer(content) ? content.length : content.sizeBytes
}

/** At most `endByte` bytes, in pieces, one made at a time. */
export function* piecesOf(content: Content, endByte = Infinity): Generator<Buffer, void, void> {
  let left = endByte
  for (const piece of made(content)) {
    if (left <= 0) return
    yield piece.subarray(0, left)
    left -= piece.length
  }
}

function* made(content: Content): Generator<Buffer, void, void> {
  if (Buffer.isBuffer(content)) {
    for (let at = 0; at < content.length; at += PIECE_BYTES) yield content.subarray(at, at + PIECE_BYTES)
    return
  }
  // A key stream is fast, reproducible and cannot be compressed.
  const key = createHash('sha256').update(String(content.seed)).digest().subarray(0, 16)
  const stream = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  for (let at = 0; at < content.sizeBytes; at += PIECE_BYTES) {
    const piece = stream.update(Buffer.alloc(Math.min(PIECE_BYTES, content.sizeBytes - at)))
    if (content.format !== 'wav') {
      const whole = piece.length - (piece.length % FRAME_BYTES)
      for (let frame = 0; frame < whole; frame += FRAME_BYTES) FRAME_HEADER.copy(piece, frame)
      // Half a frame at the end would be a song that was cut.
      piece.fill(0, whole)
    } else if (at === 0) wavHeader(content.sizeBytes).copy(piece)
    yield piece
  }
}

/** 16 bits, one channel, 44.1 kHz. */
function wavHeader(sizeBytes: number): Buffer {
  const format = Buffer.from('100000000100010044ac00008858010002001000', 'hex').toString('latin1')
  const header = Buffer.from(`RIFF....WAVEfmt ${format}data....`, 'latin1')
  header.writeUInt32LE(sizeBytes - 8, 4)
  header.writeUInt32LE(sizeBytes - 44, 40)
  return header
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
