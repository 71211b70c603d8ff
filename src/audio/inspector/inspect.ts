/** Picks the walker for a file. MP4, Matroska and FLAC need tables to find a packet, so a library walks them packet by packet. */
import { isUtf8 } from 'node:buffer'
import {
  CustomSource,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputFormat,
  type InputTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny'
import { walkBoxes, walkChunks, walkElements } from './boxes.ts'
import { walkFrames } from './frames.ts'
import { walkPages } from './pages.ts'
import { type Bytes, checksum, endOfMedia, endOfTags, NOTHING, part, says, type Walk } from './walk.ts'

// Its warnings may quote the file.
Logging.level = LogLevel.Silent

const CACHE_BYTES = 2_000_000
/** This many bytes may follow the last frame, such as a line break. So by chance, one cut frame in 128 passes as complete. */
const MAX_TAIL_BYTES = 512

/** `format` is what the first bytes suggest. For any other format, looks for frames, even behind junk. `null` if it finds none. */
export async function inspect(bytes: Bytes, format: string): Promise<Walk | null> {
  switch (format) {
    case 'mp4':
    case 'm4a':
    case 'mov':
      return { ...(await walkTracks(bytes, [MP4, QTFF])), ...walkBoxes(bytes), format }
    case 'webm':
    case 'mkv': {
      const { intactBytes, ...outline } = walkElements(bytes)
      return { ...(await walkTracks(part(bytes, 0, intactBytes), [WEBM, MATROSKA])), ...outline, format }
    }
    case 'wav':
      return walkChunks(bytes)
    case 'ogg':
    case 'opus':
      return { ...walkPages(bytes), format }
    default:
      // Both FLAC and MP3 may follow an ID3v2 tag.
      return says(bytes.read(endOfTags(bytes), 4), 0, 'fLaC') ? walkFlac(bytes) : walkFrames(bytes)
  }
}

/** Every frame has a checksum. Frames that fail it do not count as sound. Format: RFC 9639 (8.1, 9.3). */
async function walkFlac(bytes: Bytes): Promise<Walk> {
  const inner = part(bytes, endOfTags(bytes), endOfMedia(bytes))
  let soundBytes = 0
  let cutIn: Walk['cutIn'] = null
  const tracks = await walkTracks(inner, [FLAC], (data) => {
    const length = wholeLength(data)
    const isWhole = length > 0 && data.length - length <= MAX_TAIL_BYTES
    cutIn = isWhole ? null : 'frame'
    if (isWhole) soundBytes += length
    return isWhole
  })
  let at = 4
  for (let isLast = false; !isLast && at + 4 <= inner.size;) {
    const head = inner.read(at, 4)
    isLast = (head.readUInt8(0) & 0x80) !== 0
    at += 4 + head.readUIntBE(1, 3)
  }
  const strayBytes = Math.max(0, inner.size - at - soundBytes)
  return { ...tracks, format: 'flac', strayBytes, cutIn }
}

type Judge = (data: Uint8Array) => boolean

/** An error of the library ends the walk, but everything found before it counts. */
async function walkTracks(bytes: Bytes, formats: InputFormat[], isSound: Judge = () => true): Promise<Walk> {
  const source = new CustomSource({
    getSize: () => bytes.size,
    read: (start, end) => bytes.read(start, end - start),
    maxCacheSize: CACHE_BYTES,
    prefetchProfile: 'fileSystem',
  })
  let walk = NOTHING
  try {
    for (const track of await new Input({ formats, source }).getTracks()) {
      const packets = await walkPackets(track, isSound)
      const announced = await track.getDurationFromMetadata().catch(() => null)
      walk = {
        ...walk,
        hasAudio: walk.hasAudio || track.isAudioTrack(),
        hasVideo: walk.hasVideo || track.isVideoTrack(),
        announcedSeconds:
          announced === null
            ? walk.announcedSeconds
            : // In a file that was cut from a longer one, a track may begin later than 0.
              Math.max(walk.announcedSeconds ?? 0, announced - Math.max(0, packets.start)),
        foundSeconds: Math.max(walk.foundSeconds, packets.found),
        hollowSeconds: Math.max(walk.hollowSeconds, packets.hollow),
      }
    }
  } catch {
    // The table of tracks cannot be read.
  }
  return walk
}

/** In seconds. */
type Packets = Record<'start' | 'found' | 'hollow', number>

async function walkPackets(track: InputTrack, isSound: Judge): Promise<Packets> {
  const isCompressed = !/pcm-|law/.test(String(await track.getCodec()))
  const isVideo = track.isVideoTrack()
  let [found, hollow, lasts, start] = [0, 0, 0, 0]
  try {
    const packets = new EncodedPacketSink(track)
    let packet = await packets.getFirstPacket()
    start = packet?.timestamp ?? 0
    for (; packet !== null; packet = await packets.getNextPacket(packet)) {
      if (!isSound(packet.data)) continue
      // The last packet of a Matroska cluster has no duration. A picture lasts until the next one, but a gap in sound is missing sound.
      lasts = packet.duration || lasts
      found = isVideo ? Math.max(found, packet.timestamp + lasts - start) : found + lasts
      if (isCompressed && isHollow(packet.data)) hollow += lasts
    }
  } catch {
    // The track is cut off or damaged here.
  }
  return { start, found, hollow }
}

/** Real packets of silence are shorter than 16 bytes. */
function isHollow(data: Uint8Array): boolean {
  const isText = isUtf8(data) && !/[\0-\x08\x0e-\x1f]/.test(Buffer.from(data).toString())
  return data.length >= 16 && (isText || data.every((byte) => byte === data[0]))
}

const addToChecksum = checksum(0x8005_0000)

/** How many bytes of `data` form a frame with a correct checksum. The library adds to the last frame all bytes after it. */
function wholeLength(data: Uint8Array): number {
  let crc = 0
  let whole = 0
  for (const [at, byte] of data.entries()) {
    crc = addToChecksum(crc, byte)
    if (crc === 0) whole = at + 1
  }
  return whole
}
