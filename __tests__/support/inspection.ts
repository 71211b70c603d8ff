/** Inspects bytes that a test has made: by a walk in this process, or by `check` with a program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCheck, whatIsWrong, type Content, type Inspector } from '../../src/audio/check.ts'
import { inspect } from '../../src/audio/inspector/inspect.ts'
import type { Bytes, Walk } from '../../src/audio/inspector/walk.ts'

/** `mov` of `song.mov`. */
export const formatOf = (name: string): string => name.replace(/.*\./, '')

export function inMemory(bytes: Buffer): Bytes {
  const read: Bytes['read'] = (start, length) => bytes.subarray(start, Math.min(bytes.length, start + length))
  return { size: bytes.length, read }
}

export const walked = (bytes: Buffer, format: string): Promise<Walk | null> =>
  inspect(inMemory(bytes), format)

/** What is wrong with a file, '' if it is whole. */
export async function wrongWith(bytes: Buffer, format: string): Promise<string> {
  const walk = await walked(bytes, format)
  return walk === null ? 'is nothing that is known' : whatIsWrong(walk, bytes.length)
}

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

/** Bytes that never repeat, the same in every run. */
export function noise(length: number, seed = 1): Buffer {
  let state = seed
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16
  return Buffer.from(Array.from({ length }, next))
}

/** Text as a gateway's error page has it. */
export function page(length: number): Buffer {
  return Buffer.alloc(length, '<p>502 Bad Gateway: the upstream server sent no answer in time</p>\n')
}

/** An ID3v2 tag of `content` that says it is `said` bytes long. */
export function id3(content: Buffer, said = content.length): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (said >> shift) & 0x7f)
  return Buffer.concat([Buffer.from('ID3\x03\0\0'), Buffer.from(size), content])
}
