/**
 * What the bytes of a file are: audio or video, something else, or nothing that anybody knows. The libraries that tell (`file-type`,
 * `music-metadata`) are loaded when the first file is inspected: a step that saves nothing does not pay for them.
 */
import { promises as fs } from 'node:fs'
import type { IFormat } from 'music-metadata'

export type Content =
  | {
      readonly kind: 'media'
      /** The extension that goes with the bytes, such as `mp3`. */
      readonly format: string
      readonly isVideo: boolean
      readonly seconds: number | null
      readonly bitsPerSecond: number | null
    }
  /** Begins as audio or video, and cannot be read as that. `isSupported`: by the library, which then finds it damaged. */
  | { readonly kind: 'unreadable'; readonly format: string; readonly isSupported: boolean }
  | { readonly kind: 'other'; readonly format: string; readonly isImage: boolean }
  /** `what` names it in our own words, such as `a web page`. */
  | { readonly kind: 'text'; readonly what: string }
  | { readonly kind: 'unknown' }

/** How much is read to tell text from anything else. */
const SAMPLE_BYTES = 4_096

/** A longer file is not read through to learn its length, where its header does not tell it. */
const MAX_COUNTED_BYTES = 64 * 1024 * 1024

/** Inspects a file. Throws where it cannot be read from disk. */
export async function inspect(path: string, bytes: number): Promise<Content> {
  const { fileTypeFromFile } = await import('file-type')
  const type = await fileTypeFromFile(path)
  if (type === undefined) return inspectText(path)
  const { ext: format, mime } = type
  if (/^(?:application|text)\/(?:.+\+)?xml$/.test(mime)) return { kind: 'text', what: 'XML' }
  if (!/^(?:audio|video)\//.test(mime)) return { kind: 'other', format, isImage: mime.startsWith('image/') }
  const { parseFile, UnsupportedFileTypeError } = await import('music-metadata')
  try {
    const metadata = await parseFile(path, { duration: bytes <= MAX_COUNTED_BYTES, skipCovers: true })
    const track = trackOf(metadata.format)
    return track === null
      ? { kind: 'unreadable', format, isSupported: true }
      : { kind: 'media', format, ...track }
  } catch (error) {
    return { kind: 'unreadable', format, isSupported: !(error instanceof UnsupportedFileTypeError) }
  }
}

/** `null` for a file that breaks off in its header: the library finds no track in it, no sample, or a length below zero. */
function trackOf(
  found: IFormat,
): Pick<Extract<Content, { kind: 'media' }>, 'isVideo' | 'seconds' | 'bitsPerSecond'> | null {
  const isVideo = found.hasVideo === true
  const isTrack =
    (isVideo || found.hasAudio === true) && (found.codec !== undefined || found.trackInfo.length > 0)
  // Of a WAV the length is always known, unless there is none.
  const isEmpty = found.container === 'WAVE' && found.duration === undefined
  if (!isTrack || isEmpty || Number(found.duration) <= 0) return null
  const seconds = found.duration === undefined ? null : Math.round(found.duration * 1000) / 1000
  return { isVideo, seconds, bitsPerSecond: found.bitrate ?? null }
}

async function inspectText(path: string): Promise<Content> {
  const file = await fs.open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    // In streaming mode, a character that the sample cuts in two is no error.
    const sample = decoder.decode(buffer.subarray(0, bytesRead), { stream: true })
    if (/[\0-\x08\x0e-\x1f\x7f]/.test(sample)) return { kind: 'unknown' }
    if (/^\s*<(?:!doctype html|html|head|body)/i.test(sample)) return { kind: 'text', what: 'a web page' }
    if (/^\s*</.test(sample)) return { kind: 'text', what: 'XML' }
    return { kind: 'text', what: /^\s*[[{]/.test(sample) ? 'JSON' : 'text' }
  } catch {
    return { kind: 'unknown' }
  } finally {
    await file.close()
  }
}
