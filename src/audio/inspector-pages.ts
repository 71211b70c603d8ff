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

const MAX_PAGE_BYTES = 27 + 255 + 255 * 255
/** What a first page can hold: 255 packets of at most 120 ms in Opus, of 8,192 samples in Vorbis. A stream that begins later was cut out of a longer one. */
const MAX_PAGE_SECONDS = 60

export function walkPages(bytes: Bytes): Walk {
  let streams = new Map<number, Stream>()
  let [found, announced, packetBytes, strayBytes] = [0, 0, 0, 0]
  let cutIn: Walk['cutIn'] = null
  let [isHead, hasAudio, hasVideo, isOpus, lacksEndMark] = [true, false, false, false, false]
  const closeLink = (): void => {
    const all = [...streams.values()]
    found += Math.max(0, ...all.map((stream) => stream.found / stream.rate))
    announced += Math.max(0, ...all.map((stream) => stream.announced / stream.rate))
    lacksEndMark ||= !all.every(({ hasEnded }) => hasEnded)
    streams = new Map()
  }
  for (let at = 0; at < bytes.size;) {
    const page = bytes.read(at, MAX_PAGE_BYTES)
    const length = pageLength(page)
    const isCut = length === null || length > page.length
    if (length === null || isCut || checksum(page.subarray(0, length)) !== page.readUInt32LE(22)) {
      const next = findBytes(bytes, 'OggS', at + 1, bytes.size) ?? bytes.size
      if (says(page, 0, 'OggS')) cutIn = isCut ? 'page' : 'checksum'
      strayBytes += next - at
      at = next
      continue
    }
    cutIn = null
    const [flags, serial] = [page.readUInt8(5), page.readUInt32LE(14)]
    const body = page.subarray(27 + page.readUInt8(26), length)
    if ((flags & 2) !== 0) {
      // A chain: the first page of a stream behind others than first pages.
      if (!isHead) closeLink()
      const stream = streamOf(body)
      if (stream !== null) streams.set(serial, stream)
      hasAudio ||= stream?.isVideo === false
      hasVideo ||= stream?.isVideo === true
      isOpus ||= says(body, 0, 'OpusHead')
    }
    isHead = (flags & 2) !== 0
    const stream = streams.get(serial)
    if (stream !== undefined) take(stream, page, (flags & 4) !== 0)
    packetBytes += body.length
    at += length
  }
  closeLink()
  return {
    ...NOTHING,
    ...{
      format: isOpus ? 'opus' : 'ogg',
      hasAudio,
      hasVideo,
      foundSeconds: found,
      packetBytes,
      strayBytes,
      cutIn,
    },
    announcedSeconds: announced,
    lacksEndMark,
  }
}

/** `null` where no page begins. */
function pageLength(page: Buffer): number | null {
  if (!says(page, 0, 'OggS') || page.length < 27) return null
  const segments = page.subarray(27, 27 + page.readUInt8(26))
  return 27 + page.readUInt8(26) + segments.reduce((sum, length) => sum + length, 0)
}

function take(stream: Stream, page: Buffer, isLast: boolean): void {
  const [granule, number] = [Number(page.readBigInt64LE(6)), page.readUInt32LE(18)]
  stream.isWhole &&= number === stream.number
  stream.number = number + 1
  stream.hasEnded = isLast
  // -1: no packet ends on this page.
  if (granule < 0) return
  const time =
    stream.shift === 0 ? granule : Math.floor(granule / 2 ** stream.shift) + (granule % 2 ** stream.shift)
  const gained = time - (stream.last ?? 0)
  const isStart = stream.last !== null || gained <= MAX_PAGE_SECONDS * stream.rate
  if (gained > 0 && isStart) {
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
