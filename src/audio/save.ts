/** Saves the files of completed tasks. The door of this room: only a step with `download-dir` loads it, and what it needs. */
import pLimit from 'p-limit'
import type { SavedFile } from '../ledger.ts'
import type { Task } from '../mountsea/read.ts'
import { outcomeOfStop, type Outcome } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import { count } from '../text/show.ts'
import { DiskError } from '../world/disk.ts'
import { createCheck, type Check, type Inspector } from './check.ts'
import { fetchFile, type FetchPorts } from './fetch.ts'
import { declaredExtension } from './file-name.ts'
import { MAX_FILES, type ResultFile, type ResultFiles } from './find.ts'
import { Folder, type PartFile } from './folder.ts'
import { isPlayable } from './media.ts'
import { isHeaderless, verdictOn, type Claim } from './verdict.ts'

export interface SavePorts extends Pick<FetchPorts, 'get' | 'clock' | 'random'> {
  readonly check: Check
  /** Each takes one line; URLs in it have no query. */
  readonly log: (line: string) => void
  readonly warn: (line: string) => void
  /** Takes a file as soon as it is saved, whatever becomes of the others. `place` is its place in the result, from 0. */
  readonly saved: (taskId: string, file: SavedFile, place: number) => void
}

export interface AudioFolder {
  /**
   * Saves the files of the completed task whose ID stands at `index`. A file that fails does not end the others: what can be saved of a
   * paid result is saved. Never rejects but for a bug.
   */
  save(task: Task, index: number, stop: AbortSignal): Promise<Outcome>
  /** Writes the checksums of all that was saved. Throws a `DiskError`. */
  close(): Promise<void>
}

/** What became of a file. `why` is in our own words. */
type FileEnd =
  | { readonly kind: 'saved'; readonly file: SavedFile }
  /** Should be audio or video and is not; the bytes are kept under a name that nobody plays. */
  | { readonly kind: 'invalid' | 'failed'; readonly why: string }
  | { readonly kind: 'left-out' | 'stopped' }

const MAX_FILES_AT_A_TIME = 4

/** Makes the folder (absolute) before anything is waited for. Resolves to an error for people where it cannot be used. */
export async function openFolder(
  path: string,
  taskIds: readonly string[],
  ports: Omit<SavePorts, 'check'> & { readonly inspector: Inspector | Check },
): Promise<AudioFolder | string> {
  const folder = await Folder.open(path, taskIds, ports.clock)
  if (typeof folder === 'string') return folder
  // Over all tasks of the step.
  const takeTurn = pLimit(MAX_FILES_AT_A_TIME)
  const { inspector } = ports
  const check = typeof inspector === 'function' ? inspector : createCheck(inspector, ports.clock)
  return {
    async save(task, index, stop) {
      const { files: named } = task
      logNotFetched(named, ports.log)
      const save = async (file: ResultFile, place: number): Promise<FileEnd> => {
        const end = await saveFile(file, index, { ...ports, check, folder }, stop)
        if (end.kind === 'saved') ports.saved(task.taskId, end.file, place)
        return end
      }
      const ends = await Promise.all(named.files.map((file, place) => takeTurn(() => save(file, place))))
      return outcomeOf(named, ends, stop, ports.warn)
    },
    close: () => folder.close(),
  }
}

/** What the ends of its files mean for the task. */
function outcomeOf(
  named: ResultFiles,
  ends: readonly FileEnd[],
  stop: AbortSignal,
  warn: SavePorts['warn'],
): Outcome {
  const wrong = ends.flatMap((end, index) => {
    if (end.kind !== 'failed' && end.kind !== 'invalid') return []
    if (named.files[index]?.isPromised === true) return [end]
    warn(`Could not save an extra file (for example a cover): ${end.why}`)
    return []
  })
  if (ends.some(({ kind }) => kind === 'stopped')) return outcomeOfStop(stop)
  if (wrong.length > 0) {
    const kind = wrong.some((end) => end.kind === 'invalid') ? 'audio-invalid' : 'download-failed'
    const share = ends.length === 1 ? '' : `${wrong.length} of ${ends.length} files: `
    return { kind, why: `${share}${wrong.map(({ why }) => why).join('; ')}` }
  }
  if (named.leftOut > 0) {
    const why = `${count(named.leftOut, 'file')} over the limit of ${MAX_FILES} a task`
    return { kind: 'download-failed', why }
  }
  const missing = whatIsMissing(named, ends)
  return missing === '' ? { kind: 'completed' } : { kind: 'audio-missing', why: missing }
}

/** What a result lacks, though all that it names is saved; '' for nothing. */
function whatIsMissing({ unusable, needsAudio, embedded }: ResultFiles, ends: readonly FileEnd[]): string {
  if (unusable.length > 0) return unusable.join('; ')
  const kinds = ends.flatMap((end) => (end.kind === 'saved' ? [end.file.kind] : []))
  if (!needsAudio) return kinds.length + embedded > 0 ? '' : 'the result names no file'
  return kinds.some(isPlayable) ? '' : 'the result names no audio or video'
}

/** Says what of the result is not fetched, so that nothing vanishes without a word. */
function logNotFetched({ skipped, leftOut, embedded }: ResultFiles, log: SavePorts['log']): void {
  if (embedded > 0) {
    const files = `${count(embedded, 'file')} in base64`
    log(`not saved, since they stand in the result itself (output \`resultPath\`): ${files}`)
  }
  if (skipped.length > 0) {
    log(`not saved, since the fields do not name files of the result: ${shortLine(skipped.join(', '), 500)}`)
  }
  if (leftOut > 0) log(`not saved, since a task has at most ${MAX_FILES} files: ${count(leftOut, 'file')}`)
}

interface FilePorts extends SavePorts {
  readonly folder: Folder
  /** Takes what people should know about the file. */
  readonly note: (text: string) => void
}

/** One file: fetched into a part, then settled. */
async function saveFile(
  file: ResultFile,
  index: number,
  ports: SavePorts & { readonly folder: Folder },
  stop: AbortSignal,
): Promise<FileEnd> {
  const label = ports.folder.nameOf(index, file)
  const note = (text: string): void => ports.log(`saving ${label}: ${text}`)
  const fetched = await fetchFile(file, { ...ports, note }, stop)
  if (fetched.kind !== 'received') return fetched
  const { part, contentType } = fetched
  const claim = { file, contentType, extension: declaredExtension(file, contentType) }
  const nameAs = (extension: string): string => ports.folder.nameOf(index, file, extension)
  try {
    return await settle(part, claim, nameAs, { ...ports, note }, stop)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    return { kind: 'failed', why: error.message }
  } finally {
    await part.discard()
  }
}

/** A part that is whole: inspected, named by what it is, and published or set aside. */
async function settle(
  part: PartFile,
  claim: Claim,
  nameAs: (extension: string) => string,
  { folder, check, note, warn }: FilePorts,
  stop: AbortSignal,
): Promise<FileEnd> {
  const { path, bytes } = part
  const verdict = verdictOn(claim, await check({ path, bytes, isHeaderless: isHeaderless(claim) }, stop))
  switch (verdict.kind) {
    case 'saved': {
      const name = nameAs(verdict.extension)
      const published = await folder.publish(part, name)
      for (const text of verdict.notes) note(text)
      for (const text of verdict.warnings) warn(`${name} ${text}`)
      return { kind: 'saved', file: { ...published, name: claim.file.name, ...verdict.measures } }
    }
    case 'invalid': {
      const name = nameAs(claim.extension)
      const kept = await folder.setAside(part, name)
      return { kind: 'invalid', why: `${name} ${verdict.why}; its bytes are kept as ${kept}` }
    }
    case 'left-out':
      note(`left out, since it is ${verdict.what}`)
      return verdict
    case 'failed':
      return { kind: 'failed', why: `${nameAs(claim.extension)}: ${verdict.why}` }
    case 'stopped':
      return verdict
  }
}
