// Chunks, boxes and elements, built by hand.
import { walkBoxes, walkChunks, walkElements } from '../../../src/audio/inspector/boxes.ts'
import { box } from '../../support/hostile-media.ts'
import { inMemory } from '../../support/inspection.ts'

/** What a file has, the file, and what the walk finds that differs from a whole file. */
type Row = [what: string, file: Buffer, found: object]
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes)
const text = (latin1: string): Buffer => Buffer.from(latin1, 'latin1')

/** `NAME SIZE CONTENT` of RIFF, with the padding byte. */
function chunk(name: string, content: Buffer, size = content.length): Buffer {
  const head = text(`${name}....`)
  head.writeUInt32LE(size, 4)
  return Buffer.concat([head, content, zeros(content.length & 1)])
}

/** A WAV file of these chunks; `riff` is the size that it says, by default the right one. */
function wav(chunks: readonly Buffer[], riff?: number): Buffer {
  const body = Buffer.concat([text('WAVE'), ...chunks])
  return chunk('RIFF', body, riff ?? body.length)
}

/** 1,000 bytes a second: by its rate and block if the format is plain, else by the number that the header has for it. */
function format(code: number, isPlain = true): Buffer {
  const [rate, perSecond, block] = isPlain ? [500, 7, 2] : [7, 1_000, 7]
  return chunk('fmt ', Buffer.from(Uint16Array.of(code, 1, rate, 0, perSecond, 0, block, 8).buffer))
}
const PCM = format(1)
const LIST = chunk('LIST', zeros(4))
const data = (bytes: number, size?: number): Buffer => chunk('data', zeros(bytes), size)
const ds64 = (bytes: number): Buffer =>
  chunk('ds64', Buffer.from(BigUint64Array.of(0n, BigInt(bytes)).buffer))

test.each<Row>([
  ...[1, 3, 6, 7, 0xfffe].map((code): Row => [`format ${code}`, wav([format(code), data(2_000)]), {}]),
  ['a compressed format', wav([format(2, false), data(2_000)]), {}],
  ['an odd chunk in front', wav([chunk('LIST', zeros(3)), PCM, data(2_000)]), {}],
  [
    'an odd last chunk without its padding',
    wav([PCM, data(2_000), chunk('LIST', zeros(3))]).subarray(0, -1),
    {},
  ],
  ['a chunk of nothing at the end', wav([PCM, data(2_000), chunk('LIST', zeros(0))]), {}],
  ['a cut chunk at the end', wav([PCM, data(2_000), chunk('LIST', zeros(4), 6)]), { cutIn: 'chunk' }],
  ['bytes behind its size', wav([PCM, data(2_000), text('0123456789')], 2_036), { strayBytes: 10 }],
  ['no size, but a chunk and zeros behind', wav([PCM, data(2_000), LIST, zeros(10)], 0), { strayBytes: 10 }],
  ['no text as a name', wav([PCM, data(2_000), text('abc\0\0\0\0\0LIST')]), { strayBytes: 12 }],
  ['half of its data', wav([PCM, data(1_000, 2_000)]), { foundSeconds: 1, cutIn: 'chunk' }],
  ['a long size', wav([ds64(2_000), PCM, data(2_000, 0xffffffff)]), {}],
  ['a long size that is not meant', wav([ds64(9_000), PCM, data(2_000)]), {}],
  ['no size', wav([PCM, data(2_000, 0x7fffffff - 511)], 0), { announcedSeconds: null }],
  [
    'a size',
    wav([PCM, data(2_000, 0x7fffffff - 512)], 0),
    { announcedSeconds: 2_147_483.135, cutIn: 'chunk' },
  ],
])('a WAV file has two seconds: %s', (_what, file, found) => {
  const whole = { format: 'wav', foundSeconds: 2, announcedSeconds: 2, strayBytes: 0, cutIn: null }
  expect(walkChunks(inMemory(file))).toMatchObject({ ...whole, ...found })
})

test('the samples of a WAV file are read to the last, since the disk may fail', () => {
  const file = inMemory(wav([PCM, data(512 * 1024)]))
  const reads: number[][] = []
  walkChunks({ ...file, read: (...args) => (reads.push(args), file.read(...args)) })
  expect(reads.slice(-2)).toEqual([36, 36 + 256 * 1024].map((start) => [start, 256 * 1024]))
})

const ftyp = box('ftyp', zeros(4))
/** A box with a size of 64 bits. */
const long = (name: string, content: Buffer, size = content.length): Buffer =>
  Buffer.concat([text(`\0\0\0\x01${name}\0\0\0\0\0\0\0${String.fromCharCode(size + 16)}`), content])
const toTheEnd = (name: string): Buffer => text(`\0\0\0\0${name}${'x'.repeat(50)}`)
const parts = ['enca', 'sinf', 'frma'].map(text)

test.each<[what: string, boxes: readonly Buffer[], found: object]>([
  ['whole boxes', [ftyp, box('mdat', zeros(90)), box('own ', zeros(9)), box('free')], {}],
  ['a size of 64 bits', [long('mdat', zeros(90)), ftyp], {}],
  ['a size of 64 bits that is too large', [ftyp, long('mdat', zeros(90), 91)], { cutIn: 'box' }],
  ['a box up to the end', [ftyp, toTheEnd('mdat')], {}],
  ['an unknown box up to the end', [ftyp, toTheEnd('mdax')], { strayBytes: 58 }],
  ['half of a box', [ftyp, box('mdat', zeros(90)).subarray(0, 50)], { cutIn: 'box' }],
  ['less than a box', [ftyp, zeros(7)], { strayBytes: 7 }],
  ['encryption', [ftyp, box('moov', ...parts)], { isEncrypted: true }],
  ['no kind of sound', [ftyp, box('moov', ...parts.slice(1))], {}],
  ['no scheme', [ftyp, box('moov', ...parts.toSpliced(1, 1))], {}],
  ['no original format', [ftyp, box('moov', ...parts.slice(0, 2))], {}],
  ['words of encryption elsewhere', [ftyp, box('mdat', ...parts)], {}],
])('the boxes of an MP4 file: %s', (_what, boxes, found) => {
  const whole = { isEncrypted: false, strayBytes: 0, cutIn: null }
  expect(walkBoxes(inMemory(Buffer.concat(boxes)))).toEqual({ ...whole, ...found })
})

/** An element of Matroska, its ID and its size in hex; by default a size of two bytes. */
function element(id: string, content: Buffer, size = (0x4000 + content.length).toString(16)): Buffer {
  return Buffer.concat([Buffer.from(id + size, 'hex'), content])
}
const [ebml, block] = [element('1a45dfa3', zeros(9), '89'), element('a3', zeros(200))]
const segment = (...content: readonly Buffer[]): Buffer => element('18538067', Buffer.concat(content))
const tracks = (content: string): Buffer => segment(element('1654ae6b', text(content)))

test.each<[what: string, elements: readonly Buffer[], found: object]>([
  ['whole elements', [ebml, segment(element('1f43b675', block, '01000000000000cb'))], {}],
  ['a segment of unknown length', [ebml, element('18538067', block, 'ff')], {}],
  ['an element of unknown length that is not a parent', [ebml, element('a3', zeros(0), 'ff')], {}],
  ['a cut block', [ebml, segment(block, block).subarray(0, -1)], { cutIn: 'element', intactBytes: 223 }],
  ['a cut segment', [ebml, segment(block, block).subarray(0, -203)], { cutIn: 'element' }],
  ['something else behind it', [ebml, text('x'.repeat(20))], { strayBytes: 20, intactBytes: 14 }],
  ['zeros behind it', [ebml, zeros(20)], { strayBytes: 20, intactBytes: 14 }],
  ['half of an ID behind it', [ebml, Buffer.of(0x1f, 0x43)], { strayBytes: 2, intactBytes: 14 }],
  ['half of a size behind it', [ebml, Buffer.of(0xa3, 0x40)], { strayBytes: 2, intactBytes: 14 }],
  ['encryption', [tracks(`m\x80xxb@${'x'.repeat(80)}P5`)], { isEncrypted: true }],
  ['words too far apart for encryption', [tracks(`m\x80${'x'.repeat(9)}b@xP5`)], {}],
  ['words of encryption elsewhere', [segment(element('a3', text('m\x80xb@xP5')))], {}],
])('the elements of a Matroska file: %s', (_what, elements, found) => {
  const file = Buffer.concat(elements)
  const whole = { isEncrypted: false, strayBytes: 0, cutIn: null, intactBytes: file.length }
  expect(walkElements(inMemory(file))).toEqual({ ...whole, ...found })
})
