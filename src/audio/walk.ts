/**
 * What the inspector found in a file, and whether the file is complete. The inspector sends only numbers and our own words, never text
 * from the file.
 */
import { formatBytes } from '../text/show.ts'

/** The containers that the inspector reads, named by their extension. */
const FORMATS = [
  ...(['mp3', 'aac', 'wav', 'flac', 'ogg', 'opus'] as const),
  ...(['mp4', 'm4a', 'mov', 'webm', 'mkv'] as const),
] as const
export type Format = (typeof FORMATS)[number]

/** How a file can be cut: its last frame, page and so on is incomplete, or the last page fails its checksum. */
const ENDS = ['frame', 'page', 'chunk', 'box', 'element', 'checksum'] as const

export interface Walk {
  readonly format: Format
  readonly hasAudio: boolean
  readonly hasVideo: boolean
  readonly isEncrypted: boolean
  /** The sum of the packets' durations in the longest track. All of them were read. */
  readonly foundSeconds: number
  /** The length that the container announces. `null` if it announces none or only an estimate. */
  readonly announcedSeconds: number | null
  /** Bytes outside of all known packets, headers and tags. */
  readonly strayBytes: number
  /** The duration of compressed packets that cannot be music: they repeat a single byte, or are plain text. */
  readonly hollowSeconds: number
  /** How the end of the file is damaged. */
  readonly cutIn: (typeof ENDS)[number] | null
  /** The format marks its end, but the mark is missing. */
  readonly lacksEndMark: boolean
}

/** The walk of an empty file, from which every walker starts. */
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

/** More than both of these means that a part is missing. Less is normal: encoders pad and round. */
const MISSING_SHARE = 0.01
const MISSING_SECONDS = 0.5
/** In a shorter file, this share alone counts. */
const SHORT_SECONDS = 5
const MISSING_SHARE_OF_SHORT = 0.1
/** More than both of these means that the file contains something else. */
const MAX_STRAY_BYTES = 4_096
const MAX_STRAY_SHARE = 0.1
const MAX_HOLLOW_SECONDS = 0.5

/** What is wrong with a file of `bytes` bytes, as a sentence that continues its name; '' if it is complete. */
export function whatIsWrong(walk: Walk, bytes: number): string {
  const { announcedSeconds: announced, foundSeconds: found } = walk
  if (walk.isEncrypted) return 'is encrypted: nobody can play it without a key'
  if (announced !== null && isLess(found, announced)) {
    return `holds ${clock(found)} of the ${clock(announced)} that its header announces: it was cut off or damaged`
  }
  if (walk.cutIn !== null) {
    const end = walk.cutIn === 'checksum' ? 'a page that fails its checksum' : `an incomplete ${walk.cutIn}`
    return `ends with ${end}: it was cut off or damaged`
  }
  if (!walk.hasAudio && !walk.hasVideo) return 'has no track that can be read: it is damaged'
  if (found === 0) return 'holds nothing that can be played: no sound follows its header'
  if (walk.strayBytes > MAX_STRAY_BYTES && walk.strayBytes > bytes * MAX_STRAY_SHARE) {
    const share = `${formatBytes(walk.strayBytes)} of its ${formatBytes(bytes)}`
    return `holds ${clock(found)}, but ${share} are something else: it is damaged`
  }
  if (walk.hollowSeconds > MAX_HOLLOW_SECONDS) {
    return `has nothing but zeros or text for ${clock(walk.hollowSeconds)} of its ${clock(found)}: it is damaged`
  }
  return ''
}

function isLess(found: number, announced: number): boolean {
  const missing = announced - found
  return announced < SHORT_SECONDS
    ? missing > announced * MISSING_SHARE_OF_SHORT
    : missing > announced * MISSING_SHARE && missing > MISSING_SECONDS
}

/** As players show it, with tenths below ten seconds: `3:02`, `0:00.3`. */
function clock(seconds: number): string {
  const shown = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)
  const rest = Math.round((shown % 60) * 10) / 10
  return `${Math.floor(shown / 60)}:${rest < 10 ? '0' : ''}${rest}`
}

/** The inspector prints this as one line of JSON. */
export type Report =
  | { readonly kind: 'walked'; readonly walk: Walk }
  /** Nothing in the file looks like audio or video. */
  | { readonly kind: 'unknown' }
  /** A parser failed on the file. */
  | { readonly kind: 'broken' }
  /** Reading it exceeded a bound. */
  | { readonly kind: 'bound'; readonly bound: 'time' | 'memory' }
  /** The system could not read the file. `code` is Node's, such as `EIO`. */
  | { readonly kind: 'machine'; readonly code: string }

/** Reads what the inspector printed. `null` if it is not a report: a hostile file might make it print anything. */
export function parseReport(text: string): Report | null {
  try {
    // The thread that watches the bounds may print a second line at the same moment.
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

/** Whether every field has the right type, and every word is on its list. */
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
