// What the first bytes of a file say.
import { gzipSync } from 'node:zlib'
import { sniffSample, type Sniffed } from '../../../src/audio/sniff.ts'
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
  ['nothing', ['']],
])('a text may be %s', (what, texts) => {
  for (const text of texts) expect([text, sniffed(text)]).toEqual([text, { kind: 'text', what }])
})

test('samples without a header may look like Latin-1, but not like UTF-8', () => {
  for (const silence of [Buffer.alloc(3_000, 0xff), Buffer.alloc(3_000, 'fffe', 'hex')])
    expect(sniffed(silence, true)).toEqual(UNKNOWN)
  expect(sniffed(Buffer.from('Gefällt nicht', 'latin1'), true)).toEqual(UNKNOWN)
  expect(sniffed('not found', true)).toEqual({ kind: 'text', what: 'text' })
})

const other = (format: string, isImage = false): Sniffed => ({ kind: 'other', format, isImage, isCut: false })
const unchecked = (format: string, isVideo = false): Sniffed => ({ kind: 'unchecked', format, isVideo })

test.each([
  [other('jpg', true), Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  [other('png', true), media('cover.png')],
  [other('zip'), 'PK\x03\x04'],
  [other('pdf'), '%PDF-1.7\n1 0 obj'],
  [other('mid'), 'MThd\0\0\0\x06'],
  [other('gz'), gzipSync(noise(9_000))],
  [unchecked('aiff'), 'FORM\0\0\0\0AIFF'],
  [unchecked('amr'), '#!AMR\n\x01'],
  [{ kind: 'walk', format: 'm4a' }, media('song.m4a')],
  [{ kind: 'walk', format: 'opus' }, media('song.ogg')],
  [{ kind: 'walk', format: 'webm' }, media('video.webm')],
  [{ kind: 'walk', format: 'mp3' }, media('song.mp3')],
  [{ kind: 'walk', format: 'wav' }, media('rf64.wav')],
  [UNKNOWN, noise(4_096)],
  [UNKNOWN, 'text\0'],
  [unchecked('avi', true), 'RIFF\0\0\0\0AVI LIST'],
])('its first bytes say %j', (content, bytes) => {
  expect(sniffed(bytes)).toEqual(content)
})
