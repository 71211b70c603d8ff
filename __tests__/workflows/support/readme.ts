/**
 * The YAML that the README offers to copy.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from '../../../tools/packages.ts'

/** Its YAML blocks, in their order. */
export function readmeBlocks(): readonly string[] {
  const markdown = readFileSync(join(PROJECT, 'README.md'), 'utf8')
  return [...markdown.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => block)
}
