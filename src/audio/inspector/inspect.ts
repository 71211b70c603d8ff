/** Which walker reads which format. */
import { type Bytes, says } from './bytes.ts'
import { walkChunks } from './chunks.ts'
import { walkFrames } from './frames.ts'
import { walkPages } from './pages.ts'
import { endOfTags } from './tags.ts'
import { walkFlac, walkMatroska, walkMp4 } from './tracks.ts'
import type { Walk } from '../walk.ts'

/** `format` is what the first bytes suggest. In any other format it looks for frames, even behind junk. `null` if it finds none. */
export async function inspect(bytes: Bytes, format: string): Promise<Walk | null> {
  switch (format) {
    case 'mp4':
    case 'm4a':
    case 'mov':
      return walkMp4(bytes, format)
    case 'webm':
    case 'mkv':
      return walkMatroska(bytes, format)
    case 'flac':
      return walkFlac(bytes)
    case 'wav':
      return walkChunks(bytes)
    case 'ogg':
    case 'opus':
      return walkPages(bytes)
    default:
      // Both FLAC and MP3 may follow an ID3v2 tag.
      return says(bytes.read(endOfTags(bytes), 4), 0, 'fLaC') ? walkFlac(bytes) : walkFrames(bytes)
  }
}
