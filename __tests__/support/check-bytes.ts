/** What `check` says of bytes, with the real inspector or one that a test writes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCheck, type Content, type Inspector } from '../../src/audio/check.ts'

export const NEVER = new AbortController().signal
/** From its source: Node strips the types. */
export const INSPECTOR: Inspector = {
  node: process.execPath,
  program: fileURLToPath(new URL('../../src/audio/inspector/main.ts', import.meta.url)),
}

export async function checkBytes(
  content: string | Buffer,
  inspector: Partial<Inspector> = {},
  stop = NEVER,
): Promise<Content> {
  const folder = mkdtempSync(join(tmpdir(), 'check-'))
  const [path, bytes] = [join(folder, 'file'), Buffer.from(content)]
  try {
    writeFileSync(path, bytes)
    const check = createCheck({ ...INSPECTOR, ...inspector })
    return await check({ path, bytes: bytes.length, isHeaderless: false }, stop)
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 5 })
  }
}

/** The reason of a verdict that has one. */
export const whyOf = (content: Content): string => ('why' in content ? content.why : content.kind)
