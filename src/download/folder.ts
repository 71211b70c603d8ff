/**
 * `download-dir`, which is made before the first poll.
 */
import { randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '../ports/clock.ts'
import { onDisk } from '../ports/disk-error.ts'
import { codeOf } from '../ports/http-error.ts'
import { describeError } from '../text/show.ts'

/** How long a disk may take to make a folder before it counts as one that does not answer. */
const FOLDER_LIMIT_MS = 10_000

/**
 * Makes a folder (absolute) with all above it that are missing, and tries that a file can be written there.
 * Resolves to an error for people, '' for none.
 */
export async function prepareFolder(folder: string, clock: Clock): Promise<string> {
  const done = new AbortController()
  const limit = clock
    .sleep(FOLDER_LIMIT_MS, done.signal)
    .then(() => `cannot write ${folder}: the disk does not answer`)
  const made = makeFolder(folder).then(
    () => '',
    (error: unknown) => describeError(error).replace(/^Error: /, ''),
  )
  const why = await Promise.race([made, limit])
  done.abort()
  return why === '' ? '' : `Input \`download-dir\` names a folder that cannot be used: ${why}.`
}

/** Level by level: Node's own recursive `mkdir` never returns for some paths, such as `/proc/x`. Throws a `DiskError`. */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = []
  for (let level = folder; !(await isThere(level)) && dirname(level) !== level; level = dirname(level)) {
    missing.unshift(level)
  }
  for (const level of missing) await onDisk(level, fs.mkdir(level))
  const probe = join(folder, `.${randomUUID()}.part`)
  await onDisk(folder, fs.writeFile(probe, '', { flag: 'wx' }))
  await onDisk(folder, fs.unlink(probe))
}

async function isThere(path: string): Promise<boolean> {
  try {
    await fs.stat(path)
    return true
  } catch (error) {
    // Anything else than "not there" is told by the attempt to make or to write.
    return !['ENOENT', 'ENOTDIR'].includes(codeOf(error))
  }
}
