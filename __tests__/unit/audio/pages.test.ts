// Pages of Ogg, built by hand.
import { walkPages } from '../../../src/audio/inspector/pages.ts'
import { checksum } from '../../../src/audio/inspector/walk.ts'
import { inMemory } from '../../support/inspection.ts'

const FIRST = 2
const LAST = 4

/** A page with its checksum. `granule`: the time at its end, in samples. */
function page(number: number, granule: bigint, body: Buffer | string, flags = 0, serial = 7): Buffer {
  const bytes = Buffer.from(body)
  const segments = bytes.length > 0 ? Buffer.of(1, bytes.length) : Buffer.of(0)
  const page = Buffer.concat([Buffer.from(`OggS\0`.padEnd(26, '\0')), segments, bytes])
  page.writeUInt8(flags, 5)
  page.writeBigInt64LE(granule, 6)
  page.writeUInt32LE(serial, 14)
  page.writeUInt32LE(number, 18)
  page.writeInt32LE(page.reduce(checksum(0x04c11db7), 0), 22)
  return page
}
const opus = page(0, 0n, 'OpusHead', FIRST)
const picture = page(0, 0n, 'picture', FIRST, 8)
/** The first packet of a stream that has this number at that place. */
function head(mark: string, place: number, rate: number, length = place + 4): Buffer {
  const body = Buffer.alloc(length)
  body.write(mark, 'latin1')
  if (rate > 0) body.writeUInt32LE(rate, place)
  return page(0, 0n, body, FIRST)
}
const flac = Buffer.alloc(47)
flac.write('\x7fFLAC', 'latin1')
flac.writeUIntBE(24_000 << 4, 27, 3)
const second = page(1, 48_000n, 'x', LAST)
const [NOT_SOUND, HALF] = [{ hasAudio: false, foundSeconds: 0, announcedSeconds: 0 }, second.subarray(0, -1)]

test.each<[string, readonly Buffer[], object]>([
  ['Opus', [opus, second], {}],
  ['Vorbis', [head('\x01vorbis', 12, 48_000, 30), second], {}],
  ['Vorbis with half a header', [head('\x01vorbis', 12, 48_000, 29), second], NOT_SOUND],
  ['FLAC', [page(0, 0n, flac, FIRST), page(1, 24_000n, 'x', LAST)], {}],
  ['Speex', [head('Speex   ', 36, 48_000), second], {}],
  ['Speex with half a header', [head('Speex   ', 34, 48_000), second], NOT_SOUND],
  ['another stream', [head('other', 36, 48_000), second], NOT_SOUND],
  ['a page without an end of a packet', [opus, page(1, -1n, 'x'), page(2, 48_000n, 'y', LAST)], {}],
  ['a page that is not counted', [opus, page(2, 48_000n, 'x', LAST)], { foundSeconds: 0 }],
  ['a lost start', [page(1, 0n, 'OpusHead', FIRST), page(2, 48_000n, 'x', LAST)], {}],
  [
    'a time that goes back',
    [opus, page(1, 96_000n, 'x'), page(2, 48_000n, 'y', LAST)],
    { foundSeconds: 2, announcedSeconds: 2 },
  ],
  [
    'a start after a minute',
    [opus, page(1, 60n * 48_000n, 'x', LAST)],
    { foundSeconds: 60, announcedSeconds: 60 },
  ],
  [
    'a start after more than a minute',
    [opus, page(1, 60n * 48_000n + 1n, 'x', LAST)],
    { foundSeconds: 0, announcedSeconds: 0 },
  ],
  [
    'a time after lost pages',
    [opus, page(1, 48_000n, 'x'), page(3, 62n * 48_000n, 'y', LAST)],
    { announcedSeconds: 62 },
  ],
  ['a single page', [page(0, 48_000n, 'OpusHead', FIRST + LAST)], {}],
  ['a last page without a packet', [opus, page(1, 48_000n, 'x'), page(2, 48_000n, '', LAST)], {}],
  ['two streams', [opus, picture, page(1, 5n, 'z', 0, 8), page(2, 9n, 'z', LAST, 8), second], {}],
  ['a stream without its end', [opus, picture, second], { lacksEndMark: true }],
  ['pages of no stream', [opus, page(1, 5n, 'z', 0, 9), second], {}],
  ['half of a page', [opus, second, HALF], { strayBytes: HALF.length, cutIn: 'page' }],
  ['half of a header', [opus, second, second.subarray(0, 26)], { strayBytes: 26, cutIn: 'page' }],
  ['a header and no more', [opus, second, second.subarray(0, 27)], { strayBytes: 27, cutIn: 'page' }],
  ['half of a mark', [opus, second, Buffer.from('Og')], { strayBytes: 2, cutIn: 'page' }],
  ['half of a page, and whole ones', [opus, HALF, second], { strayBytes: HALF.length }],
  ['zeros', [opus, Buffer.alloc(32_766), second, Buffer.alloc(40_000)], { strayBytes: 72_766 }],
])('an Ogg file of one second: %s', (_what, pages, other) => {
  const whole = { hasAudio: true, foundSeconds: 1, announcedSeconds: 1, strayBytes: 0, cutIn: null }
  const walk = walkPages(inMemory(Buffer.concat(pages)))
  expect(walk).toMatchObject({ ...whole, lacksEndMark: false, ...other })
})
