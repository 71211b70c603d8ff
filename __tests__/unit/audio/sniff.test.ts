// What the first bytes of a file say.
import { gzipSync } from 'node:zlib'
import { sniffSample, type Sniffed } from '../../../src/audio/sniff.ts'
import { noise } from '../../support/inspection.ts'
import { media } from '../../support/media.ts'

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

const sniffed = (content: string | Buffer, isHeaderless = false): Sniffed =>
  sniffSample(Buffer.from(content).subarray(0, 4_096), isHeaderless)

test.each([
  ['a web page', ['<html lang="en">', '<!DocType HTML>', '  <head>', '\ufeff<body>']],
  ['XML', ['<Error/>', ' <a>', '<?xml version="1.0"?><rss/>']],
  ['JSON', ['[1]', '\n{', gzipSync('{"error": "not found"}')]],
  ['text', ['see <html> and {}', `Go on${'G'.repeat(400)}`, 'MAC address', '\ttab, line\r\n']],
  ['text', [`${'é'.repeat(2_047)}a€uro`, gzipSync('an error'.repeat(99_999))]],
  [
    'text',
    [Buffer.from('Gefällt nicht', 'latin1'), utf16('\ufeffno'), utf16('\ufeffno').swap16(), utf16('no mark')],
  ],
  ['an empty file', ['']],
])('a text may be %s', (what, texts) => {
  for (const text of texts) expect([text, sniffed(text)]).toEqual([text, { kind: 'text', what }])
})

test('samples without a header may look like Latin-1, but not like UTF-8', () => {
  for (const samples of [
    Buffer.alloc(3_000, 0xff),
    Buffer.alloc(3_000, 'fffe', 'hex'),
    Buffer.from('Gefällt', 'latin1'),
  ])
    expect(sniffed(samples, true).kind).toBe('walk')
  expect(sniffed('not found', true)).toEqual({ kind: 'text', what: 'text' })
})

test.each([
  ['image jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['image png', media('cover.png')],
  ['other zip', 'PK\x03\x04'],
  ['other pdf', '%PDF-1.7\n1 0 obj'],
  ['other mid', 'MThd\0\0\0\x06'],
  ['other gz', gzipSync(noise(9_000))],
  ['audio aiff', 'FORM\0\0\0\0AIFF'],
  ['audio amr', '#!AMR\n\x01'],
  ['video avi', 'RIFF\0\0\0\0AVI LIST'],
  ['walk m4a', media('song.m4a')],
  ['walk opus', media('song.ogg')],
  ['walk webm', media('video.webm')],
  ['walk mp3', media('song.mp3')],
  ['walk wav', media('rf64.wav')],
  ['walk unknown', noise(4_096)],
  ['walk unknown', 'text\0'],
])('its first bytes say %s', (says, bytes) => {
  const [is, format] = says.split(' ')
  const expected = is === 'walk' ? { kind: 'walk', format } : { kind: 'known', format, is, isCut: false }
  expect(sniffed(bytes)).toEqual(expected)
})
