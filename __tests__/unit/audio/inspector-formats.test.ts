// What each format allows that is no damage, and what is damage in it alone.
import { media } from '../../support/media.ts'
import { id3, noise, walked, wrongWith } from '../../support/inspection.ts'

describe('MP3', () => {
  const file = media('plain.mp3')
  const song = Buffer.concat([file, file, file, file])

  test.each([
    ['a byte', Buffer.from([0])],
    ['8,000 zeros', Buffer.alloc(8_000)],
    ['the rest of a frame', file.subarray(50, 104)],
    ['noise', noise(4_000)],
    ['two ID3 tags', Buffer.concat([id3(noise(300)), id3(noise(4_000))])],
    ['an ID3 tag that says it is shorter than it is', id3(noise(9_000), 100)],
    ['an ID3 tag that says it is longer than the file', id3(noise(900), 900_000)],
    ['an ID3 tag that says it reaches into the sound', id3(noise(900), 2_000)],
  ])('may have %s in front of it', async (_what, front) => {
    const file = Buffer.concat([front, song])
    const walk = await walked(file, 'unknown')
    expect(walk).toMatchObject({ format: 'mp3', cutIn: null })
    expect(walk?.foundSeconds).toBeCloseTo(24.1, 0)
    expect(await wrongWith(file, 'unknown')).toBe('')
  })

  test('may have tags behind it, of any length', async () => {
    const id3v1 = Buffer.from('TAG'.padEnd(128, '\0'))
    const lyrics = Buffer.from(`LYRICSBEGIN${'a'.repeat(9_000)}009011LYRICS200`)
    for (const tags of [[id3v1], [lyrics, id3v1], [id3(noise(50_000)), id3v1]]) {
      const walk = await walked(Buffer.concat([song, ...tags]), 'mp3')
      expect(walk).toMatchObject({ strayBytes: 0, cutIn: null })
    }
  })

  test('is as long as all its parts if files were joined, each with its tags', async () => {
    const [tags, end] = [id3(noise(20_000)), Buffer.from('TAG'.padEnd(128))]
    const parts = [media('cbr.mp3'), tags, media('vbr.mp3'), end, tags, media('plain.mp3')]
    const walk = await walked(Buffer.concat(parts), 'mp3')
    expect(walk?.strayBytes).toBe(0)
    expect(walk?.announcedSeconds).toBeCloseTo(6, 1)
    expect(walk?.foundSeconds).toBeCloseTo(18.1, 1)
  })

  test('is recognized only by two frames in a row', async () => {
    for (const bytes of [noise(200_000), Buffer.alloc(200_000, 0xff), file.subarray(0, 90), Buffer.alloc(0)])
      expect(await walked(bytes, 'unknown')).toBeNull()
  })
})

test('a WAV file may be silent, and its sizes may be wrong; if only that of its samples is, a cut is noticed', async () => {
  const file = media('song.wav').fill(0x80, 44)
  for (const [riff, size] of [
    [8_044, 8_000],
    [36, 8_000],
    [0, 8_000],
    [0, 0],
    [36, 0],
    [0xffffffff, 0xffffffff],
  ] as const) {
    file.writeUInt32LE(riff, 4)
    file.writeUInt32LE(size, 40)
    expect(await wrongWith(file, 'wav')).toBe('')
  }
  expect(await wrongWith(file.subarray(0, 44), 'wav')).toMatch(/^holds nothing that can be played/)
  file.writeUInt32LE(8_036, 4)
  expect(await wrongWith(file.subarray(0, 4_044), 'wav')).toMatch(/^holds 0:00.5 of the 0:01 /)
})

describe('Ogg', () => {
  test('is as long as its chain', async () => {
    const chained = Buffer.concat([media('vorbis.ogg'), media('long.opus'), media('song.ogg')])
    const walk = await walked(chained, 'ogg')
    expect(walk).toMatchObject({ strayBytes: 0, cutIn: null, lacksEndMark: false })
    expect(walk?.foundSeconds).toBeCloseTo(13, 1)
  })

  test('without its last page has a warning, and with a wrong checksum there it is red', async () => {
    const file = media('long.opus')
    const last = file.lastIndexOf('OggS')
    expect(await walked(file, 'opus')).toMatchObject({ lacksEndMark: false })
    const unmarked = file.subarray(0, last)
    expect(await walked(unmarked, 'opus')).toMatchObject({ lacksEndMark: true, cutIn: null })
    expect(await wrongWith(unmarked, 'opus')).toBe('')
    const wrong = Buffer.from(file)
    wrong.writeUInt8(wrong.readUInt8(file.length - 5) ^ 1, file.length - 5)
    expect(await wrongWith(wrong, 'opus')).toMatch(/^ends with a page that fails its checksum: /)
  })
})

test('an encrypted file is red, and says so', async () => {
  const wrong = await wrongWith(media('encrypted.mp4'), 'mp4')
  expect(wrong).toBe('is encrypted: nobody can play it without a key')
})

test('a FLAC file with damage in a frame lacks that frame, and a cut in one is noticed', async () => {
  const file = media('long.flac')
  expect(await walked(file.subarray(0, 14_000), 'flac')).toMatchObject({ format: 'flac', cutIn: 'frame' })
  const walk = await walked(file.fill(0x55, 14_000, 14_010), 'flac')
  expect(walk?.foundSeconds).toBeLessThan(5.9)
})

test('a FLAC file may have tags around it, and MP4 may be called MOV', async () => {
  const tagged = Buffer.concat([id3(noise(9_000)), media('long.flac'), Buffer.from('TAG'.padEnd(128))])
  expect(await wrongWith(tagged, 'unknown')).toBe('')
  expect(await walked(media('moov-first.m4a'), 'mov')).toMatchObject({ format: 'mov', hasAudio: true })
})
