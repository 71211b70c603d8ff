// Frames of MP3 and AAC, built by hand. Each has silence in it.
import { walkFrames } from '../../../src/audio/inspector/frames.ts'
import { inMemory } from '../../support/inspection.ts'

/** So many frames with this header, in hex. */
function frames(header: string, bytes: number, count = 4): Buffer {
  const frame = Buffer.alloc(bytes)
  frame.write(header, 'hex')
  return Buffer.concat(Array.from({ length: count }, () => frame))
}
/** AAC of 44.1 kHz, of frames with so many blocks of 1,024 samples. */
const aac = (bytes: number, blocks = 1): Buffer =>
  frames(
    Buffer.of(0xff, 0xf1, 0x50, 0x80, bytes >> 3, (bytes & 7) << 5, 0xfb + blocks).toString('hex'),
    bytes,
  )
const MP3 = frames('fffb9064', 417)
const OTHER = frames('fff39064', 261)
const MUSIC = (1152 / 44_100) * 4

test.each<[string, Buffer, string, number]>([
  ['MPEG 1, layer III', MP3, 'mp3', MUSIC],
  ['MPEG 1, layer II', frames('fffd8064', 417), 'mp3', MUSIC],
  ['MPEG 2, layer III', OTHER, 'mp3', MUSIC],
  ['MPEG 2, layer II', frames('fff58064', 417), 'mp3', 2 * MUSIC],
  ['MPEG 2.5, layer III', frames('ffe39064', 522), 'mp3', 2 * MUSIC],
  ['ADTS', aac(100), 'aac', (1_024 / 44_100) * 4],
  ['ADTS, two blocks in a frame', aac(100, 2), 'aac', (2_048 / 44_100) * 4],
  ['the shortest ADTS', aac(8), 'aac', (1_024 / 44_100) * 4],
])('frames of %s are counted', (_what, file, format, seconds) => {
  const walk = walkFrames(inMemory(file))
  expect(walk).toMatchObject({ format, hasAudio: true, announcedSeconds: null, strayBytes: 0, cutIn: null })
  expect(walk?.foundSeconds).toBeCloseTo(seconds, 5)
})

test.each<[string, Buffer]>([
  ['layer I', frames('fff79064', 522)],
  ['a reserved layer', frames('fff99064', 261)],
  ['a reserved version', frames('ffeb9064', 417)],
  ['a reserved emphasis', frames('fffb9066', 417)],
  ['a reserved rate', frames('fffb9c64', 417)],
  ['no bit rate', frames('fffb0064', 417)],
  ['ADTS of a reserved rate', frames('fff174800c80fc', 100)],
  ['ADTS too short for its header', aac(7)],
  [
    'frames of different kinds',
    Buffer.concat([MP3.subarray(0, 417), OTHER.subarray(0, 261), MP3.subarray(0, 418)]),
  ],
  ['a frame behind a megabyte of zeros', Buffer.concat([Buffer.alloc(1024 * 1024), MP3])],
])('there are no frames in %s', (_what, file) => {
  expect(walkFrames(inMemory(file))).toBeNull()
})

const MEGABYTE = 1024 * 1024

test.each<[string, Buffer, number, (string | null)?, number?]>([
  ['zeros of a megabyte in front', Buffer.concat([Buffer.alloc(MEGABYTE - 1), MP3]), MEGABYTE - 1],
  ['zeros of a piece in front', Buffer.concat([Buffer.alloc(65_536), MP3]), 65_536],
  ['zeros between', Buffer.concat([MP3.subarray(0, 834), Buffer.alloc(50), MP3.subarray(834)]), 50],
  ['the start of a frame at the end', MP3.subarray(0, -400), 17, 'frame', 3],
  ['the first byte of a frame at the end', Buffer.concat([MP3, Buffer.of(0xff)]), 1, 'frame'],
  ['another byte at the end', Buffer.concat([MP3, Buffer.of(1)]), 1],
  ['seven other bytes at the end', Buffer.concat([MP3, Buffer.of(0xff, 0, 0, 0, 0, 0, 0)]), 7],
  ['frames of another format at the end', Buffer.concat([MP3, aac(100)]), 400],
  ['three of them left out', MP3.subarray(0, 417), 0, null, 1],
  ['half a frame of another format at the end', Buffer.concat([MP3, aac(100).subarray(0, 50)]), 50],
])('four frames of MP3 with %s', (_what, file, strayBytes, cutIn = null, count = 4) => {
  const walk = walkFrames(inMemory(file))
  expect(walk).toMatchObject({ strayBytes, cutIn })
  expect(walk?.foundSeconds).toBeCloseTo((MUSIC * count) / 4, 5)
})

test.each([
  ['Xing', 36, '0000000100000064', 100],
  ['Info', 36, '0000000300000064', 100],
  ['Xing', 36, '0000000200000064', null],
  ['VBRI', 36, '0000000000000000000000000064', 100],
  ['xXing', 36, '0000000100000064', null],
  ['Xing', 35, '0000000100000064', null],
])('a first frame with %s at %d, followed by %s, announces %j frames', (mark, at, rest, count) => {
  const file = Buffer.from(MP3)
  file.write(mark, at, 'latin1')
  file.write(rest, at + 4, 'hex')
  const { announcedSeconds = null } = walkFrames(inMemory(file)) ?? {}
  expect(announcedSeconds === null ? null : Math.round((announcedSeconds * 44_100) / 1152)).toBe(count)
})
