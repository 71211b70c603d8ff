/** Tags before and after the sound. Formats: id3.org (ID3v1, ID3v2.4), wiki.hydrogenaud.io (APE), id3.org/Lyrics3v2. */
import { type Bytes, findBytes, says } from './bytes.ts'

const MAX_LYRICS_BYTES = 1024 * 1024

/** Where the ID3v2 tags at the start of a file end, by their own account. */
export function endOfTags(bytes: Bytes): number {
  for (let at = 0; ;) {
    const length = id3Length(bytes, at)
    if (length === 0 || at + length > bytes.size) return at
    at += length
  }
}

/** Where the tags at the end of a file begin. */
export function endOfMedia(bytes: Bytes): number {
  for (let end = bytes.size; ;) {
    const length = lengthOfLast(bytes, end)
    if (length === 0 || length > end) return end
    end -= length
  }
}

/** The length of the tag at `at`, or 0. */
export function tagLength(bytes: Bytes, at: number): number {
  const view = bytes.read(at, 32)
  if (says(view, 0, 'TAG') && bytes.size - at >= 128) return says(view, 0, 'TAG+') ? 227 : 128
  if (says(view, 0, 'APETAGEX') && view.length === 32) return view.readUInt32LE(12) + 32
  if (says(view, 0, 'LYRICSBEGIN')) {
    const close = findBytes(bytes, 'LYRICS200', at, Math.min(bytes.size, at + MAX_LYRICS_BYTES))
    return close === null ? 0 : close + 9 - at
  }
  return id3Length(bytes, at)
}

function id3Length(bytes: Bytes, at: number): number {
  const head = bytes.read(at, 10)
  if (!says(head, 0, 'ID3') || head.length < 10 || head.readUInt8(3) > 4) return 0
  const size = head.subarray(6)
  if (size.some((byte) => byte > 0x7f)) return 0
  const hasFooter = (head.readUInt8(5) & 0x10) !== 0
  return size.reduce((sum, byte) => sum * 128 + byte, 0) + (hasFooter ? 20 : 10)
}

function lengthOfLast(bytes: Bytes, end: number): number {
  const start = Math.max(0, end - 128)
  const view = bytes.read(start, end - start)
  if (view.length === 128 && says(view, 0, 'TAG')) {
    return says(bytes.read(Math.max(0, start - 227), 4), 0, 'TAG+') ? 355 : 128
  }
  const [ape, lyrics] = [view.length - 32, view.length - 15]
  if (ape >= 0 && says(view, ape, 'APETAGEX')) {
    const hasHeader = (view.readUInt32LE(ape + 20) & 0x80000000) !== 0
    return view.readUInt32LE(ape + 12) + (hasHeader ? 32 : 0)
  }
  if (lyrics >= 0 && says(view, lyrics + 6, 'LYRICS200')) {
    const size = Number(view.toString('latin1', lyrics, lyrics + 6))
    return Number.isInteger(size) ? size + 15 : 0
  }
  return 0
}
