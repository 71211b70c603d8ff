// What a received file is worth: its claims against its bytes, for every kind of bytes.
import type { Content } from '../../../src/audio/check.ts'
import { declaredExtension, type FileKind } from '../../../src/audio/media.ts'
import { isHeaderless, outcomeOf, verdictOn, type FileEnd, type Verdict } from '../../../src/audio/verdict.ts'
import { aTask, ENDPOINT } from '../../support/builders.ts'
import { savedFile } from '../../summaries/snapshots.ts'

function judged(result: unknown, content: Content, contentType = '', endpoint = ENDPOINT): Verdict {
  const { files, needsAudio } = aTask({ status: 'completed', result }, endpoint).files
  const [file, ...others] = files
  if (file === undefined) throw new Error('the result names no file')
  const more = { isAlone: others.length === 0, mayBePicture: !needsAudio }
  const extension = declaredExtension(file, contentType)
  return verdictOn({ file, contentType, extension, ...more }, content)
}

interface Claims {
  /** The field of the result that names the file; `x` promises nothing. */
  readonly field?: string
  readonly contentType?: string
  /** Stand beside the URL. */
  readonly format?: string
  readonly duration?: number
}

function verdict(content: Content, path: string, claims: Claims = {}): Verdict {
  const { field = 'audioUrl', contentType, ...beside } = claims
  return judged({ [field]: `https://cdn.example.com${path}`, ...beside }, content, contentType)
}

const XAI = new URL('https://api.example/xai/tasks')
const UNCHECKED = 'not checked: this action cannot read its format'

/** `EXTENSION KIND FORMAT` with the notes for a file that is saved, else what is wrong with it. */
function shown(of: Verdict): string {
  if (of.kind !== 'saved') return [of.kind, Object.values(of)[1]].join(': ').replace(/: $/, '')
  const notes = of.notes.map((note) => `; ${note}`.replace(UNCHECKED, 'unchecked'))
  return `${of.extension} ${of.measures.kind} ${of.measures.format ?? '-'}${notes.join('')}`
}

const sound = (format: string, seconds = 1): Content => {
  return { kind: 'media', format, is: 'audio', seconds, warnings: [] }
}
const VIDEO: Content = { kind: 'media', format: 'mp4', is: 'video', seconds: 1, warnings: [] }
const known = (format: string, is: FileKind = 'image', isCut = false): Content => {
  return { kind: 'known', format, is, isCut }
}
const text = (what: string): Content => ({ kind: 'text', what })
const UNKNOWN: Content = { kind: 'unknown' }
const DAMAGED: Content = { kind: 'damaged', why: 'holds 0:09 of the 0:30' }

test.each<[string, Content, string]>([
  ['cut', DAMAGED, 'holds 0:09 of the 0:30'],
  ['of no known format', UNKNOWN, 'is not MP3: its format is unknown'],
  ['text', text('text'), 'is text, not MP3'],
  ['empty', text('an empty file'), 'is empty'],
  ['a picture', known('png'), 'is a PNG file, not MP3'],
])('an MP3 that is %s is invalid', (_what, content, why) => {
  expect(verdict(content, '/a.mp3')).toEqual({ kind: 'invalid', why })
})

/** The extension and the notes of each `FORMAT EXTENSION`, for a file that is not promised. */
const savedAs = (pairs: readonly string[]): string[] =>
  pairs.map((pair) => {
    const [format = '', extension] = pair.split(' ')
    const content = /jpg|tif|mid|exe/.test(format) ? known(format) : sound(format)
    return shown(verdict(content, `/a.${extension}`, { field: 'x' })).replace(/ .*?(?=;|$)/, '')
  })

test('bytes of another container decide the extension', () => {
  const expected = ['m4a; the bytes are m4a, not mp3', 'webm; the bytes are webm, not mp4']
  expect(savedAs(['m4a mp3', 'webm mp4'])).toEqual(expected)
})

test('an extension of the same container stays', () => {
  const pairs =
    'm4a mp4|mp4 m4a|opus oga|webm weba|jpg jpeg|tif tiff|mid midi|exe jpg|mov m4v|mp4 mov|ogg ogv'
  const all = [...pairs.split('|'), 'mkv mka', 'webm mkv']
  expect(savedAs(all)).toEqual(all.map((pair) => pair.split(' ')[1]))
})

const X: Claims = { field: 'x' }
const ZIP_IS = 'not checked: ZIP and MIDI are not opened'
const CUT_ZIP_IS = 'invalid: is a ZIP that was cut off: its end is missing'

test.each<[string, Content, string, Claims, string]>([
  ['cut audio, named as a picture', DAMAGED, '/c.png', { field: 'cover' }, 'invalid: holds 0:09 of the 0:30'],
  ['a file that this machine could not read', { kind: 'failed', why: 'EIO' }, '/a.mp3', {}, 'failed: EIO'],
  ['a file when the step stopped', { kind: 'stopped' }, '/a.mp3', {}, 'stopped'],
  ['by the extension', UNKNOWN, '/a.avi', { contentType: 'audio/x' }, 'avi video -; unchecked'],
  ['MP4, by the content type', sound('mp4'), '/a', { contentType: 'audio/mp4' }, 'm4a audio mp4'],
  ['by half of the type', UNKNOWN, '/a', { ...X, contentType: 'video/x' }, 'bin video -; unchecked'],
  ['by the format', UNKNOWN, '/a', { ...X, format: 'AMR' }, 'amr audio -; unchecked'],
  ['by the field', UNKNOWN, '/a', { field: 'song' }, 'bin audio -; unchecked'],
  ['by nothing', UNKNOWN, '/a', X, 'bin other -'],
  ['a song, called PNG', sound('mp3'), '/a.png', {}, 'mp3 audio mp3; the bytes are mp3, not png'],
  ['a video, named as a song', VIDEO, '/a.m4a', {}, 'm4a video mp4'],
  ['a picture, named as a song', known('png'), '/a.mp3', X, 'invalid: is a PNG file, not MP3'],
  ['a picture, named as another', known('png'), '/c.jpg', X, 'png image png; the bytes are png, not jpg'],
  ['a ZIP in place of audio', known('zip', 'other'), '/a', {}, `zip other zip; ${ZIP_IS}`],
  ['AIFF', known('aiff', 'audio'), '/a.aif', {}, 'aif audio aiff; unchecked'],
  ['MPEG', known('mpg', 'video'), '/a.mpeg', {}, 'mpeg video mpg; unchecked'],
  ['MIDI', known('mid', 'other'), '/a.mp3', {}, `mid other mid; ${ZIP_IS}; the bytes are mid, not mp3`],
  ['a ZIP without its end', known('zip', 'other', true), '/a.zip', {}, CUT_ZIP_IS],
  ['PCM', UNKNOWN, '/a.pcm', {}, 'pcm audio -; unchecked'],
  ['PCM, by its format', UNKNOWN, '/a', { format: 'pcm_16000' }, 'pcm audio -; unchecked'],
  ['WMA', known('wma', 'audio'), '/a.mp3', {}, 'wma audio wma; unchecked; the bytes are wma, not mp3'],
  ['text, named as PCM', text('text'), '/a.pcm', {}, 'invalid: is text, not PCM'],
  ['text without a name', text('text'), '/a', {}, 'invalid: is text, not audio or video'],
  ['noise in a WAV', UNKNOWN, '/a.wav', { format: 'pcm' }, 'invalid: is not WAV: its format is unknown'],
  ['a WAV of PCM', sound('wav'), '/a.wav', { format: 'pcm' }, 'wav audio wav'],
  ['JSON that is not promised', text('JSON'), '/x', X, 'left-out: JSON'],
  ['JSON, called audio', text('JSON'), '/x.mp3', X, 'invalid: is JSON, not MP3'],
])('%s: %j, %s, %j is %s', (_what, content, path, claims, expected) => {
  expect(shown(verdict(content, path, claims))).toBe(expected)
})

test('a ZIP beside other audio is invalid if its name says that it is audio', () => {
  const zip = (path: string): string =>
    shown(judged({ vocals: `https://h${path}`, drums: 'https://h/d' }, known('zip', 'other')))
  expect([zip('/v.wav'), zip('/v')]).toEqual(['invalid: is a ZIP file, not WAV', `zip other zip; ${ZIP_IS}`])
})

test('a picture may be the product of xAI, unless its field or name says audio', () => {
  const results = [{ url: 'https://h/a' }, { url: 'https://h/a.mp3' }, { audioUrl: 'https://h/a' }]
  const wrong = 'invalid: is a PNG file, not'
  const expected = ['png image png; unchecked', `${wrong} MP3`, `${wrong} audio or video`]
  expect(results.map((result) => shown(judged(result, known('png'), '', XAI)))).toEqual(expected)
})

test('base64 of unknown bytes counts as a file only if the result says that it is audio', () => {
  expect(shown(judged({ b64_hint: 'pending' }, UNKNOWN))).toBe('left-out: data of an unknown format')
  expect(judged({ audio_b64: 'A'.repeat(64) }, UNKNOWN)).toMatchObject({ kind: 'saved' })
  const word = shown(judged({ audio_b64: 'pending', format: 'pcm' }, UNKNOWN))
  expect(word).toBe('invalid: is not PCM: its format is unknown')
})

test('a file has the length that was found, and the inspector’s warnings are reported', () => {
  const warnings = ['has no end mark']
  const ogg: Content = { kind: 'media', format: 'ogg', is: 'audio', seconds: 30.04, warnings }
  const measures = { kind: 'audio', format: 'ogg', seconds: 30.04 }
  expect(verdict(ogg, '/a.ogg')).toEqual({ kind: 'saved', extension: 'ogg', measures, notes: [], warnings })
})

test.each([
  [33, []],
  [40, []],
  [41, ['is 36s long, but the result says 41s']],
  [32, ['is 36s long, but the result says 32s']],
])('a song of 36 s if the result says %d: %j', (duration, warnings) => {
  expect(verdict(sound('wav', 36), '/a.wav', { duration })).toMatchObject({ kind: 'saved', warnings })
})

test('in a short file two seconds of difference are fine', () => {
  const warnings = (duration: number): unknown => verdict(sound('wav', 7), '/a.wav', { duration })
  expect(warnings(5)).toMatchObject({ warnings: [] })
  expect(verdict(UNKNOWN, '/a.avi', { duration: 5 })).toMatchObject({ warnings: [] })
  expect(warnings(4.9)).toMatchObject({ warnings: ['is 7s long, but the result says 5s'] })
})

test('only samples may have no header', () => {
  const [file] = aTask({ status: 'completed', result: { audioUrl: 'https://h/a' } }).files.files
  const isBare = (extension: string): boolean =>
    file !== undefined &&
    isHeaderless({ file, extension, contentType: 'audio/pcm', isAlone: true, mayBePicture: false })
  expect(['pcm', 'bin', 'wav'].map(isBare)).toEqual([true, true, false])
})

test('unknown bytes are damaged under each extension that is checked, and only there', () => {
  const extensions = 'mp3 m4a m4v mp4 mov wav flac ogg oga ogv opus webm weba mkv mka aac avi wma zip bin'
  const isSaved = (extension: string): boolean => verdict(UNKNOWN, `/a.${extension}`).kind === 'saved'
  expect(extensions.split(' ').filter(isSaved)).toEqual(['avi', 'wma', 'zip', 'bin'])
})

describe('the outcome of a task', () => {
  const SONG = 'https://h/a.mp3'
  const [x, cover] = ['https://h/x', 'https://h/c.png']
  const gone: FileEnd = { kind: 'failed', why: 'gone' }
  const bad: FileEnd = { kind: 'invalid', why: 'is bad' }
  const good = (kind: FileKind, format: string | null): FileEnd => {
    return { kind: 'saved', file: { ...savedFile('a'), kind, format } }
  }
  const none = 'the result names no'

  test.each<[string, object, FileEnd[], string, URL?]>([
    ['an extra file failed', { audioUrl: SONG, x }, [good('audio', 'mp3'), gone], 'completed +1'],
    ['a cover failed', { cover }, [gone], `${none} audio or video +1`],
    ['the only picture failed', { cover }, [gone], 'gone', XAI],
    ['a file that may be the song failed', { x }, [gone], 'gone'],
    ['a ZIP failed', { x: 'https://h/a.zip' }, [bad], 'is bad'],
    [
      'a field is unusable',
      { vocals: 'no', x },
      [gone],
      "the result's vocals is not an absolute https URL +1",
    ],
    ['a ZIP', { x }, [good('other', 'zip')], 'completed'],
    ['a PDF', { x }, [good('other', 'pdf')], `${none} audio or video`],
    ['a PDF of xAI', { x }, [good('other', 'pdf')], 'completed', XAI],
    ['bytes that nobody knows', { x }, [good('other', null)], `${none} file`, XAI],
    ['audio that nobody can read', { x }, [good('audio', null)], 'completed', XAI],
    ['two promised files', { audioUrl: SONG, url: x }, [gone, bad], '2 of 2 files: gone; is bad'],
    [
      'texts',
      { x, y: `${x}/y` },
      ['a', 'b'].map((what) => ({ kind: 'left-out', what })),
      `${none} audio or video, only a or b`,
    ],
  ])('with %s', (_what, result, ends, expected, endpoint = ENDPOINT) => {
    let warnings = 0
    const outcome = outcomeOf(aTask({ status: 'completed', result }, endpoint), ends, () => (warnings += 1))
    const told = 'why' in outcome ? outcome.why : outcome.kind
    expect(warnings === 0 ? told : `${told} +${warnings}`).toBe(expected)
  })
})
