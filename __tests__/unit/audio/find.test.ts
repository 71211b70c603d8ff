// Which files a completed task names: for every documented kind of result, and for those that surprise.
import type { Task } from '../../../src/mountsea/read.ts'
import { parseJson } from '../../../src/text/json.ts'
import { aTask } from '../../support/builders.ts'
import { songResult, stemsResult, videoResult } from '../../../tools/stand-ins/api/answers.ts'

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
    ['audioUrl rather than url', { url: `${CDN}/b.mp3`, audioUrl: SONG }],
    ['url where audioUrl is not usable', { audioUrl: 7, url: SONG }],
    ['the first of a list', { audioUrl: ['soon', SONG, `${CDN}/b.mp3`] }],
  ])('is the URL of %s', (_what, result) => {
    expect(audioUrlOf(result)).toBe(SONG)
  })

  test('is the first audio if the product documents no fields, and empty if that is in the result itself', () => {
    const suno = new URL('https://api.example/suno/v2/status')
    const urlOf = (data: unknown): string => aTask({ status: 'success', data }, suno).audioUrl
    expect(urlOf([{ image_url: `${CDN}/c.png` }, { audio_url: SONG }, { audio_url: `${CDN}/b` }])).toBe(SONG)
    expect(urlOf([{ audio: 'data:audio/mpeg;base64,QUJD' }, { image_url: `${CDN}/c.png` }])).toBe('')
  })

  test('is empty for a result that has neither', () => {
    const results = [null, SONG, [{ audioUrl: SONG }], stemsResult(STEMS), { audioUrl: [7, 'soon'] }]
    expect(results.map(audioUrlOf).join('')).toBe('')
  })

  test.each([
    ['HTTPS://CDN.example.com:443/a/../b?x=~!', 'HTTPS://CDN.example.com:443/a/../b?x=~!'],
    [` ${CDN}/Müller\n song.mp3 `, `${CDN}/M%C3%BCller%20song.mp3`],
    [`${CDN}/ü a.mp3`, `${CDN}/%C3%BC%20a.mp3`],
    ['https:cdn.example.com/?of=https://h/', ''],
    ['https:///a.mp3', ''],
    [`x ${SONG}`, ''],
    ['https://user:pass@cdn.example.com/a.mp3', ''],
    ['http://127.0.0.1.example.com/a.mp3', ''],
  ])('is as it was sent, encoded if a URL may not be like that, or empty: %j', (audioUrl, expected) => {
    expect(audioUrlOf({ audioUrl })).toBe(expected)
  })

  test.each(['http://127.0.0.1:8080/a.mp3', 'http://localhost/a.mp3', 'http://[::1]:1/a.mp3'])(
    'is on this machine only if the endpoint is too: %s',
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
  const asText = JSON.stringify({ audio_url: SONG })

  test.each([
    ['a song', songResult(SONG), '(main) audio promised'],
    ['a video', videoResult(`${CDN}/v:1.mp4`), 'video video promised'],
    ['a text that is a URL', SONG, '(main) audio promised'],
    ['lists in lists', [[[SONG]], []], '1-1-1 audio promised'],
    ['other stems, wherever they stand', at('stems.piano', `${CDN}/3`), 'stems-piano audio promised'],
    ["ms's videos", at('videos.1.url', `${CDN}/v`), 'videos-1 video promised'],
    ['audio by extension alone', at('x', `${CDN}/x.FLAC?y `), 'x audio promised'],
    ['a song whose URL has spaces', at('songs.1.url', ` ${CDN}/a b.Mp3 `), 'songs-1 audio promised'],
    ['a stem whose URL has spaces', at('drums', `${CDN}/a b.opus`), 'drums audio promised'],
    ['a video whose URL has spaces', at('video_url', `${CDN}/a b.mp4?c=d`), 'video video promised'],
    ['a picture by field, audio by extension', at('cover', SONG), 'cover audio promised'],
    ['audio by field, a picture by extension', at('song', `${CDN}/1.png`), 'song image promised'],
    ['the cover of a song', at('song.cover_url', `${CDN}/c`), 'song-cover image'],
    ['the page of a song', at('song.page_url', `${CDN}/p`), 'song-page unknown'],
    ['the link of a song', at('song.download.href', `${CDN}/p`), 'song-download-href audio promised'],
  ])('are found, and promised if they are audio or video: %s', (_what, result, line) => {
    expect(linesOf(result)).toEqual([line])
    expect(filesOf(result)).toMatchObject({ unusable: [], skipped: [], leftOut: 0 })
  })

  test('are songs in a neutral field of a song', () => {
    const fields =
      'url urls uri uris href hrefs link links src srcs file files download downloads url2'.split(' ')
    const isSong = (field: string): boolean =>
      linesOf({ song: { [field]: `${CDN}/x` } })[0]?.endsWith(' audio promised') === true
    expect(fields.filter((field) => !isSong(field))).toEqual([])
  })

  test('are all that it names', () => {
    const stems = Object.keys(STEMS).map((name) => `${name} audio promised`)
    expect(linesOf(stemsResult(STEMS))).toEqual(stems)
    const clips = [{ audio_url: SONG, image_url: `${CDN}/1.jpeg` }, { audio_url: `${CDN}/2` }]
    expect(linesOf(clips)).toEqual(['1-audio audio promised', '1-image image', '2-audio audio promised'])
  })

  test.each([
    ['a video beside a song', { clips: [{ audio_url: SONG, video_url: `${CDN}/v` }] }, 'clips-1-video video'],
    ['a stream beside its song', { x: [{ audioUrl: SONG, streamAudioUrl: CDN }] }, 'x-1-streamAudio audio'],
    ['a preview by extension', { a: { audio: SONG, preview_url: `${CDN}/p.mp3` } }, 'a-preview audio'],
  ])('are best effort: %s', (_what, result, line) => {
    expect(linesOf(result)[1]).toBe(line)
  })

  test.each<[string, unknown, string]>([
    ['a stream whose song is blank', { audioUrl: '', streamUrl: SONG }, 'stream audio promised'],
    ['a stream of another song', [{ stream: SONG }, { audio: `${CDN}/2` }], '1-stream audio promised'],
    ['a video beside a picture', { video: `${CDN}/v`, cover: `${CDN}/c` }, 'video video promised'],
    ['a documented video beside a song', { videoUrl: `${CDN}/v`, audio: SONG }, 'video video promised'],
    ['a video that is the song', { song: `${CDN}/v.mp4`, audio: SONG }, 'song video promised'],
    ['a song in a list of audioUrl', { audioUrl: [SONG] }, 'audioUrl-1 audio promised'],
    ['a song in a text of JSON', { a: ` [${asText}] ` }, 'a-1-audio audio promised'],
    ['a song as a data: URI', { data: 'data:audio/mpeg;base64,QUJD' }, 'data audio promised'],
    ['a song in base64', { audio_base64: 'QUJD' }, 'audio_base64 audio promised'],
    ['a picture as a data: URI', { x: 'DATA:image/png;base64,iVBORw0KGgo=' }, 'x image'],
    ['anything in base64', [{ b64_json: 'iVBORw0KGgo=' }], '1-b64_json unknown'],
  ])('must be there, or are inside the result: %s', (_what, result, line) => {
    expect(linesOf(result)[0]).toBe(line)
  })

  test.each([
    ['it names none', null],
    ['it is a number', parseJson('12345678901234567890')],
    ['its fields hold none', { title: 'x', bass: null, other: ' ', audioId: 'a' }],
    [
      'a text only mentions one',
      { note: `see ${SONG}`, more: `${SONG} and`, x: 'https://h/a.mp3 https://h/b.mp3' },
    ],
    ['JSON stands in JSON', { x: JSON.stringify({ y: asText }), z: JSON.stringify(SONG) }],
    ['JSON echoes a request', { a: { request: { b: `["${SONG}"]` } } }],
    ['JSON is what people wrote', { lyrics: asText }],
    ['a text is neither JSON nor base64', { x: asText.slice(0, -1), b64_json: '', y: 'data:image/png' }],
    ['base64 is a flag', { audio_base64: 'true', isBase64: 'false', b64: ' none ' }],
    ['a data: URI is empty', { image: 'data:image/png;base64,' }],
  ])('are none if %s', (_where, result) => {
    expect(filesOf(result)).toMatchObject({ files: [], unusable: [], skipped: [], leftOut: 0 })
  })

  test.each([
    ...['title', 'name', 'LYRICS', 'prompt', 'Text', 'tags.1', 'style', 'description', 'negativeTags'],
    ...['metadata.gpt_description_prompt', 'callback', 'callBackUrl', 'webhook_url', 'web_hook'],
    ...['source_audio', 'referenceUrls.1', 'sources.1.url', 'titles', 'title_12', 'prompt1', 'SONGTITLE'],
    ...['CALLBACKURL', 'callbackurl', 'WEBHOOK', 'SOURCEURL', 'referenceurls.1', 'audiosource'],
    ...['SOURCE_AUDIO', 'names', 'lyric', 'prompts', 'texts', 'tag', 'styles', 'descriptions', 'source'],
    ...[
      'reference.1',
      'MY TAGS2',
      'sourcesHref',
      'referenceSrc2',
      'sourceLinks',
      'reference_uri',
      'sourcefile',
    ],
    ...['STYLES', 'lyrics.lines.1', 'title.en', 'prompt.audio_url', 'style.1.song', 'callbacks.audio.url'],
  ])('do not include URLs that people wrote, or sources of the task: %s', (path) => {
    for (const value of [SONG, 'data:audio/mpeg;base64,QUJD']) {
      const nothing = { files: [], unusable: [], skipped: [path], leftOut: 0 }
      expect(filesOf(at(path, value))).toMatchObject(nothing)
    }
  })

  test('include those in a field whose name is only similar', () => {
    const fields = 'lyrics_url style_image named resource sourcetrack preferences titlea title_2nd'.split(' ')
    expect(fields.filter((field) => filesOf(at(field, SONG)).files.length !== 1)).toEqual([])
  })

  test.each([
    ...['https://u:p@h.example.com/a', 'http://h.example.com/a', 'http://127.0.0.1/a', 'https:///a'],
    ...['https://h/a b.mp3', 'https://h/see my.wav?x'],
  ])('do not include an unsafe URL, or one with spaces in just any field: %s', (url) => {
    expect(filesOf(at('x.1', url))).toMatchObject({ files: [], unusable: [], skipped: ['x.1'], leftOut: 0 })
  })

  test('include each URL once, as promised if one of its fields promises it', () => {
    const x = `${CDN}/x`
    expect(linesOf({ cover: x, again: x, more: { vocals: x } })).toEqual(['cover image promised'])
    expect(linesOf({ vocals: x, cover: x })).toEqual(['vocals audio promised'])
  })

  test('are at most 200, with the main file among them; the rest are counted', () => {
    const clips = Array.from({ length: 200 }, (_, index) => `${CDN}/${index}.mp3`)
    expect(filesOf({ clips })).toMatchObject({ leftOut: 0 })
    const more = filesOf({ clips: [...clips, ...clips, `${CDN}/200.mp3`], audioUrl: SONG })
    expect(more).toMatchObject({ leftOut: 2 })
    expect(more.files).toHaveLength(200)
    expect(more.files[0]?.source).toEqual(new URL(SONG))
    expect(filesOf({ title: clips })).toMatchObject({ leftOut: 0, skippedMore: 180 })
  })

  test('are looked for in the first 10,000 texts that may be a URL or JSON', () => {
    const urls = Array.from({ length: 9_999 }, (_, index) => `${CDN}/${index}`)
    const [unsafe, json] = ['http://h/a', '{"vocals":"x"}']
    expect(filesOf([...urls, unsafe, unsafe])).toMatchObject({ leftOut: 9_800, skipped: ['10000'] })
    const unusable = ["the result's 10000.vocals is not an absolute https URL"]
    expect(filesOf([...urls, json, json])).toMatchObject({ leftOut: 9_800, unusable })
  })
})
