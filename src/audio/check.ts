/**
 * Finds out what a file contains and whether it is complete. A separate program with bounds, the inspector, reads audio and video. So
 * no file can block, crash or exhaust this process.
 */
import { execFile, type ExecFileException } from 'node:child_process'
import pLimit from 'p-limit'
import { codeOf, formatBytes, formatDuration } from '../text/show.ts'
import { type Inspection, parseInspection, type Walk } from './inspector/walk.ts'
import { sniff, type Sniffed } from './sniff.ts'

/** All texts are our own words: they quote neither the file's content nor its name. */
export type Content =
  /** Complete audio or video, read to its last packet. */
  | {
      readonly kind: 'media'
      /** The extension for the bytes, such as `mp3`. */
      readonly format: string
      readonly is: 'audio' | 'video'
      /** The sum of the packets' durations. */
      readonly seconds: number
      /** Each continues a sentence that begins with the file's name. */
      readonly warnings: readonly string[]
    }
  /** Begins as audio or video, but is damaged. `why` continues a sentence that begins with the file's name. */
  | { readonly kind: 'damaged'; readonly why: string }
  | Exclude<Sniffed, { readonly kind: 'walk' }>
  | { readonly kind: 'unknown' }
  | Failed
  /** The signal has aborted. */
  | { readonly kind: 'stopped' }

/** The system could not read the file or run the inspector. `why` is a full sentence without its capital and full stop. */
export interface Failed {
  readonly kind: 'failed'
  readonly why: string
}

export interface ReceivedFile {
  readonly path: string
  readonly bytes: number
  /** Samples without a header (PCM, u-law): only plain text can be ruled out. */
  readonly isHeaderless: boolean
}

/** Resolves when the inspector has ended. Rejects only because of a bug. */
export type Check = (file: ReceivedFile, stop: AbortSignal) => Promise<Content>

/** How to run the inspector. */
export interface Inspector {
  /** Path of Node. */
  readonly node: string
  readonly program: string
  /** Processor time and memory. For tests; by default the size of the file sets them. */
  readonly bounds?: { readonly cpuMs: number; readonly memoryBytes: number }
}

/** For a file with the first bytes of MP3 or AAC and any name. */
const NO_FRAME = 'begins as MP3 or AAC, but holds no complete frame: it was cut off or damaged'

const MAX_AT_A_TIME = 2
const MIB = 1024 * 1024
/** JavaScript's share of the memory. V8 ends a process that needs more. */
const HEAP_SHARE = 0.75
/** Elapsed time may be this many times the processor time. If an inspection takes longer, the disk does not answer. */
const WALL_FACTOR = 20
/** Signals of a process that crashes: out of memory, or a bug in Node. On Windows its exit code is above 1. */
const CRASHES: readonly unknown[] = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS']

type Ended = Partial<Pick<ExecFileException, 'code' | 'signal' | 'killed'>> & { readonly printed: string }

/** Make one per step: it inspects at most two files at a time. */
export function createCheck(inspector: Inspector): Check {
  const takeTurn = pLimit(MAX_AT_A_TIME)
  return async (file, stop) => {
    const sniffed = await sniff(file.path, file.isHeaderless).catch((error: unknown) =>
      unreadable(codeOf(error)),
    )
    if (sniffed.kind !== 'walk') return sniffed
    if (file.isHeaderless) return { kind: 'unknown' }
    return takeTurn(async () =>
      stop.aborted ? { kind: 'stopped' } : inspect(file, sniffed.format, inspector, stop),
    )
  }
}

async function inspect(
  { path, bytes }: ReceivedFile,
  begins: string,
  { node, program, bounds }: Inspector,
  stop: AbortSignal,
): Promise<Content> {
  // An hour of MP3 needs one second and 100 MB.
  const { cpuMs, memoryBytes } = bounds ?? { cpuMs: 30_000 + bytes / 10_000, memoryBytes: 512 * MIB }
  const heap = `--max-old-space-size=${Math.round((memoryBytes * HEAP_SHARE) / MIB)}`
  const args = [heap, program, path, begins, `${cpuMs}`, `${memoryBytes}`]
  const unread = (within: string): Content => {
    return { kind: 'damaged', why: `could not be read to its end${within}: it is damaged` }
  }
  const inspection = await runInspector(node, args, Math.ceil(cpuMs * WALL_FACTOR), stop)
  if (stop.aborted) return { kind: 'stopped' }
  switch (inspection.kind) {
    case 'walked':
      return contentOf(inspection.walk, bytes)
    case 'broken':
      return unread('')
    case 'time':
      return unread(` within ${formatDuration(cpuMs)} of processor time`)
    case 'memory':
      return unread(` within ${Math.round(memoryBytes / MIB)} MB of memory`)
    case 'unreadable':
      return unreadable(inspection.code)
    case 'unknown':
      return begins === 'mp3' ? { kind: 'damaged', why: NO_FRAME } : { kind: 'unknown' }
    case 'failed':
      return inspection
  }
}

const failed = (why: string): Failed => ({ kind: 'failed', why })
const unreadable = (code: string): Failed =>
  failed(`its bytes could not be read on this machine (${code || 'no reason given'})`)

/** Resolves when the process has ended. */
async function runInspector(
  node: string,
  args: readonly string[],
  timeout: number,
  stop: AbortSignal,
): Promise<Inspection | Failed> {
  // No environment: it holds the key. Nothing that goes to standard error is used: a library's warnings may quote the file.
  const options = { env: {}, timeout, killSignal: 'SIGKILL', windowsHide: true } as const
  const { printed, code, signal, killed } = await new Promise<Ended>((resolve) => {
    const child = execFile(node, args, options, (error, stdout) => {
      stop.removeEventListener('abort', kill)
      resolve({ ...error, printed: stdout })
    })
    const kill = (): void => void child.kill('SIGKILL')
    stop.addEventListener('abort', kill)
  }).catch((error: unknown): Ended => ({ printed: '', code: codeOf(error) }))
  const inspection = parseInspection(printed)
  if (inspection !== null) return inspection
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return { kind: 'broken' }
  if (typeof code === 'string') return failed(`its inspection could not be started (${code})`)
  if (killed === true) {
    const limit = formatDuration(timeout)
    return failed(`reading it took longer than ${limit}: the disk or the machine is too slow`)
  }
  const isOwnEnd = signal ? CRASHES.includes(signal) : code !== 1
  if (isOwnEnd) return { kind: 'broken' }
  return failed(`its inspection was ended from outside (${signal ?? 'exit code 1'})`)
}

function contentOf(walk: Walk, bytes: number): Content {
  const { format, foundSeconds, hasVideo, lacksEndMark } = walk
  const why = whatIsWrong(walk, bytes)
  if (why !== '') return { kind: 'damaged', why }
  const seconds = Math.round(foundSeconds * 1000) / 1000
  const warnings = lacksEndMark ? ['has no end mark: all it holds is intact, but more may be missing'] : []
  return { kind: 'media', format, is: hasVideo ? 'video' : 'audio', seconds, warnings }
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
