/**
 * Walks WAV files (RIFF, RIFX, RF64, BW64): chunks with a size, of which one holds the samples and one says how long a sample is.
 * Formats: Microsoft's RIFF (1991) and WAVEFORMATEX; EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64).
 */
import { type Bytes, says } from './inspector-bytes.ts'
import { NOTHING, type Walk } from './walk.ts'

/** Read in pieces: only so are errors of the disk found. */
const PIECE_BYTES = 256 * 1024
const COMPRESSED = 0xfffe

export function walkChunks(bytes: Bytes): Walk {
  const head = bytes.read(0, 12)
  const isBig = says(head, 0, 'RIFX')
  const u16 = (buffer: Buffer, at: number): number =>
    isBig ? buffer.readUInt16BE(at) : buffer.readUInt16LE(at)
  const u32 = (buffer: Buffer, at: number): number =>
    isBig ? buffer.readUInt32BE(at) : buffer.readUInt32LE(at)
  let [bytesPerSecond, longDataBytes, dataBytes, strayBytes] = [0, 0, 0, 0]
  let announcedBytes: number | null = null
  let cutIn: Walk['cutIn'] = null
  // What stands behind it is no chunk. Zero, or more than there is: nobody knew it.
  const end = head.length < 12 || u32(head, 4) === 0 ? bytes.size : Math.min(bytes.size, u32(head, 4) + 8)
  for (let at = 12; at < bytes.size;) {
    const chunk = bytes.read(at, 48)
    if (at >= end || !/^[ -~]{4}$/.test(chunk.toString('latin1', 0, 4)) || chunk.length < 8) {
      strayBytes = bytes.size - at
      break
    }
    const [name, size, left] = [chunk.toString('latin1', 0, 4), u32(chunk, 4), bytes.size - at - 8]
    if (name === 'fmt ' && chunk.length >= 24) {
      const tag = u16(chunk, 8)
      const isPcm = tag === 1 || tag === 3 || tag === 6 || tag === 7 || tag === COMPRESSED
      bytesPerSecond = isPcm ? u32(chunk, 12) * u16(chunk, 20) : u32(chunk, 16)
    }
    if (name === 'ds64' && chunk.length >= 24) longDataBytes = Number(chunk.readBigUInt64LE(16))
    const isData: boolean = name === 'data' && announcedBytes === null && dataBytes === 0
    const length: number | null = isData ? dataLength(size, longDataBytes) : size
    if (isData) {
      announcedBytes = length
      dataBytes = Math.min(length ?? left, left)
      for (let read = 0; read < dataBytes; read += PIECE_BYTES) bytes.read(at + 8 + read, PIECE_BYTES)
    }
    if (length === null) break
    if (length > left) cutIn = 'chunk'
    // Chunks begin at even places.
    at += 8 + length + (length & 1)
  }
  return {
    ...NOTHING,
    ...{ format: 'wav', hasAudio: true, packetBytes: dataBytes, strayBytes, cutIn },
    foundSeconds: bytesPerSecond === 0 ? 0 : dataBytes / bytesPerSecond,
    announcedSeconds:
      announcedBytes === null || bytesPerSecond === 0 ? null : announcedBytes / bytesPerSecond,
  }
}

/** `null` where whoever wrote the header did not know it: it wrote the file as it came, and left zero or the largest number, or one near it. */
function dataLength(size: number, longSize: number): number | null {
  if (size === 0xffffffff && longSize > 0) return longSize
  const isPlaceholder =
    size === 0 || [0x7ffff000, 0x7fffffff, 0xffffffff].some((largest) => Math.abs(largest - size) < 512)
  return isPlaceholder ? null : size
}
