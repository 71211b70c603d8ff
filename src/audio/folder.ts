/**
 * `download-dir`: files are written as hidden parts, then get their names, and `SHA256SUMS` lists them.
 *
 * On a self-hosted runner the folder may still hold yesterday's files, but `SHA256SUMS` may list only this job's. So each step notes
 * its files in the runner's temporary folder, which is emptied for each job.
 */
import { createHash } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { extname, join } from 'node:path'
import filenamify from 'filenamify'
import { MachineError, type SavedFile } from '../outcome.ts'
import { codeOf, count } from '../text/show.ts'
import type { Clock } from '../world/clock.ts'
import { DiskError, onDisk } from '../world/disk.ts'
import { isPlayable, kindOfExtension } from './media.ts'
import { FINISH_LIMIT_MS, makeFolder, PartFile } from './part-file.ts'

/** A disk that takes longer than this to make a folder counts as not answering. */
const FOLDER_LIMIT_MS = 10_000
/** At most this many files of other jobs are listed by name; the rest are only counted. */
const MAX_STRANGERS = 10

/** Matches a whole `SHA256SUMS` that this action wrote. */
const SUMS = /^(?:[0-9a-f]{64} {2}[A-Za-z0-9._-]+\n)*$/
/** A note: the sha256 of a saved file, or `kept` for a file whose content is unproven; then the name. */
const NOTE = /^([0-9a-f]{64}|kept) {2}([A-Za-z0-9._-]+)$/gm

export interface FolderPorts {
  readonly clock: Clock
  /** `folder` is the runner's temporary folder (an absolute path). `id` tells jobs apart if that folder is not emptied. */
  readonly job: { readonly folder: string; readonly id: string }
}

export class Folder {
  readonly #path: string
  readonly #bases: readonly string[]
  readonly #clock: Clock
  /** Path of the notes of this job about this folder. */
  readonly #notes: string
  /** What the steps of this job have saved here: name to sha256, or to `kept`. */
  readonly #files: Map<string, string>
  /** What this step has saved here. */
  readonly #ours = new Set<string>()
  /** Notes and removals, which no download waits for. Their first error is reported at the end, since the files are saved. */
  readonly #chores: Promise<unknown>[] = []

  private constructor(path: string, taskIds: readonly string[], clock: Clock, notes: string, noted: string) {
    this.#path = path
    this.#bases = baseNames(taskIds)
    this.#clock = clock
    this.#notes = notes
    this.#files = new Map([...noted.matchAll(NOTE)].map(([, what = '', name = '']) => [name, what]))
  }

  /**
   * Makes the folder (an absolute path) and writes a test file. `taskIds` are all tasks whose files it will hold.
   * Resolves to the error message if the folder cannot be used.
   */
  static async open(
    path: string,
    taskIds: readonly string[],
    { clock, job }: FolderPorts,
  ): Promise<Folder | string> {
    const done = new AbortController()
    const silence = `cannot write ${path}: the disk does not answer`
    const why = await Promise.race([
      makeFolder(path, clock),
      clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
    ])
    done.abort()
    if (why !== '') return `Input \`download-dir\` names a folder that cannot be used: ${why}.`
    const hash = createHash('sha256').update(JSON.stringify([job.id, path]))
    const notes = join(job.folder, `mountsea-files-${hash.digest('hex').slice(0, 32)}.txt`)
    return new Folder(path, taskIds, clock, notes, await fs.readFile(notes, 'utf8').catch(() => ''))
  }

  /** The name of a file of the task at `index`. Without `extension` it is the name that the log uses. */
  nameOf(index: number, name: string, extension = ''): string {
    return fileName(this.#bases[index] ?? '', name, extension)
  }

  openPart(stop: AbortSignal): Promise<PartFile> {
    return PartFile.open(this.#path, this.#clock, stop)
  }

  /** Gives a complete part its name. Replaces a file of that name, and removes bytes set aside under it. */
  async publish(part: PartFile, name: string): Promise<Pick<SavedFile, 'path' | 'bytes' | 'sha256'>> {
    const place = await part.finish(name)
    this.#note(place.sha256, name)
    this.#ours.add(name)
    void this.remove(`${name}.invalid`)
    return place
  }

  /** Keeps a part as `NAME.invalid`, which no player opens, and removes the file `name`. Resolves to the new name. */
  async setAside(part: PartFile, name: string): Promise<string> {
    await this.keep(part, `${name}.invalid`)
    this.#ours.delete(name)
    void this.remove(name)
    return `${name}.invalid`
  }

  /** Gives a part a name without listing it in `SHA256SUMS`: its content is unproven. */
  async keep(part: PartFile, name: string): Promise<void> {
    await part.finish(name)
    this.#note('kept', name)
  }

  /**
   * Writes `SHA256SUMS`. Throws a `MachineError` if a disk fails or a file of this step is gone, unless `stop` has aborted: then the
   * disk has half a second, and errors of writing are ignored.
   */
  async close(stop: AbortSignal): Promise<void> {
    await Promise.all(this.#chores)
    const there = new Set(await onDisk(this.#path, fs.readdir(this.#path)))
    await this.#list(there, stop)
    const gone = [...this.#ours].find((name) => !there.has(name))
    if (gone !== undefined && !stop.aborted) {
      throw new MachineError(`${join(this.#path, gone)} was saved, but another program has removed it`)
    }
  }

  /** In the format of `sha256sum --check`: the files of this job that still exist. If there are none, no list is written. */
  async #list(there: ReadonlySet<string>, stop: AbortSignal): Promise<void> {
    const saved = [...this.#files].filter(([name, what]) => what !== 'kept' && there.has(name)).sort()
    if (saved.length === 0) {
      // A list of ours is out of date: it is another job's, or its files are gone. Any other file stays.
      const list = await fs.readFile(join(this.#path, 'SHA256SUMS'), 'utf8').catch(() => 'none')
      if (SUMS.test(list)) await this.remove('SHA256SUMS')
      return
    }
    const part = await PartFile.open(this.#path, this.#clock, stop, FINISH_LIMIT_MS)
    try {
      await part.write(Buffer.from(saved.map(([name, sha256]) => `${sha256}  ${name}\n`).join('')))
      await part.finish('SHA256SUMS')
    } catch (error) {
      if (!stop.aborted) throw error
    } finally {
      await part.discard()
    }
  }

  /**
   * Audio, video and `.invalid` files that no step of this job has saved, as `3 files (a.mp3, b.wav, ...)`; '' if there are none.
   * An upload of the folder would include them. Never rejects.
   */
  async strangers(): Promise<string> {
    const isMedia = (name: string): boolean =>
      name.endsWith('.invalid') || isPlayable(kindOfExtension(extname(name).slice(1).toLowerCase()))
    const names = await fs.readdir(this.#path).catch((): string[] => [])
    const strangers = names.filter((name) => isMedia(name) && !this.#files.has(name)).sort()
    const named = [...strangers.slice(0, MAX_STRANGERS), ...(strangers.length > MAX_STRANGERS ? ['...'] : [])]
    return strangers.length === 0 ? '' : `${count(strangers.length, 'file')} (${named.join(', ')})`
  }

  /** Writes a note at once, since the process may be killed. */
  #note(what: string, name: string): void {
    this.#files.set(name, what)
    void this.#chore(this.#notes, fs.appendFile(this.#notes, `${what}  ${name}\n`))
  }

  /** Removes a file if it exists. An error is reported when the folder is closed. */
  remove(name: string): Promise<void> {
    const path = join(this.#path, name)
    const isGone = (error: unknown): void => {
      if (codeOf(error) !== 'ENOENT') throw new DiskError(path, codeOf(error))
    }
    return this.#chore(path, fs.unlink(path).catch(isGone))
  }

  #chore(path: string, work: Promise<void>): Promise<void> {
    const done = onDisk(path, work)
    done.catch(() => undefined)
    this.#chores.push(done)
    return done
  }
}

const MAX_BASE_CHARS = 96

/** `BASE.EXT` for the main file of a result, whose name is '', and `BASE-NAME.EXT` for any other. */
export function fileName(base: string, name: string, extension: string): string {
  return `${base}${name && '-'}${name}${extension && '.'}${extension}`
}

/**
 * Whatever a task ID or a result contains, a name matches `[A-Za-z0-9._-]+`, is not hidden, is not a Windows device, and differs from
 * every other name by more than upper and lower case. It must not depend on which task completes first, or on what its result
 * contains. So every task gets a base of its own in advance, in the order of the IDs: the ID itself if it can be a file name, else the
 * nearest name that can. If two could clash, the longer one gets a number. On a tie, the ID that had to be altered gets it.
 */
export function baseNames(taskIds: readonly string[]): string[] {
  const bases = taskIds.map(safeBase)
  const names: string[] = []
  const order = [...bases.entries()].sort(
    ([a, one], [b, other]) =>
      one.length - other.length || Number(one !== taskIds[a]) - Number(other !== taskIds[b]),
  )
  for (const [index, base] of order) {
    let name = base
    for (let number = 2; names.some((other) => canClash(name, other)); number++) name = `${base}.${number}`
    names[index] = name
  }
  return names
}

/**
 * Whether files of the two bases could get the same name if the file system ignores case. A base is followed by `-` and the name of a
 * field, which contains no dot: so `a-b` can clash with `a`, but `a-b.2` cannot.
 */
function canClash(name: string, other: string): boolean {
  const [short = '', long = ''] = [name.toLowerCase(), other.toLowerCase()].sort(
    (a, b) => a.length - b.length,
  )
  return short === long || (long.startsWith(`${short}-`) && !long.slice(short.length).includes('.'))
}

function safeBase(taskId: string): string {
  const reduced = taskId
    .replace(/(?:[^A-Za-z0-9._-]|\.{2,})+/g, '_')
    // A leading dot would hide the file. Commands would take a leading dash for an option.
    .replace(/^[.-]/, '_')
    // `filenamify` keeps everything after the last dot as an extension, however long, so cut first.
    .slice(0, MAX_BASE_CHARS - '_'.length)
  return filenamify(reduced, { replacement: '_', maxLength: MAX_BASE_CHARS })
}
