/**
 * A file that grows under a temporary name and appears under its own only when it is whole.
 */
import { createHash, randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { join } from 'node:path'
import { codeOf } from '../ports/http-error.ts'
import type { SavedFile } from '../step-report.ts'

/** The disk, or the user's rights on it, will not have the file. `message` is in our own words and names the path. */
export class DiskError extends Error {}

export interface PartFile {
  /** Resolves once the bytes are handed to the system, so that a slow disk slows the network down. */
  write(chunk: Buffer): Promise<void>
  /** Flushes to disk, then takes the final name, in place of a file that has it. */
  publish(name: string): Promise<SavedFile>
  /** Removes what was not published; does nothing after that. Never rejects. */
  discard(): Promise<void>
}

/** Opens a part in `folder` (absolute), which is made if need be. Whatever fails, here or later, is a `DiskError`. */
export async function openPart(folder: string): Promise<PartFile> {
  // Hidden, so that an artifact upload that runs after a killed step does not take it along.
  const partPath = join(folder, `.${randomUUID()}.part`)
  await onDisk(folder, fs.mkdir(folder, { recursive: true }))
  const file = await onDisk(folder, fs.open(partPath, 'wx'))
  const hash = createHash('sha256')
  let bytes = 0
  return {
    async write(chunk) {
      await onDisk(folder, file.appendFile(chunk))
      hash.update(chunk)
      bytes += chunk.length
    },
    async publish(name) {
      const path = join(folder, name)
      await onDisk(path, file.sync())
      await onDisk(path, file.close())
      await onDisk(path, fs.rename(partPath, path))
      return { path, bytes, sha256: hash.digest('hex') }
    },
    async discard() {
      // After `publish` there is nothing left to do; a part that cannot be removed must not hide the error that led here.
      await file.close().catch(() => undefined)
      await fs.unlink(partPath).catch(() => undefined)
    },
  }
}

async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new DiskError(nameDiskError(path, codeOf(error)))
  }
}

/** Why a file or folder cannot be written; `code` is the system's (`ENOSPC`). */
export function nameDiskError(path: string, code: string): string {
  return `cannot write ${path}: ${WORDS.get(code) ?? 'the system refuses'} (${code})`
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file is larger than allowed here'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['EROFS', 'the file system is read-only'],
  ['EEXIST', 'there is a file where a folder should be'],
  ['ENOTDIR', 'there is a file where a folder should be'],
  ['EISDIR', 'there is a folder of that name'],
  ['ENOTEMPTY', 'there is a folder of that name'],
  ['ENAMETOOLONG', 'the path is too long'],
])
