/** Judges each received file, by its bytes and what its names claim, and then the task, by the ends of its files. */
import type { Task } from '../mountsea/read.ts'
import type { Outcome, SavedFile } from '../outcome.ts'
import { jsonText } from '../text/json.ts'
import { count, formatDuration } from '../text/show.ts'
import type { Content, Failed } from './check.ts'
import { MAX_FILES, type ResultFile, type ResultFiles } from './find.ts'
import { isPlayable, isRaw, kindOfExtension, kindOfType, mayReplaceAudio, type FileKind } from './media.ts'

/** What is known about a file before its bytes are read. */
export interface Claim {
  readonly file: ResultFile
  /** See `declaredExtension`. */
  readonly extension: string
  /** Lower case; '' if none was sent. */
  readonly contentType: string
  /** Whether the result names no other audio or video. */
  readonly isAlone: boolean
  /** Whether its task may make pictures only. */
  readonly mayBePicture: boolean
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
  | Failed
  | { readonly kind: 'stopped' }

/** Extensions of formats that we can read. A file that claims one of them but has an unknown format is damaged. */
const CHECKED = new Set('mp3 m4a m4v mp4 mov wav flac ogg oga ogv opus webm weba mkv mka aac'.split(' '))

const MIN_DATA_CHARS = 64

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
  return !CHECKED.has(extension) && isRaw(extension, contentType, file.format)
}

/** How a file ended. `why` and `what` are as in `Verdict`, but `why` is a whole sentence. `kept`: the file with the bytes. */
export type FileEnd =
  | Exclude<Verdict, { readonly kind: 'saved' | 'invalid' }>
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'invalid'; readonly why: string; readonly kept?: string }

/** Judges a file by its claims and its bytes. */
export function verdictOn(claim: Claim, content: Content): Verdict {
  if (content.kind === 'stopped' || content.kind === 'failed') return content
  const kind = kindOf(claim, content)
  const mustPlay = claim.file.isPromised || isPlayable(kind)
  // Text in a result is a file only if its bytes or the result say so.
  if (!mustPlay && content.kind === 'text') return { kind: 'left-out', what: content.what }
  if (!mustPlay && content.kind === 'unknown' && !(claim.file.source instanceof URL)) {
    return { kind: 'left-out', what: 'data of an unknown format' }
  }
  const why = whatIsWrong(claim, content, mustPlay)
  return why === '' ? saved(claim, content, kind, mustPlay) : { kind: 'invalid', why }
}

type Readable = Exclude<Content, { readonly kind: 'stopped' | 'failed' }>

/** From the bytes if known, else from the extension, the content type, or the field name. */
function kindOf({ file, extension, contentType }: Claim, content: Readable): FileKind {
  if ('is' in content) return content.is
  return kindOfExtension(extension) ?? kindOfType(contentType) ?? file.kind ?? 'other'
}

/** For a file that is as claimed, or that cannot be checked. */
function saved(claim: Claim, content: Readable, kind: FileKind, mustPlay: boolean): Verdict {
  const { file, extension: declared } = claim
  const format = 'format' in content ? content.format : null
  const { seconds = null, warnings = [] } = content.kind === 'media' ? content : {}
  const whyUnchecked = mayReplaceAudio(format)
    ? 'ZIP and MIDI are not opened'
    : 'this action cannot read its format'
  const extension = extensionFor(format, declared)
  const isRenamed = extension !== declared && declared !== 'bin'
  return {
    kind: 'saved',
    extension,
    measures: { kind, format, seconds },
    notes: [
      ...(mustPlay && content.kind !== 'media' ? [`not checked: ${whyUnchecked}`] : []),
      ...(isRenamed ? [`the bytes are ${extension}, not ${declared}`] : []),
    ],
    warnings: [...warnings, ...warnOfLength(file.seconds, seconds)],
  }
}

/** Says what is wrong with a file that should be audio or video; '' if nothing is, or if nobody can tell. */
function whatIsWrong(claim: Claim, content: Readable, mustPlay: boolean): string {
  const { extension } = claim
  const promised = isPlayable(kindOfExtension(extension)) ? extension.toUpperCase() : 'audio or video'
  switch (content.kind) {
    case 'text':
      return content.what === 'an empty file' ? 'is empty' : `is ${content.what}, not ${promised}`
    case 'known': {
      const format = content.format.toUpperCase()
      if (content.isCut) return `is a ${format} that was cut off: its end is missing`
      const isFine = !mustPlay || isPlayable(content.is) || mayBe(content, claim)
      return isFine ? '' : `is a ${format} file, not ${promised}`
    }
    case 'damaged':
      return content.why
    case 'unknown':
      return isWord(claim.file) || (CHECKED.has(extension) && !isHeaderless(claim))
        ? `is not ${promised}: its format is unknown`
        : ''
    case 'media':
      return ''
  }
}

/** Whether a promised file may be this picture, ZIP or MIDI file: if nothing says audio, or if a ZIP or MIDI file is alone. */
function mayBe(
  { format, is }: Extract<Content, { readonly kind: 'known' }>,
  { extension, isAlone, mayBePicture, file }: Claim,
): boolean {
  const saysAudio = isPlayable(kindOfExtension(extension))
  if (is === 'image') return mayBePicture && !saysAudio && !isPlayable(file.kind)
  return mayReplaceAudio(format) && (isAlone || !saysAudio)
}

/** Whether the text is too short for audio: a word such as `pending` is also valid base64. */
function isWord({ source }: ResultFile): boolean {
  return !(source instanceof URL) && source.data.length < MIN_DATA_CHARS
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

/** Returns the outcome of a completed task. Failures of extra files only warn. */
export function outcomeOf(task: Task, ends: readonly FileEnd[], warn: (line: string) => void): Outcome {
  const { result, files: named } = task
  const isProven = ends.some((end) => end.kind === 'saved' && isProof(end.file, named.needsAudio))
  // A file that may have been the main product must not count as an extra.
  const mustBe = ({ isPromised, kind }: ResultFile): boolean => {
    const couldBeProof = !named.needsAudio || kind !== 'image'
    return isPromised || (!isProven && named.unusable.length === 0 && couldBeProof)
  }
  const wrong = ends.flatMap((end, index) => {
    const file = named.files[index]
    if (file === undefined || (end.kind !== 'failed' && end.kind !== 'invalid')) return []
    const kept = end.kind === 'invalid' && end.kept !== undefined ? `; its bytes are kept as ${end.kept}` : ''
    if (mustBe(file)) return [{ ...end, why: end.why + kept }]
    warn(`Could not save an extra file (for example a cover): ${end.why}`)
    return []
  })
  if (wrong.length > 0) {
    const kind = wrong.some((end) => end.kind === 'invalid') ? 'audio-invalid' : 'download-failed'
    const share = ends.length === 1 ? '' : `${wrong.length} of ${ends.length} files: `
    return { kind, why: `${share}${wrong.map(({ why }) => why).join('; ')}` }
  }
  if (named.leftOut > 0) {
    const why = `${count(named.leftOut, 'file')} over the limit of ${MAX_FILES} a task`
    return { kind: 'download-failed', why }
  }
  if (named.unusable.length > 0) return { kind: 'audio-missing', why: named.unusable.join('; ') }
  return isProven ? { kind: 'completed' } : { kind: 'audio-missing', why: whatIsMissing(result, named, ends) }
}

/** Whether a saved file proves that the task produced something; a file of unknown format does not. */
function isProof({ kind, format }: SavedFile, needsAudio: boolean): boolean {
  if (needsAudio) return isPlayable(kind) || mayReplaceAudio(format)
  return kind !== 'other' || format !== null
}

/** Says what is missing from a result without any file that its task could have made. */
function whatIsMissing(result: unknown, named: ResultFiles, ends: readonly FileEnd[]): string {
  const lacks = `the result names no ${named.needsAudio ? 'audio or video' : 'file'}`
  const leftOut = ends.flatMap((end) => (end.kind === 'left-out' ? [end.what] : []))
  if (leftOut.length > 0) return `${lacks}, only ${[...new Set(leftOut)].join(' or ')}`
  if (named.files.length > 0 || jsonText(result) === '') return lacks
  return `${lacks}: if the task makes only text, leave \`download-dir\` blank`
}
