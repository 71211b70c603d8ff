/** Recognizes a file by its first bytes (a ZIP also by its last). Parses nothing, so that no file can block it. */
import { isUtf8 } from 'node:buffer'
import { promises as fs } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import type { Format } from './inspector/walk.ts'
import type { FileKind } from './media.ts'

export type Sniffed =
  /** The inspector has to read it. That includes files of unknown type, since an MP3 may have junk in front. */
  | { readonly kind: 'walk'; readonly format: Format | 'unknown' }
  /** In a format that we know but cannot read. `isCut`: a ZIP file that lacks its end. */
  | { readonly kind: 'known'; readonly format: string; readonly is: FileKind; readonly isCut: boolean }
  /** `what` is in our own words, such as `a web page`. */
  | { readonly kind: 'text'; readonly what: string }

const SAMPLE_BYTES = 4_096
/** The end record and the longest comment after it (APPNOTE 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535
/** 4 kB cannot unpack to more than this: the ratio of deflate is at most 1,032 to 1. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024

/** A sample of at least this length without control characters is text, whatever its encoding. */
const MIN_TEXT_BYTES = 64

/** How files begin, as Latin-1; `?` is any byte, and `|` separates alternatives. The first match counts. */
const KNOWN: readonly (readonly [starts: string, format: string, is: FileKind])[] = [
  ['\x89PNG', 'png', 'image'],
  ['\xff\xd8\xff', 'jpg', 'image'],
  ['GIF8', 'gif', 'image'],
  ['RIFF????WEBP', 'webp', 'image'],
  ['????ftypavif|????ftypavis', 'avif', 'image'],
  ['????ftyphei|????ftyphev|????ftypmif|????ftypmsf', 'heic', 'image'],
  ['II*\0|MM\0*', 'tif', 'image'],
  ['FORM????AIFF|FORM????AIFC', 'aiff', 'audio'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'wma', 'audio'],
  ['#!AMR', 'amr', 'audio'],
  ['caff\0', 'caf', 'audio'],
  ['.snd\0', 'au', 'audio'],
  ['RIFF????AVI ', 'avi', 'video'],
  ['\0\0\x01\xb3|\0\0\x01\xba', 'mpg', 'video'],
  ['G'.padEnd(188, '?').repeat(3), 'ts', 'video'],
  ['PK\x03\x04|PK\x05\x06', 'zip', 'other'],
  ['MThd', 'mid', 'other'],
  ['%PDF', 'pdf', 'other'],
  ['\x1f\x8b\x08', 'gz', 'other'],
  ['7z\xbc\xaf', '7z', 'other'],
  ['Rar!', 'rar', 'other'],
  [`\x7fELF|MZ${'?'.repeat(60)}\0\0`, 'exe', 'other'],
]

/** What the inspector reads. */
const WALKED: readonly (readonly [starts: string, format: Format])[] = [
  ['RIFF????WAVE|RF64????WAVE|BW64????WAVE', 'wav'],
  ['fLaC', 'flac'],
  // The first page of Opus has one packet (RFC 7845, 3).
  [`OggS${'?'.repeat(24)}OpusHead`, 'opus'],
  ['OggS', 'ogg'],
  ['????ftypM4A|????ftypM4B', 'm4a'],
  ['????ftypqt|????moov|????mdat|????free|????skip|????wide|????pnot', 'mov'],
  ['????ftyp|????moof|????styp|????sidx', 'mp4'],
  ['\x1a\x45\xdf\xa3', 'mkv'],
  ['ID3\x02|ID3\x03|ID3\x04', 'mp3'],
]

/** Whether the sample begins with one of the alternatives in `starts` (see `KNOWN`). */
function beginsAs(sample: string, starts: string): boolean {
  return starts
    .split('|')
    .some((start) => Array.from(start).every((byte, at) => byte === '?' || byte === sample[at]))
}

/** `isHeaderless`: as in `sniffSample`. Throws the system's errors. */
export async function sniff(path: string, isHeaderless: boolean): Promise<Sniffed> {
  const file = await fs.open(path)
  const read = async (start: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
    return buffer.subarray(0, bytesRead)
  }
  try {
    const sniffed = sniffSample(await read(0, SAMPLE_BYTES), isHeaderless)
    if (sniffed.kind !== 'known' || sniffed.format !== 'zip') return sniffed
    const { size } = await file.stat()
    const end = await read(Math.max(0, size - ZIP_END_BYTES), ZIP_END_BYTES)
    return { ...sniffed, isCut: !end.includes('PK\x05\x06', 0, 'latin1') }
  } finally {
    await file.close()
  }
}

/**
 * Recognizes a file by `sample`, its first 4,096 bytes, or all if it is shorter. `isHeaderless`: samples without a header may look like
 * anything except plain text.
 */
export function sniffSample(sample: Buffer, isHeaderless: boolean): Sniffed {
  if (sample.length === 0) return { kind: 'text', what: 'an empty file' }
  const start = isHeaderless ? '' : sample.toString('latin1')
  const what = textIn(start.startsWith('\x1f\x8b\x08') ? unpacked(sample) : sample, isHeaderless)
  if (what !== '') return { kind: 'text', what }
  const known = KNOWN.find(([starts]) => beginsAs(start, starts))
  if (known === undefined) return { kind: 'walk', format: walkedAs(start) }
  const [, format, is] = known
  return { kind: 'known', format, is, isCut: false }
}

function walkedAs(start: string): Format | 'unknown' {
  // The first bytes of a frame of MP3 or AAC.
  if (/^\xff[\xe2-\xef\xf1-\xff]/.test(start)) return 'mp3'
  const format = WALKED.find(([starts]) => beginsAs(start, starts))?.[1] ?? 'unknown'
  return format === 'mkv' && start.slice(0, 68).includes('webm') ? 'webm' : format
}

/** Names a text; '' for anything else. */
function textIn(sample: Buffer, isStrict: boolean): string {
  const text = decode(sample, isStrict).replace(/^\ufeff/, '')
  // A PDF may look like text.
  if (text === '' || /^%PDF|[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufeff\ufffe\uffff]/.test(text)) return ''
  if (/^\s*<(?:!doctype html|html|head|body)/i.test(text)) return 'a web page'
  if (/^\s*</.test(text)) return 'XML'
  return /^\s*[[{]/.test(text) ? 'JSON' : 'text'
}

/** '' for bytes that cannot be text. If `isStrict`, they must be UTF-8, UTF-16 with a mark, or begin as markup or JSON. */
function decode(sample: Buffer, isStrict: boolean): string {
  const [first, second] = sample
  const even = sample.subarray(0, sample.length & ~1)
  if (first === 0xff && second === 0xfe) return even.toString('utf16le')
  if (first === 0xfe && second === 0xff) return Buffer.from(even).swap16().toString('utf16le')
  // UTF-16 without a byte order mark, if it begins with two ASCII characters.
  if (!isStrict && /(?:[\t\n\r -~]\0){2}/.test(sample.toString('latin1', 0, 4)))
    return even.toString('utf16le')
  // The sample may cut the last character in two.
  const whole = [0, 1, 2, 3].find((cut) => isUtf8(sample.subarray(0, sample.length - cut)))
  if (whole !== undefined) return sample.toString('utf8', 0, sample.length - whole)
  // Text in another encoding, such as GBK. Other data of this length has control characters, which the caller looks for.
  const latin1 = sample.toString('latin1')
  const isMarkup = /^\s*(?:<[a-z!?]|[[{]\s*["{])/i.test(latin1)
  const letters = sample.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0)
  const isLong = sample.length >= MIN_TEXT_BYTES || letters >= sample.length * 0.75
  return isMarkup || (!isStrict && isLong) ? latin1 : ''
}

function unpacked(sample: Buffer): Buffer {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED_BYTES }
    return gunzipSync(sample, options).subarray(0, SAMPLE_BYTES)
  } catch {
    return Buffer.alloc(0)
  }
}
