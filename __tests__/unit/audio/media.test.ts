// What a file is by its names: extension, media type, words of its field.
import { declaredExtension, decodeEmbedded, embeddedFile } from '../../../src/audio/media.ts'
import { fileUrl, isRaw, kindOfExtension, kindOfType } from '../../../src/audio/media.ts'
import { aTask } from '../../support/builders.ts'

/** The extension of a file at this path, before its bytes are known. */
const extensionOf = (path: string, type = '', format = ''): string =>
  declaredExtension({ source: new URL(path, 'https://h.mp3'), format }, type)

test.each([
  ['audio', 'mp3 m4a wav flac ogg oga opus aac aif aiff wma weba mka amr pcm raw ulaw alaw'],
  ['video', 'mp4 m4v mov webm mkv avi mpg mpeg ogv'],
  ['image', 'jpg jpeg png gif webp avif bmp tif tiff heic'],
  ['other', 'zip mid midi'],
])('these extensions are %s', (kind, extensions) => {
  for (const extension of extensions.split(' ')) {
    expect(kindOfExtension(extension)).toBe(kind)
    expect(extensionOf(`/a.${extension.toUpperCase()}?b=c.txt`)).toBe(extension)
  }
})

test('no other extension is used, so no browser or shell runs a file', () => {
  for (const extension of [
    ...'html svg js sh exe bat php txt bin mp mp34 xmp3 xmp4 jpgx xjpg zipx xzip'.split(' '),
    '',
  ]) {
    expect(kindOfExtension(extension)).toBeNull()
    expect(extensionOf(`/a.${extension}`, `audio/${extension}`, extension)).toBe('bin')
  }
})

test.each([
  ['the path of its URL', 'mp3', '/x/1770190061237.MP3?sig=a.wav', 'audio/wav', 'flac'],
  ['its media type where the path has none', 'wav', '/v1.2/x', 'audio/x-wav', 'flac'],
  ['its format where neither has one', 'm4a', '/x.html', 'text/html', 'm4a'],
  ['the format of samples', 'pcm', '/x', '', 'pcm_16000'],
  ['nothing, whatever tricks they try', 'bin', '/x.a%2f..%2fb', 'constructor', '../../x'],
])('the extension of a file comes from %s', (_where, extension, ...names) => {
  expect(extensionOf(...names)).toBe(extension)
})

test.each(['/mp3', '/a.mp3/b', '/a.mp3.', '/a.mp3~', '/a.-mp3', '/v1.2/x'])(
  'a path like %s has none',
  (path) => {
    expect(extensionOf(path)).toBe('bin')
  },
)

test.each([
  ['mp3', 'audio/mpeg audio/mp3'],
  ['m4a', 'audio/mp4 audio/m4a audio/x-m4a'],
  ['wav', 'audio/wav audio/wave audio/x-wav audio/vnd.wave'],
  ['flac', 'audio/flac audio/x-flac'],
  ['weba', 'audio/webm'],
  ['ulaw', 'audio/basic audio/pcmu'],
  ['alaw', 'audio/pcma'],
  ['pcm', 'audio/l16 audio/pcm'],
  ['mid', 'audio/midi'],
  ['mov', 'video/quicktime'],
  ['mkv', 'video/x-matroska'],
  ['jpeg', 'image/jpeg'],
  ['bin', 'application/octet-stream image/svg+xml text/html constructor audio/mp3;x audio/'],
])('the extension .%s goes with %s', (extension, types) => {
  for (const type of types.split(' ')) expect(extensionOf('/x', type)).toBe(extension)
})

test('the first half of a media type says the kind', () => {
  const kinds = ['audio/x', 'video/x', 'image/x', 'other/x', 'application/audio', 'audio', ''].map(kindOfType)
  expect(kinds).toEqual(['audio', 'video', 'image', null, null, null, null])
})

test.each([
  ['audio', 'audio audios song2 songs music track vocal vocalUrl stem stems instrumental2 mp3 m4a wav flac'],
  ['video', 'video videos movie mp4 webm mov song_video'],
  ['image', 'image images cover picture thumbnail artwork poster photo photos song_video_thumbnail'],
  [null, 'link audiobook discover nosong clips coverage videotape myvideo'],
])('a file in a field with one of these words is %s', (kind, fields) => {
  for (const field of fields.split(' ')) {
    const result = { x: { [field]: 'https://h/x' } }
    expect(aTask({ status: 'completed', result }).files.files).toMatchObject([{ kind }])
  }
})

test('samples without a header are known by extension, media type and format', () => {
  const raw = 'pcm raw ulaw alaw pcm_16000 ulaw_8000 mulaw mu-law u-law a-law'.split(' ')
  const types = 'audio/pcm audio/x-raw audio/l16 audio/l24 audio/x-mulaw audio/basic'.split(' ')
  expect([...raw, ...types].filter((name) => !isRaw('', 'x', name))).toEqual([])
  const others = ['mp3', 'audio/mpeg', 'wav', 'video/raw', 'my-pcm', 'law', '']
  expect([isRaw(), ...others.filter((name) => isRaw(name))]).toEqual([false])
})

test.each<[string, string, string, boolean, string]>([
  ['data:audio/mpeg;base64,QUJD', '', 'audio/mpeg', true, 'QUJD'],
  [' DATA:Audio/X-a.b+c;charset=x;y="z";BASE64,QUJD', '', 'audio/x-a.b+c', true, 'QUJD'],
  ['data:,a%20b', '', '', false, 'a%20b'],
  ['data:text/plain;base64x,ab', '', 'text/plain', false, 'ab'],
  ['QUJD', 'audio_base64', '', true, 'QUJD'],
  [`${'A'.repeat(100)}!`, 'b64', '', true, `${'A'.repeat(100)}!`],
  ['QU_-\n=', 'xB64', '', true, 'QU_-\n='],
])('%j in the field "%s" is a file', (text, field, mediaType, isBase64, data) => {
  expect(embeddedFile(text, field)).toEqual({ mediaType, isBase64, data })
})

test.each([
  ['audio', ['QUJD', 'xdata:,a', 'data:audio/mpeg;base64', 'data:,', 'data:;base64, ', 'data:a b,data:,c']],
  ['base64', [' ', '=QUJD', 'QUJD===', 'QUJD!', '{"a":1}']],
])('in the field "%s" none of these is a file: %j', (field, texts) => {
  expect(texts.filter((text) => embeddedFile(text, field) !== null)).toEqual([])
})

test.each([
  [true, 'QUJD', 'ABC'],
  [true, 'QU\nJD', 'ABC'],
  [true, '%51UJD', 'ABC'],
  [true, 'QUI=', 'AB'],
  [true, 'QUJDQ', null],
  [true, 'QUJ!', null],
  [false, 'a%20b%c3%', 'a b\xc3%'],
  [false, 'é', '\xe9'],
  [false, 'a€', null],
])('data (base64: %j) %j decodes to %j', (isBase64, data, bytes) => {
  const decoded = decodeEmbedded({ mediaType: '', isBase64, data })
  expect(decoded?.toString('latin1') ?? null).toBe(bytes)
})

test('a URL has at most 8,192 characters, and no key', () => {
  const long = `https://h/${'a'.repeat(8_182)}`
  expect(fileUrl(long, false)).toEqual(new URL(long))
  expect(fileUrl(`${long}a`, false)).toBe('is longer than 8192 characters')
  expect(fileUrl('https://h/***', false)).toBe('contained the API key')
  expect(fileUrl('https:h/?of=https://h/', false)).toBe('is not an absolute https URL')
})
