import { basename } from 'node:path'
import type { Clock } from '../world/clock.ts'
import type { SavedFile } from '../ledger.ts'
import { openPart } from './part-file.ts'

/** Writes `SHA256SUMS` beside the files, in the form that `sha256sum --check` reads, in place of a former one. Throws a `DiskError`. */
export async function writeChecksums(
  folder: string,
  files: readonly SavedFile[],
  clock: Clock,
): Promise<void> {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${basename(path)}\n`)
  const part = await openPart(folder, clock)
  try {
    await part.write(Buffer.from(lines.join('')))
    await part.publish('SHA256SUMS')
  } finally {
    await part.discard()
  }
}
