/**
 * What the bytes of a file are, and whether they are all there. Audio and video are walked by the inspector, a program of its own with
 * bounds: no file can hold up, fill or end this process.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import pLimit from 'p-limit'
import { type Clock, withTimeLimit } from '../world/clock.ts'
import { codeOf } from '../world/node-errors.ts'
import { formatDuration } from '../text/show.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { parseReport, type Report, type Walk, whatIsWrong } from './walk.ts'

/** Every text is in our own words, without a letter of the file, and without its name. */
export type Content =
  /** Audio or video, walked to its last packet and whole. */
  | {
      readonly kind: 'media'
      /** The extension that goes with the bytes, such as `mp3`. */
      readonly format: string
      readonly isVideo: boolean
      /** As found: the sum of what the packets last. */
      readonly seconds: number
      /** To follow the file's name. */
      readonly warnings: readonly string[]
    }
  /** Begins as audio or video, and is not whole. `why` follows the file's name. */
  | { readonly kind: 'damaged'; readonly format: string; readonly why: string }
  | Exclude<Sniffed, { readonly kind: 'walk' }>
  | { readonly kind: 'unknown' }
  /** The system could not read the file, or not run the inspector. `why` is a clause of its own. */
  | { readonly kind: 'machine'; readonly why: string }
  /** By the signal. */
  | { readonly kind: 'stopped' }

export interface ReceivedFile {
  readonly path: string
  readonly bytes: number
  /** Samples without a header (PCM, u-law): only looked at for plain text. */
  readonly isHeaderless: boolean
}

/** Resolves when the inspector is gone. Never rejects but for a bug. */
export type Check = (file: ReceivedFile, stop: AbortSignal) => Promise<Content>

/** The inspector's place. */
export interface Inspector {
  /** Path of the program that runs JavaScript. */
  readonly node: string
  readonly program: string
  /** Tests set lower ones; otherwise they go by the size of the file. */
  readonly bounds?: Bounds
}

export interface Bounds {
  /** Processor time. */
  readonly cpuMs: number
  readonly memoryBytes: number
  /** JavaScript's own part of it: V8 ends a process that needs more. */
  readonly heapBytes: number
}

const MAX_AT_A_TIME = 2
const MIB = 1024 * 1024
/** Reading takes far less processor time than the bound; one that takes this much longer by the clock has a disk that does not answer. */
const WALL_FACTOR = 20
/** A report has some hundred bytes. */
const MAX_REPORT_BYTES = 16 * 1024

/** An hour of MP3 takes a second and 100 MB. */
function boundsFor(bytes: number): Bounds {
  return { cpuMs: 30_000 + bytes / 10_000, memoryBytes: 512 * MIB, heapBytes: 384 * MIB }
}

/** One for a step: at most two files are inspected at a time. */
export function createCheck(inspector: Inspector, clock: Clock): Check {
  const takeTurn = pLimit(MAX_AT_A_TIME)
  return async (file, stop) => {
    const sniffed = await sniff(file.path, file.isHeaderless).catch((error: unknown): Content => ({
      kind: 'machine',
      why: unreadable(codeOf(error)),
    }))
    if (sniffed.kind !== 'walk') return sniffed
    if (file.isHeaderless) return { kind: 'unknown' }
    return takeTurn(async () =>
      stop.aborted ? { kind: 'stopped' } : inspect(file, sniffed.format, { ...inspector, clock }, stop),
    )
  }
}

async function inspect(
  { path, bytes }: ReceivedFile,
  begins: string,
  { clock, ...inspector }: Inspector & { readonly clock: Clock },
  stop: AbortSignal,
): Promise<Content> {
  const bounds = inspector.bounds ?? boundsFor(bytes)
  const { cpuMs, memoryBytes } = bounds
  const wallMs = cpuMs * WALL_FACTOR
  const args = [path, begins, `${cpuMs}`, `${memoryBytes}`]
  const ended = await withTimeLimit(clock, wallMs, stop, (limit) =>
    runInspector(inspector, args, bounds, limit),
  )
  if (stop.aborted) return { kind: 'stopped' }
  const unread = (why: string): Content => ({
    kind: 'damaged',
    format: begins,
    why: `could not be read through${why}: it is damaged`,
  })
  switch (ended.kind) {
    case 'walked':
      return contentOf(ended.walk, bytes)
    case 'unknown':
      return ended
    case 'broken':
      return unread('')
    case 'bound':
      return ended.bound === 'time'
        ? unread(` within ${formatDuration(cpuMs)} of processor time`)
        : unread(` within ${Math.round(memoryBytes / MIB)} MB of memory`)
    case 'machine':
      return { kind: 'machine', why: unreadable(ended.code) }
    case 'slow': {
      const why = `reading it took longer than ${formatDuration(wallMs)}: the disk or the machine is too slow`
      return { kind: 'machine', why }
    }
    case 'not-run':
      return { kind: 'machine', why: `its inspection ${ended.why}` }
  }
}

function contentOf(walk: Walk, bytes: number): Content {
  const { format, foundSeconds, hasVideo, lacksEndMark } = walk
  const why = whatIsWrong(walk, bytes)
  if (why !== '') return { kind: 'damaged', format, why }
  const seconds = Math.round(foundSeconds * 1000) / 1000
  const warnings = lacksEndMark
    ? ['has no mark at its end: what it has is whole, but there may have been more']
    : []
  return { kind: 'media', format, isVideo: hasVideo, seconds, warnings }
}

const unreadable = (code: string): string =>
  `its bytes could not be read on this machine (${code || 'no reason given'})`

type Ended =
  | Report
  /** Ended by `limit`. */
  | { readonly kind: 'slow' }
  /** Never began, or was ended from outside. */
  | { readonly kind: 'not-run'; readonly why: string }

/** How a process ends itself where it has no memory left, or hits a bug of Node's; on Windows it is a code above 1. */
const OWN_SIGNALS: readonly unknown[] = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS']

/** Resolves when the process is gone. */
function runInspector(
  { node, program }: Inspector,
  args: readonly string[],
  { heapBytes }: Bounds,
  limit: AbortSignal,
): Promise<Ended> {
  return new Promise((resolve) => {
    const notStarted = (error: unknown): void =>
      resolve({ kind: 'not-run', why: `could not be started (${codeOf(error)})` })
    let child: ChildProcess
    try {
      child = spawn(node, [`--max-old-space-size=${Math.round(heapBytes / MIB)}`, program, ...args], {
        // No environment: that holds the key. No output but the report: a library's warnings may hold letters of the file.
        env: {},
        stdio: ['ignore', 'pipe', 'ignore'],
        windowsHide: true,
      })
    } catch (error) {
      notStarted(error)
      return
    }
    let printed = ''
    const kill = (): void => void child.kill('SIGKILL')
    limit.addEventListener('abort', kill)
    if (limit.aborted) kill()
    child.stdout
      ?.setEncoding('latin1')
      .on('error', kill)
      .on('data', (chunk: string) => {
        printed = (printed + chunk).trimStart()
        if (printed.length > MAX_REPORT_BYTES) kill()
      })
    // One that never ran has no end to wait for; any other error is followed by an end.
    child.on('error', (error) => {
      if (child.pid === undefined) notStarted(error)
    })
    child.on('close', (code, signal) => {
      limit.removeEventListener('abort', kill)
      const report = parseReport(printed)
      const isOwnEnd = signal === null ? code !== 1 : OWN_SIGNALS.includes(signal)
      if (limit.aborted) resolve({ kind: 'slow' })
      else if (report !== null) resolve(report)
      else if (isOwnEnd || printed.length > MAX_REPORT_BYTES) resolve({ kind: 'broken' })
      else resolve({ kind: 'not-run', why: `was ended from outside (${signal ?? `exit code ${code}`})` })
    })
  })
}
