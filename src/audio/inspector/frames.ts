/**
 * Walks MP3 and ADTS (raw AAC) files, a row of frames with tags before, between and after them. Each frame's header gives its length.
 * Formats: ISO/IEC 11172-3 and 13818-3 (2.4.1.3), 13818-7 (6.2); Xing, Info and VBRI as LAME and mp3-tech.org describe them.
 */
import { type Bytes, endOfMedia, endOfTags, tagLength, NOTHING, part, says, type Walk } from './walk.ts'

interface Frame {
  readonly format: 'mp3' | 'aac'
  readonly bytes: number
  readonly seconds: number
  /** The bits of the header that are the same in all frames of a stream. */
  readonly kind: number
}

/** How far behind the tags the first frame may begin. Files without frames are searched less than one piece further. */
const MAX_LEAD_BYTES = 1024 * 1024
/** The length of an ADTS header, the longer of the two. */
const HEADER_BYTES = 7
const SCAN_BYTES = 64 * 1024
/** More than three of the longest frames (8,191 bytes each), so that a candidate can be compared with the next two. */
const LOOK_AHEAD_BYTES = 32 * 1024

/** Kilobits per second, by the header's index: MPEG 1 layer II, MPEG 1 layer III, MPEG 2 and 2.5. Layer I is not in use. */
const BIT_RATES = [
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]
/** By the header's version field: MPEG 2.5, reserved, 2, 1. */
const MPEG_RATES = [[11_025, 12_000, 8_000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]]
const ADTS_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
]

/** `null` if the file contains neither format. */
export function walkFrames(file: Bytes): Walk | null {
  const tagged = endOfTags(file)
  const bytes = part(file, 0, endOfMedia(file))
  // A tag may announce a wrong length, so this also searches from the start of the file.
  const isBehindTags = isRow(bytes.read(tagged, LOOK_AHEAD_BYTES), 0, 2)
  const start = isBehindTags ? tagged : findFrame(bytes, 0, tagged + MAX_LEAD_BYTES, 3)
  const first = frameAt(bytes.read(start, HEADER_BYTES), 0)
  if (first === null) return null
  const sound = part(bytes, start, bytes.size)
  const found = walkSound(sound, first)
  const strayBytes = found.strayBytes + Math.max(0, start - tagged)
  const announcedSeconds = announced(Buffer.concat([sound.read(0, 64)], 64), first)
  return { ...NOTHING, ...found, announcedSeconds, strayBytes, format: first.format, hasAudio: true }
}

/** Walks all frames, tags and junk from the `first` frame on. */
function walkSound(bytes: Bytes, first: Frame): Pick<Walk, 'foundSeconds' | 'strayBytes' | 'cutIn'> {
  let [foundSeconds, strayBytes] = [0, 0]
  let cutIn: Walk['cutIn'] = null
  for (let at = 0; at < bytes.size;) {
    const view = bytes.read(at, 64)
    const frame = frameAt(view, 0)
    const isWhole = frame?.format === first.format && at + frame.bytes <= bytes.size
    let length = isWhole ? frame.bytes : tagLength(bytes, at)
    cutIn = null
    if (isWhole && infoPlace(view) === undefined) foundSeconds += frame.seconds
    if (length === 0) {
      length = findFrame(bytes, at + 1, bytes.size, 2) - at
      strayBytes += length
      if (mayBeFrame(view, first)) cutIn = 'frame'
    }
    at += length
  }
  return { foundSeconds, strayBytes, cutIn }
}

/** Whether a frame begins here, as far as the end of the file shows. */
function mayBeFrame(view: Buffer, { format }: Frame): boolean {
  return view.length < HEADER_BYTES ? view[0] === 0xff : frameAt(view, 0)?.format === format
}

/** The first place with `howMany` frames of one kind in a row, else the end of the file. Fewer are enough at the end of the file. */
function findFrame(bytes: Bytes, start: number, limit: number, howMany: number): number {
  for (let from = start; from < limit; from += SCAN_BYTES) {
    const buffer = bytes.read(from, SCAN_BYTES + LOOK_AHEAD_BYTES)
    for (let at = buffer.indexOf(0xff); at !== -1 && at < SCAN_BYTES; at = buffer.indexOf(0xff, at + 1)) {
      if (isRow(buffer, at, howMany)) return from + at
    }
  }
  return bytes.size
}

function isRow(buffer: Buffer, at: number, howMany: number, kind?: number): boolean {
  const frame = frameAt(buffer, at)
  if (frame === null) return false
  if (kind !== undefined && kind !== frame.kind) return false
  const next = at + frame.bytes
  return howMany === 1 || next === buffer.length || isRow(buffer, next, howMany - 1, frame.kind)
}

function frameAt(buffer: Buffer, at: number): Frame | null {
  if (at + HEADER_BYTES > buffer.length || buffer.readUInt16BE(at) >> 5 !== 0x7ff) return null
  const [head, rates, last] = [buffer.readUInt8(at + 1), buffer.readUInt8(at + 2), buffer.readUInt8(at + 3)]
  if ((head & 0xf6) !== 0xf0) return mpegFrame(head, rates, last)
  const rate = ADTS_RATES[(rates >> 2) & 0xf]
  const length = ((last & 3) << 11) | (buffer.readUInt16BE(at + 4) >> 5)
  if (rate === undefined || length < 8) return null
  const samples = 1024 * ((buffer.readUInt8(at + 6) & 3) + 1)
  return { format: 'aac', bytes: length, seconds: samples / rate, kind: (head << 8) | (rates & 0xfc) }
}

function mpegFrame(head: number, rates: number, last: number): Frame | null {
  const [version, layer] = [(head >> 3) & 3, 4 - ((head >> 1) & 3)]
  const bitRate = BIT_RATES[version === 3 ? layer - 2 : 2]?.[(rates >> 4) - 1]
  const rate = MPEG_RATES[version]?.[(rates >> 2) & 3]
  const isLayer = layer === 2 || layer === 3
  if (!isLayer || bitRate === undefined || rate === undefined || (last & 3) === 2) return null
  const samples = layer === 3 && version !== 3 ? 576 : 1152
  const bytes = Math.floor((samples * bitRate * 125) / rate) + ((rates >> 1) & 1)
  return { format: 'mp3', bytes, seconds: samples / rate, kind: ((head & 0xfe) << 8) | (rates & 0xc) }
}

/** A first frame without sound is marked here, after the side information. The length of that depends on version and channels. */
const INFO_PLACES = [13, 21, 36]

function infoPlace(frame: Buffer): number | undefined {
  return INFO_PLACES.find((at) => ['Xing', 'Info', 'VBRI'].includes(frame.toString('latin1', at, at + 4)))
}

function announced(view: Buffer, { seconds }: Frame): number | null {
  const at = infoPlace(view)
  if (at === undefined) return null
  if (says(view, at, 'VBRI')) return view.readUInt32BE(at + 14) * seconds
  const hasCount = (view.readUInt32BE(at + 4) & 1) === 1
  return hasCount ? view.readUInt32BE(at + 8) * seconds : null
}
