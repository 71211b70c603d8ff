/** Files made to hold up, fill or break whatever reads them. */
import { id3, noise } from './inspection.ts'
import { media } from './media.ts'
import { box, withBox } from './mp4.ts'

const MIB = 1024 * 1024

/** `ID SIZE CONTENT` of Matroska, with a size of eight bytes. */
function element(id: string, content: Buffer, size = content.length): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(size))
  length[0] = 1
  return Buffer.concat([Buffer.from(id, 'hex'), length, content])
}

const repeat = (piece: Buffer, bytes: number): Buffer => Buffer.alloc(bytes - (bytes % piece.length), piece)

/** The file with the count that stands `offset` bytes behind the name of the box replaced by the largest there is. */
function withCount(file: Buffer, name: string, offset = 8): Buffer {
  file.writeUInt32BE(0xffffffff, file.indexOf(name, 0, 'latin1') + offset)
  return file
}

function nested(depth: number): Buffer {
  let content: Buffer = Buffer.alloc(0)
  for (let at = 0; at < depth; at++) content = box('moov', content)
  return content
}

/** So many entries of eight bytes, each one sample that lasts one tick. */
function times(count: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(count, 4)
  return Buffer.concat([head, repeat(Buffer.from([0, 0, 0, 1, 0, 0, 0, 1]), count * 8)])
}

const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'))
const ebml = element('1a45dfa3', element('4282', Buffer.from('webm')))
const frames = media('plain.mp3')

/** Each name says what is in the file; its extension is what it claims to be. */
export const HOSTILE: Readonly<Record<string, () => Buffer>> = {
  'slashes-in-a-tag.mp3': () =>
    Buffer.concat([
      id3(Buffer.concat([Buffer.from('TPE1\x01\0\0\0\0\0\0'), Buffer.alloc(16 * MIB, '/')])),
      frames,
    ]),
  'tags-without-end.mp3': () => repeat(id3(Buffer.alloc(0)), 8 * MIB),
  'ones-behind-two-frames.mp3': () => Buffer.concat([frames.subarray(0, 230), Buffer.alloc(4 * MIB, 0xff)]),
  'headers-without-frames.mp3': () =>
    Buffer.concat([frames, repeat(Buffer.from([0xff, 0xfb, 0x40, 0xc0]), 16 * MIB)]),
  'empty-boxes.mp4': () => Buffer.concat([ftyp, repeat(box('free'), 8 * MIB)]),
  'empty-boxes-in-moov.mp4': () => Buffer.concat([ftyp, box('moov', repeat(box('trak'), 8 * MIB))]),
  'nested-boxes.mp4': () => Buffer.concat([ftyp, nested(3_000)]),
  'samples-without-end.m4a': () => withCount(media('moov-first.m4a'), 'stsz', 12),
  'times-without-end.m4a': () => withCount(withCount(media('moov-first.m4a'), 'stts'), 'stts', 12),
  'millions-of-times.m4a': () => withBox(media('moov-last.m4a'), 'stts', times(8_000_000)),
  'chunks-without-end.m4a': () => withCount(withCount(media('moov-first.m4a'), 'stsc'), 'stsc', 16),
  'runs-without-end.mp4': () => withCount(media('fragmented.mp4'), 'trun'),
  'pages-without-end.ogg': () => Buffer.concat([media('vorbis.ogg'), repeat(Buffer.from('OggS'), 8 * MIB)]),
  'long-pages-in-each-other.ogg': () =>
    Buffer.concat([
      media('vorbis.ogg'),
      repeat(Buffer.from(`OggS\0\0${'\xff'.repeat(26)}`, 'latin1'), 8 * MIB),
    ]),
  'blocks-without-cluster.webm': () =>
    Buffer.concat([media('long.webm').subarray(0, 600), repeat(element('a3', Buffer.alloc(8)), 4_000)]),
  'nothing-but-a-segment.webm': () =>
    Buffer.concat([ebml, element('18538067', repeat(element('ec', Buffer.alloc(0)), 8 * MIB))]),
  'a-name-of-gigabytes.webm': () =>
    Buffer.concat([ebml, element('18538067', element('1654ae6b', noise(100), 2 ** 40))]),
  'frames-without-end.flac': () => {
    const file = media('long.flac')
    // The longest blocks and frames there can be: then the library looks that far for the end of each.
    file.writeUInt16BE(0xffff, 10)
    file.writeUIntBE(0xffffff, 15, 3)
    return Buffer.concat([file.subarray(0, 12_000), repeat(file.subarray(8_000, 9_000), 16 * MIB)])
  },
  'blocks-without-end.flac': () =>
    Buffer.concat([
      Buffer.from('fLaC'),
      media('long.flac').subarray(4, 42).fill(0, 0, 1),
      repeat(Buffer.from([2, 0, 0, 0]), 8 * MIB),
    ]),
  'a-comment-of-gigabytes.flac': () => {
    const comment = Buffer.alloc(200)
    comment.writeUIntBE(0x8400_00c4, 0, 4)
    comment.writeUInt32LE(0xffffffff, 4)
    return Buffer.concat([Buffer.from('fLaC'), media('long.flac').subarray(4, 42).fill(0, 0, 1), comment])
  },
  'chunks-without-end.wav': () =>
    Buffer.concat([
      media('song.wav').subarray(0, 12).fill(0, 4, 8),
      repeat(Buffer.from('LIST\0\0\0\0'), 8 * MIB),
    ]),
  'a-rate-of-zero.wav': () => media('song.wav').fill(0, 24, 34),
}
