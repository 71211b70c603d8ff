/** Recognizes a file by its first bytes (a ZIP also by its last). Parses nothing, so that no file can block it. */
import { isUtf8 } from 'node:buffer'
import { promises as fs } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import type { Format } from './walk.ts'

export type Sniffed =
  /** The inspector has to read it. So must files of unknown type: an MP3 may have junk in front. */
  | { readonly kind: 'walk'; readonly format: Format | 'unknown' }
  /** Audio or video in a format that we cannot read. */
  | { readonly kind: 'unchecked'; readonly format: string; readonly isVideo: boolean }
  /** `isCut`: a ZIP file that lacks its end. */
  | { readonly kind: 'other'; readonly format: string; readonly isImage: boolean; readonly isCut: boolean }
  /** `what` is in our own words, such as `a web page`. */
  | { readonly kind: 'text'; readonly what: string }

const SAMPLE_BYTES = 4_096
/** The end record and the longest comment after it (APPNOTE 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535
/** More than 4 kB can unpack to: deflate packs at most 1,032 to 1. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024

const walk = (format: Format): Sniffed => ({ kind: 'walk', format })
const unchecked = (format: string, isVideo = false): Sniffed => ({ kind: 'unchecked', format, isVideo })
const other = (format: string): Sniffed => ({ kind: 'other', format, isImage: false, isCut: false })
const image = (format: string): Sniffed => ({ kind: 'other', format, isImage: true, isCut: false })
const UNKNOWN: Sniffed = { kind: 'walk', format: 'unknown' }

/** Patterns of the first bytes, as Latin-1. The first match counts. */
const KNOWN: readonly (readonly [start: RegExp, is: Sniffed])[] = [
  [/^\x89PNG/, image('png')],
  [/^\xff\xd8\xff/, image('jpg')],
  [/^GIF8/, image('gif')],
  [/^RIFF[^]{4}WEBP/, image('webp')],
  [/^[^]{4}ftypavi[fs]/, image('avif')],
  [/^[^]{4}ftyp(?:hei|hev|mif|msf)/, image('heic')],
  [/^(?:II\*\0|MM\0\*)/, image('tif')],
  [/^(?:RIFF|RF64|BW64)[^]{4}WAVE/, walk('wav')],
  [/^fLaC/, walk('flac')],
  [/^OggS[^]{20,60}OpusHead/, walk('opus')],
  [/^OggS/, walk('ogg')],
  [/^[^]{4}ftypM4[AB]/, walk('m4a')],
  [/^[^]{4}(?:ftypqt|moov|mdat|free|skip|wide|pnot)/, walk('mov')],
  [/^[^]{4}(?:ftyp|moof|styp|sidx)/, walk('mp4')],
  [/^\x1a\x45\xdf\xa3[^]{1,60}webm/, walk('webm')],
  [/^\x1a\x45\xdf\xa3/, walk('mkv')],
  [/^(?:ID3[\x02-\x04]|\xff[\xe2-\xef\xf1-\xff])/, walk('mp3')],
  [/^FORM[^]{4}AIF[FC]/, unchecked('aiff')],
  [/^\x30\x26\xb2\x75\x8e\x66\xcf\x11/, unchecked('wma')],
  [/^#!AMR/, unchecked('amr')],
  [/^caff\0/, unchecked('caf')],
  [/^\.snd\0/, unchecked('au')],
  [/^RIFF[^]{4}AVI /, unchecked('avi', true)],
  [/^\0\0\x01[\xb3\xba]/, unchecked('mpg', true)],
  [/^G[^]{187}G[^]{187}G/, unchecked('ts', true)],
  [/^PK(?:\x03\x04|\x05\x06)/, other('zip')],
  [/^MThd/, other('mid')],
  [/^%PDF/, other('pdf')],
  [/^\x1f\x8b\x08/, other('gz')],
  [/^7z\xbc\xaf/, other('7z')],
  [/^Rar!/, other('rar')],
  [/^\x7fELF|^MZ[^]{60}\0\0/, other('exe')],
]

/** `isHeaderless`: as in `sniffSample`. Throws the system's errors. */
export async function sniff(path: string, isHeaderless: boolean): Promise<Sniffed> {
  const file = await fs.open(path)
  const read = async (start: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
    return buffer.subarray(0, bytesRead)
  }
  try {
    const sniffed = sniffSample(await read(0, SAMPLE_BYTES), isHeaderless)
    if (sniffed.kind !== 'other' || sniffed.format !== 'zip') return sniffed
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
  if (sample.length === 0) return { kind: 'text', what: 'nothing' }
  const text = textIn(sample, isHeaderless)
  if (isHeaderless) return text ?? UNKNOWN
  const start = sample.toString('latin1')
  const known = KNOWN.find(([pattern]) => pattern.test(start))?.[1] ?? UNKNOWN
  if (known.kind !== 'other') return text ?? known
  if (known.format === 'gz') return textIn(unpacked(sample), false) ?? known
  // Except for PDF, a text may begin with the same bytes.
  return known.format === 'pdf' ? known : (text ?? known)
}

function textIn(sample: Buffer, isStrict: boolean): Extract<Sniffed, { kind: 'text' }> | null {
  const text = decode(sample, isStrict)?.replace(/^\ufeff/, '')
  if (text === undefined || text === '' || /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufeff\ufffe\uffff]/.test(text))
    return null
  if (/^\s*<(?:!doctype html|html|head|body)/i.test(text)) return { kind: 'text', what: 'a web page' }
  if (/^\s*</.test(text)) return { kind: 'text', what: 'XML' }
  return { kind: 'text', what: /^\s*[[{]/.test(text) ? 'JSON' : 'text' }
}

/** `null` unless the bytes are UTF-8, UTF-16 or (unless `isStrict`) mostly ASCII, which is read as Latin-1. */
function decode(sample: Buffer, isStrict: boolean): string | null {
  const [first, second] = [sample[0], sample[1]]
  const even = sample.subarray(0, sample.length & ~1)
  if (first === 0xff && second === 0xfe) return even.toString('utf16le')
  if (first === 0xfe && second === 0xff) return Buffer.from(even).swap16().toString('utf16le')
  // UTF-16 without a byte order mark, if it begins with two ASCII characters.
  if (!isStrict && second === 0 && /^(?:[\t\n\r -~]\0){2}/.test(sample.toString('latin1', 0, 4)))
    return even.toString('utf16le')
  // The sample may cut the last character in two.
  const whole = [0, 1, 2, 3].find((cut) => isUtf8(sample.subarray(0, sample.length - cut)))
  if (whole !== undefined) return sample.toString('utf8', 0, sample.length - whole)
  const letters = sample.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0)
  return isStrict || letters < sample.length * 0.75 ? null : sample.toString('latin1')
}

function unpacked(sample: Buffer): Buffer {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED_BYTES }
    return gunzipSync(sample, options).subarray(0, SAMPLE_BYTES)
  } catch {
    return Buffer.alloc(0)
  }
}
