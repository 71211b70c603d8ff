/** Which walker reads which format. Pure: bytes in, what was found in them out. */
import { type Bytes, says } from './inspector-bytes.ts'
import { walkChunks } from './inspector-chunks.ts'
import { walkFrames } from './inspector-frames.ts'
import { walkPages } from './inspector-pages.ts'
import { endOfTags } from './inspector-tags.ts'
import { walkFlac, walkMatroska, walkMp4 } from './inspector-tracks.ts'
import type { Walk } from './walk.ts'

/** `format` is what the first bytes say; for anything unknown frames are looked for, which may have junk in front. `null`: none found. */
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
      // Behind an ID3v2 tag may stand either.
      return says(bytes.read(endOfTags(bytes), 4), 0, 'fLaC') ? walkFlac(bytes) : walkFrames(bytes)
  }
}
