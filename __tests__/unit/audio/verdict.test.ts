// What a received file is worth: its claims against its bytes, for every kind of bytes.
import type { Content } from '../../../src/audio/check.ts'
import { declaredExtension } from '../../../src/audio/media.ts'
import { verdictOn, type Verdict } from '../../../src/audio/verdict.ts'
import { aTask } from '../../support/builders.ts'

interface Given {
  /** The field of the result that names the file. */
  readonly field?: string
  readonly path: string
  readonly contentType?: string
  /** What stands beside the URL. */
  readonly beside?: Readonly<Record<string, unknown>>
}

function verdict(
  content: Content,
  { field = 'audioUrl', path, contentType = '', beside = {} }: Given,
): Verdict {
  const result = { [field]: `https://cdn.example.com${path}`, ...beside }
  const file = aTask({ status: 'completed', result }).files.files[0]
  if (file === undefined) throw new Error('the result names no file')
  return verdictOn({ file, contentType, extension: declaredExtension(file, contentType) }, content)
}

const mediaOf = (format: string, isVideo = false, seconds = 1): Content => {
  return { kind: 'media', format, isVideo, seconds, warnings: [] }
}
const other = (format: string, isImage = true): Content => ({ kind: 'other', format, isImage, isCut: false })
const text = (what: string): Content => ({ kind: 'text', what })
const UNKNOWN: Content = { kind: 'unknown' }
const DAMAGED: Content = { kind: 'damaged', format: 'mp3', why: 'holds 0:09 of the 0:30' }
const SAVED = { kind: 'saved', notes: [], warnings: [] }

test.each<[string, Content, string]>([
  ['cut', DAMAGED, 'holds 0:09 of the 0:30'],
  ['of no known format', UNKNOWN, 'is not MP3: its format is unknown'],
  ['text', text('text'), 'is text, not MP3'],
  ['a picture', other('png'), 'is a PNG file, not MP3'],
])('an MP3 that is %s is invalid', (_what, content, why) => {
  expect(verdict(content, { path: '/a.mp3' })).toEqual({ kind: 'invalid', why })
})

test('audio that is cut off is never taken for a picture, whatever its name says', () => {
  expect(verdict(DAMAGED, { path: '/c.png', field: 'cover' })).toMatchObject({ kind: 'invalid' })
})

test('a file that could not be read is the machine’s failure, not the file’s', () => {
  const why = 'its bytes could not be read here: too many files are open (EMFILE)'
  expect(verdict({ kind: 'machine', why }, { path: '/a.mp3' })).toEqual({ kind: 'failed', why })
  expect(verdict({ kind: 'stopped' }, { path: '/a.mp3' })).toEqual({ kind: 'stopped' })
})

test('a file is measured by what was found, and what the inspector warns of is told', () => {
  const found = { ...mediaOf('ogg', false, 30.04), warnings: ['has no end mark'] }
  const measures = { kind: 'audio', format: 'ogg', seconds: 30.04 }
  const expected = { ...SAVED, extension: 'ogg', measures, warnings: ['has no end mark'] }
  expect(verdict(found, { path: '/a.ogg' })).toEqual(expected)
})

test.each<[string, string, string]>([
  ['m4a', 'mp3', 'm4a'],
  ['mp3', 'm4a', 'mp3'],
  ['flac', 'wav', 'flac'],
  ['opus', 'mp3', 'opus'],
  ['webm', 'mp4', 'webm'],
  ['mp4', 'webm', 'mp4'],
  ['m4a', 'mp4', 'mp4'],
  ['mp4', 'm4a', 'm4a'],
  ['opus', 'oga', 'oga'],
  ['webm', 'weba', 'weba'],
  ['jpg', 'jpeg', 'jpeg'],
  ['tif', 'tiff', 'tiff'],
  ['mid', 'midi', 'midi'],
  ['exe', 'jpg', 'jpg'],
])('%s under .%s is saved by its bytes as .%s', (format, declared, extension) => {
  const content = /jpg|tif|mid|exe/.test(format) ? other(format) : mediaOf(format)
  const notes = extension === declared ? [] : [`the bytes are ${extension}, not ${declared}`]
  expect(verdict(content, { path: `/a.${declared}`, field: 'x' })).toMatchObject({
    ...SAVED,
    extension,
    notes,
  })
})

test.each<[string, Given, string, string]>([
  ['the extension', { path: '/a.avi', contentType: 'audio/mpeg' }, 'avi', 'video'],
  ['the content type', { path: '/a', contentType: 'audio/mp4' }, 'm4a', 'audio'],
  ['half of the content type', { path: '/a', contentType: 'video/x', field: 'x' }, 'bin', 'video'],
  ['the format', { path: '/a', beside: { format: 'AMR' }, field: 'x' }, 'amr', 'audio'],
  ['the field', { path: '/a', field: 'song' }, 'bin', 'audio'],
  ['nothing', { path: '/a', field: 'x' }, 'bin', 'other'],
])('where nobody knows the bytes, the name and the kind go by %s', (_what, given, extension, kind) => {
  const content = extension === 'm4a' ? mediaOf('mp4') : UNKNOWN
  expect(verdict(content, given)).toMatchObject({ kind: 'saved', extension, measures: { kind } })
})

test.each<[string, Content, Given, string, string]>([
  [
    'a song named as a picture',
    mediaOf('mp3'),
    { path: '/a', contentType: 'image/png', field: 'x' },
    'mp3',
    'audio',
  ],
  ['a video named as a song', mediaOf('mp4', true), { path: '/a.m4a' }, 'm4a', 'video'],
  ['a picture named as a song', other('png'), { path: '/a.mp3', field: 'cover' }, 'png', 'image'],
])('bytes that are known decide: %s', (_what, content, given, extension, kind) => {
  const verdictOnIt = verdict(content, given)
  if (given.field === 'cover') expect(verdictOnIt.kind).toBe('invalid')
  else expect(verdictOnIt).toMatchObject({ kind: 'saved', extension, measures: { kind } })
})

describe('in place of audio', () => {
  const notes = ['not checked: ZIP and MIDI are not opened']

  test('a ZIP or a MIDI file is saved as what it is', () => {
    const zip = { ...SAVED, extension: 'zip', measures: { kind: 'other', format: 'zip', seconds: null } }
    expect(verdict(other('zip', false), { path: '/a' })).toEqual({ ...zip, notes })
    const renamed = { extension: 'mid', notes: [...notes, 'the bytes are mid, not mp3'] }
    expect(verdict(other('mid', false), { path: '/a.mp3' })).toMatchObject(renamed)
  })

  test('a ZIP without its end is cut, promised or not', () => {
    const cut: Content = { kind: 'other', format: 'zip', isImage: false, isCut: true }
    const why = 'is a ZIP that was cut off: its end is missing'
    for (const field of ['audioUrl', 'x']) {
      expect(verdict(cut, { path: '/a.zip', field })).toEqual({ kind: 'invalid', why })
    }
  })

  test('base64 of unknown bytes counts as a file only if the result says that it is audio', () => {
    const given = (fields: Readonly<Record<string, string>>): Verdict => {
      const file = aTask({ status: 'completed', result: fields }).files.files[0]
      if (file === undefined) throw new Error('the result holds no file')
      return verdictOn({ file, contentType: '', extension: 'bin' }, UNKNOWN)
    }
    expect(given({ b64_hint: 'none' })).toEqual({ kind: 'left-out', what: 'data of an unknown format' })
    expect(given({ audio_b64: 'AAAA' })).toMatchObject({ kind: 'saved' })
  })
})

describe('a format that nobody here can read is saved, and said not to be checked', () => {
  test.each<[string, Given]>([
    ['amr', { path: '/a.amr' }],
    ['bin', { path: '/a' }],
    ['pcm', { path: '/a.pcm' }],
    ['ulaw', { path: '/a', contentType: 'audio/basic' }],
    ['pcm', { path: '/a', beside: { format: 'pcm_16000' } }],
  ])('as .%s: %j', (extension, given) => {
    const measures = { kind: 'audio', format: null, seconds: null }
    const notes = ['not checked: this action cannot read its format']
    expect(verdict(UNKNOWN, given)).toEqual({ ...SAVED, extension, measures, notes })
  })

  test('also where the inspector knows its name', () => {
    const notes = ['not checked: this action cannot read its format', 'the bytes are wma, not mp3']
    const content: Content = { kind: 'unchecked', format: 'wma', isVideo: false }
    expect(verdict(content, { path: '/a.mp3' })).toMatchObject({ kind: 'saved', extension: 'wma', notes })
  })

  test('but not a text, nor what has a checked extension', () => {
    expect(verdict(text('text'), { path: '/a.pcm' })).toMatchObject({ why: 'is text, not PCM' })
    expect(verdict(text('text'), { path: '/a' })).toMatchObject({ why: 'is text, not audio or video' })
    const wav = { path: '/a.wav', beside: { format: 'pcm_s16le' } }
    expect(verdict(UNKNOWN, wav)).toMatchObject({ kind: 'invalid' })
    expect(verdict(mediaOf('wav'), wav)).toMatchObject({ measures: { format: 'wav', seconds: 1 } })
  })
})

describe('a file that is not promised', () => {
  test('is saved as what it is', () => {
    const cover = { extension: 'png', measures: { kind: 'image', format: 'png', seconds: null } }
    expect(verdict(other('png'), { path: '/c.jpg', field: 'cover' })).toMatchObject({
      ...SAVED,
      ...cover,
      notes: ['the bytes are png, not jpg'],
    })
    const noise = { ...SAVED, extension: 'bin', measures: { kind: 'other', format: null, seconds: null } }
    expect(verdict(UNKNOWN, { path: '/x', field: 'x' })).toEqual(noise)
  })

  test('is left out if it is text, and is not audio if its type says so', () => {
    const given = { path: '/x', field: 'x' }
    expect(verdict(text('JSON'), given)).toEqual({ kind: 'left-out', what: 'JSON' })
    expect(verdict(text('nothing'), given)).toEqual({ kind: 'left-out', what: 'an empty file' })
    const claimed = { ...given, contentType: 'audio/mpeg' }
    expect(verdict(text('JSON'), claimed)).toMatchObject({ kind: 'invalid' })
  })
})

test.each([
  [28, []],
  [33, []],
  [34, ['is 30s long, but the result says 34s']],
  [26, ['is 30s long, but the result says 26s']],
])('a song of 30 s where the result says %d: %j', (duration, warnings) => {
  const given = { path: '/a.wav', beside: { duration } }
  expect(verdict(mediaOf('wav', false, 30), given)).toMatchObject({ ...SAVED, warnings })
})
