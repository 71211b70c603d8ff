/** What a file begins as. Looks at its first and last bytes only and parses nothing, so that no file can hold it up. */
import { isUtf8 } from 'node:buffer'
import { promises as fs } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import type { Format } from './walk.ts'

export type Sniffed =
  /** Has to be walked. Also what begins as nothing that is known: an MP3 may have junk in front of it. */
  | { readonly kind: 'walk'; readonly format: Format | 'unknown' }
  /** Audio or video of a format that nothing here reads. */
  | { readonly kind: 'unchecked'; readonly format: string; readonly isVideo: boolean }
  /** `isCut`: a ZIP file without its end. */
  | { readonly kind: 'other'; readonly format: string; readonly isImage: boolean; readonly isCut: boolean }
  /** `what` is in our own words, such as `a web page`. */
  | { readonly kind: 'text'; readonly what: string }

const SAMPLE_BYTES = 4_096
/** The end record and the longest comment behind it (APPNOTE 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535
/** More than 4 kB can become (deflate: at most 1,032 times). */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024

type Row = readonly [format: string, pattern: RegExp]

/** Patterns of the first bytes, one character a byte. */
const WALKED: readonly (readonly [format: Format, pattern: RegExp])[] = [
  ['wav', /^(?:RIFF|RIFX|RF64|BW64)[^]{4}WAVE/],
  ['flac', /^fLaC/],
  ['opus', /^OggS[^]{20,60}OpusHead/],
  ['ogg', /^OggS/],
  ['m4a', /^[^]{4}ftypM4[AB]/],
  ['mov', /^[^]{4}(?:ftypqt|moov|mdat|free|skip|wide|pnot)/],
  ['mp4', /^[^]{4}(?:ftyp|moof|styp|sidx)/],
  ['webm', /^\x1a\x45\xdf\xa3[^]{1,60}webm/],
  ['mkv', /^\x1a\x45\xdf\xa3/],
  ['mp3', /^(?:ID3[\x02-\x04]|\xff[\xe2-\xef\xf1-\xff])/],
]
const UNCHECKED_AUDIO: readonly Row[] = [
  ['aiff', /^FORM[^]{4}AIF[FC]/],
  ['wma', /^\x30\x26\xb2\x75\x8e\x66\xcf\x11/],
  ['amr', /^#!AMR/],
  ['caf', /^caff\0/],
  ['au', /^\.snd\0/],
  ['ape', /^MAC /],
  ['wv', /^wvpk/],
]
const UNCHECKED_VIDEO: readonly Row[] = [
  ['avi', /^RIFF[^]{4}AVI /],
  ['mpg', /^\0\0\x01[\xb3\xba]/],
  ['ts', /^G[^]{187}G[^]{187}G/],
]
const IMAGES: readonly Row[] = [
  ['png', /^\x89PNG/],
  ['jpg', /^\xff\xd8\xff/],
  ['gif', /^GIF8/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['avif', /^[^]{4}ftypavi[fs]/],
  ['heic', /^[^]{4}ftyp(?:hei|hev|mif|msf)/],
  ['tif', /^(?:II\*\0|MM\0\*)/],
]
const OTHERS: readonly Row[] = [
  ['zip', /^PK(?:\x03\x04|\x05\x06)/],
  ['mid', /^MThd/],
  ['pdf', /^%PDF/],
  ['gz', /^\x1f\x8b\x08/],
  ['7z', /^7z\xbc\xaf/],
  ['rar', /^Rar!/],
  ['xz', /^\xfd7zXZ/],
  ['zst', /^\x28\xb5\x2f\xfd/],
  ['exe', /^(?:\x7fELF|MZ[^]{58}[^]{2}\0\0)/],
]

/** Throws what the system throws. */
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
 * By the first 4,096 bytes of a file, or all of them. `isHeaderless`: samples without a header may look like anything, but not like plain
 * text.
 */
export function sniffSample(sample: Buffer, isHeaderless: boolean): Sniffed {
  if (sample.length === 0) return { kind: 'text', what: 'nothing' }
  const text = textIn(sample, isHeaderless)
  if (isHeaderless) return text ?? UNKNOWN
  const known = match(sample.toString('latin1')) ?? UNKNOWN
  if (known.kind !== 'other') return text ?? known
  if (known.format === 'gz') return textIn(unpacked(sample), false) ?? known
  // Its first bytes may be plain text.
  return known.format === 'pdf' ? known : (text ?? known)
}

const UNKNOWN: Sniffed = { kind: 'walk', format: 'unknown' }

function match(head: string): Sniffed | null {
  const of = <T extends string>(rows: readonly (readonly [format: T, pattern: RegExp])[]): T | undefined =>
    rows.find(([, pattern]) => pattern.test(head))?.[0]
  const image = of(IMAGES)
  if (image !== undefined) return { kind: 'other', format: image, isImage: true, isCut: false }
  const format = of(WALKED)
  if (format !== undefined) return { kind: 'walk', format }
  const [audio, video, other] = [of(UNCHECKED_AUDIO), of(UNCHECKED_VIDEO), of(OTHERS)]
  if (audio !== undefined) return { kind: 'unchecked', format: audio, isVideo: false }
  if (video !== undefined) return { kind: 'unchecked', format: video, isVideo: true }
  return other === undefined ? null : { kind: 'other', format: other, isImage: false, isCut: false }
}

function textIn(sample: Buffer, isStrict: boolean): Extract<Sniffed, { kind: 'text' }> | null {
  const text = decode(sample, isStrict)?.replace(/^\ufeff/, '')
  if (text === undefined || text === '' || /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufeff\ufffe\uffff]/.test(text))
    return null
  if (/^\s*<(?:!doctype html|html|head|body)/i.test(text)) return { kind: 'text', what: 'a web page' }
  if (/^\s*</.test(text)) return { kind: 'text', what: 'XML' }
  return { kind: 'text', what: /^\s*[[{]/.test(text) ? 'JSON' : 'text' }
}

/** `null` for what is no text in UTF-8, UTF-16 or (unless `isStrict`) Latin-1. */
function decode(sample: Buffer, isStrict: boolean): string | null {
  const [first, second] = [sample[0], sample[1]]
  const even = sample.subarray(0, sample.length & ~1)
  if (first === 0xff && second === 0xfe) return even.toString('utf16le')
  if (first === 0xfe && second === 0xff) return Buffer.from(even).swap16().toString('utf16le')
  // Without its mark, as long as it begins with letters of ASCII.
  if (!isStrict && second === 0 && /^(?:[\t\n\r -~]\0){2}/.test(sample.toString('latin1', 0, 4)))
    return even.toString('utf16le')
  // A character that the sample cuts in two is no error.
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
