/**
 * What the bytes of a file are: audio or video, something else, or nothing that anybody knows. The libraries that tell (`file-type`,
 * `music-metadata`) are loaded when the first file is inspected: a step that saves nothing does not pay for them.
 */
import { promises as fs } from 'node:fs'
import type { IFormat } from 'music-metadata'
import { codeOf } from '../world/node-errors.ts'

/** What the bytes of a file are. Every text in it is in our own words, without the file's name. */
export type Content =
  | {
      readonly kind: 'media'
      readonly format: string
      readonly isVideo: boolean
      readonly seconds: number | null
      readonly warnings: readonly string[]
    }
  | { readonly kind: 'damaged'; readonly format: string; readonly why: string }
  | { readonly kind: 'unchecked'; readonly format: string; readonly isVideo: boolean }
  | { readonly kind: 'other'; readonly format: string; readonly isImage: boolean; readonly isCut: boolean }
  | { readonly kind: 'text'; readonly what: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'machine'; readonly why: string }
  | { readonly kind: 'stopped' }

/** Inspects a file that is written. Never rejects but for a bug. */
export type Check = (
  file: { readonly path: string; readonly bytes: number; readonly isHeaderless: boolean },
  stop: AbortSignal,
) => Promise<Content>

/** Until the inspector is there: in this process. */
export function createCheck(): Check {
  return async ({ path, bytes, isHeaderless }) => {
    try {
      const content = await inspect(path, bytes)
      return isHeaderless && content.kind !== 'text' ? { kind: 'unknown' } : content
    } catch (error) {
      return { kind: 'machine', why: `its bytes could not be read here (${codeOf(error)})` }
    }
  }
}

/** How much is read to tell text from anything else. */
const SAMPLE_BYTES = 4_096

/** A longer file is not read through to learn its length, where its header does not tell it. */
const MAX_COUNTED_BYTES = 64 * 1024 * 1024

/** Inspects a file. Throws where it cannot be read from disk. */
async function inspect(path: string, bytes: number): Promise<Content> {
  const { fileTypeFromFile } = await import('file-type')
  const type = await fileTypeFromFile(path)
  if (type === undefined) return inspectText(path)
  const { ext: format, mime } = type
  if (/^(?:application|text)\/(?:.+\+)?xml$/.test(mime)) return { kind: 'text', what: 'XML' }
  if (!/^(?:audio|video)\//.test(mime)) {
    return { kind: 'other', format, isImage: mime.startsWith('image/'), isCut: false }
  }
  const { parseFile, UnsupportedFileTypeError } = await import('music-metadata')
  try {
    const metadata = await parseFile(path, { duration: bytes <= MAX_COUNTED_BYTES, skipCovers: true })
    const track = trackOf(metadata.format)
    return track === null
      ? { kind: 'damaged', format, why: 'is damaged' }
      : { kind: 'media', format, ...track, warnings: [] }
  } catch (error) {
    return error instanceof UnsupportedFileTypeError
      ? { kind: 'unchecked', format, isVideo: mime.startsWith('video/') }
      : { kind: 'damaged', format, why: 'is damaged' }
  }
}

/** `null` for a file that breaks off in its header: the library finds no track in it, no sample, or a length below zero. */
function trackOf(found: IFormat): Pick<Extract<Content, { kind: 'media' }>, 'isVideo' | 'seconds'> | null {
  const isVideo = found.hasVideo === true
  const isTrack =
    (isVideo || found.hasAudio === true) && (found.codec !== undefined || found.trackInfo.length > 0)
  // Of a WAV the length is always known, unless there is none.
  const isEmpty = found.container === 'WAVE' && found.duration === undefined
  if (!isTrack || isEmpty || Number(found.duration) <= 0) return null
  const seconds = found.duration === undefined ? null : Math.round(found.duration * 1000) / 1000
  return { isVideo, seconds }
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
