/** A file that grows under a hidden name until it gets its own, and the folder that it grows in. */
import { createHash, randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { dirname, join } from 'node:path'
import type { SavedFile } from '../outcome.ts'
import { codeOf, describeError } from '../text/show.ts'
import type { Clock } from '../world/clock.ts'
import { DiskError, HELD_ATTEMPTS, HELD_OPEN, HELD_PAUSE_MS, onDisk } from '../world/disk.ts'

/** For this long after a stop, a complete file may still get its name. The process has more time left than that. */
export const FINISH_LIMIT_MS = 500

export class PartFile {
  readonly path: string
  readonly #file: fs.FileHandle
  readonly #clock: Clock
  readonly #hash = createHash('sha256')
  readonly #gone = new AbortController()
  #bytes = 0
  /** How long after a stop the part is kept. */
  #graceMs: number

  private constructor(path: string, file: fs.FileHandle, clock: Clock, stop: AbortSignal, graceMs: number) {
    this.path = path
    this.#graceMs = graceMs
    this.#file = file
    this.#clock = clock
    const abandon = (): void => void this.#abandon()
    stop.addEventListener('abort', abandon, { signal: this.#gone.signal })
    if (stop.aborted) abandon()
  }

  /**
   * Opens a part in `folder`. It is hidden, so that an artifact upload after a killed step leaves it out, and it is removed `graceMs`
   * after `stop` aborts, even if the disk is busy. `open`, `write` and `finish` throw only `DiskError`s.
   */
  static async open(folder: string, clock: Clock, stop: AbortSignal, graceMs = 0): Promise<PartFile> {
    const path = join(folder, `.${randomUUID()}.part`)
    return new PartFile(path, await onDisk(folder, fs.open(path, 'wx')), clock, stop, graceMs)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Resolves once the system has the bytes, so that a slow disk slows the download down. */
  async write(chunk: Buffer): Promise<void> {
    await onDisk(dirname(this.path), this.#file.appendFile(chunk))
    this.#hash.update(chunk)
    this.#bytes += chunk.length
  }

  /** Flushes to disk, then moves the part to `name` in its folder, and replaces a file there. */
  async finish(name: string): Promise<Pick<SavedFile, 'path' | 'bytes' | 'sha256'>> {
    this.#graceMs = FINISH_LIMIT_MS
    const path = join(dirname(this.path), name)
    await onDisk(path, this.#file.sync())
    await onDisk(path, this.#file.close())
    await onDisk(path, this.#rename(path))
    this.#gone.abort()
    return { path, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  /** Removes the part unless it is finished. Never rejects. */
  async discard(): Promise<void> {
    this.#gone.abort()
    // Failing to remove the part must not hide the error that led here. Windows removes it once it is closed.
    await Promise.all([fs.unlink(this.path), this.#file.close()].map((work) => work.catch(() => undefined)))
  }

  /** Does nothing if the part already has its name. */
  async #abandon(): Promise<void> {
    if (this.#graceMs > 0) await this.#clock.sleep(this.#graceMs, this.#gone.signal)
    await fs.unlink(this.path).catch(() => undefined)
  }

  async #rename(to: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await fs.rename(this.path, to)
        return
      } catch (error) {
        if (attempt === HELD_ATTEMPTS || !HELD_OPEN.includes(codeOf(error))) throw error
      }
      await this.#clock.sleep(HELD_PAUSE_MS, new AbortController().signal)
    }
  }
}

/** Makes a folder, and opens a part in it as a test. Resolves to what went wrong, or ''. */
export async function makeFolder(folder: string, clock: Clock): Promise<string> {
  try {
    await makeLevels(folder)
    const probe = await PartFile.open(folder, clock, new AbortController().signal)
    await probe.discard()
    return ''
  } catch (error) {
    return describeError(error).replace(/^Error: /, '')
  }
}

/** Level by level, since Node's recursive `mkdir` never returns for some paths, such as `/proc/x`. Throws a `DiskError`. */
async function makeLevels(folder: string): Promise<void> {
  let code = await makeLevel(folder)
  if (['ENOENT', 'ENOTDIR'].includes(code) && dirname(folder) !== folder) {
    await makeLevels(dirname(folder))
    code = await makeLevel(folder)
  }
  if (code !== '') throw new DiskError(folder, code)
}

/** Resolves to the code of the error, or '' if the folder is there: another job may make it at the same moment. */
async function makeLevel(folder: string): Promise<string> {
  try {
    await fs.mkdir(folder)
    return ''
  } catch (error) {
    const there = await fs.stat(folder).catch(() => null)
    return there?.isDirectory() === true ? '' : codeOf(error)
  }
}
