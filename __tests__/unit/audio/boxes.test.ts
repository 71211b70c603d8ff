// Chunks, boxes and elements, built by hand.
import { walkBoxes, walkChunks, walkElements } from '../../../src/audio/inspector/boxes.ts'
import { box } from '../../support/hostile-media.ts'
import { inMemory } from '../../support/inspection.ts'

/** `NAME SIZE CONTENT` of RIFF, with the padding byte. */
function chunk(name: string, content: Buffer, size = content.length): Buffer {
  const head = Buffer.from(`${name}....`, 'latin1')
  head.writeUInt32LE(size, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length & 1)])
}

/** A WAV file of these chunks; `riff` is the size that it says, by default the right one. */
function wav(chunks: readonly Buffer[], riff?: number): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks])
  return chunk('RIFF', body, riff ?? body.length)
}

/** 1,000 bytes a second: by its rate and block if the format is plain, else by the number that the header has for it. */
function format(code: number, isPlain = true): Buffer {
  const content = Buffer.alloc(16)
  content.writeUInt16LE(code)
  content.writeUInt32LE(isPlain ? 500 : 7, 4)
  content.writeUInt32LE(isPlain ? 7 : 1_000, 8)
  content.writeUInt16LE(isPlain ? 2 : 7, 12)
  return chunk('fmt ', content)
}
const PCM = format(1)
const data = (bytes: number, size?: number): Buffer => chunk('data', Buffer.alloc(bytes), size)
const ds64 = (bytes: number): Buffer =>
  chunk('ds64', Buffer.from(new BigUint64Array([0n, BigInt(bytes)]).buffer))

test.each<[string, Buffer, object]>([
  ...[1, 3, 6, 7, 0xfffe].map((code): [string, Buffer, object] => [
    `format ${code}`,
    wav([format(code), data(2_000)]),
    {},
  ]),
  ['a compressed format', wav([format(2, false), data(2_000)]), {}],
  ['an odd chunk in front', wav([chunk('LIST', Buffer.alloc(3)), PCM, data(2_000)]), {}],
  [
    'an odd last chunk without its padding',
    wav([PCM, data(2_001)]).subarray(0, -1),
    { foundSeconds: 2.001, announcedSeconds: 2.001 },
  ],
  ['a chunk of nothing at the end', wav([PCM, data(2_000), chunk('LIST', Buffer.alloc(0))]), {}],
  ['a cut chunk at the end', wav([PCM, data(2_000), chunk('LIST', Buffer.alloc(4), 6)]), { cutIn: 'chunk' }],
  ['bytes behind its size', wav([PCM, data(2_000), Buffer.alloc(10, 'x')], 2_036), { strayBytes: 10 }],
  ['no size, and zeros at the end', wav([PCM, data(2_000), Buffer.alloc(10)], 0), { strayBytes: 10 }],
  [
    'a chunk whose name is not text',
    wav([PCM, data(2_000), Buffer.from('abc\0\0\0\0\0')]),
    { strayBytes: 8 },
  ],
  ['half of its data', wav([PCM, data(1_000, 2_000)]), { foundSeconds: 1, cutIn: 'chunk' }],
  ['a long size', wav([ds64(2_000), PCM, data(2_000, 0xffffffff)]), {}],
  ['a long size that is not meant', wav([ds64(9_000), PCM, data(2_000)]), {}],
  ['a placeholder for its size', wav([PCM, data(2_000, 0x7fffffff - 511)], 0), { announcedSeconds: null }],
  [
    'no placeholder for its size',
    wav([PCM, data(2_000, 0x7fffffff - 512)], 0),
    { announcedSeconds: 2_147_483.135, cutIn: 'chunk' },
  ],
])('a WAV file has two seconds: %s', (_what, file, other) => {
  const whole = { format: 'wav', foundSeconds: 2, announcedSeconds: 2, strayBytes: 0, cutIn: null }
  expect(walkChunks(inMemory(file))).toMatchObject({ ...whole, ...other })
})

const ftyp = box('ftyp', Buffer.alloc(4))
const long = (name: string, content: Buffer, size = content.length): Buffer => {
  const head = Buffer.from(`....${name}........`, 'latin1')
  head.writeUInt32BE(1)
  head.writeBigUInt64BE(BigInt(size + 16), 8)
  return Buffer.concat([head, content])
}
const toTheEnd = (name: string): Buffer => Buffer.from(`\0\0\0\0${name}${'x'.repeat(50)}`, 'latin1')
const parts = ['enca', 'sinf', 'frma'].map((name) => Buffer.from(name))

test.each<[string, readonly Buffer[], object]>([
  ['whole boxes', [ftyp, box('mdat', Buffer.alloc(90)), box('own ', Buffer.alloc(9)), box('free')], {}],
  ['a size of 64 bits', [long('mdat', Buffer.alloc(90)), ftyp], {}],
  ['a size of 64 bits that is too large', [ftyp, long('mdat', Buffer.alloc(90), 91)], { cutIn: 'box' }],
  ['a box up to the end', [ftyp, toTheEnd('mdat')], {}],
  ['an unknown box up to the end', [ftyp, toTheEnd('mdax')], { strayBytes: 58 }],
  ['half of a box', [ftyp, box('mdat', Buffer.alloc(90)).subarray(0, 50)], { cutIn: 'box' }],
  ['less than a box', [ftyp, Buffer.alloc(7)], { strayBytes: 7 }],
  ['encryption', [ftyp, box('moov', ...parts)], { isEncrypted: true }],
  ...[0, 1, 2].map((part): [string, readonly Buffer[], object] => [
    `no encryption without ${String(parts[part])}`,
    [ftyp, box('moov', ...parts.filter((_, at) => at !== part))],
    {},
  ]),
  ['words of encryption elsewhere', [ftyp, box('mdat', ...parts)], {}],
])('the boxes of an MP4 file: %s', (_what, boxes, other) => {
  const whole = { isEncrypted: false, strayBytes: 0, cutIn: null }
  expect(walkBoxes(inMemory(Buffer.concat(boxes)))).toEqual({ ...whole, ...other })
})

/** An element of Matroska, its ID in hex; a size of so many bytes, 0 for an unknown one. */
function element(id: string, content: Buffer, sizeBytes = 1): Buffer {
  const size =
    sizeBytes === 1
      ? Buffer.of(0x80 | content.length)
      : Buffer.from([0x40 | (content.length >> 8), content.length & 0xff])
  return Buffer.concat([Buffer.from(id, 'hex'), sizeBytes === 0 ? Buffer.of(0xff) : size, content])
}
const [ebml, block] = [element('1a45dfa3', Buffer.alloc(9)), element('a3', Buffer.alloc(200), 2)]
const segment = (...content: readonly Buffer[]): Buffer => element('18538067', Buffer.concat(content), 2)
const tracks = (...pieces: readonly string[]): Buffer =>
  segment(element('1654ae6b', Buffer.from(pieces.join(''), 'latin1')))
const [ENCODINGS, ENCODING, KEY] = ['m\x80', 'b@', 'P5']

test.each<[string, readonly Buffer[], object]>([
  ['whole elements', [ebml, segment(element('1f43b675', block, 2))], {}],
  ['a segment of unknown length', [ebml, element('18538067', block, 0)], {}],
  ['an element of unknown length that is not a parent', [ebml, element('a3', Buffer.alloc(0), 0)], {}],
  [
    'a cut block',
    [ebml, segment(block, block).subarray(0, -1)],
    { cutIn: 'element', intactBytes: 14 + 6 + 203 },
  ],
  ['a cut segment', [ebml, segment(block, block).subarray(0, -203)], { cutIn: 'element' }],
  ['something else behind it', [ebml, Buffer.alloc(20, 'x')], { strayBytes: 20, intactBytes: 14 }],
  ['zeros behind it', [ebml, Buffer.alloc(20)], { strayBytes: 20, intactBytes: 14 }],
  [
    'an ID of five bytes behind it',
    [ebml, Buffer.of(8, 0, 0, 0, 0, 0x80)],
    { strayBytes: 6, intactBytes: 14 },
  ],
  ['half of an ID behind it', [ebml, Buffer.of(0x1f, 0x43)], { strayBytes: 2, intactBytes: 14 }],
  ['encryption', [tracks(ENCODINGS, 'xx', ENCODING, 'x'.repeat(80), KEY)], { isEncrypted: true }],
  ['words too far apart for encryption', [tracks(ENCODINGS, 'x'.repeat(9), ENCODING, 'x', KEY)], {}],
  [
    'words of encryption elsewhere',
    [segment(element('a3', Buffer.from(`${ENCODINGS}x${ENCODING}x${KEY}`)))],
    {},
  ],
])('the elements of a Matroska file: %s', (_what, elements, other) => {
  const file = Buffer.concat(elements)
  const whole = { isEncrypted: false, strayBytes: 0, cutIn: null, intactBytes: file.length }
  expect(walkElements(inMemory(file))).toEqual({ ...whole, ...other })
})
