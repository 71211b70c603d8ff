// Which files a completed task names: for every documented kind of result, and for those that surprise.
import type { Task } from '../../../src/mountsea/read.ts'
import { parseJson } from '../../../src/text/json.ts'
import { aTask } from '../../support/builders.ts'
import { downloadResult, songResult, stemsResult, videoResult } from '../../support/mock-api/results.ts'

const CDN = 'https://cdn.example.com'
const SONG = `${CDN}/audio.mp3?sig=a%2Fb&x=1`
const [vocals, drums, bass, other] = [`${CDN}/v.wav`, `${CDN}/d.wav`, `${CDN}/b.wav`, `${CDN}/o.wav`]
const STEMS = { vocals, drums, bass, other }

const filesOf = (result: unknown): Task['files'] => aTask({ status: 'completed', result }).files
const audioUrlOf = (result: unknown): string => aTask({ status: 'completed', result }).audioUrl

/** Each file in a line: `NAME KIND promised`. */
const linesOf = (result: unknown): string[] =>
  filesOf(result).files.map(
    ({ name, kind, isPromised }) =>
      `${name || '(main)'} ${kind ?? 'unknown'}${isPromised ? ' promised' : ''}`,
  )

/** A value at the end of a path of fields and places in lists: `at('a.1', 7)` is `{ a: [7] }`. */
const at = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight((inner, key) => (key === '1' ? [inner] : { [key]: inner }), value)

describe('the output audioUrl', () => {
  test.each([
    ['a generated song', songResult(SONG)],
    ['a download', downloadResult(SONG)],
    ['audioUrl rather than url', { url: `${CDN}/b.mp3`, audioUrl: SONG }],
    ['url where audioUrl is not usable', { audioUrl: 7, url: SONG }],
  ])('is the URL of %s', (_what, result) => {
    expect(audioUrlOf(result)).toBe(SONG)
  })

  test('is empty for a result that has neither', () => {
    const results = [null, SONG, [{ audioUrl: SONG }], stemsResult(STEMS), { audioUrl: [SONG] }]
    expect(results.map(audioUrlOf).join('')).toBe('')
  })

  test.each([
    ['HTTPS://CDN.example.com:443/a/../b?x=~!', 'HTTPS://CDN.example.com:443/a/../b?x=~!'],
    [` ${CDN}/Müller\n song.mp3 `, `${CDN}/M%C3%BCller%20song.mp3`],
    ['/a.mp3', ''],
    ['https:cdn.example.com/?of=https://h/', ''],
    ['https:///a.mp3', ''],
    [`x ${SONG}`, ''],
    ['javascript:alert(1)', ''],
    ['https://user:pass@cdn.example.com/a.mp3', ''],
    ['http://127.0.0.1.example.com/a.mp3', ''],
  ])('is as it was sent, encoded where no URL may be like that, or empty: %j', (audioUrl, expected) => {
    expect(audioUrlOf({ audioUrl })).toBe(expected)
  })

  test.each(['http://127.0.0.1:8080/a.mp3', 'http://localhost/a.mp3', 'http://[::1]:1/a.mp3'])(
    'is on this machine only where the endpoint is there too: %s',
    (audioUrl) => {
      const read = (endpoint?: URL): Task => aTask({ status: 'completed', result: { audioUrl } }, endpoint)
      const why = "the result's audioUrl is not an absolute https URL"
      expect(read(new URL('http://127.0.0.1/producer/tasks'))).toMatchObject({
        audioUrl,
        files: { files: [{ name: '' }] },
      })
      expect(read()).toMatchObject({ audioUrl: '', files: { files: [], unusable: [why] } })
    },
  )
})

describe('the files of a result', () => {
  test.each([
    ['a song', songResult(SONG), '(main) audio promised'],
    ['a download', downloadResult(`${CDN}/1770190`), '(main) audio promised'],
    ['a video', videoResult(`${CDN}/v:1.mp4`), 'video video promised'],
    ['a text that is a URL', SONG, '(main) audio promised'],
    ['lists in lists', [[[SONG]], []], '1-1-1 audio promised'],
    ['other stems, wherever they stand', at('stems.piano', `${CDN}/3`), 'stems-piano audio promised'],
    ["suno's pictures", at('items.1.image_url', `${CDN}/1.png`), 'items-1-image image'],
    ["ms's videos", at('videos.1.url', `${CDN}/v`), 'videos-1 video promised'],
    ['songs in a list', at('songs.1', `${CDN}/x`), 'songs-1 audio promised'],
    ['audio by extension alone', at('x', `${CDN}/x.FLAC?y`), 'x audio promised'],
    ['a picture by field, audio by extension', at('cover', SONG), 'cover audio promised'],
    ['audio by field, a picture by extension', at('song', `${CDN}/1.png`), 'song image promised'],
    ['the cover of a song', at('song.cover_url', `${CDN}/c`), 'song-cover image'],
    ['the page of a song', at('song.page_url', `${CDN}/p`), 'song-page unknown'],
    ['the link of a song', at('song.download.href', `${CDN}/p`), 'song-download-href audio promised'],
  ])('is found, and promised if it is audio or video: %s', (_what, result, line) => {
    expect(linesOf(result)).toEqual([line])
    expect(filesOf(result)).toMatchObject({ unusable: [], skipped: [], leftOut: 0 })
  })

  test('are all of them where it names several', () => {
    const stems = Object.keys(STEMS).map((name) => `${name} audio promised`)
    expect(linesOf(stemsResult(STEMS))).toEqual(stems)
    const clips = [{ audio_url: SONG, image_url: `${CDN}/1.jpeg` }, { audio_url: `${CDN}/2` }]
    expect(linesOf(clips)).toEqual(['1-audio audio promised', '1-image image', '2-audio audio promised'])
  })

  test.each([
    null,
    parseJson('12345678901234567890'),
    { title: 'x', bass: null, other: ' ', audioId: 'a' },
    { note: `see ${SONG}`, more: `${SONG} and` },
  ])('are none where it names none: %j', (result) => {
    expect(filesOf(result)).toMatchObject({ files: [], unusable: [], skipped: [], leftOut: 0 })
  })

  test('are not pictures in base64, which are counted', () => {
    const embedded = [
      { b64_json: 'iVBORw0KGgo=' },
      { image: 'DATA:image/png;base64,iVBORw0KGgo=' },
      { b64: '' },
    ]
    expect(filesOf(embedded)).toMatchObject({ files: [], skipped: [], embedded: 2 })
  })

  test.each([
    ...['title', 'name', 'LYRICS', 'prompt', 'Text', 'tags.1', 'style', 'description', 'negativeTags'],
    ...['metadata.gpt_description_prompt', 'callback', 'callBackUrl', 'webhook_url', 'web_hook'],
    ...['source_audio', 'referenceUrls.1', 'sources.1.url'],
  ])('are not what people wrote, nor what the task came from: %s', (path) => {
    expect(filesOf(at(path, SONG))).toMatchObject({ files: [], unusable: [], skipped: [path], leftOut: 0 })
  })

  test('are those of a field that only sounds like that', () => {
    const fields = ['lyrics_url', 'style_image', 'named', 'resource', 'sourcetrack', 'text_to_speech']
    expect(fields.filter((field) => filesOf(at(field, SONG)).files.length !== 1)).toEqual([])
  })

  test.each(['https://u:p@h.example.com/a', 'http://h.example.com/a', 'http://127.0.0.1/a', 'https:///a'])(
    'are not those whose URL is not safe: %s',
    (url) => {
      expect(filesOf(at('x.1', url))).toMatchObject({ files: [], unusable: [], skipped: ['x.1'], leftOut: 0 })
    },
  )

  test('are each URL once, and promised if one of its fields promises it', () => {
    const x = `${CDN}/x`
    expect(linesOf({ cover: x, again: x, more: { vocals: x } })).toEqual(['cover image promised'])
    expect(linesOf({ vocals: x, cover: x })).toEqual(['vocals audio promised'])
  })

  test('are 200 at most, the main file among them, and the rest is counted, however many', () => {
    const clips = Array.from({ length: 200 }, (_, index) => `${CDN}/${index}.mp3`)
    expect(filesOf({ clips })).toMatchObject({ leftOut: 0 })
    const more = filesOf({ clips: [...clips, ...clips, `${CDN}/200.mp3`], audioUrl: SONG })
    expect(more).toMatchObject({ leftOut: 2 })
    expect(more.files).toHaveLength(200)
    expect(more.files[0]?.url.href).toBe(SONG)
    const fields = ['a'.repeat(60), 'title'].map((field) =>
      Array.from({ length: 20_000 }, (_, index) => at(field, `${CDN}/${index}`)),
    )
    expect(fields.map((result) => filesOf(result).leftOut)).toEqual([19_800, 10_000])
  })
})

describe('the name of a file', () => {
  const [B, C, X48] = [`${CDN}/b`, `${CDN}/c`, 'x'.repeat(48)]

  test.each([
    [{ audioUrl: SONG }, ['']],
    [{ url: SONG }, ['']],
    [{ url: `${CDN}/b`, audioUrl: SONG }, ['', 'url']],
    [{ url: SONG, audioUrl: ' ' }, ['']],
    [{ clips: [{ audio: SONG }], url: SONG, audioUrl: SONG }, ['']],
    [{ data: { audioUrl: SONG, url: `${CDN}/b` } }, ['data-audio', 'data']],
    [{ video_url: SONG, URL: `${CDN}/b`, curl: `${CDN}/c`, 'x-url': `${CDN}/d` }, ['video', 'URL', 'c', 'x']],
    [{ a: { b: SONG }, 'a-b': B, A_B: C, 'a_b-2': `${CDN}/d` }, ['a-b', 'a-b-2', 'A_B', 'a_b-2']],
    [{ a: SONG, A: B, 'a-2': C }, ['a', 'A-2', 'a-2-2']],
    [{ '../../etc': SONG, 'é🎵.': B, '': C }, ['_etc', '_', '']],
    [{ ['x'.repeat(300)]: SONG, [`y${'x'.repeat(300)}`]: B }, [X48, `${X48}-2`]],
  ])('is the path of its fields, without a closing url, once: %j', (result, names) => {
    expect(filesOf(result).files.map(({ name }) => name)).toEqual(names)
  })
})

test.each([
  ['m4a', null, downloadResult(SONG, '.M4A')],
  ['', 180, songResult(SONG)],
  ['', 7.5, { clips: [{ urls: [SONG], duration: 7.5 }], duration: 9 }],
  ['', 120.5, [{ audio_url: SONG, metadata: { duration: 120.5 } }]],
  ['', null, { audioUrl: SONG, duration: '180', format: 7 }],
  ['', null, { audioUrl: SONG, duration: 0, metadata: { duration: -1 } }],
])('what stands beside a URL says format and length: "%s", %j in %j', (format, seconds, result) => {
  expect(filesOf(result).files).toMatchObject([{ format, seconds }])
})

test.each([
  [{ url: '/a.mp3' }, 'url is not an absolute https URL'],
  [{ videoUrl: 'soon' }, 'videoUrl is not an absolute https URL'],
  [{ url: [SONG] }, 'url is not a string'],
  [{ vocals: false }, 'vocals is not a string'],
  [{ ...STEMS, bass: 'https://:pass@cdn.example.com/a' }, 'bass has a user name or password in it'],
  [{ audioUrl: 'soon', url: SONG }, 'audioUrl is not an absolute https URL'],
])('a documented field that holds no usable URL is named: %j', (result, why) => {
  expect(filesOf(result).unusable).toEqual([`the result's ${why}`])
})

test('nobody knows what a field further down should hold', () => {
  expect(filesOf({ song: { audioUrl: 'soon', url: 7 } })).toMatchObject({ files: [], unusable: [] })
})
