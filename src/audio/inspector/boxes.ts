/**
 * What the library does not report about MP4 and Matroska files: a box or element that runs past the end of the file, bytes outside of
 * all of them, and encryption. Formats: ISO/IEC 14496-12 (4.2, 8.12), RFC 8794 and 9559.
 */
import type { Bytes } from './bytes.ts'
import type { Walk } from '../walk.ts'

type Outline = Pick<Walk, 'isEncrypted' | 'strayBytes' | 'cutIn'>

/** The boxes of the top level. */
const BOXES =
  /^(?:ftyp|moov|mdat|free|skip|wide|uuid|moof|mfra|sidx|ssix|styp|meta|pdin|prft|emsg|udta|pnot|junk|bloc)$/
/** Only so much of a `moov` box is searched for encryption. That of a song is far shorter. */
const MAX_MOOV_BYTES = 64 * 1024 * 1024

export function walkBoxes(bytes: Bytes): Outline {
  let [isEncrypted, at] = [false, 0]
  while (at < bytes.size) {
    const { name, size } = boxAt(bytes, at)
    const [isKnown, isPast] = [BOXES.test(name), size > bytes.size - at]
    if (isPast && isKnown) return { isEncrypted, strayBytes: 0, cutIn: 'box' }
    if (isPast || size === 0) break
    if (name === 'moov') {
      const moov = bytes.read(at, Math.min(size, MAX_MOOV_BYTES))
      isEncrypted ||= ['enca', 'sinf', 'frma'].every((box) => moov.includes(box, 0, 'latin1'))
    }
    at += size
  }
  return { isEncrypted, strayBytes: bytes.size - at, cutIn: null }
}

/** A size of 0 means that there is no box here. */
function boxAt(bytes: Bytes, at: number): { readonly name: string; readonly size: number } {
  const head = bytes.read(at, 16)
  const name = head.toString('latin1', 4, 8)
  const short = head.length < 8 ? 2 : head.readUInt32BE(0)
  // Zero: the box reaches to the end of the file.
  if (short === 0 && BOXES.test(name)) return { name, size: bytes.size - at }
  const size = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short
  return { name, size: size < 8 ? 0 : size }
}

const [SEGMENT, CLUSTER, TRACKS] = [0x18538067, 0x1f43b675, 0x1654ae6b]
/** The elements of a segment and of a cluster, by RFC 9559. Only these two are entered; all others are skipped. */
const ELEMENTS = new Set([
  ...[0x1a45dfa3, SEGMENT, 0x114d9b74, 0x1549a966, TRACKS, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367],
  ...[CLUSTER, 0xec, 0xbf, 0xe7, 0x5854, 0xa7, 0xab, 0xa3, 0xa0, 0xaf],
])
/** ContentEncodings, with ContentEncoding inside, with ContentEncryption inside that. */
const ENCRYPTION = /\x6d\x80[^]{1,8}\x62\x40[^]{1,80}\x50\x35/
const MAX_TRACKS_BYTES = 1024 * 1024

/** `intactBytes`: where the complete elements end. The library gets no more, since it might search the rest for ever. */
export function walkElements(bytes: Bytes): Outline & { readonly intactBytes: number } {
  let [isEncrypted, isCut, at] = [false, false, 0]
  while (at < bytes.size) {
    const element = elementAt(bytes, at)
    if (element === null) break
    const { name, start, size } = element
    if (name === TRACKS) {
      isEncrypted = ENCRYPTION.test(bytes.read(start, Math.min(size, MAX_TRACKS_BYTES)).toString('latin1'))
    }
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
function elementAt(bytes: Bytes, at: number): { name: number; start: number; size: number } | null {
  const head = bytes.read(at, 12)
  const id = number(head, 0, 4)
  const size = id === null ? null : number(head, id.length, 8)
  if (id === null || size === null || !ELEMENTS.has(id.value)) return null
  const isUnknown = size.value === 2 ** (7 * size.length) - 1
  return { name: id.value, start: at + id.length + size.length, size: isUnknown ? 0 : size.value }
}

/** An EBML number: the count of leading zero bits gives its length. An ID keeps the first one bit, a size drops it. */
function number(
  head: Buffer,
  at: number,
  longest: 4 | 8,
): { readonly value: number; readonly length: number } | null {
  const first = head[at] ?? 0
  const length = Math.clz32(first) - 23
  if (first === 0 || length > longest || at + length > head.length) return null
  let value = longest === 4 ? first : first & (0xff >> length)
  for (const byte of head.subarray(at + 1, at + length)) value = value * 256 + byte
  return { value, length }
}
