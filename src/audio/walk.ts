/**
 * What the inspector found in a file, and whether that is a whole file. Numbers and words of our own cross from its process to the
 * step's, and no letter of the file.
 */
import { formatBytes } from '../text/show.ts'

/** The containers that are walked, by the extension that goes with each. */
const FORMATS = [
  ...(['mp3', 'aac', 'wav', 'flac', 'ogg', 'opus'] as const),
  ...(['mp4', 'm4a', 'mov', 'webm', 'mkv'] as const),
] as const
export type Format = (typeof FORMATS)[number]

/** The pieces of which containers are made, of which the last may run past the end of a file, or fail its checksum. */
const ENDS = ['frame', 'page', 'chunk', 'box', 'element', 'checksum'] as const

export interface Walk {
  readonly format: Format
  readonly hasAudio: boolean
  readonly hasVideo: boolean
  readonly isEncrypted: boolean
  /** The sum of what the packets of the longest track last; each was read. */
  readonly foundSeconds: number
  /** What the container says of its length; `null` where it says nothing. An estimate is nothing. */
  readonly announcedSeconds: number | null
  /** Bytes that belong to no packet, no header and no tag that is known. */
  readonly strayBytes: number
  /** What packets last that cannot be music: of a compressed codec, and one byte all along, or plain text. */
  readonly hollowSeconds: number
  /** What is wrong with the last piece of the file. */
  readonly cutIn: (typeof ENDS)[number] | null
  /** The format has a mark for its end, and the file none. */
  readonly lacksEndMark: boolean
}

/** What a walker starts from. */
export const NOTHING: Walk = {
  format: 'mp3',
  hasAudio: false,
  hasVideo: false,
  isEncrypted: false,
  foundSeconds: 0,
  announcedSeconds: null,
  strayBytes: 0,
  hollowSeconds: 0,
  cutIn: null,
  lacksEndMark: false,
}

/** Above these, both of them, a part is missing: encoders pad, and round. */
const MISSING_SHARE = 0.01
const MISSING_SECONDS = 0.5
/** In a file shorter than 5 s: this share alone. */
const SHORT_SECONDS = 5
const MISSING_SHARE_OF_SHORT = 0.1
/** Above these, both of them, something else is in the file. */
const MAX_STRAY_BYTES = 4_096
const MAX_STRAY_SHARE = 0.1
const MAX_HOLLOW_SECONDS = 0.5

/** What is wrong with a file of `bytes` bytes, to follow its name; '' where it is whole. */
export function whatIsWrong(walk: Walk, bytes: number): string {
  const { announcedSeconds: announced, foundSeconds: found } = walk
  if (walk.isEncrypted) return 'is encrypted: nobody can play it without a key'
  if (announced !== null && isLess(found, announced)) {
    return `holds ${clock(found)} of the ${clock(announced)} that its header announces: it was cut off or damaged`
  }
  const end = howItEnds(walk.cutIn)
  if (end !== '') return `${end}: it was cut off or damaged`
  if (!walk.hasAudio && !walk.hasVideo) return 'has no track that can be read: it is damaged'
  if (found === 0) return 'holds nothing that can be played: no sound follows its header'
  if (walk.strayBytes > MAX_STRAY_BYTES && walk.strayBytes > bytes * MAX_STRAY_SHARE) {
    const share = `${formatBytes(walk.strayBytes)} of ${formatBytes(bytes)}`
    return `holds ${clock(found)}, and ${share} in it are something else: it is damaged`
  }
  if (walk.hollowSeconds > MAX_HOLLOW_SECONDS) {
    return `has nothing but zeros or text for ${clock(walk.hollowSeconds)} of its ${clock(found)}: it is damaged`
  }
  return ''
}

function howItEnds(cutIn: Walk['cutIn']): string {
  if (cutIn === null) return ''
  if (cutIn === 'checksum') return 'ends with a page that fails its checksum'
  return `ends with ${cutIn === 'element' ? 'an' : 'a'} ${cutIn} that is not whole`
}

function isLess(found: number, announced: number): boolean {
  const missing = announced - found
  return announced < SHORT_SECONDS
    ? missing > announced * MISSING_SHARE_OF_SHORT
    : missing > announced * MISSING_SHARE && missing > MISSING_SECONDS
}

/** As players show it, and with a part of a second where that is all: `3:02`, `0:00.3`. */
function clock(seconds: number): string {
  const shown = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)
  const rest = Math.round((shown % 60) * 10) / 10
  return `${Math.floor(shown / 60)}:${rest < 10 ? '0' : ''}${rest}`
}

/** What the inspector prints: one line of JSON. */
export type Report =
  | { readonly kind: 'walked'; readonly walk: Walk }
  /** Nothing in the file looks like the format that it should be. */
  | { readonly kind: 'unknown' }
  /** Reading it broke down. */
  | { readonly kind: 'broken' }
  /** A bound was hit. */
  | { readonly kind: 'bound'; readonly bound: 'time' | 'memory' }
  /** The system could not read the file: Node's code of the error, such as `EIO`. */
  | { readonly kind: 'machine'; readonly code: string }

/** Reads what the inspector printed; `null` for anything else, since a file may have made it print anything. */
export function parseReport(text: string): Report | null {
  try {
    // What watches the bounds may print at the same moment.
    const report: unknown = JSON.parse(text.split('\n', 1)[0] ?? '')
    return isReport(report) ? report : null
  } catch {
    return null
  }
}

function isReport(value: unknown): value is Report {
  const { kind, walk, bound, code } = fields(value)
  if (kind === 'walked') return isWalk(fields(walk))
  if (kind === 'bound') return bound === 'time' || bound === 'memory'
  if (kind === 'machine') return /^[A-Z_]{0,30}$/.test(String(code))
  return kind === 'unknown' || kind === 'broken'
}

/** Every field is there and of the right type, and every word from a list. */
function isWalk(walk: Readonly<Record<string, unknown>>): boolean {
  const { format, cutIn, announcedSeconds } = walk
  return (
    Object.entries(NOTHING).every(([name, usual]) => usual === null || typeof walk[name] === typeof usual) &&
    (announcedSeconds === null || typeof announcedSeconds === 'number') &&
    (cutIn === null || ENDS.some((name) => name === cutIn)) &&
    FORMATS.some((name) => name === format)
  )
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
