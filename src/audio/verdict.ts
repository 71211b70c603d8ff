/** Judges a received file: compares what its names claim with its bytes. */
import type { SavedFile } from '../outcome.ts'
import { formatDuration } from '../text/show.ts'
import type { Content } from './check.ts'
import type { ResultFile } from './find.ts'
import { isPlayable, isRaw, kindOfExtension, kindOfType, mayReplaceAudio, type FileKind } from './media.ts'

/** What is known about a file before its bytes are read. */
export interface Claim {
  readonly file: ResultFile
  /** See `declaredExtension`. */
  readonly extension: string
  /** Lower case; '' if none was sent. */
  readonly contentType: string
}

/** All texts are in our own words. */
export type Verdict =
  /** Save it with `extension`. `notes` continue `saving NAME: `, `warnings` continue `NAME.EXT `. */
  | {
      readonly kind: 'saved'
      readonly extension: string
      readonly measures: Pick<SavedFile, 'kind' | 'format' | 'seconds'>
      readonly notes: readonly string[]
      readonly warnings: readonly string[]
    }
  /** Should be audio or video, but is something else or incomplete. `why` continues `NAME.EXT `. */
  | { readonly kind: 'invalid'; readonly why: string }
  /** Not a file: text, or bytes that only look like base64. */
  | { readonly kind: 'left-out'; readonly what: string }
  /** It could not be read, through a fault of this machine. `why` continues `NAME.EXT: `. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' }

/** Extensions of formats that we can read. A file that claims one of them but has an unknown format is damaged. */
const CHECKED = /^(?:mp3|m4a|m4v|mp4|mov|wav|flac|og[agv]|opus|web[am]|mk[av]|aac)$/

/** Extensions that share a container. They are never changed into each other. */
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

/** Whether a file claims to be samples without a header, whose bytes may look like any format. */
export function isHeaderless({ extension, contentType, file }: Claim): boolean {
  return !CHECKED.test(extension) && isRaw(extension, contentType, file.format)
}

type Readable = Exclude<Content, { readonly kind: 'stopped' | 'machine' }>

/** Judges a file by its claims and its bytes. */
export function verdictOn(claim: Claim, content: Content): Verdict {
  if (content.kind === 'stopped') return content
  if (content.kind === 'machine') return { kind: 'failed', why: content.why }
  const { file, extension: declared } = claim
  const kind = kindOf(claim, content)
  const mustPlay = file.isPromised || isPlayable(kind)
  const what = mustPlay ? '' : whatItIsInstead(content, file)
  if (what !== '') return { kind: 'left-out', what }
  const wrong = whatIsWrong(content, declared, mustPlay, isHeaderless(claim))
  if ((mustPlay || content.kind === 'other') && wrong !== '') return { kind: 'invalid', why: wrong }
  return accepted(claim, content, kind, mustPlay)
}

/** Names what came in place of a file; '' for a file. Text in a result is a file only if its bytes or the result say so. */
function whatItIsInstead(content: Readable, { source }: ResultFile): string {
  if (content.kind === 'text') return content.what === 'nothing' ? 'an empty file' : content.what
  return content.kind === 'unknown' && !(source instanceof URL) ? 'data of an unknown format' : ''
}

/** Accepts a file that is as claimed, or that cannot be checked. */
function accepted(
  { file, extension: declared }: Claim,
  content: Readable,
  kind: FileKind,
  mustPlay: boolean,
): Verdict {
  const format = 'format' in content ? content.format : null
  const seconds = content.kind === 'media' ? content.seconds : null
  const isChecked = content.kind === 'media' || (content.kind === 'other' && content.isImage)
  const whyUnchecked = mayReplaceAudio(format ?? '')
    ? 'ZIP and MIDI are not opened'
    : 'this action cannot read its format'
  const extension = extensionFor(format, declared)
  const isRenamed = extension !== declared && declared !== 'bin'
  return {
    kind: 'saved',
    extension,
    measures: { kind, format, seconds },
    notes: [
      ...(mustPlay && !isChecked ? [`not checked: ${whyUnchecked}`] : []),
      ...(isRenamed ? [`the bytes are ${extension}, not ${declared}`] : []),
    ],
    warnings: [...(content.kind === 'media' ? content.warnings : []), ...warnOfLength(file.seconds, seconds)],
  }
}

/** From the bytes if known, else from the extension, the content type, or the field name. */
function kindOf({ file, extension, contentType }: Claim, content: Readable): FileKind {
  if (content.kind === 'media' || content.kind === 'unchecked') return content.isVideo ? 'video' : 'audio'
  if (content.kind === 'other') return content.isImage ? 'image' : 'other'
  const byBytes = content.kind === 'damaged' ? kindOfExtension(content.format) : null
  return byBytes ?? kindOfExtension(extension) ?? kindOfType(contentType) ?? file.kind ?? 'other'
}

/** Says what is wrong with a file that should be audio or video; '' if nothing is, or if nobody can tell. */
function whatIsWrong(content: Readable, declared: string, mustPlay: boolean, hasNoHeader: boolean): string {
  const claim = isPlayable(kindOfExtension(declared)) ? declared.toUpperCase() : 'audio or video'
  switch (content.kind) {
    case 'text':
      return content.what === 'nothing' ? 'is empty' : `is ${content.what}, not ${claim}`
    case 'other': {
      const format = content.format.toUpperCase()
      if (content.isCut) return `is a ${format} that was cut off: its end is missing`
      return !mustPlay || mayReplaceAudio(content.format) ? '' : `is a ${format} file, not ${claim}`
    }
    case 'damaged':
      return content.why
    case 'unknown':
      return CHECKED.test(declared) && !hasNoHeader ? `is not ${claim}: its format is unknown` : ''
    case 'media':
    case 'unchecked':
      return ''
  }
}

/** The declared extension if it shares a container with the bytes, else the one of the bytes, if it is in the list. */
function extensionFor(format: string | null, declared: string): string {
  if (format === null || kindOfExtension(format) === null) return declared
  const isFamily = FAMILIES.some((family) => family.includes(format) && family.includes(declared))
  return isFamily ? declared : format
}

/** Allows a tenth or two seconds, because durations are often rounded and some formats pad. */
function warnOfLength(said: number | null, measured: number | null): string[] {
  if (said === null || measured === null) return []
  const difference = Math.abs(said - measured)
  if (difference <= said * 0.1 || difference <= 2) return []
  return [`is ${formatDuration(measured * 1000)} long, but the result says ${formatDuration(said * 1000)}`]
}
