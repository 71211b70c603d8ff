/**
 * Walks Ogg files. A page has a checksum, a number, and the time at its end (granule position). A gap in the numbers shows that pages
 * are lost. Formats: RFC 3533, RFC 7845 (Opus), Vorbis I (4.2.2), and the mappings of FLAC and Speex.
 */
import { type Bytes, checksum, NOTHING, says, type Walk } from './walk.ts'

interface Stream {
  readonly serial: number
  /** Granule positions per second; 0 if the stream is not sound. */
  readonly rate: number
  nextNumber: number
  /** The latest granule position: everything before it was found or is lost. */
  last: number
  /** No page is lost since `last`. */
  isWhole: boolean
  /** Those of its latest page. */
  flags: number
  foundSeconds: number
  announcedSeconds: number
}

/** The start of a page, with the only version that exists. */
const MARK = 'OggS\0'
const MAX_HEAD_BYTES = 27 + 255
const SCAN_BYTES = 32 * 1024
/**
 * More than a page can hold: 255 packets of 120 ms (Opus) or of 8,192 samples (Vorbis). A stream that begins later was cut from a
 * longer one.
 */
const MAX_PAGE_SECONDS = 60

export function walkPages(bytes: Bytes): Omit<Walk, 'format'> {
  const streams: Stream[] = []
  let strayBytes = 0
  let cutIn: Walk['cutIn'] = null
  for (let at = 0; at < bytes.size;) {
    const page = pageAt(bytes, at)
    if (typeof page !== 'string') {
      if ((page.readUInt8(5) & 2) !== 0) streams.push(newStream(page))
      // In a chained file, a serial number may be used again.
      const stream = streams.findLast(({ serial }) => serial === page.readUInt32LE(14))
      if (stream !== undefined) takePage(stream, page)
      cutIn = null
      at += page.length
    } else {
      const next = findMark(bytes, at + 1)
      if (page !== 'none') cutIn = page
      strayBytes += next - at
      at = next
    }
  }
  const sum = (field: 'foundSeconds' | 'announcedSeconds'): number =>
    streams.reduce((total, stream) => total + stream[field], 0)
  return {
    ...NOTHING,
    ...{ strayBytes, cutIn, foundSeconds: sum('foundSeconds'), announcedSeconds: sum('announcedSeconds') },
    hasAudio: streams.some(({ rate }) => rate > 0),
    hasVideo: bytes.read(0, 64).includes('\x80theora', 0, 'latin1'),
    lacksEndMark: streams.some(({ flags }) => (flags & 4) === 0),
  }
}

/** The first place of a mark from `start`, else the end of the file. */
function findMark(bytes: Bytes, start: number): number {
  for (let at = start; at < bytes.size; at += SCAN_BYTES) {
    const found = bytes.read(at, SCAN_BYTES + MARK.length).indexOf(MARK, 0, 'latin1')
    if (found !== -1) return at + found
  }
  return bytes.size
}

/** The page at `at` if it is complete and its checksum is right, else what is wrong with it. */
function pageAt(bytes: Bytes, at: number): Buffer | 'none' | 'page' | 'checksum' {
  const head = bytes.read(at, MAX_HEAD_BYTES)
  // The end of the file may cut the mark.
  if (!says(head, 0, MARK.slice(0, head.length))) return 'none'
  if (head.length < 27) return 'page'
  const segments = head.readUInt8(26)
  const length = head.subarray(27, 27 + segments).reduce((sum, size) => sum + size, 27 + segments)
  const page = bytes.read(at, length)
  if (page.length < length) return 'page'
  // The checksum's own four bytes count as zeros (RFC 3533, 6).
  const crc = page.reduce((sum, byte, place) => addToChecksum(sum, place >= 22 && place < 26 ? 0 : byte), 0)
  return crc === page.readInt32LE(22) ? page : 'checksum'
}

const addToChecksum = checksum(0x04c11db7)

function newStream(page: Buffer): Stream {
  const rate = rateOf(page.subarray(27 + page.readUInt8(26)))
  const start = { nextNumber: 0, last: 0, isWhole: true, flags: 0 }
  return { serial: page.readUInt32LE(14), rate, ...start, foundSeconds: 0, announcedSeconds: 0 }
}

function takePage(stream: Stream, page: Buffer): void {
  const [granule, number] = [Number(page.readBigInt64LE(6)), page.readUInt32LE(18)]
  stream.isWhole &&= number === stream.nextNumber
  stream.nextNumber = number + 1
  stream.flags = page.readUInt8(5)
  // -1: no packet ends on this page.
  if (granule < 0 || stream.rate === 0) return
  const passed = Math.max(0, granule - stream.last) / stream.rate
  const seconds = stream.last === 0 && passed > MAX_PAGE_SECONDS ? 0 : passed
  stream.announcedSeconds += seconds
  stream.foundSeconds += stream.isWhole ? seconds : 0
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
