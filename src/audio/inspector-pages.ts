/**
 * Walks Ogg files: pages with a checksum, a running number and the time (granule position) at their end. What is lost between two
 * pages shows in the running numbers. Formats: RFC 3533; Vorbis I (4.2.2), RFC 7845 (Opus), Ogg FLAC, Speex and Theora as their mappings say.
 */
import { type Bytes, findBytes, says } from './inspector-bytes.ts'
import { NOTHING, type Walk } from './walk.ts'

interface Stream {
  readonly rate: number
  readonly isVideo: boolean
  /** Granule positions are times, but those of video, which count frames from the last that stands alone. */
  readonly shift: number
  number: number
  /** Granule position up to which everything was seen or missed; `null` before the first that is told. */
  last: number | null
  /** No page was missed since `last`. */
  isWhole: boolean
  found: number
  announced: number
  hasEnded: boolean
}

/** Of a page, with the only version there is. */
const MARK = 'OggS\0'
const MAX_PAGE_BYTES = 27 + 255 + 255 * 255
/** What a first page can hold: 255 packets of at most 120 ms in Opus, of 8,192 samples in Vorbis. A stream that begins later was cut out of a longer one. */
const MAX_PAGE_SECONDS = 60

export function walkPages(bytes: Bytes): Walk {
  const chain = new Chain()
  let strayBytes = 0
  let cutIn: Walk['cutIn'] = null
  for (let at = 0; at < bytes.size;) {
    const page = bytes.read(at, MAX_PAGE_BYTES)
    const length = pageLength(page)
    const isCut = length === null || length > page.length
    if (!isCut && checksum(page.subarray(0, length)) === page.readUInt32LE(22)) {
      cutIn = null
      chain.take(page.subarray(0, length))
      at += length
      continue
    }
    const next = findBytes(bytes, MARK, at + 1, bytes.size) ?? bytes.size
    if (says(page, 0, MARK)) cutIn = isCut ? 'page' : 'checksum'
    strayBytes += next - at
    at = next
  }
  return { ...NOTHING, ...chain.close(), strayBytes, cutIn }
}

/** The streams of a file, side by side or one link after the other. */
class Chain {
  readonly #walk = {
    foundSeconds: 0,
    announcedSeconds: 0,
    hasAudio: false,
    hasVideo: false,
    isOpus: false,
    lacksEndMark: false,
  }
  #link = new Map<number, Stream>()
  /** Only first pages so far in this link. */
  #isHead = true

  /** Takes a page whose checksum is right. */
  take(page: Buffer): void {
    const [flags, serial, body] = [
      page.readUInt8(5),
      page.readUInt32LE(14),
      page.subarray(27 + page.readUInt8(26)),
    ]
    const isFirst = (flags & 2) !== 0
    if (isFirst) {
      if (!this.#isHead) this.#closeLink()
      const stream = streamOf(body)
      if (stream !== null) this.#link.set(serial, stream)
      this.#walk.hasAudio ||= stream?.isVideo === false
      this.#walk.hasVideo ||= stream?.isVideo === true
      this.#walk.isOpus ||= says(body, 0, 'OpusHead')
    }
    this.#isHead = isFirst
    const stream = this.#link.get(serial)
    if (stream !== undefined) takePage(stream, page, (flags & 4) !== 0)
  }

  close(): Omit<Walk, 'isEncrypted' | 'strayBytes' | 'hollowSeconds' | 'cutIn'> {
    this.#closeLink()
    const { isOpus, ...walk } = this.#walk
    return { ...walk, format: isOpus ? 'opus' : 'ogg' }
  }

  #closeLink(): void {
    const streams = [...this.#link.values()]
    this.#walk.foundSeconds += Math.max(0, ...streams.map(({ found, rate }) => found / rate))
    this.#walk.announcedSeconds += Math.max(0, ...streams.map(({ announced, rate }) => announced / rate))
    this.#walk.lacksEndMark ||= !streams.every(({ hasEnded }) => hasEnded)
    this.#link = new Map()
  }
}

/** `null` where no page begins. */
function pageLength(page: Buffer): number | null {
  if (!says(page, 0, MARK) || page.length < 27) return null
  const segments = page.subarray(27, 27 + page.readUInt8(26))
  return 27 + page.readUInt8(26) + segments.reduce((sum, length) => sum + length, 0)
}

function takePage(stream: Stream, page: Buffer, isLast: boolean): void {
  const [granule, number] = [Number(page.readBigInt64LE(6)), page.readUInt32LE(18)]
  stream.isWhole &&= number === stream.number
  stream.number = number + 1
  stream.hasEnded = isLast
  // -1: no packet ends on this page.
  if (granule < 0) return
  const time =
    stream.shift === 0 ? granule : Math.floor(granule / 2 ** stream.shift) + (granule % 2 ** stream.shift)
  const gained = time - (stream.last ?? 0)
  const isPart = (stream.last ?? 0) === 0 && gained > MAX_PAGE_SECONDS * stream.rate
  if (gained > 0 && !isPart) {
    stream.announced += gained
    stream.found += stream.isWhole ? gained : 0
  }
  stream.last = time
  stream.isWhole = true
}

/** By its first packet; `null` for what is neither sound nor picture, and what is not known. */
function streamOf(body: Buffer): Stream | null {
  const rate = rateOf(body)
  const isVideo = says(body, 0, '\x80theora')
  if (!(rate > 0)) return null
  const shift = isVideo ? (body.readUInt16BE(40) >> 5) & 31 : 0
  return {
    rate,
    isVideo,
    shift,
    number: 0,
    last: null,
    isWhole: true,
    found: 0,
    announced: 0,
    hasEnded: false,
  }
}

function rateOf(body: Buffer): number {
  if (body.length < 19) return 0
  if (says(body, 0, 'OpusHead')) return 48_000
  if (body.length < 28) return 0
  if (says(body, 0, '\x01vorbis')) return body.readUInt32LE(12)
  // Twenty bits of STREAMINFO, behind nine bytes of the mapping, the mark and the block's header.
  if (says(body, 0, '\x7fFLAC') && body.length > 30) return body.readUIntBE(27, 3) >> 4
  if (body.length < 42) return 0
  if (says(body, 0, 'Speex   ')) return body.readUInt32LE(36)
  return says(body, 0, '\x80theora') ? body.readUInt32BE(22) / body.readUInt32BE(26) : 0
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0)
  return crc
})

/** RFC 3533, 6: with the checksum's own four bytes taken as zeros. */
function checksum(page: Buffer): number {
  let crc = 0
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0)
    crc = (crc << 8) ^ (CRC_TABLE[((crc >>> 24) ^ byte) & 0xff] ?? 0)
  }
  return crc >>> 0
}
