// What files are called, what a result should name and does not, and that looking for all this takes no longer than its size says.
import { findFiles } from '../../../src/audio/find.ts'
import type { Task } from '../../../src/mountsea/read.ts'
import { aTask } from '../../support/builders.ts'
import { downloadResult, songResult } from '../../../tools/stand-ins/api/answers.ts'

const CDN = 'https://cdn.example.com'
const SONG = `${CDN}/audio.mp3?sig=a%2Fb&x=1`
const STEMS = { vocals: `${CDN}/v.wav`, drums: `${CDN}/d.wav`, bass: `${CDN}/b.wav`, other: `${CDN}/o.wav` }

const X100 = 'x'.repeat(100)
const DOCUMENTED = { documented: ['audioUrl', 'url'], usual: null, allowsLoopback: false }

const filesOf = (result: unknown): Task['files'] => aTask({ status: 'completed', result }).files

describe('the name of a file', () => {
  const [B, C, D, E, X48] = [`${CDN}/b`, `${CDN}/c`, `${CDN}/d`, `${CDN}/e`, 'x'.repeat(48)]

  test.each([
    [{ audioUrl: SONG }, ['']],
    [{ url: SONG }, ['']],
    [{ url: B, audioUrl: SONG }, ['', 'url']],
    [{ url: SONG, audioUrl: ' ' }, ['']],
    [{ clips: [{ audio: SONG }], url: SONG, audioUrl: SONG }, ['']],
    [{ data: { audioUrl: SONG, url: B } }, ['data-audio', 'data']],
    [{ video_url: SONG, URL: B, curl: C, 'x-url': D }, ['video', 'URL', 'c', 'x']],
    [{ a: { b: SONG }, 'a-b': B, A_B: C, 'a_b-2': D, 'a.b': E }, ['a-b', 'a-b-2', 'A_B', 'a_b-2', 'a_b-3']],
    [{ a: SONG, A: B, 'a-2': C }, ['a', 'A-2', 'a-2-2']],
    [{ '../../etc': SONG, 'é🎵.': B, '': C }, ['_etc', '_', '']],
    [{ ['x'.repeat(300)]: SONG, [`y${'x'.repeat(300)}`]: B }, [X48, `${X48}-2`]],
  ])('is the path of its fields, without `url` at the end, and unique: %j', (result, names) => {
    expect(filesOf(result).files.map(({ name }) => name)).toEqual(names)
  })
})

test.each([
  ['m4a', null, downloadResult(SONG, '.M4A')],
  ['a.b', 180, { ...songResult(SONG), format: 'A.b' }],
  ['', 7.5, { clips: [{ urls: [SONG], duration: 7.5 }], duration: 9 }],
  ['', 120.5, [{ audio_url: SONG, metadata: { duration: 120.5 } }]],
  ['', null, { audioUrl: SONG, duration: '180', format: 7 }],
  ['', null, { audioUrl: SONG, duration: 0, metadata: { duration: -1 } }],
])('the fields beside a URL give format and length: "%s", %j in %j', (format, seconds, result) => {
  expect(filesOf(result).files).toMatchObject([{ format, seconds }])
})

test.each([
  ...['/a.mp3', '{"a}', '[]'].map((url): [object, string] => [{ url }, 'url is not an absolute https URL']),
  [{ url: `https://h/${'x'.repeat(9_000)}` }, 'url is longer than 8192 characters'],
  [{ url: ['soon', SONG] }, 'url.1 is not an absolute https URL'],
  [{ vocals: false }, 'vocals is not a string'],
  [{ ...STEMS, bass: 'https://:pass@cdn.example.com/a' }, 'bass contains a user name or password'],
  [{ clips: [{ audio_url: 'http://h/a.mp3' }] }, 'clips.1.audio_url is not an absolute https URL'],
  [{ clips: [{ url: SONG }, { url: 'http://h/b.mp3' }] }, 'clips.2.url is not an absolute https URL'],
  [{ a: { audioUrl2: 's3://bucket/a' } }, 'a.audioUrl2 is not an absolute https URL'],
  [{ a: { audio_urls: ['', '/b.wav'] } }, 'a.audio_urls.2 is not an absolute https URL'],
  [{ a: { audio_url: 'none yet' } }, 'a.audio_url is not an absolute https URL'],
  ...['/bc', 'file:/bc', ' ab.mp3 ', ' s3:/b ', `${SONG} ${SONG}`].map((song): [object, string] => [
    { a: { song } },
    'a.song is not an absolute https URL',
  ]),
  [{ songs: [{ audiourl: SONG }, { audiourl: 'soon' }] }, 'songs.2.audiourl is not an absolute https URL'],
  [{ a: { other: 'o.wav' } }, 'a.other is not an absolute https URL'],
  [{ stems: { drums: 'pending' } }, 'stems.drums is not an absolute https URL'],
  [{ x: '{"audio_url": "soon"}' }, 'x.audio_url is not an absolute https URL'],
  [
    { [X100]: { [X100]: { [X100]: { audio_url: 'soon' } } } },
    `${X100.slice(12)}.${X100}.${X100}.audio_url is not an absolute https URL`,
  ],
])('a field that names audio, or is documented, and holds no usable URL is named: %j', (result, why) => {
  expect(filesOf(result).unusable).toEqual([`the result's ${why}`])
})

test.each([
  ...[{ audioUrl: ' ', vocals: null, url: {}, other: [] }, { song: { audioUrl: 7, url: 'soon' } }],
  {
    audioId: 'a',
    audio_format: 'mp3',
    vocal_gender: 'f',
    song: 'Vibes',
    track: 'A/B side',
    wav: 'my song.mp3',
  },
  ...[{ track: 'see /b' }, { track: '/b or c' }, { track: 'a.mp3 or b' }, { song: '12' }],
  ...[{ a: { audio_url: '12' } }, { song: 'ab.mp3x' }],
  ...[{ params: { audio_url: 'soon' }, source: { audio_url: 'soon' }, a: { vocals: 'true', other: 'x' } }],
])('nothing is wrong with a field that is blank, or names no audio URL of the result: %j', (result) => {
  expect(filesOf(result)).toMatchObject({ files: [], unusable: [] })
})

test('at most twenty fields are named as unusable, and twenty lists as incomplete', () => {
  const many = Array.from({ length: 21 }, () => ({
    audio_url: 'soon',
    x: [{ audio_url: SONG }, { audio_url: '' }],
  }))
  const { unusable, warnings } = filesOf({ url: many.map(() => 7), many })
  expect([unusable.length, warnings.length]).toEqual([20, 20])
})

const BLANK = { audio_url: ' ', status: 'error' }

test.each<[unknown, string[]]>([
  [{ clips: [{ audio_url: SONG }, BLANK] }, ['1 of 2 clips has no audio']],
  [[BLANK, { audio_url: SONG }, { audio_url: null }], ['2 of 3 items have no audio']],
  [{ clips: [BLANK, BLANK] }, []],
  [{ vocals: SONG, drums: ' ', bass: null }, ['2 of 3 stems have no audio']],
  [{ vocals: 'xhttps:', drums: '' }, []],
  [{ source: [{ audio_url: SONG, vocals: SONG, drums: '' }, BLANK] }, []],
  [{ clips: [{ audio_url: SONG }, { cover: `${CDN}/c` }, { ...BLANK, audioUrl: `${CDN}/a` }] }, []],
])('blank audio is reported if its siblings have audio: %j', (result, warnings) => {
  expect(filesOf(result).warnings).toEqual(warnings)
})

describe('the time to find files depends on the size of a result only, not on its shape', () => {
  const urls = (count: number): string[] => Array.from({ length: count }, (_, index) => `${CDN}/${index}`)
  const deep = (levels: number, inner: unknown, key = 'url'): unknown =>
    Array.from({ length: levels }).reduce((value) => ({ [key]: value }), inner)
  const many = (item: unknown): unknown[] => Array.from({ length: 300_000 }, () => item)

  test.each<[string, () => unknown]>([
    ['a name of 100,000 characters above 10,000 URLs', () => ({ ['x'.repeat(100_000)]: urls(10_000) })],
    ['10,000 URLs below 400 fields that say nothing', () => deep(400, urls(10_000))],
    ['300,000 texts in audio fields below 400 fields', () => deep(400, many({ audio_url: 'x' }))],
    ['300,000 texts of JSON', () => many('{"a":"b"}')],
    ['white space for ever', () => ({ audioUrl: `https://h/${' '.repeat(1e6)}x`, url: ' '.repeat(1e6) })],
    ['a file of 24 MB in base64', () => ({ b64_json: 'A'.repeat(24e6) })],
  ])('%s', (_what, resultOf) => {
    const result = resultOf()
    const started = process.cpuUsage()
    findFiles({ ...DOCUMENTED, result })
    // 400 ms at most on an idle machine, 10 s if Stryker has instrumented the code. What is not linear took 44 s.
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(20)
  })
})
