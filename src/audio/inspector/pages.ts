/**
 * Walks Ogg files. A page has a checksum, a number, and the time at its end (granule position). A gap in the numbers shows that pages
 * are lost. Formats: RFC 3533, RFC 7845 (Opus), Vorbis I (4.2.2), and the mappings of FLAC and Speex.
 */
import { type Bytes, findBytes, says } from './bytes.ts'
import { NOTHING, type Walk } from '../walk.ts'

interface Stream {
  /** Granule positions per second; 0 if the stream is not sound. */
  readonly rate: number
  nextNumber: number
  /** The latest granule position: everything before it was found or is lost. */
  last: number
  /** No page is lost since `last`. */
  isWhole: boolean
  found: number
  announced: number
  hasEnded: boolean
}

/** The start of a page, with the only version that exists. */
const MARK = 'OggS\0'
const MAX_PAGE_BYTES = 27 + 255 + 255 * 255
/**
 * More than a page can hold: 255 packets of 120 ms (Opus) or of 8,192 samples (Vorbis). A stream that begins later was cut from a
 * longer one.
 */
const MAX_PAGE_SECONDS = 60

export function walkPages(bytes: Bytes): Walk {
  /** One map for each link of the chain: serial number to stream. */
  const links = [new Map<number, Stream>()]
  let [strayBytes, isHead] = [0, true]
  let cutIn: Walk['cutIn'] = null
  for (let at = 0; at < bytes.size;) {
    const page = pageAt(bytes, at)
    if (typeof page !== 'string') {
      const isFirst = (page.readUInt8(5) & 2) !== 0
      if (isFirst && !isHead) links.push(new Map())
      takePage(links.at(-1), page, isFirst)
      isHead = isFirst
      cutIn = null
      at += page.length
    } else {
      const next = findBytes(bytes, MARK, at + 1, bytes.size) ?? bytes.size
      if (page !== 'none') cutIn = page
      strayBytes += next - at
      at = next
    }
  }
  const streams = links.flatMap((link) => [...link.values()])
  const seconds = (part: 'found' | 'announced'): number => {
    const lengths = links.map((link) => [...link.values()].map((stream) => stream[part] / (stream.rate || 1)))
    return lengths.reduce((sum, link) => sum + Math.max(0, ...link), 0)
  }
  return {
    ...NOTHING,
    ...{ format: bytes.read(0, 64).includes('OpusHead') ? 'opus' : 'ogg', strayBytes, cutIn },
    hasAudio: streams.some(({ rate }) => rate > 0),
    hasVideo: bytes.read(0, 64).includes('\x80theora', 0, 'latin1'),
    foundSeconds: seconds('found'),
    announcedSeconds: seconds('announced'),
    lacksEndMark: !streams.every(({ hasEnded }) => hasEnded),
  }
}

/** The page at `at` if it is complete and its checksum is right, else what is wrong with it. */
function pageAt(bytes: Bytes, at: number): Buffer | 'none' | 'page' | 'checksum' {
  const view = bytes.read(at, MAX_PAGE_BYTES)
  // The end of the file may cut the mark.
  if (!says(view, 0, MARK.slice(0, view.length))) return 'none'
  if (view.length < 27) return 'page'
  const segments = view.subarray(27, 27 + view.readUInt8(26))
  const length = segments.reduce((sum, size) => sum + size, 27 + view.readUInt8(26))
  if (length > view.length) return 'page'
  const page = view.subarray(0, length)
  return checksum(page) === page.readUInt32LE(22) ? page : 'checksum'
}

function takePage(link: Map<number, Stream> | undefined, page: Buffer, isFirst: boolean): void {
  const [granule, serial] = [Number(page.readBigInt64LE(6)), page.readUInt32LE(14)]
  if (isFirst) {
    const rate = rateOf(page.subarray(27 + page.readUInt8(26)))
    const start = { nextNumber: 0, last: 0, isWhole: true, found: 0, announced: 0, hasEnded: false }
    link?.set(serial, { rate, ...start })
  }
  const stream = link?.get(serial)
  if (stream === undefined) return
  stream.isWhole &&= page.readUInt32LE(18) === stream.nextNumber
  stream.nextNumber = page.readUInt32LE(18) + 1
  stream.hasEnded = (page.readUInt8(5) & 4) !== 0
  // -1: no packet ends on this page.
  if (granule < 0 || stream.rate === 0) return
  const gained = granule - stream.last
  const isPart = stream.last === 0 && gained > MAX_PAGE_SECONDS * stream.rate
  if (gained > 0 && !isPart) {
    stream.announced += gained
    stream.found += stream.isWhole ? gained : 0
  }
  stream.last = granule
  stream.isWhole = true
}

/** The `rate` of a stream, from its first packet. */
function rateOf(body: Buffer): number {
  if (says(body, 0, 'OpusHead')) return 48_000
  if (body.length < 30) return 0
  if (says(body, 0, '\x01vorbis')) return body.readUInt32LE(12)
  // Twenty bits of STREAMINFO, which follows the mapping's nine bytes, the mark and the block's header.
  if (says(body, 0, '\x7fFLAC')) return body.readUIntBE(27, 3) >> 4
  return says(body, 0, 'Speex   ') && body.length >= 40 ? body.readUInt32LE(36) : 0
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0)
  return crc
})

/** The checksum's own four bytes count as zeros (RFC 3533, 6). */
function checksum(page: Buffer): number {
  let crc = 0
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0)
    crc = (crc << 8) ^ (CRC_TABLE[((crc >>> 24) ^ byte) & 0xff] ?? 0)
  }
  return crc >>> 0
}
