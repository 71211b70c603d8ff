/** Reads the bytes of a file on demand: a walk never holds more than a window of them. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export interface Bytes {
  readonly size: number
  /** `length` bytes from `start`, or fewer at the end of the file. Later reads do not change them. */
  read(start: number, length: number): Buffer
}

/** The system could not read the file. */
export class ReadError extends Error {
  /** Node's error code, such as `EIO`; '' if there is none. */
  readonly code: string

  constructor(error: unknown) {
    super()
    this.code = error instanceof Error && 'code' in error ? String(error.code) : ''
  }
}

const WINDOW_BYTES = 256 * 1024

/** A file on disk. Throws a `ReadError` for the system's errors, and keeps it in `failure`, since a library may swallow it. */
export class FileBytes implements Bytes {
  readonly size: number
  failure: ReadError | null = null
  readonly #file: number
  #window: Buffer = Buffer.alloc(0)
  #windowStart = 0

  constructor(path: string) {
    this.#file = this.#guarded(() => openSync(path, 'r'))
    this.size = this.#guarded(() => fstatSync(this.#file).size)
  }

  read(start: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - start))
    if (start < this.#windowStart || start + wanted > this.#windowStart + this.#window.length) {
      this.#window = this.#load(start, Math.max(wanted, Math.min(WINDOW_BYTES, this.size - start)))
      this.#windowStart = start
    }
    return this.#window.subarray(start - this.#windowStart, start - this.#windowStart + wanted)
  }

  close(): void {
    closeSync(this.#file)
  }

  #load(start: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length)
    for (let filled = 0; filled < length;) {
      const read = this.#guarded(() => readSync(this.#file, buffer, filled, length - filled, start + filled))
      // The file was shortened meanwhile.
      if (read === 0) return buffer.subarray(0, filled)
      filled += read
    }
    return buffer
  }

  #guarded<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      this.failure = new ReadError(error)
      throw this.failure
    }
  }
}

/** The bytes from `start` up to `end`, as a file of their own. */
export function part(bytes: Bytes, start: number, end: number): Bytes {
  const size = Math.max(0, end - start)
  return { size, read: (at, length) => bytes.read(start + at, Math.min(length, size - at)) }
}

/** Whether `buffer` has `text` (Latin-1) at `at`. */
export function says(buffer: Buffer, at: number, text: string): boolean {
  return buffer.toString('latin1', at, at + text.length) === text
}

/** Much less than a window, so that the bytes after a match are usually loaded already. */
const SCAN_BYTES = 32 * 1024

/** The first place of `pattern` (Latin-1) between `start` and `end`, or `null`. */
export function findBytes(bytes: Bytes, pattern: string, start: number, end: number): number | null {
  for (let at = start; at < end; at += SCAN_BYTES) {
    const length = Math.min(SCAN_BYTES + pattern.length - 1, end - at)
    const found = bytes.read(at, length).indexOf(pattern, 0, 'latin1')
    if (found !== -1) return at + found
  }
  return null
}
