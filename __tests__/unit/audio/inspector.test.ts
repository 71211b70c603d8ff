// What the inspector finds in real files, whole and damaged, and what that says of them.
import fc from 'fast-check'
import { formatOf, page, walked, wrongWith } from '../../support/inspection.ts'
import { media } from '../../support/media.ts'

/** Each with the seconds that its packets last, and whether it says how long it is. */
const WHOLE: readonly (readonly [name: string, seconds: number, isAnnounced: boolean])[] = [
  ['cbr.mp3', 6.03, true],
  ['vbr.mp3', 6.03, true],
  ['plain.mp3', 6.03, false],
  ['mpeg2.mp3', 6.08, true],
  ['mpeg25.mp3', 6.19, true],
  ['song.wav', 1, true],
  ['pcm24.wav', 1, true],
  ['float.wav', 1, true],
  ['rf64.wav', 1, true],
  ['streamed.wav', 1, false],
  ['long.flac', 6, true],
  ['streamed.flac', 6, false],
  ['vorbis.ogg', 6, true],
  ['long.opus', 6.01, true],
  ['moov-first.m4a', 6.06, true],
  ['moov-last.m4a', 6.06, true],
  ['fragmented.mp4', 6.06, false],
  ['alac.m4a', 6, true],
  ['video.mp4', 1.13, true],
  ['long.webm', 6.02, true],
  ['live.webm', 6.02, false],
  ['video.webm', 1, true],
  ['long.mkv', 6.08, true],
  ['raw.aac', 6.08, false],
]

test.each(WHOLE)('%s is whole, and has %d seconds', async (name, seconds, isAnnounced) => {
  const file = media(name)
  expect(await wrongWith(file, formatOf(name))).toBe('')
  const walk = await walked(file, formatOf(name))
  expect(walk?.foundSeconds).toBeCloseTo(seconds, 1)
  // An edit list leaves out what only starts the decoder.
  const announced = walk?.announcedSeconds ?? null
  expect(announced === null ? null : Math.abs(announced - seconds) < 0.2).toBe(isAnnounced ? true : null)
  expect(walk).toMatchObject({ hasVideo: name.startsWith('video'), strayBytes: 0 })
})

const RED =
  /^(?:holds \S+ of the \S+ that its header announces|ends with an incomplete \S+|has no track|holds nothing|is nothing)/
const CUTTABLE = WHOLE.filter(([name]) => !/^(?:streamed\.wav|video)/.test(name))

test.each(CUTTABLE)('%s is red wherever it is cut', async (name) => {
  const file = media(name)
  for (const share of [0.1, 0.4, 0.8, 0.97]) {
    const cut = file.subarray(0, Math.round(file.length * share) + 1)
    expect(await wrongWith(cut, formatOf(name))).toMatch(RED)
  }
})

test.each(CUTTABLE.filter(([name]) => !name.endsWith('.wav')))(
  '%s is red with a hole of zeros, and with a page in its place',
  async (name) => {
    const file = media(name)
    const [start, end] = [Math.round(file.length * 0.3), Math.round(file.length * 0.8)]
    for (const filling of [Buffer.alloc(end - start), page(end - start)]) {
      const damaged = Buffer.concat([file.subarray(0, start), filling, file.subarray(end)])
      expect(await wrongWith(damaged, formatOf(name))).toMatch(/: it (?:was cut off or damaged|is damaged)$/)
    }
  },
)

const ANNOUNCED = CUTTABLE.filter(([, , isAnnounced]) => isAnnounced)

test.each(ANNOUNCED)('%s is red wherever a cut takes more than a second from it', async (name, whole) => {
  const [file, format] = [media(name), formatOf(name)]
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 12, max: file.length - 1 }), async (end) => {
      // Between two pages an Ogg file may end: then it has a warning.
      fc.pre(file.toString('latin1', end, end + 4) !== 'OggS')
      const cut = file.subarray(0, end)
      const lost = whole - ((await walked(cut, format))?.foundSeconds ?? 0)
      if (lost > 1) expect([end, await wrongWith(cut, format)]).not.toEqual([end, ''])
    }),
    { numRuns: 40 },
  )
})

test.each(ANNOUNCED)('%s never breaks the inspector, whatever happens to its bytes', async (name) => {
  const [file, format] = [media(name), formatOf(name)]
  const place = fc.integer({ min: 12, max: file.length - 1 })
  await fc.assert(
    fc.asyncProperty(place, fc.uint8Array({ minLength: 1, maxLength: 64 }), async (at, bytes) => {
      const damaged = Buffer.from(file)
      damaged.set(bytes.subarray(0, file.length - at), at)
      const walk = await walked(damaged, format)
      expect(walk === null || walk.foundSeconds >= 0).toBe(true)
    }),
    // Always the same damage: a library that loops over other bytes would hold the tests, which have no bounds.
    { numRuns: 20, seed: 1 },
  )
})

test.each(['cbr.mp3', 'song.wav', 'vorbis.ogg', 'moov-last.m4a', 'long.webm', 'raw.aac'])(
  '%s is red with a page of 8 kB behind it, and fine with a few bytes',
  async (name) => {
    const withPage = (bytes: number): Promise<string> =>
      wrongWith(Buffer.concat([media(name), page(bytes)]), formatOf(name))
    const red = /^holds 0:0\S+, but \d\.\d kB of its \d+\.\d kB are something else: it is damaged$/
    expect(await withPage(8_000)).toMatch(red)
    expect(await withPage(200)).toBe('')
  },
)

test('the error says how much was found and how much was announced', async () => {
  const wrong = await wrongWith(media('cbr.mp3').subarray(0, 8_130), 'mp3')
  expect(wrong).toBe('holds 0:02 of the 0:06 that its header announces: it was cut off or damaged')
  expect(await wrongWith(media('long.flac').subarray(0, 42), 'flac')).toMatch(/^holds 0:00 of the 0:06 /)
})
