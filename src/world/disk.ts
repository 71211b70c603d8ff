/** Errors of the disk, each with the path that could not be written. */
import { closeSync, constants, fstatSync, openSync, truncateSync, writeFileSync } from 'node:fs'
import { sep } from 'node:path'
import { MachineError } from '../outcome.ts'
import { codeOf } from '../text/show.ts'

/** `message` is in our own words and names the path. */
export class DiskError extends MachineError {
  constructor(path: string, code: string) {
    const why = WORDS.get(code) ?? 'it is missing, or the system refuses'
    super(`cannot write ${path}: ${why}${code && ` (${code})`}`)
  }
}

/** On Windows a virus scanner may hold a file open for a moment; then nobody else can write or replace it. */
export const HELD_OPEN = ['EPERM', 'EACCES', 'EBUSY']
export const HELD_ATTEMPTS = 8
export const HELD_PAUSE_MS = 200

/**
 * Returns what `work` returns. On Windows, tries again for up to 1.4 s while another program holds the file open, and blocks the
 * process meanwhile. On other systems such an error does not pass.
 */
export function patiently<T>(work: () => T, isWindows = sep === '\\'): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return work()
    } catch (error) {
      if (!isWindows || attempt === HELD_ATTEMPTS || !HELD_OPEN.includes(codeOf(error))) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HELD_PAUSE_MS)
  }
}

/** Returns what `work` returns. Any error that it throws becomes a `DiskError` about `path`. */
export function onDiskNow<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new DiskError(path, codeOf(error))
  }
}

/** Resolves as `work` does. An error becomes a `DiskError` about `path`, unless it already is one. */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof DiskError ? error : new DiskError(path, codeOf(error))
  }
}

/** Appends all of a text to an existing file, or nothing: after a partial write, the file is cut back. Throws a `DiskError`. */
export function appendWhole(path: string, text: string): void {
  onDiskNow(path, () => {
    const file = patiently(() => openSync(path, constants.O_WRONLY | constants.O_APPEND))
    try {
      const { size } = fstatSync(file)
      try {
        writeFileSync(file, text)
      } catch (error) {
        try {
          // By its path: on Windows a file opened for appending can only grow.
          truncateSync(path, size)
        } catch {
          // A device has no length. The first error says more.
        }
        throw error
      }
    } finally {
      closeSync(file)
    }
  })
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file is larger than allowed here'],
  ['EACCES', 'no permission'],
  // Windows also reports this for a folder, and for a file that another program has open.
  ['EPERM', 'no permission, or a folder of that name, or another program has it open'],
  ['EBUSY', 'another program has it open'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENOENT', 'there is no such folder or drive, or its name is not allowed here'],
  ['EINVAL', 'the name is not allowed here'],
  ['EEXIST', 'there is a file where a folder should be'],
  ['ENOTDIR', 'there is a file where a folder should be'],
  ['EISDIR', 'there is a folder of that name'],
  ['ENOTEMPTY', 'there is a folder of that name'],
  ['ENAMETOOLONG', 'the path is too long'],
])
