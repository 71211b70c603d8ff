/**
 * Walks WAV files (RIFF, RIFX, RF64, BW64): chunks with a size, of which one holds the samples and one says how long a sample is.
 * Formats: Microsoft's RIFF (1991) and WAVEFORMATEX; EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64).
 */
import { type Bytes, says } from './inspector-bytes.ts'
import { NOTHING, type Walk } from './walk.ts'

/** Read in pieces: only so are errors of the disk found. */
const PIECE_BYTES = 256 * 1024
/** A name of four letters and a size. */
const CHUNK = /^[ -~]{4}[^]{4}/
/** PCM, floating point, A-law, mu-law, and the extended form of them: a sample is as long as its block. */
const PLAIN_FORMATS = [1, 3, 6, 7, 0xfffe]

export function walkChunks(bytes: Bytes): Walk {
  const head = bytes.read(0, 12)
  const isBig = says(head, 0, 'RIFX')
  const u32 = (buffer: Buffer, at: number): number =>
    isBig ? buffer.readUInt32BE(at) : buffer.readUInt32LE(at)
  // What stands behind it is no chunk. Zero, or more than there is: nobody knew it.
  const end = u32(head, 4) === 0 ? bytes.size : Math.min(bytes.size, u32(head, 4) + 8)
  let [bytesPerSecond, longSize, data] = [0, 0, NO_DATA]
  let at = 12
  while (at < end) {
    const chunk = bytes.read(at, 24)
    if (!CHUNK.test(chunk.toString('latin1'))) break
    let size = u32(chunk, 4)
    if (says(chunk, 0, 'fmt ')) bytesPerSecond = speed(chunk, isBig)
    if (says(chunk, 0, 'ds64')) longSize = chunk.length < 24 ? 0 : Number(chunk.readBigUInt64LE(16))
    if (says(chunk, 0, 'data') && data === NO_DATA) {
      data = readData(bytes, at + 8, dataLength(size, longSize))
      size = data.announced ?? data.found
    }
    // Chunks begin at even places.
    at += 8 + size + (size & 1)
  }
  const seconds = (length: number): number => (bytesPerSecond === 0 ? 0 : length / bytesPerSecond)
  return {
    ...NOTHING,
    ...{ format: 'wav', hasAudio: true, foundSeconds: seconds(data.found) },
    announcedSeconds: data.announced === null ? null : seconds(data.announced),
    strayBytes: Math.max(0, bytes.size - at),
    // The byte that makes a chunk even may be missing.
    cutIn: at > bytes.size + 1 ? 'chunk' : null,
  }
}

function speed(chunk: Buffer, isBig: boolean): number {
  if (chunk.length < 24) return 0
  const u16 = (at: number): number => (isBig ? chunk.readUInt16BE(at) : chunk.readUInt16LE(at))
  const u32 = (at: number): number => (isBig ? chunk.readUInt32BE(at) : chunk.readUInt32LE(at))
  return PLAIN_FORMATS.includes(u16(8)) ? u32(12) * u16(20) : u32(16)
}

interface Data {
  readonly found: number
  readonly announced: number | null
}
const NO_DATA: Data = { found: 0, announced: null }

function readData(bytes: Bytes, start: number, announced: number | null): Data {
  const left = bytes.size - start
  const found = Math.min(announced ?? left, left)
  for (let read = 0; read < found; read += PIECE_BYTES) bytes.read(start + read, PIECE_BYTES)
  return { found, announced }
}

/** `null` where whoever wrote the header did not know it: it wrote the file as it came, and left zero or the largest number, or one near it. */
function dataLength(size: number, longSize: number): number | null {
  if (size === 0xffffffff && longSize > 0) return longSize
  const isPlaceholder =
    size === 0 || [0x7ffff000, 0x7fffffff, 0xffffffff].some((largest) => Math.abs(largest - size) < 512)
  return isPlaceholder ? null : size
}
