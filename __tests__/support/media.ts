/**
 * The tiny files in `media/`.
 */
import { readFileSync } from 'node:fs'

/** One second. */
export type MediaName =
  `song.${'mp3' | 'm4a' | 'wav' | 'flac' | 'ogg'}` | `video.${'mp4' | 'webm'}` | 'cover.png'

/** Six seconds, or a rarer kind of WAV. */
export type LongName =
  | `${'cbr' | 'vbr' | 'plain' | 'mpeg2' | 'mpeg25'}.mp3`
  | `${'pcm24' | 'float' | 'rf64' | 'streamed'}.wav`
  | `${'long' | 'streamed'}.flac`
  | `${'moov-first' | 'moov-last' | 'alac'}.m4a`
  | `${'fragmented' | 'encrypted'}.mp4`
  | `${'long' | 'live'}.webm`
  | 'raw.aac'
  | 'vorbis.ogg'
  | 'long.opus'
  | 'long.mkv'

export function media(name: MediaName | LongName): Buffer {
  return readFileSync(new URL(`./media/${name}`, import.meta.url))
}
