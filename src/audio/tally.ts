/** Decides whether a task has produced all that it promised, from the ends of its files. */
import type { Task } from '../mountsea/read.ts'
import type { Outcome, SavedFile } from '../outcome.ts'
import { jsonText } from '../text/json.ts'
import { count } from '../text/show.ts'
import { MAX_FILES, type ResultFile, type ResultFiles } from './find.ts'
import { isPlayable, mayReplaceAudio } from './media.ts'

/** How one file ended. `why` is in our own words. */
export type FileEnd =
  | { readonly kind: 'saved'; readonly file: SavedFile }
  /** Should be audio or video but is not; the bytes are kept under a name that no player opens. */
  | { readonly kind: 'invalid' | 'failed'; readonly why: string }
  /** Not a file; `what` says what was found instead. */
  | { readonly kind: 'left-out'; readonly what: string }
  | { readonly kind: 'stopped' }

/** Returns the outcome of a completed task. Failures of extra files only warn. */
export function outcomeOf(
  { result, files: named }: Task,
  ends: readonly FileEnd[],
  warn: (line: string) => void,
): Outcome {
  const bad = ends.flatMap((end, index) => {
    const file = named.files[index]
    return file !== undefined && (end.kind === 'failed' || end.kind === 'invalid') ? [{ file, ...end }] : []
  })
  const isProven = ends.some((end) => end.kind === 'saved' && isProof(end.file, named.needsAudio))
  // A file that may have been the main product must not count as an extra.
  const couldBeProof = ({ kind }: ResultFile): boolean =>
    !named.needsAudio || kind === null || isPlayable(kind)
  const mustBe = ({ file }: (typeof bad)[number]): boolean =>
    file.isPromised || (!isProven && named.unusable.length === 0 && couldBeProof(file))
  const wrong = bad.filter(mustBe)
  for (const extra of bad.filter((each) => !mustBe(each))) {
    warn(`Could not save an extra file (for example a cover): ${extra.why}`)
  }
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
  if (needsAudio) return isPlayable(kind) || mayReplaceAudio(format ?? '')
  return kind !== 'other' || format !== null
}

/** Says what is missing from a result without any file that its task could have made. */
function whatIsMissing(
  result: unknown,
  { files, needsAudio }: ResultFiles,
  ends: readonly FileEnd[],
): string {
  const lacks = `the result names no ${needsAudio ? 'audio or video' : 'file'}`
  const leftOut = ends.flatMap((end) => (end.kind === 'left-out' ? [end.what] : []))
  if (leftOut.length > 0) return `${lacks}, only ${[...new Set(leftOut)].join(' or ')}`
  if (files.length > 0 || jsonText(result) === '') return lacks
  return `${lacks}: if the task makes only text, leave \`download-dir\` blank`
}
