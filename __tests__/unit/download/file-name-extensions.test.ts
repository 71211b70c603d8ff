// The extension of a saved file, one media type and one spelling at a time.
import type { AudioSource } from '../../../src/products/files.ts'
import { baseNames, fileName } from '../../../src/download/file-name.ts'

function source(path: string, format = ''): AudioSource {
  return { url: new URL(`https://cdn.example.com${path}`), name: '', format }
}

test.each([
  ['audio/mpeg', 'mp3'],
  ['audio/mp3', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/m4a', 'm4a'],
  ['audio/x-m4a', 'm4a'],
  ['audio/wav', 'wav'],
  ['audio/wave', 'wav'],
  ['audio/x-wav', 'wav'],
  ['audio/vnd.wave', 'wav'],
  ['audio/aac', 'aac'],
  ['audio/flac', 'flac'],
  ['audio/x-flac', 'flac'],
  ['audio/ogg', 'ogg'],
  ['audio/opus', 'opus'],
  ['audio/webm', 'webm'],
])('%s is saved as .%s', (contentType, extension) => {
  expect(fileName('t', source('/song'), contentType)).toBe(`t.${extension}`)
})

test.each([
  ['the last of several in the path', '/song.tar.mp3', '', 'mp3'],
  ['one of ten characters', '/song.abcdefghij', '', 'abcdefghij'],
  ['one that begins with digits', '/song.3gp', '', '3gp'],
  ['none that ends in a mark', '/song.mp3~', 'wav', 'wav'],
  ['none that begins with a mark', '/song.-mp3', 'wav', 'wav'],
  ['no format with a dot in its middle', '/song', 'a.b', 'bin'],
  ['a path that ends in a dot says nothing', '/song.', '', 'bin'],
])('the extension is %s', (_what, path, format, extension) => {
  expect(fileName('t', source(path, format), '')).toBe(`t.${extension}`)
})

test('IDs that differ only in case get different names, in whatever case a file system folds', () => {
  expect(baseNames(['ß', 'SONG', 'song', 'Song'])).toEqual(['_', 'SONG', 'song-2', 'Song-3'])
})
