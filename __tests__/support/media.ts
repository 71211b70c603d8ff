/**
 * The tiny files in `media/`.
 */
import { readFileSync } from 'node:fs'

export type MediaName =
  `song.${'mp3' | 'm4a' | 'wav' | 'flac' | 'ogg'}` | `video.${'mp4' | 'webm'}` | 'cover.png'

export function media(name: MediaName): Buffer {
  return readFileSync(new URL(`./media/${name}`, import.meta.url))
}
