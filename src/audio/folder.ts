import { randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '../world/clock.ts'
import { onDisk } from '../world/disk.ts'
import { codeOf } from '../world/http-error.ts'
import { describeError } from '../text/show.ts'

/** How long a disk may take to make a folder before it counts as one that does not answer. */
const FOLDER_LIMIT_MS = 10_000

/** Makes `download-dir` (absolute) and tries that a file can be written there. Resolves to an error for people, '' for none. */
export async function prepareFolder(folder: string, clock: Clock): Promise<string> {
  const done = new AbortController()
  const silence = `cannot write ${folder}: the disk does not answer`
  const why = await Promise.race([
    makeFolder(folder),
    clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
  ])
  done.abort()
  return why === '' ? '' : `Input \`download-dir\` names a folder that cannot be used: ${why}.`
}

/** Level by level: Node's own recursive `mkdir` never returns for some paths, such as `/proc/x`. Resolves to what went wrong. */
async function makeFolder(folder: string): Promise<string> {
  const missing: string[] = []
  try {
    for (let level = folder; !(await isThere(level)) && dirname(level) !== level; level = dirname(level)) {
      missing.unshift(level)
    }
    for (const level of missing) await onDisk(level, fs.mkdir(level))
    const probe = join(folder, `.${randomUUID()}.part`)
    await onDisk(folder, fs.writeFile(probe, '', { flag: 'wx' }))
    await onDisk(folder, fs.unlink(probe))
    return ''
  } catch (error) {
    return describeError(error).replace(/^Error: /, '')
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await fs.stat(path)
    return true
  } catch (error) {
    // Any other error comes again when the folder is made or written to.
    return !['ENOENT', 'ENOTDIR'].includes(codeOf(error))
  }
}
