/**
 * Walks WAV files (RIFF, RF64, BW64), a row of chunks: one holds the samples, another gives the bytes per second.
 * Formats: Microsoft's RIFF (1991) and WAVEFORMATEX; EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64).
 */
import type { Bytes } from './bytes.ts'
import { NOTHING, type Walk } from '../walk.ts'

/** The samples are read in such pieces, only to find errors of the disk. */
const PIECE_BYTES = 256 * 1024
/** A name of four characters, then a size. */
const CHUNK = /^[ -~]{4}[^]{4}/
/** PCM, floating point, A-law, mu-law, and their extensible form: a block is one sample of all channels. */
const PLAIN_FORMATS = [1, 3, 6, 7, 0xfffe]

export function walkChunks(bytes: Bytes): Walk {
  const riff = bytes.read(0, 12).readUInt32LE(4)
  // No chunks follow after it. Zero, or more than the file has, means that the writer did not know the size.
  const end = riff === 0 ? bytes.size : Math.min(bytes.size, riff + 8)
  let [bytesPerSecond, longSize, data, at] = [0, 0, NO_DATA, 12]
  while (at < (data === NO_DATA ? bytes.size : end)) {
    const chunk = bytes.read(at, 24)
    if (!CHUNK.test(chunk.toString('latin1'))) break
    let size = chunk.readUInt32LE(4)
    switch (chunk.toString('latin1', 0, 4)) {
      case 'fmt ':
        bytesPerSecond = speed(chunk)
        break
      case 'ds64':
        longSize = chunk.length < 24 ? 0 : Number(chunk.readBigUInt64LE(16))
        break
      case 'data':
        if (data !== NO_DATA) break
        data = readData(bytes, at + 8, dataLength(size, longSize))
        size = data.announced ?? data.found
    }
    // Chunks begin at even places.
    at += 8 + size + (size & 1)
  }
  const perSecond = bytesPerSecond || Infinity
  return {
    ...NOTHING,
    ...{ format: 'wav', hasAudio: true, foundSeconds: data.found / perSecond },
    announcedSeconds: data.announced === null ? null : data.announced / perSecond,
    strayBytes: Math.max(0, bytes.size - at),
    // The padding byte of the last chunk may be missing.
    cutIn: at > bytes.size + 1 ? 'chunk' : null,
  }
}

/** Bytes per second. */
function speed(chunk: Buffer): number {
  if (chunk.length < 24) return 0
  const isPlain = PLAIN_FORMATS.includes(chunk.readUInt16LE(8))
  return isPlain ? chunk.readUInt32LE(12) * chunk.readUInt16LE(20) : chunk.readUInt32LE(16)
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

/** `null` if the writer did not know the length: a program that streams writes zero, or a number at or near the largest. */
function dataLength(size: number, longSize: number): number | null {
  if (size === 0xffffffff && longSize > 0) return longSize
  const isPlaceholder =
    size === 0 || [0x7ffff000, 0x7fffffff, 0xffffffff].some((largest) => Math.abs(largest - size) < 512)
  return isPlaceholder ? null : size
}
