/** Saves the files of completed tasks. The entry to `audio/`: only a step with `download-dir` loads it. */
import { relative } from 'node:path'
import pLimit from 'p-limit'
import type { Task } from '../mountsea/read.ts'
import { outcomeOfStop, type Outcome, type SavedFile } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import { count } from '../text/show.ts'
import { DiskError } from '../world/disk.ts'
import { createCheck, type Check, type Inspector } from './check.ts'
import { fetchFile, type Fetched, type FetchPorts } from './fetch.ts'
import { declaredExtension } from './file-name.ts'
import { MAX_FILES, type ResultFile, type ResultFiles } from './find.ts'
import { Folder } from './folder.ts'
import type { Job } from './job-files.ts'
import { decodeEmbedded } from './media.ts'
import type { PartFile } from './part-file.ts'
import { outcomeOf, type FileEnd } from './tally.ts'
import { isHeaderless, verdictOn, type Claim } from './verdict.ts'

export interface SavePorts extends Pick<FetchPorts, 'get' | 'clock' | 'random'> {
  readonly check: Check
  readonly job: Job
  /** Absolute. */
  readonly workspace: string
  /** Each takes one line, without queries in URLs. */
  readonly log: (line: string) => void
  readonly warn: (line: string) => void
  /** Called as soon as a file is saved, whatever happens to the others. `place`: its index in the result, from 0. */
  readonly saved: (taskId: string, file: SavedFile, place: number) => void
}

export interface AudioFolder {
  /**
   * Saves the files of the completed task whose ID is at `index`. A file that fails does not stop the others, because the result
   * is paid for. Rejects only on a bug.
   */
  save(task: Task, index: number, stop: AbortSignal): Promise<Outcome>
  /** Writes the checksums of the job's files, and warns about other files in the folder. Throws a `DiskError`. */
  close(stop: AbortSignal): Promise<void>
}

const MAX_FILES_AT_A_TIME = 4

/** Makes the folder `path` (absolute), before anything is waited for. Resolves to an error message if it cannot be used. */
export async function openFolder(
  path: string,
  taskIds: readonly string[],
  ports: Omit<SavePorts, 'check'> & { readonly inspector: Inspector | Check },
): Promise<AudioFolder | string> {
  const folder = await Folder.open(path, taskIds, ports)
  if (typeof folder === 'string') return folder
  // Shared by all tasks of the step.
  const takeTurn = pLimit(MAX_FILES_AT_A_TIME)
  const { inspector } = ports
  const check = typeof inspector === 'function' ? inspector : createCheck(inspector, ports.clock)
  return {
    async save(task, index, stop) {
      logNotFetched(task.files, ports)
      const save = async (file: ResultFile, place: number): Promise<FileEnd> => {
        const end = await saveFile(file, index, { ...ports, check, folder }, stop)
        if (end.kind === 'saved') ports.saved(task.taskId, end.file, place)
        return end
      }
      const { files } = task.files
      const ends = await Promise.all(files.map((file, place) => takeTurn(() => save(file, place))))
      return ends.some(({ kind }) => kind === 'stopped')
        ? outcomeOfStop(stop)
        : outcomeOf(task, ends, ports.warn)
    },
    async close(stop) {
      await folder.close(stop)
      // The workspace holds many other files, and nobody uploads it as a whole.
      const strangers = relative(ports.workspace, path) === '' ? '' : await folder.strangers()
      if (strangers === '') return
      ports.warn(
        `${path} holds files that this job did not save: ${strangers}. Uploading the folder would include them.`,
      )
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

interface FilePorts extends SavePorts, FetchPorts {
  readonly folder: Folder
}

/** Receives one file into a part and settles it. */
async function saveFile(
  file: ResultFile,
  index: number,
  ports: SavePorts & { readonly folder: Folder },
  stop: AbortSignal,
): Promise<FileEnd> {
  const label = ports.folder.nameOf(index, file)
  const note = (text: string): void => ports.log(`saving ${label}: ${text}`)
  const filePorts = { ...ports, note, openPart: () => ports.folder.openPart(stop) }
  let part: PartFile | null = null
  try {
    const received = await receive(file, filePorts, stop)
    if (received.kind !== 'received') return received
    part = received.part
    const { contentType } = received
    const claim = { file, contentType, extension: declaredExtension(file, contentType) }
    const nameAs = (extension: string): string => ports.folder.nameOf(index, file, extension)
    return await settle(part, claim, nameAs, filePorts, stop)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    // A stop removes open parts, which makes writing fail.
    if (stop.aborted) return { kind: 'stopped' }
    return { kind: 'failed', why: error.message }
  } finally {
    await part?.discard()
  }
}

/** Writes the file into a part: fetched, or decoded if the result contains it. */
async function receive(
  { source, isPromised }: ResultFile,
  ports: FilePorts,
  stop: AbortSignal,
): Promise<Fetched | Extract<FileEnd, { readonly kind: 'left-out' }>> {
  if (source instanceof URL) return fetchFile({ url: source, isPromised }, ports, stop)
  const bytes = decodeEmbedded(source)
  if (bytes === null) {
    ports.note('skipped: it does not decode')
    return { kind: 'left-out', what: 'text that does not decode' }
  }
  const part = await ports.openPart()
  try {
    await part.write(bytes)
    return { kind: 'received', part, contentType: source.mediaType }
  } catch (error) {
    await part.discard()
    throw error
  }
}

/** Inspects a complete part, names it by its bytes, and publishes it or sets it aside. */
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
      note(`skipped: it is ${verdict.what}`)
      return verdict
    case 'failed': {
      const name = nameAs(claim.extension)
      await folder.keep(part, name)
      return { kind: 'failed', why: `${name}: ${verdict.why}` }
    }
    case 'stopped':
      return verdict
  }
}
