/** A file that grows under a temporary name and appears under its own only when it is whole. */
import { createHash, randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs' // not `node:fs/promises`, which would load with every step, saving or not
import { join } from 'node:path'
import type { Clock } from '../world/clock.ts'
import { onDisk } from '../world/disk.ts'
import { codeOf } from '../world/http-error.ts'
import type { SavedFile } from '../ledger.ts'

export interface PartFile {
  /** Where the bytes are until they are published. */
  readonly path: string
  readonly bytes: number
  /** Resolves once the bytes are handed to the system, so that a slow disk slows the network down. */
  write(chunk: Buffer): Promise<void>
  /** Flushes to disk, then takes the final name, in place of a file that has it. */
  publish(name: string): Promise<Pick<SavedFile, 'path' | 'bytes' | 'sha256'>>
  /** Removes what was not published; does nothing after that. Never rejects. */
  discard(): Promise<void>
}

/** Opens a part in `folder` (absolute), which is there. Whatever fails, here or later, is a `DiskError`. */
export async function openPart(folder: string, clock: Clock): Promise<PartFile> {
  // Hidden, so that an artifact upload that runs after a killed step does not take it along.
  const partPath = join(folder, `.${randomUUID()}.part`)
  const file = await onDisk(folder, fs.open(partPath, 'wx'))
  const hash = createHash('sha256')
  let bytes = 0
  return {
    path: partPath,
    get bytes() {
      return bytes
    },
    async write(chunk) {
      await onDisk(folder, file.appendFile(chunk))
      hash.update(chunk)
      bytes += chunk.length
    },
    async publish(name) {
      const path = join(folder, name)
      await onDisk(path, file.sync())
      await onDisk(path, file.close())
      await onDisk(path, renamePatiently(partPath, path, clock))
      return { path, bytes, sha256: hash.digest('hex') }
    },
    async discard() {
      // A part that cannot be removed must not hide the error that led here.
      await file.close().catch(() => undefined)
      await fs.unlink(partPath).catch(() => undefined)
    },
  }
}

/** On Windows a virus scanner may hold the file that is replaced open for a moment. */
const HELD_OPEN = ['EPERM', 'EACCES', 'EBUSY']
const RENAME_ATTEMPTS = 8
const RENAME_PAUSE_MS = 200

async function renamePatiently(from: string, to: string, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fs.rename(from, to)
      return
    } catch (error) {
      if (attempt === RENAME_ATTEMPTS || !HELD_OPEN.includes(codeOf(error))) throw error
    }
    await clock.sleep(RENAME_PAUSE_MS, new AbortController().signal)
  }
}
