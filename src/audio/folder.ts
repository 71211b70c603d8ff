/** `download-dir`: files are written as hidden parts, then get their names, and `SHA256SUMS` lists them. */
import { randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { dirname, extname, join } from 'node:path'
import { codeOf, count, describeError } from '../text/show.ts'
import type { Clock } from '../world/clock.ts'
import { DiskError, onDisk } from '../world/disk.ts'
import { baseNames, fileName } from './file-name.ts'
import type { ResultFile } from './find.ts'
import { JobFiles, type Job } from './job-files.ts'
import { isPlayable, kindOfExtension } from './media.ts'
import { FINISH_LIMIT_MS, PartFile, whatIsAt, type Place } from './part-file.ts'

/** A disk that takes longer than this to make a folder counts as not answering. */
const FOLDER_LIMIT_MS = 10_000

/** So many files of other jobs are listed by name; the rest is only counted. */
const MAX_STRANGERS = 10

/** The whole of a `SHA256SUMS` that this action wrote. */
const SUMS = /^(?:[0-9a-f]{64} {2}[A-Za-z0-9._-]+\n)*$/

export interface FolderPorts {
  readonly clock: Clock
  readonly job: Job
}

export class Folder {
  readonly #path: string
  readonly #bases: readonly string[]
  readonly #clock: Clock
  readonly #files: JobFiles
  /** Files being removed in the background: no download waits for them. */
  readonly #removals: Promise<DiskError | null>[] = []

  private constructor(path: string, taskIds: readonly string[], clock: Clock, files: JobFiles) {
    this.#path = path
    this.#bases = baseNames(taskIds)
    this.#clock = clock
    this.#files = files
  }

  /**
   * Makes the folder (an absolute path) and writes a test file. `taskIds` are all tasks whose files it will hold.
   * Resolves to the error message if the folder cannot be used.
   */
  static async open(path: string, taskIds: readonly string[], ports: FolderPorts): Promise<Folder | string> {
    const { clock, job } = ports
    const done = new AbortController()
    const silence = `cannot write ${path}: the disk does not answer`
    const why = await Promise.race([
      makeLevels(path),
      clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
    ])
    done.abort()
    if (why !== '') return `Input \`download-dir\` names a folder that cannot be used: ${why}.`
    return new Folder(path, taskIds, clock, await JobFiles.open(path, job))
  }

  /** The name of a file of the task at `index`. Without `extension` it is the name that the log uses. */
  nameOf(index: number, file: Pick<ResultFile, 'name'>, extension = ''): string {
    return fileName(this.#bases[index] ?? '', file, extension)
  }

  /** Opens a part. It is hidden, so that an artifact upload after a killed step leaves it out. */
  openPart(stop: AbortSignal): Promise<PartFile> {
    return PartFile.open(this.#newPart(), this.#clock, stop)
  }

  /** Gives a complete part its name. Replaces a file of that name, and removes bytes set aside under it. */
  async publish(part: PartFile, name: string): Promise<Place> {
    const place = await part.finish(join(this.#path, name))
    this.#files.note(place.sha256, name)
    this.#removals.push(this.#remove(`${name}.invalid`))
    return place
  }

  /** Keeps a part as `NAME.invalid`, which no player opens, and removes the file `name`. Resolves to the new name. */
  async setAside(part: PartFile, name: string): Promise<string> {
    await this.keep(part, `${name}.invalid`)
    this.#removals.push(this.#remove(name))
    return `${name}.invalid`
  }

  /** Gives a part a name without listing it in `SHA256SUMS`: its content is unproven. */
  async keep(part: PartFile, name: string): Promise<void> {
    await part.finish(join(this.#path, name))
    this.#files.note('kept', name)
  }

  /**
   * Writes `SHA256SUMS` in the format of `sha256sum --check`. It lists only the files of this job that still exist; if there are none,
   * no list is written. Throws a `DiskError`, unless `stop` has aborted: then the disk has half a second, and errors of writing are ignored.
   */
  async close(stop: AbortSignal): Promise<void> {
    for (const error of await Promise.all(this.#removals)) if (error !== null) throw error
    const saved = await this.#files.saved()
    const there = new Set(await onDisk(this.#path, fs.readdir(this.#path)))
    const lines = saved.filter(([name]) => there.has(name)).map(([name, sha256]) => `${sha256}  ${name}\n`)
    if (lines.length === 0) {
      // A list of ours is out of date: it is another job's, or its files are gone. Any other file stays.
      const list = await fs.readFile(join(this.#path, 'SHA256SUMS'), 'utf8').catch(() => 'none')
      const error = SUMS.test(list) ? await this.#remove('SHA256SUMS') : null
      if (error !== null) throw error
      return
    }
    const part = await PartFile.open(this.#newPart(), this.#clock, stop, FINISH_LIMIT_MS)
    try {
      await part.write(Buffer.from(lines.join('')))
      await part.finish(join(this.#path, 'SHA256SUMS'))
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
    if (strangers.length === 0) return ''
    const more = strangers.length > MAX_STRANGERS ? ', ...' : ''
    return `${count(strangers.length, 'file')} (${strangers.slice(0, MAX_STRANGERS).join(', ')}${more})`
  }

  #newPart(): string {
    return join(this.#path, `.${randomUUID()}.part`)
  }

  /** Removes a file if it exists. Resolves to the error. Never rejects. */
  async #remove(name: string): Promise<DiskError | null> {
    try {
      await fs.unlink(join(this.#path, name))
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return new DiskError(join(this.#path, name), codeOf(error))
    }
    if (this.#files.has(name)) this.#files.note('gone', name)
    return null
  }
}

/** Level by level: Node's recursive `mkdir` never returns for some paths, such as `/proc/x`. Resolves to what went wrong, or ''. */
async function makeLevels(folder: string): Promise<string> {
  const missing: string[] = []
  try {
    let level = folder
    for (; (await whatIsAt(level)) === 'nothing' && dirname(level) !== level; level = dirname(level)) {
      missing.unshift(level)
    }
    // Windows would report only that the path does not exist.
    if ((await whatIsAt(level)) === 'file') throw new DiskError(missing[0] ?? folder, 'ENOTDIR')
    for (const each of missing) await onDisk(each, makeLevel(each))
    const probe = join(folder, `.${randomUUID()}.part`)
    await onDisk(folder, fs.writeFile(probe, '', { flag: 'wx' }))
    await onDisk(folder, fs.unlink(probe))
    return ''
  } catch (error) {
    return describeError(error).replace(/^Error: /, '')
  }
}

/** Another job on this machine may make the same folder at the same moment. */
async function makeLevel(path: string): Promise<void> {
  try {
    await fs.mkdir(path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || (await whatIsAt(path)) !== 'folder') throw error
  }
}
