/** A check without a process of its own, for tests of what happens to a file. Other tests prove what the inspector finds out. */
import { readFileSync } from 'node:fs'
import type { Check, Content } from '../../src/audio/check.ts'
import { sniffSample } from '../../src/audio/sniff.ts'

/** The length of each in `media/`; of a WAV file, by its size. */
const SECONDS: Readonly<Record<string, number>> = { mp3: 1.152, m4a: 1.128, mp4: 1.128 }

/** What the fake finds in bytes: a file of audio or video with fewer than 100 is damaged. */
export function contentOf(bytes: Buffer, isHeaderless = false): Content {
  const content = sniffSample(bytes.subarray(0, 4_096), isHeaderless)
  if (content.kind === 'known')
    return { ...content, isCut: content.format === 'zip' && !bytes.includes('PK\x05\x06') }
  if (content.kind === 'text') return content
  const { format } = content
  if (format === 'unknown') return { kind: 'unknown' }
  if (bytes.length < 100) return { kind: 'damaged', why: 'holds 0:00 of the 0:01 that its header announces' }
  const ofWav = Math.max(1, Math.round((bytes.length - 44) / 88_200))
  const is = /^(?:mp4|webm)$/.test(format) ? 'video' : 'audio'
  return {
    kind: 'media',
    format,
    is,
    seconds: format === 'wav' ? ofWav : (SECONDS[format] ?? 1),
    warnings: [],
  }
}

export const fakeCheck: Check = ({ path, isHeaderless }, stop) =>
  Promise.resolve(stop.aborted ? { kind: 'stopped' } : contentOf(readFileSync(path), isHeaderless))
