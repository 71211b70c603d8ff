/**
 * Tells what bytes are by their first few, and without a process of its own: for tests of what becomes of a file. What the
 * inspector finds out is for the tests of the inspector.
 */
import { readFileSync } from 'node:fs'
import type { Check, Content } from '../../src/audio/check.ts'

const sound = (format: string, seconds: number): Content => {
  return { kind: 'media', format, isVideo: /^(?:mp4|webm)$/.test(format), seconds, warnings: [] }
}
const other = (format: string, isImage = true): Content => {
  return { kind: 'other', format, isImage, isCut: false }
}

const MAGIC: readonly (readonly [start: RegExp, content: (bytes: Buffer) => Content])[] = [
  [/^(?:ID3|\xff[\xe0-\xff])(?!\xff)/, () => sound('mp3', 1.152)],
  [/^RIFF.{4}WAVE/s, ({ length }) => sound('wav', Math.max(1, Math.round((length - 44) / 88_200)))],
  [/^fLaC/, () => sound('flac', 1)],
  [/^OggS/, () => sound('opus', 1)],
  [/^.{4}ftypM4A/s, () => sound('m4a', 1.128)],
  [/^.{4}ftyp/s, () => sound('mp4', 1.128)],
  [/^\x1aE\xdf\xa3/, () => sound('webm', 1)],
  [/^\x89PNG/, () => other('png')],
  [/^\xff\xd8\xff/, () => other('jpg')],
  [
    /^PK/,
    (bytes) => ({ kind: 'other', format: 'zip', isImage: false, isCut: !bytes.includes('PK\x05\x06') }),
  ],
  [/^MThd/, () => other('mid', false)],
  [/^$/, () => ({ kind: 'text', what: 'nothing' })],
  [/^<(?:!doctype )?html/i, () => ({ kind: 'text', what: 'a web page' })],
  [/^\s*[[{][\t\n\r -~]*$/, () => ({ kind: 'text', what: 'JSON' })],
  [/^[\t\n\r -~]*$/, () => ({ kind: 'text', what: 'text' })],
]

/** What the fake finds in bytes: a file of audio or video with fewer than 100 is damaged. */
export function contentOf(bytes: Buffer): Content {
  const text = bytes.toString('latin1')
  const content = MAGIC.find(([start]) => start.test(text))?.[1](bytes) ?? { kind: 'unknown' }
  if (content.kind !== 'media' || bytes.length >= 100) return content
  return { kind: 'damaged', format: content.format, why: 'holds 0:00 of the 0:01 that its header announces' }
}

export const fakeCheck: Check = ({ path, isHeaderless }, stop) => {
  if (stop.aborted) return Promise.resolve({ kind: 'stopped' })
  const content = contentOf(readFileSync(path))
  return Promise.resolve(isHeaderless && content.kind !== 'text' ? { kind: 'unknown' } : content)
}
