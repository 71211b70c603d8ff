/**
 * Where things are.
 */
import { fileURLToPath } from 'node:url'

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** For what is made on the way; git does not see it. */
export const SCRATCH = fileURLToPath(new URL('../../tmp/bench', import.meta.url))

/** A file in bench/. */
export function benchFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
