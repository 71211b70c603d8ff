/** `download-dir` and what is in it: files that grow as hidden parts, the names that they get, and `SHA256SUMS`. */
import { createHash, randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { dirname, join } from 'node:path'
import type { SavedFile } from '../snapshot.ts'
import { describeError } from '../text/show.ts'
import type { Clock } from '../world/clock.ts'
import { DiskError, HELD_ATTEMPTS, HELD_OPEN, HELD_PAUSE_MS, onDisk } from '../world/disk.ts'
import { codeOf } from '../world/node-errors.ts'
import { baseNames, fileName } from './file-name.ts'
import type { ResultFile } from './find.ts'

/** What is known of a file once it has its name. */
export type Place = Pick<SavedFile, 'path' | 'bytes' | 'sha256'>

/** How long a disk may take to make a folder before it counts as one that does not answer. */
const FOLDER_LIMIT_MS = 10_000

/** A file that grows under a hidden name until the folder gives it one. Whatever fails is a `DiskError`. */
export class PartFile {
  readonly path: string
  readonly #file: fs.FileHandle
  readonly #clock: Clock
  readonly #hash = createHash('sha256')
  #bytes = 0

  constructor(path: string, file: fs.FileHandle, clock: Clock) {
    this.path = path
    this.#file = file
    this.#clock = clock
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Resolves once the bytes are handed to the system, so that a slow disk slows the network down. */
  async write(chunk: Buffer): Promise<void> {
    await onDisk(dirname(this.path), this.#file.appendFile(chunk))
    this.#hash.update(chunk)
    this.#bytes += chunk.length
  }

  /** Flushes to disk, then takes the place of what is at `path`, in the same folder. */
  async finish(path: string): Promise<Place> {
    await onDisk(path, this.#file.sync())
    await onDisk(path, this.#file.close())
    await onDisk(path, renamePatiently(this.path, path, this.#clock))
    return { path, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  /** Removes what is not finished, else does nothing. Never rejects. */
  async discard(): Promise<void> {
    // A part that cannot be removed must not hide the error that led here.
    await this.#file.close().catch(() => undefined)
    await fs.unlink(this.path).catch(() => undefined)
  }
}

export class Folder {
  readonly #path: string
  readonly #bases: readonly string[]
  readonly #clock: Clock
  /** The sha256 of each file that was published, by its name. */
  readonly #sums = new Map<string, string>()

  private constructor(path: string, taskIds: readonly string[], clock: Clock) {
    this.#path = path
    this.#bases = baseNames(taskIds)
    this.#clock = clock
  }

  /**
   * Makes the folder (absolute) and tries that a file can be written there. `taskIds` are all tasks whose files it will hold.
   * Resolves to an error for people where it cannot be used.
   */
  static async open(path: string, taskIds: readonly string[], clock: Clock): Promise<Folder | string> {
    const done = new AbortController()
    const silence = `cannot write ${path}: the disk does not answer`
    const why = await Promise.race([
      makeLevels(path),
      clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
    ])
    done.abort()
    if (why !== '') return `Input \`download-dir\` names a folder that cannot be used: ${why}.`
    return new Folder(path, taskIds, clock)
  }

  /** The name of a file of the task whose ID stands at `index`; without `extension` it is what the log calls the file. */
  nameOf(index: number, file: Pick<ResultFile, 'name'>, extension = ''): string {
    return fileName(this.#bases[index] ?? '', file, extension)
  }

  /** Opens a part. Hidden, so that an artifact upload that runs after a killed step does not take it along. */
  async openPart(): Promise<PartFile> {
    const path = join(this.#path, `.${randomUUID()}.part`)
    return new PartFile(path, await onDisk(this.#path, fs.open(path, 'wx')), this.#clock)
  }

  /** Gives a part that is whole its name, in place of a file that has it, and counts it among the files of `SHA256SUMS`. */
  async publish(part: PartFile, name: string): Promise<Place> {
    const place = await part.finish(join(this.#path, name))
    this.#sums.set(name, place.sha256)
    return place
  }

  /** Keeps the bytes of a part under a name that nobody plays. Resolves to that name. */
  async setAside(part: PartFile, name: string): Promise<string> {
    await part.finish(join(this.#path, `${name}.invalid`))
    return `${name}.invalid`
  }

  /** Writes `SHA256SUMS`, in the form that `sha256sum --check` reads, in place of a former one. Throws a `DiskError`. */
  async close(): Promise<void> {
    const lines = [...this.#sums].sort().map(([name, sha256]) => `${sha256}  ${name}\n`)
    const part = await this.openPart()
    try {
      await part.write(Buffer.from(lines.join('')))
      await part.finish(join(this.#path, 'SHA256SUMS'))
    } finally {
      await part.discard()
    }
  }
}

/** Level by level: Node's own recursive `mkdir` never returns for some paths, such as `/proc/x`. Resolves to what went wrong. */
async function makeLevels(folder: string): Promise<string> {
  const missing: string[] = []
  try {
    let level = folder
    for (; (await whatIsAt(level)) === 'nothing' && dirname(level) !== level; level = dirname(level)) {
      missing.unshift(level)
    }
    // Windows would say only that it finds nothing below a file.
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

/** Another job on this machine may make it at the same moment. */
async function makeLevel(path: string): Promise<void> {
  try {
    await fs.mkdir(path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || (await whatIsAt(path)) !== 'folder') throw error
  }
}

/** `unknown` where an error hides it, which comes again when the folder is made or written to. */
async function whatIsAt(path: string): Promise<'nothing' | 'folder' | 'file' | 'unknown'> {
  try {
    return (await fs.stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'nothing' : 'unknown'
  }
}

async function renamePatiently(from: string, to: string, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fs.rename(from, to)
      return
    } catch (error) {
      if (!HELD_OPEN.includes(codeOf(error))) throw error
      // Windows says of a folder that has the name what it says of a file that is held open.
      if ((await whatIsAt(to)) === 'folder') throw new DiskError(to, 'EISDIR')
      if (attempt === HELD_ATTEMPTS) throw error
    }
    await clock.sleep(HELD_PAUSE_MS, new AbortController().signal)
  }
}
