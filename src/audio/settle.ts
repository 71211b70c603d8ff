/** What becomes of a file that was received whole: it is inspected, and saved if it is what it claims to be. */
import { DiskError, onDisk } from '../world/disk.ts'
import type { ResultFile } from './find.ts'
import { isRaw, kindOfExtension, kindOfType, type FileKind } from './media.ts'
import type { SavedFile } from '../ledger.ts'
import { formatDuration } from '../text/show.ts'
import { declaredExtension, fileName } from './file-name.ts'
import { inspect, type Content } from './check.ts'
import type { PartFile } from './part-file.ts'

/** `why` is in our own words. */
export type Settled =
  | { readonly kind: 'saved'; readonly file: SavedFile }
  /** Should be audio or video and is not; the bytes are kept under a name that nobody plays. */
  | { readonly kind: 'invalid'; readonly why: string }
  /** No file of the result's at all, but a text. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'failed'; readonly why: string }

/** Formats that the library reads: a file that claims one of them and cannot be read is damaged. */
const CHECKED = /^(?:mp3|m4a|wav|flac|ogg|mp4|webm)$/

/** Extensions of one container, of which none is ever changed into another. */
const FAMILIES: readonly (readonly string[])[] = [
  ['m4a', 'mp4', 'm4v', 'mov'],
  ['ogg', 'oga', 'ogv', 'opus'],
  ['webm', 'weba', 'mkv', 'mka'],
  ['jpg', 'jpeg'],
  ['aif', 'aiff'],
  ['mid', 'midi'],
  ['tif', 'tiff'],
  ['mpg', 'mpeg'],
]

/** Inspects a received part, and publishes or discards it. `log` and `warn` take what people should know, in our own words. */
export async function settle(
  { part, contentType }: { readonly part: PartFile; readonly contentType: string },
  file: ResultFile,
  base: string,
  { log, warn }: { readonly log: (text: string) => void; readonly warn: (text: string) => void },
): Promise<Settled> {
  try {
    const declared = declaredExtension(file, contentType)
    const content = await onDisk(part.path, inspect(part.path, part.bytes))
    const kind = kindOf(file, declared, contentType, content)
    const mustPlay = file.isPromised || isPlayable(kind)
    if (!mustPlay && content.kind === 'text') {
      log(`left out, since it is ${content.what}`)
      return { kind: 'left-out' }
    }
    const isHeaderless = hasNoHeader(declared, contentType, file.format)
    const wrong = whatIsWrong(content, declared, isHeaderless)
    if (mustPlay && wrong !== '') {
      const claimed = fileName(base, file, declared)
      await part.publish(`${claimed}.invalid`)
      return { kind: 'invalid', why: `${claimed} ${wrong}; its bytes are kept as ${claimed}.invalid` }
    }
    const measures = measuresOf(content, isHeaderless)
    if (mustPlay && measures.format === null) log('not checked: nothing here can read its format')
    const extension = extensionFor(measures.format, declared)
    if (extension !== declared && declared !== 'bin') log(`the bytes are ${extension}, not ${declared}`)
    const name = fileName(base, file, extension)
    const published = await part.publish(name)
    warnOfLength(file.seconds, measures.seconds, (text) => warn(`${name} ${text}`))
    return { kind: 'saved', file: { ...published, name: file.name, kind, ...measures } }
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    return { kind: 'failed', why: error.message }
  } finally {
    await part.discard()
  }
}

/** Whether a file of this kind can be listened to or watched. */
export function isPlayable(kind: FileKind): boolean {
  return kind === 'audio' || kind === 'video'
}

/** Whether a file is samples without a header, which may happen to look like anything else. */
function hasNoHeader(declared: string, contentType: string, format: string): boolean {
  return !CHECKED.test(declared) && isRaw(declared, contentType, format)
}

function measuresOf(
  content: Content,
  isHeaderless: boolean,
): Pick<SavedFile, 'format' | 'seconds' | 'bitsPerSecond'> {
  const none = { format: null, seconds: null, bitsPerSecond: null }
  if (isHeaderless) return none
  if (content.kind === 'other') return { ...none, format: content.format }
  if (content.kind !== 'media') return none
  const { format, seconds, bitsPerSecond } = content
  return { format, seconds, bitsPerSecond }
}

/** By the extension, else the content type, else the field's name, else the bytes. */
function kindOf(file: ResultFile, declared: string, contentType: string, content: Content): FileKind {
  const said = kindOfExtension(declared) ?? kindOfType(contentType) ?? file.kind
  if (said !== null) return said
  if (content.kind === 'media') return content.isVideo ? 'video' : 'audio'
  return content.kind === 'other' && content.isImage ? 'image' : 'other'
}

/** Why content is not the audio or video that it should be, '' where it is or nobody here can tell. */
function whatIsWrong(content: Content, declared: string, isHeaderless: boolean): string {
  const claim = declared === 'bin' ? 'audio or video' : declared.toUpperCase()
  if (content.kind === 'text') return `is no ${claim} but ${content.what}`
  if (isHeaderless) return ''
  switch (content.kind) {
    case 'media':
      return ''
    case 'other':
      return `is no ${claim} but a file of the type ${content.format.toUpperCase()}`
    case 'unreadable':
      return content.isSupported || CHECKED.test(declared)
        ? `is no ${claim} that can be played: it is damaged`
        : ''
    case 'unknown':
      return CHECKED.test(declared) ? `is no ${claim}: its bytes are of no known format` : ''
  }
}

/** The declared extension where the bytes are of its family, else the one that goes with the bytes, if that is in the list. */
function extensionFor(format: string | null, declared: string): string {
  if (format === null || kindOfExtension(format) === null) return declared
  const isFamily = FAMILIES.some((family) => family.includes(format) && family.includes(declared))
  return isFamily ? declared : format
}

/** A tenth and two seconds are allowed: durations are often rounded, and some formats pad. */
function warnOfLength(said: number | null, measured: number | null, warn: (text: string) => void): void {
  if (said === null || measured === null) return
  const difference = Math.abs(said - measured)
  if (difference <= said * 0.1 || difference <= 2) return
  warn(`is ${formatDuration(measured * 1000)} long, where the result says ${formatDuration(said * 1000)}`)
}
