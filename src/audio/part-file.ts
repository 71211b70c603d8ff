/** A file that grows under a hidden name until the folder gives it one. */
import { createHash } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { dirname } from 'node:path'
import type { SavedFile } from '../outcome.ts'
import type { Clock } from '../world/clock.ts'
import { DiskError, HELD_ATTEMPTS, HELD_OPEN, HELD_PAUSE_MS, onDisk } from '../world/disk.ts'
import { codeOf } from '../world/node-errors.ts'

/** A file that has its final name. */
export type Place = Pick<SavedFile, 'path' | 'bytes' | 'sha256'>

/** A complete file may still get its name for so long after a stop. The process has more time than this left. */
export const FINISH_LIMIT_MS = 500

export class PartFile {
  readonly path: string
  readonly #file: fs.FileHandle
  readonly #clock: Clock
  readonly #hash = createHash('sha256')
  readonly #gone = new AbortController()
  readonly #stop: AbortSignal
  #bytes = 0
  /** How long after a stop the part is kept. */
  #graceMs: number

  private constructor(path: string, file: fs.FileHandle, clock: Clock, stop: AbortSignal, graceMs: number) {
    this.path = path
    this.#graceMs = graceMs
    this.#file = file
    this.#clock = clock
    this.#stop = stop
    stop.addEventListener('abort', this.#abandon)
  }

  /**
   * Opens a part at `path`. It is removed `graceMs` after `stop` aborts, even if the disk is busy. `open`, `write` and `finish` throw
   * only `DiskError`s.
   */
  static async open(path: string, clock: Clock, stop: AbortSignal, graceMs = 0): Promise<PartFile> {
    const file = await onDisk(dirname(path), fs.open(path, 'wx'))
    const part = new PartFile(path, file, clock, stop, graceMs)
    if (stop.aborted) part.#abandon()
    return part
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

  /** Flushes to disk, then moves the part to `path`, in the same folder, and replaces a file there. */
  async finish(path: string): Promise<Place> {
    this.#graceMs = FINISH_LIMIT_MS
    await onDisk(path, this.#file.sync())
    await onDisk(path, this.#file.close())
    await onDisk(path, this.#rename(path))
    this.#forget()
    return { path, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  /** Removes the part unless it is finished. Never rejects. */
  async discard(): Promise<void> {
    this.#forget()
    // Failing to remove the part must not hide the error that led here. Windows removes it once it is closed.
    await Promise.all([fs.unlink(this.path), this.#file.close()].map((work) => work.catch(() => undefined)))
  }

  readonly #abandon = (): void => {
    const unlink = (): void => {
      if (!this.#gone.signal.aborted) void fs.unlink(this.path).catch(() => undefined)
    }
    if (this.#graceMs > 0) void this.#clock.sleep(this.#graceMs, this.#gone.signal).then(unlink)
    else unlink()
  }

  #forget(): void {
    this.#gone.abort()
    this.#stop.removeEventListener('abort', this.#abandon)
  }

  async #rename(to: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await fs.rename(this.path, to)
        return
      } catch (error) {
        if (!HELD_OPEN.includes(codeOf(error))) throw error
        // Windows reports the same error for a folder of that name as for a file that is held open.
        if ((await whatIsAt(to)) === 'folder') throw new DiskError(to, 'EISDIR')
        if (attempt === HELD_ATTEMPTS) throw error
      }
      await this.#clock.sleep(HELD_PAUSE_MS, new AbortController().signal)
    }
  }
}

/** `unknown` for any other error: making the folder, or writing to it, will report it again. */
export async function whatIsAt(path: string): Promise<'nothing' | 'folder' | 'file' | 'unknown'> {
  try {
    return (await fs.stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'nothing' : 'unknown'
  }
}
