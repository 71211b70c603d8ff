/**
 * The files that a step saved: from the output `tasks` and from the disk.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Finished } from '../stand-ins/runner/run-action.ts'

export interface FileEntry {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** The files of all tasks in the output `tasks`, in its order. */
export function listedFiles({ outputs }: Finished): FileEntry[] {
  const tasks: unknown = JSON.parse(outputs['tasks'] ?? '')
  if (!isTasks(tasks)) throw new Error('the output `tasks` does not have the expected shape')
  return tasks.flatMap(({ files }) => files)
}

const isTasks = (value: unknown): value is { readonly files: FileEntry[] }[] => Array.isArray(value)

export function sha256OfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
