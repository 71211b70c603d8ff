/**
 * What a walker reads, and what it finds. The inspector sends only numbers and our own words, never text from the file.
 * Formats of tags: id3.org (ID3v1, ID3v2.4), wiki.hydrogenaud.io (APE), id3.org/Lyrics3v2.
 */
import { isJsonObject, type JsonObject } from '../../text/json.ts'

/** The containers that the inspector reads, named by their extension. */
const FORMATS = ['mp3', 'aac', 'wav', 'flac', 'ogg', 'opus', 'mp4', 'm4a', 'mov', 'webm', 'mkv'] as const
export type Format = (typeof FORMATS)[number]

/** How a file can be cut: its last frame, page and so on is incomplete, or the last page fails its checksum. */
const ENDS = ['frame', 'page', 'chunk', 'box', 'element', 'checksum'] as const

export interface Walk {
  readonly format: Format
  readonly hasAudio: boolean
  readonly hasVideo: boolean
  readonly isEncrypted: boolean
  /** The sum of the packets' durations in the longest track. All of them were read. */
  readonly foundSeconds: number
  /** The length that the container announces. `null` if it announces none or only an estimate. */
  readonly announcedSeconds: number | null
  /** Bytes outside of all known packets, headers and tags. */
  readonly strayBytes: number
  /** The duration of compressed packets that cannot be music: they repeat a single byte, or are plain text. */
  readonly hollowSeconds: number
  /** How the end of the file is damaged. */
  readonly cutIn: (typeof ENDS)[number] | null
  /** The format marks its end, but the mark is missing. */
  readonly lacksEndMark: boolean
}

/** The walk of an empty file, from which every walker starts. */
export const NOTHING: Walk = {
  format: 'mp3',
  hasAudio: false,
  hasVideo: false,
  isEncrypted: false,
  foundSeconds: 0,
  announcedSeconds: null,
  strayBytes: 0,
  hollowSeconds: 0,
  cutIn: null,
  lacksEndMark: false,
}

/** Nothing in the file looks like audio or video, a parser failed on it, or reading it exceeded a bound. */
const FAILURES = ['unknown', 'broken', 'time', 'memory'] as const

/** The inspector prints this as one line of JSON. */
export type Inspection =
  | { readonly kind: 'walked'; readonly walk: Walk }
  | { readonly kind: (typeof FAILURES)[number] }
  /** The system could not read the file. `code` is Node's, such as `EIO`. */
  | { readonly kind: 'unreadable'; readonly code: string }

/** Reads what the inspector printed. `null` if it is not an inspection: a hostile file might make it print anything. */
export function parseInspection(text: string): Inspection | null {
  try {
    // The thread that watches the bounds may print a second line at the same moment.
    const printed: unknown = JSON.parse(text.replace(/\n[^]*/, ''))
    return isJsonObject(printed) && isInspection(printed) ? printed : null
  } catch {
    return null
  }
}

function isInspection(value: JsonObject): value is Inspection {
  const { kind, walk, code } = value
  if (kind === 'walked') return isJsonObject(walk) && isWalk(walk)
  return kind === 'unreadable'
    ? /^[A-Z_]{0,30}$/.test(String(code))
    : FAILURES.some((failure) => failure === kind)
}

/** Whether every field has the right type, and every word is on its list. */
function isWalk(walk: JsonObject): boolean {
  const { format, cutIn, announcedSeconds } = walk
  return (
    Object.entries(NOTHING).every(([name, usual]) => usual === null || typeof walk[name] === typeof usual) &&
    (announcedSeconds === null || typeof announcedSeconds === 'number') &&
    (cutIn === null || ENDS.some((name) => name === cutIn)) &&
    FORMATS.some((name) => name === format)
  )
}

/** A file, read on demand. */
export interface Bytes {
  readonly size: number
  /** `length` bytes from `start`, or fewer at the end of the file. Later reads do not change them. */
  read(start: number, length: number): Buffer
}

/** The bytes from `start` up to `end`, as a file of their own. */
export function part(bytes: Bytes, start: number, end: number): Bytes {
  const size = Math.max(0, end - start)
  return { size, read: (at, length) => bytes.read(start + at, Math.min(length, size - at)) }
}

/** Whether `buffer` has `text` (Latin-1) at `at`. */
export function says(buffer: Buffer, at: number, text: string): boolean {
  return buffer.toString('latin1', at, at + text.length) === text
}

/** Where the tags at the start of a file end, according to their lengths. */
export function endOfTags(bytes: Bytes): number {
  for (let at = 0; ;) {
    const length = tagLength(bytes, at)
    if (length === 0 || at + length > bytes.size) return at
    at += length
  }
}

/** Where the tags at the end of a file begin: ID3v1, APE and Lyrics3. */
export function endOfMedia(bytes: Bytes): number {
  for (let end = bytes.size; ;) {
    const view = bytes.read(Math.max(0, end - 128), Math.min(128, end))
    const ape = view.length - 32
    let length = says(view, 0, 'TAG') ? 128 : 0
    if (says(view, ape, 'APETAGEX')) {
      const hasHeader = (view.readUInt32LE(ape + 20) & 0x80000000) !== 0
      length = view.readUInt32LE(ape + 12) + (hasHeader ? 32 : 0)
    }
    const lyrics = /(\d{6})LYRICS200$/.exec(view.toString('latin1'))?.[1]
    if (lyrics !== undefined) length = Number(lyrics) + 15
    if (length === 0 || length > end) return end
    end -= length
  }
}

/** The length of the tag at `at`, or 0. */
export function tagLength(bytes: Bytes, at: number): number {
  const head = bytes.read(at, 16)
  if (says(head, 0, 'TAG')) return 128
  if (head.length < 16) return 0
  if (says(head, 0, 'APETAGEX')) return head.readUInt32LE(12) + 32
  const size = head.subarray(6, 10)
  if (!says(head, 0, 'ID3') || head.readUInt8(3) > 4 || size.some((byte) => byte > 0x7f)) return 0
  const hasFooter = (head.readUInt8(5) & 0x10) !== 0
  return size.reduce((sum, byte) => sum * 128 + byte, 0) + (hasFooter ? 20 : 10)
}

/** A CRC without reflection of bits. For 16 bits, the polynomial and the result are in the upper half of the number. */
export function checksum(polynomial: number): (crc: number, byte: number) => number {
  const table = Int32Array.from({ length: 256 }, (_, index) => {
    let crc = index << 24
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? polynomial : 0)
    return crc
  })
  return (crc, byte) => (crc << 8) ^ (table[((crc >>> 24) ^ byte) & 0xff] ?? 0)
}
