/** Saves the files of completed tasks. The entry to `audio/`: only a step with `download-dir` loads it. */
import { relative } from 'node:path'
import pLimit from 'p-limit'
import type { Task } from '../mountsea/read.ts'
import { outcomeOfStop, type Outcome, type SavedFile } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import { count } from '../text/show.ts'
import { DiskError } from '../world/disk.ts'
import { createCheck, type Check, type Inspector } from './check.ts'
import { fetchFile, type FetchPorts } from './fetch.ts'
import { MAX_FILES, type ResultFile, type ResultFiles } from './find.ts'
import { Folder, type FolderPorts } from './folder.ts'
import { declaredExtension, decodeEmbedded, isPlayable } from './media.ts'
import type { PartFile } from './part-file.ts'
import { isHeaderless, outcomeOf, verdictOn, type Claim, type FileEnd } from './verdict.ts'

export interface SavePorts extends FolderPorts, Pick<FetchPorts, 'get' | 'random'> {
  readonly check: Check
  /** Absolute. */
  readonly workspace: string
  /** Each takes one line, without queries in URLs. */
  readonly log: (line: string) => void
  readonly warn: (line: string) => void
  /** Called as soon as a file is saved, whatever happens to the others. `place`: its index in the result, from 0. */
  readonly saved: (taskId: string, file: SavedFile, place: number) => void
}

const MAX_FILES_AT_A_TIME = 4

export type AudioFolder = Exclude<Awaited<ReturnType<typeof openFolder>>, string>

/** Makes the folder `path` (absolute), before anything is waited for. Resolves to an error message if it cannot be used. */
export async function openFolder(
  path: string,
  taskIds: readonly string[],
  ports: Omit<SavePorts, 'check'> & { readonly inspector: Inspector | Check },
) {
  const folder = await Folder.open(path, taskIds, ports)
  if (typeof folder === 'string') return folder
  // Shared by all tasks of the step.
  const takeTurn = pLimit(MAX_FILES_AT_A_TIME)
  const { inspector } = ports
  const check = typeof inspector === 'function' ? inspector : createCheck(inspector)
  return {
    /**
     * Saves the files of the completed task whose ID is at `index`. A file that fails does not stop the others, because the result
     * is paid for. Rejects only on a bug.
     */
    async save(task: Task, index: number, stop: AbortSignal): Promise<Outcome> {
      logNotFetched(task.files, ports)
      const { files } = task.files
      const save = (file: ResultFile, place: number): Promise<FileEnd> =>
        takeTurn(async () => {
          const isAlone = !files.some((other) => other !== file && isPlayable(other.kind))
          const mayBePicture = !task.files.needsAudio
          const filePorts = { ...ports, check, folder, isAlone, mayBePicture }
          const end = await saveFile(file, index, filePorts, stop)
          if (end.kind === 'saved') ports.saved(task.taskId, end.file, place)
          return end
        })
      const ends = await Promise.all(files.map(save))
      if (ends.some(({ kind }) => kind === 'stopped')) return outcomeOfStop(stop)
      const outcome = outcomeOf(task, ends, ports.warn)
      for (const end of outcome.kind === 'completed' ? ends : []) {
        // Otherwise a release of the whole folder would include the damaged extra file.
        if (end.kind === 'invalid' && end.kept !== undefined) void folder.remove(end.kept)
      }
      return outcome
    },
    /** Writes the checksums of the job's files, and warns about other files in the folder. Throws a `DiskError`. */
    async close(stop: AbortSignal): Promise<void> {
      await folder.close(stop)
      // The workspace holds many other files, and nobody uploads it as a whole.
      const strangers = relative(ports.workspace, path) === '' ? '' : await folder.strangers()
      const what = `${path} holds files that this job did not save: ${strangers}`
      if (strangers !== '') ports.warn(`${what}. Uploading the folder would include them.`)
    },
  }
}

/** Logs the parts of the result that are not fetched, so that nothing is dropped silently. */
function logNotFetched(
  { skipped, skippedMore, leftOut, warnings }: ResultFiles,
  { log, warn }: Pick<SavePorts, 'log' | 'warn'>,
): void {
  if (skipped.length > 0) {
    const more = skippedMore === 0 ? '' : ` and ${skippedMore} more`
    log(`not saved, since these fields do not name results: ${shortLine(skipped.join(', '), 500)}${more}`)
  }
  if (leftOut > 0) log(`not saved, since the limit is ${MAX_FILES} files a task: ${count(leftOut, 'file')}`)
  for (const text of warnings) warn(`The result is incomplete: ${text}`)
}

interface FilePorts extends SavePorts, Pick<Claim, 'isAlone' | 'mayBePicture'> {
  readonly folder: Folder
}

/** Writes one file into a part, fetched or decoded, and settles it. */
async function saveFile(
  file: ResultFile,
  index: number,
  ports: FilePorts,
  stop: AbortSignal,
): Promise<FileEnd> {
  const { folder, log, isAlone, mayBePicture } = ports
  const { source, isPromised, name } = file
  const note = (text: string): void => log(`saving ${folder.nameOf(index, name)}: ${text}`)
  const openPart = (): Promise<PartFile> => folder.openPart(stop)
  let part: PartFile | null = null
  try {
    let contentType = ''
    if (source instanceof URL) {
      const fetched = await fetchFile({ url: source, isPromised }, { ...ports, note, openPart }, stop)
      if (fetched.kind !== 'received') return fetched
      part = fetched.part
      contentType = fetched.contentType
    } else {
      const bytes = decodeEmbedded(source)
      if (bytes === null && isPromised) {
        const why = `${folder.nameOf(index, name)} does not decode: it was cut off or damaged`
        return { kind: 'invalid', why: `${why}; its text is in the result` }
      }
      if (bytes === null) {
        note('skipped: it does not decode')
        return { kind: 'left-out', what: 'text that does not decode' }
      }
      part = await openPart()
      await part.write(bytes)
      contentType = source.mediaType
    }
    const claim = {
      file,
      contentType,
      isAlone,
      mayBePicture,
      extension: declaredExtension(file, contentType),
    }
    const nameAs = (extension: string): string => folder.nameOf(index, name, extension)
    return await settle(part, claim, { ...ports, note, nameAs }, stop)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    // A stop removes open parts, which makes writing fail.
    return stop.aborted ? { kind: 'stopped' } : { kind: 'failed', why: error.message }
  } finally {
    await part?.discard()
  }
}

/** Inspects a complete part, names it by its bytes, and publishes it or sets it aside. */
async function settle(
  part: PartFile,
  claim: Claim,
  ports: FilePorts & { note: (text: string) => void; nameAs: (extension: string) => string },
  stop: AbortSignal,
): Promise<FileEnd> {
  const { folder, check, note, nameAs, warn } = ports
  const { path, bytes } = part
  const verdict = verdictOn(claim, await check({ path, bytes, isHeaderless: isHeaderless(claim) }, stop))
  const name = nameAs(verdict.kind === 'saved' ? verdict.extension : claim.extension)
  switch (verdict.kind) {
    case 'saved': {
      const published = await folder.publish(part, name)
      for (const text of verdict.notes) note(text)
      for (const text of verdict.warnings) warn(`${name} ${text}`)
      return { kind: 'saved', file: { ...published, name: claim.file.name, ...verdict.measures } }
    }
    case 'invalid': {
      const kept = await folder.setAside(part, name)
      return { kind: 'invalid', why: `${name} ${verdict.why}`, kept }
    }
    case 'left-out':
      note(`skipped: it is ${verdict.what}`)
      return verdict
    case 'failed':
      await folder.keep(part, name)
      return { kind: 'failed', why: `${name}: ${verdict.why}` }
    case 'stopped':
      return verdict
  }
}
