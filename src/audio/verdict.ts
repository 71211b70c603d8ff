/** What a received file is worth: what its names claim, held against what its bytes are. */
import type { SavedFile } from '../snapshot.ts'
import { formatDuration } from '../text/show.ts'
import type { Content } from './check.ts'
import type { ResultFile } from './find.ts'
import { isPlayable, isRaw, kindOfExtension, kindOfType, type FileKind } from './media.ts'

/** What is said of a file before its bytes are known. */
export interface Claim {
  readonly file: ResultFile
  /** See `declaredExtension`. */
  readonly extension: string
  /** Lower case, '' if none was sent. */
  readonly contentType: string
}

/** All texts are in our own words. */
export type Verdict =
  /** To be saved under its `extension`. `notes` continue `saving NAME: `, `warnings` continue `NAME.EXT `. */
  | {
      readonly kind: 'saved'
      readonly extension: string
      readonly measures: Pick<SavedFile, 'kind' | 'format' | 'seconds'>
      readonly notes: readonly string[]
      readonly warnings: readonly string[]
    }
  /** Should be audio or video and is not, or is not whole. `why` continues `NAME.EXT `. */
  | { readonly kind: 'invalid'; readonly why: string }
  /** No file of the result's at all: a text, or bytes that only happen to look like base64. */
  | { readonly kind: 'left-out'; readonly what: string }
  /** Nobody could look at it: this machine's fault. `why` continues `NAME.EXT: `. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' }

/** Extensions of the formats that can be read here: a file that claims one of them and is of no known format is damaged. */
const CHECKED = /^(?:mp3|m4a|m4v|mp4|mov|wav|flac|og[agv]|opus|web[am]|mk[av]|aac)$/

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

/** Whether a file is said to be samples without a header, which may happen to look like anything else. */
export function isHeaderless({ extension, contentType, file }: Claim): boolean {
  return !CHECKED.test(extension) && isRaw(extension, contentType, file.format)
}

type Readable = Exclude<Content, { readonly kind: 'stopped' | 'machine' }>

/** Judges a file by what it claims to be and what its bytes are. */
export function verdictOn(claim: Claim, content: Content): Verdict {
  if (content.kind === 'stopped') return content
  if (content.kind === 'machine') return { kind: 'failed', why: content.why }
  const { file, extension: declared } = claim
  const kind = kindOf(claim, content)
  const mustPlay = file.isPromised || isPlayable(kind)
  if (!mustPlay && content.kind === 'text') return { kind: 'left-out', what: content.what }
  // What stands in a result is a file only if something says so: its bytes, or the result.
  if (!mustPlay && content.kind === 'unknown' && !(file.source instanceof URL)) {
    return { kind: 'left-out', what: 'of no known format' }
  }
  const wrong = whatIsWrong(content, declared, mustPlay, isHeaderless(claim))
  if ((mustPlay || content.kind === 'other') && wrong !== '') return { kind: 'invalid', why: wrong }
  return accepted(claim, content, kind, mustPlay)
}

/** A file that is what it should be, or of which nobody here can tell. */
function accepted(
  { file, extension: declared }: Claim,
  content: Readable,
  kind: FileKind,
  mustPlay: boolean,
): Verdict {
  const format = 'format' in content ? content.format : null
  const seconds = content.kind === 'media' ? content.seconds : null
  const isChecked = content.kind === 'media' || (content.kind === 'other' && content.isImage)
  const extension = extensionFor(format, declared)
  const isRenamed = extension !== declared && declared !== 'bin'
  return {
    kind: 'saved',
    extension,
    measures: { kind, format, seconds },
    notes: [
      ...(mustPlay && !isChecked
        ? [
            `not checked: ${isContainer(content) ? 'nobody looks into it' : 'nothing here can read its format'}`,
          ]
        : []),
      ...(isRenamed ? [`the bytes are ${extension}, not ${declared}`] : []),
    ],
    warnings: [...(content.kind === 'media' ? content.warnings : []), ...warnOfLength(file.seconds, seconds)],
  }
}

/** By the bytes where they are known, else by the extension, the content type, the field's name. */
function kindOf({ file, extension, contentType }: Claim, content: Readable): FileKind {
  if (content.kind === 'media' || content.kind === 'unchecked') return content.isVideo ? 'video' : 'audio'
  if (content.kind === 'other') return content.isImage ? 'image' : 'other'
  const byBytes = content.kind === 'damaged' ? kindOfExtension(content.format) : null
  return byBytes ?? kindOfExtension(extension) ?? kindOfType(contentType) ?? file.kind ?? 'other'
}

/** What may be sent in place of audio: stems in a ZIP, notes as MIDI. */
function isContainer(content: Readable): boolean {
  return content.kind === 'other' && /^(?:zip|midi?)$/.test(content.format)
}

/** What is wrong with the content of a file that should be audio or video; '' for nothing, or where nobody here can tell. */
function whatIsWrong(content: Readable, declared: string, mustPlay: boolean, hasNoHeader: boolean): string {
  const claim = isPlayable(kindOfExtension(declared)) ? declared.toUpperCase() : 'audio or video'
  switch (content.kind) {
    case 'text':
      return content.what === 'nothing' ? 'is empty' : `is ${content.what}, not ${claim}`
    case 'other': {
      const format = content.format.toUpperCase()
      if (content.isCut) return `is a ${format} that was cut off: its end is missing`
      return !mustPlay || isContainer(content) ? '' : `is a ${format} file, not ${claim}`
    }
    case 'damaged':
      return content.why
    case 'unknown':
      return CHECKED.test(declared) && !hasNoHeader
        ? `is not ${claim}: nothing here knows what its bytes are`
        : ''
    case 'media':
    case 'unchecked':
      return ''
  }
}

/** The declared extension where the bytes are of its family, else the one that goes with the bytes, if that is in the list. */
function extensionFor(format: string | null, declared: string): string {
  if (format === null || kindOfExtension(format) === null) return declared
  const isFamily = FAMILIES.some((family) => family.includes(format) && family.includes(declared))
  return isFamily ? declared : format
}

/** A tenth and two seconds are allowed: durations are often rounded, and some formats pad. */
function warnOfLength(said: number | null, measured: number | null): string[] {
  if (said === null || measured === null) return []
  const difference = Math.abs(said - measured)
  if (difference <= said * 0.1 || difference <= 2) return []
  return [`is ${formatDuration(measured * 1000)} long, where the result says ${formatDuration(said * 1000)}`]
}
