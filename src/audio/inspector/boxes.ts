/**
 * Walks files that consist of boxes, each with a name and a size. WAV (RIFF, RF64, BW64) has chunks. In MP4 and Matroska, finds what
 * the library does not report: a box or element that runs past the end of the file, bytes outside of all of them, and encryption.
 * Formats: Microsoft's RIFF (1991) and WAVEFORMATEX; EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64); ISO/IEC 14496-12 (4.2, 8.12); RFC
 * 8794 and 9559.
 */
import { type Bytes, NOTHING, type Walk } from './walk.ts'

/** Samples are read in pieces of this size, only to find errors of the disk. */
const PIECE_BYTES = 256 * 1024
/** Begins with a name of four characters. */
const CHUNK = /^[ -~]{4}/
/** PCM, floating point, A-law, mu-law, and their extensible form: a block is one sample of all channels. */
const PLAIN_FORMATS = [1, 3, 6, 7, 0xfffe]

/** In a WAV file, one chunk holds the samples, another gives the bytes per second. */
export function walkChunks(bytes: Bytes): Walk {
  const riff = bytes.read(0, 12).readUInt32LE(4)
  let [perSecond, longSize, found, at, end] = [Infinity, 0, 0, 12, bytes.size]
  let announced: number | null = null
  while (at + 8 <= end) {
    const chunk = paddedHead(bytes, at)
    if (!CHUNK.test(chunk.toString('latin1'))) break
    let size = chunk.readUInt32LE(4)
    switch (chunk.toString('latin1', 0, 4)) {
      case 'fmt ':
        perSecond = bytesPerSecond(chunk) || Infinity
        break
      case 'ds64':
        longSize = Number(chunk.readBigUInt64LE(16))
        break
      case 'data':
        // No chunks follow after this place. A size of zero, or above the file's, means that the writer did not know it.
        if (riff > 0) end = Math.min(end, riff + 8)
        announced = dataLength(size, longSize, riff - at)
        found = Math.min(announced ?? Infinity, bytes.size - at - 8)
        for (let read = 0; read < found; read += PIECE_BYTES) bytes.read(at + read, PIECE_BYTES)
        size = announced ?? found
    }
    // Chunks begin at even places.
    at += 8 + size + (size & 1)
  }
  return {
    ...NOTHING,
    ...{ format: 'wav', hasAudio: true, foundSeconds: found / perSecond },
    announcedSeconds: announced === null ? null : announced / perSecond,
    strayBytes: Math.max(0, bytes.size - at),
    // The padding byte of the last chunk may be missing.
    cutIn: at > bytes.size + 1 ? 'chunk' : null,
  }
}

/** Padded with zeros at the end of the file. */
function paddedHead(bytes: Bytes, at: number): Buffer {
  return Buffer.concat([bytes.read(at, 24)], 24)
}

function bytesPerSecond(chunk: Buffer): number {
  const isPlain = PLAIN_FORMATS.includes(chunk.readUInt16LE(8))
  return isPlain ? chunk.readUInt32LE(12) * chunk.readUInt16LE(20) : chunk.readUInt32LE(16)
}

/**
 * `null` if the writer did not know the length: a program that streams writes zero, or a number at or near the largest. Then the size
 * of the whole file may be right; it leaves `rest` bytes for the samples.
 */
function dataLength(size: number, longSize: number, rest: number): number | null {
  if (size === 0xffffffff && longSize > 0) return longSize
  const isLength = (bytes: number): boolean =>
    bytes > 0 && ![0x7ffff000, 0x7fffffff, 0xffffffff].some((largest) => Math.abs(largest - bytes) < 512)
  return [size, rest].find(isLength) ?? null
}

type Outline = Pick<Walk, 'isEncrypted' | 'strayBytes' | 'cutIn'>

/** The boxes of the top level. */
const BOXES =
  /ftyp|moov|mdat|free|skip|wide|uuid|moof|mfra|sidx|ssix|styp|meta|pdin|prft|emsg|udta|pnot|junk|bloc/

export function walkBoxes(bytes: Bytes): Outline {
  let [isEncrypted, at] = [false, 0]
  for (;;) {
    const head = paddedHead(bytes, at)
    const name = head.toString('latin1', 4, 8)
    const isKnown = BOXES.test(name)
    let size = head.readUInt32BE(0)
    if (size === 1) size = Number(head.readBigUInt64BE(8))
    // Zero: the box reaches to the end of the file.
    else if (size === 0 && isKnown) size = bytes.size - at
    const isPast = size > bytes.size - at
    if (isPast && isKnown) return { isEncrypted, strayBytes: 0, cutIn: 'box' }
    if (isPast || size < 8) break
    if (name === 'moov') {
      const moov = bytes.read(at, size)
      isEncrypted ||= ['enca', 'sinf', 'frma'].every((box) => moov.includes(box, 0, 'latin1'))
    }
    at += size
  }
  return { isEncrypted, strayBytes: bytes.size - at, cutIn: null }
}

const [SEGMENT, CLUSTER, TRACKS] = [0x18538067, 0x1f43b675, 0x1654ae6b]
/** The elements of a segment and of a cluster, by RFC 9559. Only these two are entered; all others are skipped. */
const ELEMENTS = new Set([
  ...[0x1a45dfa3, SEGMENT, 0x114d9b74, 0x1549a966, TRACKS, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367],
  ...[CLUSTER, 0xec, 0xbf, 0xe7, 0x5854, 0xa7, 0xab, 0xa3, 0xa0, 0xaf],
])
/** From the outside in: ContentEncodings, ContentEncoding, ContentEncryption. */
const ENCRYPTION = /\x6d\x80[^]{1,8}\x62\x40[^]{1,80}\x50\x35/

/** `intactBytes`: where the complete elements end. The library gets no more, since it might search the rest for ever. */
export function walkElements(bytes: Bytes): Outline & { readonly intactBytes: number } {
  let [isEncrypted, isCut, at] = [false, false, 0]
  for (let element = elementAt(bytes, at); element !== null; element = elementAt(bytes, at)) {
    const { name, start, size } = element
    if (name === TRACKS) isEncrypted = ENCRYPTION.test(bytes.read(start, size).toString('latin1'))
    const isParent = name === SEGMENT || name === CLUSTER
    const isPast = start + size > bytes.size
    isCut ||= isPast
    if (isPast && !isParent) break
    at = isParent ? start : start + size
  }
  return {
    isEncrypted,
    strayBytes: isCut ? 0 : bytes.size - at,
    cutIn: isCut ? 'element' : null,
    intactBytes: at,
  }
}

/** `null` if there is no known element here. `size` is 0 if the file leaves it open: the children follow at once. */
function elementAt(bytes: Bytes, at: number): Record<'name' | 'start' | 'size', number> | null {
  const head = bytes.read(at, 12)
  const id = number(head.subarray(0, 4), true)
  if (id === null || !ELEMENTS.has(id.value)) return null
  const size = number(head.subarray(id.length, id.length + 8), false)
  if (size === null) return null
  const isUnknown = size.value === 2 ** (7 * size.length) - 1
  return { name: id.value, start: at + id.length + size.length, size: isUnknown ? 0 : size.value }
}

/** An EBML number: the count of leading zero bits gives its length. An ID keeps the first 1 bit, a size drops it. */
function number(bytes: Buffer, isId: boolean): Record<'value' | 'length', number> | null {
  const first = bytes[0] ?? 0
  const length = Math.clz32(first) - 23
  if (length > bytes.length) return null
  let value = isId ? first : first & (0xff >> length)
  for (const byte of bytes.subarray(1, length)) value = value * 256 + byte
  return { value, length }
}
