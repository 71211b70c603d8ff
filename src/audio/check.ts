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
import { parseReport, type Report, whatIsWrong } from './walk.ts'

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
  file: ReceivedFile,
  begins: string,
  ports: Inspector & { readonly clock: Clock },
  stop: AbortSignal,
): Promise<Content> {
  const bounds = ports.bounds ?? boundsFor(file.bytes)
  const ended = await withTimeLimit(ports.clock, bounds.cpuMs * WALL_FACTOR, stop, (limit) =>
    runInspector(ports, [file.path, begins, `${bounds.cpuMs}`, `${bounds.memoryBytes}`], bounds, limit),
  )
  if (stop.aborted) return { kind: 'stopped' }
  const broken = (what: string): Content => ({
    kind: 'damaged',
    format: begins,
    why: `could not be read through${what}`,
  })
  switch (ended.kind) {
    case 'report':
      return contentOf(ended.report, file, begins, bounds)
    case 'cut-off': {
      const took = formatDuration(bounds.cpuMs * WALL_FACTOR)
      return {
        kind: 'machine',
        why: `reading it took longer than ${took}: the disk or the machine is too slow`,
      }
    }
    case 'crashed':
      return broken(': reading it broke down, or took more memory than it may')
    case 'killed':
      return { kind: 'machine', why: `its inspection was ended from outside (${ended.signal})` }
    case 'not-started':
      return { kind: 'machine', why: `its inspection could not be started (${ended.code})` }
  }
}

function contentOf(report: Report, { bytes }: ReceivedFile, begins: string, bounds: Bounds): Content {
  switch (report.kind) {
    case 'unknown':
      return report
    case 'machine':
      return { kind: 'machine', why: unreadable(report.code) }
    case 'bound': {
      const { cpuMs, memoryBytes } = bounds
      const limit =
        report.bound === 'time'
          ? `${formatDuration(cpuMs)} of processor time`
          : `${Math.round(memoryBytes / MIB)} MB of memory`
      return {
        kind: 'damaged',
        format: begins,
        why: `could not be read through within ${limit}: it is damaged`,
      }
    }
    case 'walked': {
      const { format, foundSeconds, hasVideo, lacksEndMark } = report.walk
      const why = whatIsWrong(report.walk, bytes)
      if (why !== '') return { kind: 'damaged', format, why }
      return {
        kind: 'media',
        format,
        isVideo: hasVideo,
        seconds: Math.round(foundSeconds * 1000) / 1000,
        warnings: lacksEndMark
          ? ['has no mark at its end: what it has is whole, but there may have been more']
          : [],
      }
    }
  }
}

const unreadable = (code: string): string =>
  `its bytes could not be read on this machine (${code || 'no reason given'})`

type Ended =
  | { readonly kind: 'report'; readonly report: Report }
  /** By `limit`. */
  | { readonly kind: 'cut-off' }
  /** By itself, without a report. */
  | { readonly kind: 'crashed' }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly code: string }

/** How V8 ends a process that has no memory left: on POSIX systems by one of these, on Windows with a code. */
const OWN_SIGNALS: readonly unknown[] = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS']

function runInspector(
  { node, program }: Inspector,
  args: readonly string[],
  { heapBytes }: Bounds,
  limit: AbortSignal,
): Promise<Ended> {
  const heap = `--max-old-space-size=${Math.round(heapBytes / MIB)}`
  return new Promise((resolve) => {
    let child: ChildProcess
    try {
      // No environment: that holds the key. No output but the report: a library's warnings may hold letters of the file.
      const options = {
        env: {},
        stdio: ['ignore' as const, 'pipe' as const, 'ignore' as const],
        windowsHide: true,
      }
      child = spawn(node, [heap, program, ...args], options)
    } catch (error) {
      resolve({ kind: 'not-started', code: codeOf(error) })
      return
    }
    let printed = ''
    const kill = (): void => void child.kill('SIGKILL')
    limit.addEventListener('abort', kill)
    child.stdout?.setEncoding('latin1').on('data', (chunk: string) => {
      if (printed.length <= MAX_REPORT_BYTES) printed += chunk
      else kill()
    })
    let failure: Ended | null = null
    child.on('error', (error) => {
      failure ??= { kind: 'not-started', code: codeOf(error) }
      // One that never ran has no end to wait for.
      if (child.pid === undefined) resolve(failure)
    })
    child.on('close', (_code, signal) => {
      limit.removeEventListener('abort', kill)
      const report = parseReport(printed)
      if (limit.aborted) resolve({ kind: 'cut-off' })
      else if (report !== null) resolve({ kind: 'report', report })
      else if (signal === null || OWN_SIGNALS.includes(signal) || printed.length > MAX_REPORT_BYTES)
        resolve({ kind: 'crashed' })
      else resolve({ kind: 'killed', signal })
    })
    if (limit.aborted) kill()
  })
}
