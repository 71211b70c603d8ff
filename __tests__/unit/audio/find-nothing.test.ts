// What a result should name and does not, what is blank in it, and that looking for all this takes no longer than its size says.
import fc from 'fast-check'
import { findFiles } from '../../../src/audio/find.ts'
import type { Task } from '../../../src/mountsea/read.ts'
import { aTask } from '../../support/builders.ts'

const CDN = 'https://cdn.example.com'
const SONG = `${CDN}/audio.mp3?sig=a%2Fb&x=1`
const STEMS = { vocals: `${CDN}/v.wav`, drums: `${CDN}/d.wav`, bass: `${CDN}/b.wav`, other: `${CDN}/o.wav` }

const DOCUMENTED = { documented: ['audioUrl', 'url'], allowsLoopback: false }

const filesOf = (result: unknown): Task['files'] => aTask({ status: 'completed', result }).files

test.each([
  [{ url: '/a.mp3' }, 'url is not an absolute https URL'],
  [{ url: `https://h/${'x'.repeat(9_000)}` }, 'url is longer than 8192 characters'],
  [{ videoUrl: 'soon' }, 'videoUrl is not an absolute https URL'],
  [{ url: ['soon', SONG] }, 'url.1 is not an absolute https URL'],
  [{ vocals: false }, 'vocals is not a string'],
  [{ ...STEMS, bass: 'https://:pass@cdn.example.com/a' }, 'bass contains a user name or password'],
  [{ audioUrl: 'soon', url: SONG }, 'audioUrl is not an absolute https URL'],
  [{ clips: [{ audio_url: 'http://h/a.mp3' }] }, 'clips.1.audio_url is not an absolute https URL'],
  [{ a: { audioUrl2: 's3://bucket/a' } }, 'a.audioUrl2 is not an absolute https URL'],
  [{ a: { songFile: 'soon' } }, 'a.songFile is not an absolute https URL'],
  [{ a: { audio_urls: ['', '/b.wav'] } }, 'a.audio_urls.2 is not an absolute https URL'],
  [{ stems: { drums: 'pending' } }, 'stems.drums is not an absolute https URL'],
  [{ x: '{"audio_url": "soon"}' }, 'x.audio_url is not an absolute https URL'],
])('a field that names audio, or is documented, and holds no usable URL is named: %j', (result, why) => {
  expect(filesOf(result).unusable).toEqual([`the result's ${why}`])
})

test.each([
  ...[{ audioUrl: ' ', vocals: null, url: {}, other: [] }, { song: { audioUrl: 7, url: 'soon' } }],
  ...[{ a: { audioId: 'a', audio_format: 'mp3', vocal_gender: 'f', song: 'Vibes', track: 'A/B side' } }],
  ...[{ params: { audio_url: 'soon' }, source: { audio_url: 'soon' }, a: { vocals: 'true', other: 'x' } }],
])('nothing is wrong with a field that is blank, or names no audio URL of the result: %j', (result) => {
  expect(filesOf(result)).toMatchObject({ files: [], unusable: [] })
})

const BLANK = { audio_url: '', status: 'error' }

test.each<[unknown, string[]]>([
  [{ clips: [{ audio_url: SONG }, BLANK] }, ['1 of 2 clips has no audio']],
  [[BLANK, { audio_url: SONG }, { audio_url: null }], ['2 of 3 items have no audio']],
  [{ clips: [BLANK, BLANK] }, []],
  [{ clips: [{ audio_url: SONG }, { cover: `${CDN}/c` }, { ...BLANK, audioUrl: `${CDN}/a` }] }, []],
])('audio that is blank where its siblings have some is told: %j', (result, warnings) => {
  expect(filesOf(result).warnings).toEqual(warnings)
})

describe('in whatever result', () => {
  const words =
    'title name lyrics prompt text tags style description callback webhook source reference'.split(' ')
  const inAnyCase = (word: string): string[] => {
    const camel = `${word[0]?.toUpperCase()}${word.slice(1)}`
    return [
      word,
      word.toUpperCase(),
      camel,
      `my_${word}`,
      `my${camel}`,
      `MY-${word.toUpperCase()}`,
      word.replace(/s?$/, 's'),
    ]
  }
  const left = fc.constantFrom(
    ...words.flatMap(inAnyCase),
    'callBackUrl',
    'CALLBACKURL',
    'WEBHOOKURL',
    'source_url',
  )
  const plain = fc.constantFrom('audio_url', 'audioUrl', 'songs', 'x', 'clips', '7')
  const hidden = fc.constantFrom(
    'https://h/hidden.mp3',
    'data:audio/mpeg;base64,QUJD',
    '{"a":"https://h/hidden.mp3"}',
  )
  /** What stands below a field that is left alone. */
  const below = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      hidden,
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(plain, tie('any'), { maxKeys: 3 }),
    ),
  })).any
  const inner = fc.tuple(left, below).map(([key, value]) => ({ [key]: value }))
  const around = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      inner,
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(plain, tie('any'), { maxKeys: 3 }),
      tie('any').map((value) => JSON.stringify(value)),
    ),
  })).any

  test('text by users, callbacks and sources are never saved, and do not fail the step', () => {
    fc.assert(
      fc.property(around, (result) => {
        expect(findFiles({ ...DOCUMENTED, result })).toMatchObject({ files: [], leftOut: 0 })
      }),
      { numRuns: 500 },
    )
  })
})

describe('whatever the shape of a result, looking for its files takes time by its size alone', () => {
  const urls = (count: number): string[] => Array.from({ length: count }, (_, index) => `${CDN}/${index}`)
  const deep = (levels: number, inner: unknown, key = 'url'): unknown =>
    Array.from({ length: levels }).reduce((value) => ({ [key]: value }), inner)
  const many = (item: unknown): unknown[] => Array.from({ length: 300_000 }, () => item)

  test.each<[string, () => unknown]>([
    ['a name of 100,000 characters above 10,000 URLs', () => ({ ['x'.repeat(100_000)]: urls(10_000) })],
    ['10,000 URLs below 400 fields that say nothing', () => deep(400, urls(10_000))],
    ['10,000 URLs below 400 long names', () => deep(400, urls(10_000), 'title'.repeat(100))],
    ['300,000 texts in audio fields below 400 fields', () => deep(400, many({ audio_url: 'x' }))],
    ['300,000 texts of JSON', () => many('{"a":"b"}')],
    [
      '300,000 fields of audio',
      () => Object.fromEntries(urls(300_000).map((_, n) => [`audio_url${n}`, 'x'])),
    ],
    ['white space for ever', () => ({ audioUrl: `https://h/${' '.repeat(1e6)}x`, url: ' '.repeat(1e6) })],
    ['a file of 24 MB in base64', () => ({ b64_json: 'A'.repeat(24e6) })],
  ])('%s', (_what, resultOf) => {
    const result = resultOf()
    const started = process.cpuUsage()
    findFiles({ ...DOCUMENTED, result })
    // It takes 200 ms at most; what is not linear took 44 s.
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(8)
  })
})
