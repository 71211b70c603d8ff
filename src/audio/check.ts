/**
 * Finds out what a file contains and whether it is complete. The inspector, a separate program with bounds, reads audio and video: so no
 * file can block, crash or exhaust this process.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import pLimit from 'p-limit'
import { type Clock, withTimeLimit } from '../world/clock.ts'
import { codeOf, formatDuration } from '../text/show.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { parseReport, type Report, type Walk, whatIsWrong } from './walk.ts'

/** All texts are our own words: they quote neither the file's content nor its name. */
export type Content =
  /** Complete audio or video, read to its last packet. */
  | {
      readonly kind: 'media'
      /** The extension for the bytes, such as `mp3`. */
      readonly format: string
      readonly isVideo: boolean
      /** The sum of the packets' durations. */
      readonly seconds: number
      /** Each continues a sentence that begins with the file's name. */
      readonly warnings: readonly string[]
    }
  /** Begins as audio or video, but is damaged. `why` continues a sentence that begins with the file's name. */
  | { readonly kind: 'damaged'; readonly format: string; readonly why: string }
  | Exclude<Sniffed, { readonly kind: 'walk' }>
  | { readonly kind: 'unknown' }
  /** The system could not read the file or run the inspector. `why` is a full sentence without its capital and full stop. */
  | { readonly kind: 'machine'; readonly why: string }
  /** The signal has aborted. */
  | { readonly kind: 'stopped' }

export interface ReceivedFile {
  readonly path: string
  readonly bytes: number
  /** Samples without a header (PCM, u-law): plain text is all that can be ruled out. */
  readonly isHeaderless: boolean
}

/** Resolves when the inspector has ended. Rejects only because of a bug. */
export type Check = (file: ReceivedFile, stop: AbortSignal) => Promise<Content>

/** How to run the inspector. */
export interface Inspector {
  /** Path of Node. */
  readonly node: string
  readonly program: string
  /** For tests. By default the size of the file sets them. */
  readonly bounds?: Bounds
}

export interface Bounds {
  /** Processor time. */
  readonly cpuMs: number
  readonly memoryBytes: number
  /** JavaScript's share of the memory. V8 ends a process that needs more. */
  readonly heapBytes: number
}

const MAX_AT_A_TIME = 2
const MIB = 1024 * 1024
/** An inspection may take this many times its processor time by the clock. If it takes longer, the disk does not answer. */
const WALL_FACTOR = 20
/** A report takes a few hundred bytes. */
const MAX_REPORT_BYTES = 16 * 1024

/** An hour of MP3 needs one second and 100 MB. */
function boundsFor(bytes: number): Bounds {
  return { cpuMs: 30_000 + bytes / 10_000, memoryBytes: 512 * MIB, heapBytes: 384 * MIB }
}

/** Make one per step: it inspects at most two files at a time. */
export function createCheck(inspector: Inspector, clock: Clock): Check {
  const takeTurn = pLimit(MAX_AT_A_TIME)
  return async (file, stop) => {
    const sniffed = await sniff(file.path, file.isHeaderless).catch((error: unknown) =>
      unreadable(codeOf(error)),
    )
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
    why: `could not be read to its end${why}: it is damaged`,
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
      return unreadable(ended.code)
    case 'slow':
      return machine(
        `reading it took longer than ${formatDuration(wallMs)}: the disk or the machine is too slow`,
      )
    case 'not-run':
      return machine(`its inspection ${ended.why}`)
  }
}

function contentOf(walk: Walk, bytes: number): Content {
  const { format, foundSeconds, hasVideo, lacksEndMark } = walk
  const why = whatIsWrong(walk, bytes)
  if (why !== '') return { kind: 'damaged', format, why }
  const seconds = Math.round(foundSeconds * 1000) / 1000
  const warnings = lacksEndMark ? ['has no end mark: all it holds is intact, but more may be missing'] : []
  return { kind: 'media', format, isVideo: hasVideo, seconds, warnings }
}

const machine = (why: string): Content => ({ kind: 'machine', why })
const unreadable = (code: string): Content =>
  machine(`its bytes could not be read on this machine (${code || 'no reason given'})`)

type Ended =
  | Report
  /** Killed because `limit` aborted. */
  | { readonly kind: 'slow' }
  /** Could not be started, or was killed from outside. */
  | { readonly kind: 'not-run'; readonly why: string }

/** Signals of a process that crashes: out of memory, or a bug in Node. On Windows its exit code is above 1. */
const OWN_SIGNALS: readonly unknown[] = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS']

/** Resolves when the process has ended. */
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
        // No environment: it holds the key. No output but the report: a library's warnings may quote the file.
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
    // Only a process that has started surely emits `close`, after any other error too.
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
