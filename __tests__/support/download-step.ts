/**
 * What a step saved, by the output `tasks` and by the disk.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isJsonObject } from '../../src/text/json.ts'
import type { Finished } from './run-action.ts'

export interface FileEntry {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** The files of all tasks in the output `tasks`, in its order. Throws where that is not what it should be. */
export function listedFiles({ outputs }: Finished): FileEntry[] {
  return listOf(JSON.parse(outputs['tasks'] ?? ''))
    .flatMap((task) => listOf(fieldOf(task, 'files')))
    .map((file) => ({
      path: String(fieldOf(file, 'path')),
      bytes: Number(fieldOf(file, 'bytes')),
      sha256: String(fieldOf(file, 'sha256')),
    }))
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('the output tasks is not what it should be')
  return value
}

function fieldOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined
}

export function sha256OfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
