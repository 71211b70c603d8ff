// What the first bytes of a file say.
import { gzipSync } from 'node:zlib'
import { sniffSample, type Sniffed } from '../../../src/audio/sniff.ts'
import type { FileKind } from '../../../src/audio/media.ts'
import { noise } from '../../support/inspection.ts'
import { media } from '../../support/media.ts'

const UNKNOWN: Sniffed = { kind: 'walk', format: 'unknown' }

const sniffed = (content: string | Buffer, isHeaderless = false): Sniffed =>
  sniffSample(Buffer.from(content).subarray(0, 4_096), isHeaderless)

test.each([
  ['a web page', ['<html lang="en">', '<!DocType HTML>', '  <head>', '\ufeff<body>']],
  ['XML', ['<Error/>', ' <a>', '<?xml version="1.0"?><rss/>']],
  ['JSON', ['[1]', '\n{', gzipSync('{"error": "not found"}')]],
  [
    'text',
    [
      'see <html> and {}',
      `Go on${'G'.repeat(400)}`,
      'MAC address',
      '\ttab, line\r\n',
      `${'é'.repeat(2_047)}a€uro`,
      gzipSync('an error'.repeat(99_999)),
    ],
  ],
  [
    'text',
    [
      Buffer.from('Gefällt nicht', 'latin1'),
      Buffer.from('\ufeffno', 'utf16le'),
      Buffer.from('no mark', 'utf16le'),
    ],
  ],
  ['an empty file', ['']],
])('a text may be %s', (what, texts) => {
  for (const text of texts) expect([text, sniffed(text)]).toEqual([text, { kind: 'text', what }])
})

test('samples without a header may look like Latin-1, but not like UTF-8', () => {
  for (const silence of [Buffer.alloc(3_000, 0xff), Buffer.alloc(3_000, 'fffe', 'hex')])
    expect(sniffed(silence, true)).toEqual(UNKNOWN)
  expect(sniffed(Buffer.from('Gefällt nicht', 'latin1'), true)).toEqual(UNKNOWN)
  expect(sniffed('not found', true)).toEqual({ kind: 'text', what: 'text' })
})

const known = (format: string, is: FileKind): Sniffed => ({ kind: 'known', format, is, isCut: false })

test.each([
  [known('jpg', 'image'), Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  [known('png', 'image'), media('cover.png')],
  [known('zip', 'other'), 'PK\x03\x04'],
  [known('pdf', 'other'), '%PDF-1.7\n1 0 obj'],
  [known('mid', 'other'), 'MThd\0\0\0\x06'],
  [known('gz', 'other'), gzipSync(noise(9_000))],
  [known('aiff', 'audio'), 'FORM\0\0\0\0AIFF'],
  [known('amr', 'audio'), '#!AMR\n\x01'],
  [{ kind: 'walk', format: 'm4a' }, media('song.m4a')],
  [{ kind: 'walk', format: 'opus' }, media('song.ogg')],
  [{ kind: 'walk', format: 'webm' }, media('video.webm')],
  [{ kind: 'walk', format: 'mp3' }, media('song.mp3')],
  [{ kind: 'walk', format: 'wav' }, media('rf64.wav')],
  [UNKNOWN, noise(4_096)],
  [UNKNOWN, 'text\0'],
  [known('avi', 'video'), 'RIFF\0\0\0\0AVI LIST'],
])('its first bytes say %j', (content, bytes) => {
  expect(sniffed(bytes)).toEqual(content)
})
