/** Files made to block or crash their reader, or to fill its memory. */
import { id3, noise } from './inspection.ts'
import { media } from './media.ts'

const MIB = 1024 * 1024

/** `SIZE NAME CONTENT` of MP4. */
export function box(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

const PARENTS = /^(?:moov|trak|mdia|minf|stbl)$/

/** The boxes of an MP4 file, with other content in each box of that name. */
export function withBox(boxes: Buffer, name: string, content: Buffer): Buffer {
  const all: Buffer[] = []
  for (let at = 0; at < boxes.length; at += boxes.readUInt32BE(at)) {
    const found = boxes.toString('latin1', at + 4, at + 8)
    const body = boxes.subarray(at + 8, at + boxes.readUInt32BE(at))
    all.push(box(found, found === name ? content : PARENTS.test(found) ? withBox(body, name, content) : body))
  }
  return Buffer.concat(all)
}

/** `ID SIZE CONTENT` of Matroska, with a size of eight bytes. */
function element(id: string, content: Buffer, size = content.length): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(size))
  length[0] = 1
  return Buffer.concat([Buffer.from(id, 'hex'), length, content])
}

/** The given number of megabytes of `piece` (as text: Latin-1). */
function repeat(megabytes: number, piece: Buffer | string): Buffer {
  const bytes = megabytes * MIB
  return Buffer.alloc(bytes - (bytes % piece.length), piece, 'latin1')
}

/** The file with the count that stands `offset` bytes behind the name of the box replaced by the largest there is. */
function withCount(file: Buffer, name: string, offset = 8): Buffer {
  file.writeUInt32BE(0xffffffff, file.indexOf(name, 0, 'latin1') + offset)
  return file
}

const nested = (depth: number): Buffer => box('moov', depth === 0 ? Buffer.alloc(0) : nested(depth - 1))

/** The longest blocks and frames there can be: then the library looks that far for the end of each. */
function withLongFrames(flac: Buffer): Buffer {
  flac.writeUInt16BE(0xffff, 10)
  flac.writeUIntBE(0xffffff, 15, 3)
  return flac.subarray(0, 12_000)
}

const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'))
const ebml = element('1a45dfa3', element('4282', Buffer.from('webm')))
const frames = media('plain.mp3')
const slashes = (): Buffer => Buffer.concat([Buffer.from('TPE1\x01\0\0\0\0\0\0'), repeat(16, '/')])
/** Each entry of eight bytes is one sample that lasts one tick. */
const times = (): Buffer =>
  Buffer.concat([Buffer.from('00000000007a1200', 'hex'), repeat(61, '\0\0\0\x01'.repeat(2))])

/** The parts of each. Its name says what is in the file; its extension is what it claims to be. */
const PARTS: Readonly<Record<string, () => readonly Buffer[]>> = {
  'slashes-in-a-tag.mp3': () => [id3(slashes()), frames],
  'tags-without-end.mp3': () => [repeat(8, id3(Buffer.alloc(0)))],
  'ones-behind-two-frames.mp3': () => [frames.subarray(0, 230), repeat(4, '\xff')],
  'headers-without-frames.mp3': () => [frames, repeat(16, '\xff\xfb\x40\xc0')],
  'empty-boxes.mp4': () => [ftyp, repeat(8, box('free'))],
  'nested-boxes.mp4': () => [ftyp, nested(3_000)],
  'samples-without-end.m4a': () => [withCount(media('moov-first.m4a'), 'stsz', 12)],
  'millions-of-times.m4a': () => [withBox(media('moov-last.m4a'), 'stts', times())],
  'chunks-without-end.m4a': () => [withCount(withCount(media('moov-first.m4a'), 'stsc'), 'stsc', 16)],
  'runs-without-end.mp4': () => [withCount(media('fragmented.mp4'), 'trun')],
  'pages-without-end.ogg': () => [media('vorbis.ogg'), repeat(8, 'OggS')],
  'long-pages-in-each-other.ogg': () => [media('vorbis.ogg'), repeat(8, `OggS\0\0${'\xff'.repeat(26)}`)],
  'nothing-but-a-segment.webm': () => [ebml, element('18538067', repeat(8, element('ec', Buffer.alloc(0))))],
  'a-name-of-gigabytes.webm': () => [ebml, element('18538067', element('1654ae6b', noise(100), 2 ** 40))],
  'frames-without-end.flac': () => [
    withLongFrames(media('long.flac')),
    repeat(16, media('long.flac').subarray(8_000, 9_000)),
  ],
  'blocks-without-end.flac': () => [
    Buffer.from('fLaC\0'),
    media('long.flac').subarray(5, 42),
    repeat(8, '\x02\0\0\0'),
  ],
  'chunks-without-end.wav': () => [
    media('song.wav').subarray(0, 12).fill(0, 4, 8),
    repeat(8, 'LIST\0\0\0\0'),
  ],
  'a-rate-of-zero.wav': () => [media('song.wav').fill(0, 24, 34)],
}

export const HOSTILE = Object.keys(PARTS)

export const hostile = (name: string): Buffer => Buffer.concat(PARTS[name]?.() ?? [])
