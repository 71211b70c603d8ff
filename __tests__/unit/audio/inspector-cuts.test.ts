// Where a file says how long it is, nothing of any length can be missing from its end unseen.
import fc from 'fast-check'
import { media } from '../../support/media.ts'
import { formatOf, walked, wrongWith } from '../../support/inspection.ts'

const ANNOUNCED = [
  ...(['cbr.mp3', 'vbr.mp3', 'mpeg2.mp3', 'mpeg25.mp3', 'pcm24.wav', 'rf64.wav', 'long.flac'] as const),
  ...([
    'vorbis.ogg',
    'long.opus',
    'moov-first.m4a',
    'moov-last.m4a',
    'alac.m4a',
    'long.webm',
    'long.mkv',
  ] as const),
]

test.each(ANNOUNCED)('%s is red wherever a cut takes more than a second from it', async (name) => {
  const [file, format] = [media(name), formatOf(name)]
  const whole = (await walked(file, format))?.foundSeconds ?? 0
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
