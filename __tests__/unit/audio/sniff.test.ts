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
  ['a web page', [Buffer.from(`<html>${'\xb5\xc4'.repeat(9)}`, 'latin1')]],
  ['JSON', ['{"', '[ {'].map((start) => Buffer.from(start + '\xb5\xc4'.repeat(9), 'latin1'))],
  [
    'XML',
    [
      Buffer.from(`<?xml?>${'\xb5\xc4'.repeat(9)}`, 'latin1'),
      '<Error/>',
      ' <a>',
      '<?xml version="1.0"?><rss/>',
    ],
  ],
  ['JSON', ['[1]', '\n{', gzipSync('{"error": "not found"}')]],
  ['text', ['see <html> and {}', 'see %PDF', `Go on${'G'.repeat(400)}`, 'MAC address', '\ttab, line\r\n']],
  ['text', [`${'é'.repeat(2_047)}a€uro`, gzipSync('an error'.repeat(99_999))]],
  // Compressed, it is longer than what is looked at.
  ['text', [gzipSync(noise(9_000).toString('hex')), Buffer.alloc(64, 'b5c4', 'hex')]],
  ['text', ['äbcd', 'aþÿÿ, Latin-1', 'þaÿÿ, Latin-1'].map((text) => Buffer.from(text, 'latin1'))],
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
  expect(sniffed(Buffer.from(' <body>Accès', 'latin1'), true)).toEqual({ kind: 'text', what: 'a web page' })
})

const EBML = '\x1a\x45\xdf\xa3'

test.each([
  ['image jpg', '\xff\xd8\xff\xe0'],
  ['image png', media('cover.png')],
  ['image gif', 'GIF89a\0'],
  ['image webp', 'RIFF\0\0\0\0WEBP'],
  ['image avif', '\0\0\0\0ftypavis'],
  ['image heic', '\0\0\0\0ftypmif1'],
  ['image tif', 'MM\0*'],
  ['other zip', 'PK\x05\x06'],
  ['other pdf', '%PDF-1.7\n1 0 obj'],
  ['other mid', 'MThd\0\0\0\x06'],
  ['other gz', gzipSync(noise(9_000))],
  ['other gz', '\x1f\x8b\x08\xff'],
  ['other 7z', '7z\xbc\xaf\x27\x1c\0'],
  ['other rar', 'Rar!\0'],
  ['other exe', `MZ${'\x01'.repeat(60)}\0\0`],
  ['audio aiff', 'FORM\0\0\0\0AIFC'],
  ['audio wma', '0&\xb2u\x8ef\xcf\x11'],
  ['audio amr', '#!AMR\n\x01'],
  ['audio caf', 'caff\0'],
  ['audio au', '.snd\0'],
  ['video avi', 'RIFF\0\0\0\0AVI LIST'],
  ['video mpg', '\0\0\x01\xba'],
  ['video ts', 'G'.padEnd(188, '\0').repeat(3)],
  ['walk m4a', media('song.m4a')],
  ['walk mov', '\0\0\0\0pnot'],
  ['walk mp4', '\0\0\0\0sidx'],
  ['walk flac', 'fLaC\0'],
  ['walk opus', media('song.ogg')],
  ['walk ogg', media('vorbis.ogg')],
  ['walk webm', `${EBML}\x42\x82\x84webm`],
  ['walk mkv', `${EBML}\x42\x82\x88matroska`.padEnd(68) + 'webm'],
  ['walk mp3', 'ID3\x02\0'],
  ['walk mp3', media('plain.mp3')],
  ['walk wav', media('rf64.wav')],
  ...[
    '\xff\xf0\0',
    noise(4_096),
    'text\0',
    'a\0\xe9b',
    '\x80\x80ab',
    Buffer.alloc(63, 'b5c4', 'hex'),
    '\xff',
    Buffer.from('a\ufeffb'),
  ].map((start): [string, string | Buffer] => ['walk unknown', start]),
])('its first bytes say %s', (says, start) => {
  const [is, format] = says.split(' ')
  const expected = is === 'walk' ? { kind: 'walk', format } : { kind: 'known', format, is, isCut: false }
  const bytes = typeof start === 'string' ? Buffer.from(start, 'latin1') : start
  expect(sniffed(bytes)).toEqual(expected)
  expect(sniffed(Buffer.concat([Buffer.of(1), bytes]))).toEqual({ kind: 'walk', format: 'unknown' })
})
