// What shows only in tracks with other content, or with other times.
import { withBox } from '../../support/hostile-media.ts'
import { walked } from '../../support/inspection.ts'
import { media } from '../../support/media.ts'

const song = media('moov-last.m4a')

test.each([
  [16, 'one byte', 'a', true],
  [15, 'one byte', 'a', false],
  [16, 'text', '<p>\tgrüße</p>\n', true],
  [16, 'text with other characters', 'text\x0e', false],
  [16, 'other characters', Buffer.from('\xe4 \xf6', 'latin1'), false],
])('packets of %d bytes, all of them %s, are hollow or not', async (bytes, _what, content, isHollow) => {
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32BE(bytes, 4)
  song.copy(sizes, 8, song.indexOf('stsz') + 12)
  const sound = Buffer.alloc(song.readUInt32BE(song.indexOf('mdat') - 4) - 8, content)
  const walk = await walked(withBox(withBox(song, 'stsz', sizes), 'mdat', sound), 'm4a')
  expect(walk?.hollowSeconds).toBeCloseTo(isHollow ? 6.06 : 0, 1)
})

test('a track that begins later is as much shorter, and pictures make no sound', async () => {
  const video = media('video.webm')
  const whole = { hasAudio: false, hasVideo: true, foundSeconds: 1 }
  expect(await walked(video, 'webm')).toMatchObject({ ...whole, announcedSeconds: 1 })
  // The time of the first cluster, in milliseconds.
  video.writeUInt8(200, video.indexOf('e78100', 0, 'hex') + 2)
  expect(await walked(video, 'webm')).toMatchObject({ ...whole, announcedSeconds: 0.8 })
})

test('the last frame of a FLAC file may have 512 other bytes behind it', async () => {
  const flac = media('long.flac')
  // Its longest frame, as the header says: the library reads no further for the end of the last one.
  flac.writeUIntBE(4_000, 15, 3)
  const withTail = (bytes: number): Buffer => Buffer.concat([flac, Buffer.alloc(bytes, 'x')])
  expect(await walked(withTail(512), 'flac')).toMatchObject({ format: 'flac', strayBytes: 512, cutIn: null })
  // The frame is lost with them.
  expect(await walked(withTail(513), 'flac')).toMatchObject({ strayBytes: 387 + 513, cutIn: 'frame' })
})
