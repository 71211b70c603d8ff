/**
 * Saves the files of a completed task: side by side, each in a few attempts.
 */
import pLimit from 'p-limit'
import { parseRetryAfterMs } from '../api/retry-after.ts'
import { outcomeOfStop, type Outcome } from '../outcome.ts'
import type { Clock } from '../ports/clock.ts'
import type { HttpGet } from '../ports/http.ts'
import type { ResultFile, ResultFiles } from '../products/files.ts'
import type { Task } from '../products/task.ts'
import type { SavedFile } from '../step-report.ts'
import { shortLine } from '../text/plain-line.ts'
import { count, formatBytes, formatDuration } from '../text/show.ts'
import { downloadRetryMs, type Random } from '../wait/schedule.ts'
import { attemptDownload, type AttemptEnd } from './attempt.ts'
import { declaredExtension, fileName } from './file-name.ts'
import { isPlayable, settle, type Settled } from './settle.ts'

/** Runs work when its turn comes: one is shared by all downloads of a step. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

export interface SavePorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly random: Random
  readonly takeTurn: TakeTurn
  /** Each takes one line; URLs in it have no query. */
  readonly log: (line: string) => void
  readonly warn: (line: string) => void
}

/** Where files go: `base` begins their names (see `baseNames`), `folder` is absolute and there. */
export interface Place {
  readonly base: string
  readonly folder: string
}

export interface SavedTask {
  /** `completed` where every promised file is saved and is what it claims to be. */
  readonly outcome: Outcome
  /** Those that were saved, whatever became of the others. */
  readonly files: readonly SavedFile[]
}

const MAX_FILES_AT_A_TIME = 4

/**
 * A promised file is worth the patience; for any other a job is not held up for long. `limitMs` bounds an attempt, and what a
 * server may ask to wait before the next: no deadline bounds a download, so one that says "tomorrow" must not keep the job.
 */
const PROMISED = { attempts: 5, limitMs: 30 * 60_000 }
const BEST_EFFORT = { attempts: 2, limitMs: 60_000 }

const FIRST_PROGRESS_MS = 5_000
const NEXT_PROGRESS_MS = 10_000

export function createDownloadTurns(): TakeTurn {
  return pLimit(MAX_FILES_AT_A_TIME)
}

/**
 * Saves the files of a completed task. A file that fails does not end the others: what can be saved of a paid result is saved.
 * Never rejects but for a bug.
 */
export async function saveFiles(
  { files: named }: Task,
  place: Place,
  ports: SavePorts,
  stop: AbortSignal,
): Promise<SavedTask> {
  logNotFetched(named, ports)
  const ends = await Promise.all(
    named.files.map(async (file) => ({
      file,
      end: await ports.takeTurn(() => saveFile(file, place, ports, stop)),
    })),
  )
  const files = ends.flatMap(({ end }) => (end.kind === 'saved' ? [end.file] : []))
  const stopped = ends.some(({ end }) => end.kind === 'stopped')
  const wrong = ends.flatMap(({ file, end }) => {
    if (end.kind !== 'failed' && end.kind !== 'invalid') return []
    if (file.isPromised) return [end]
    ports.warn(`A file that the result names besides its audio and video is not saved: ${end.why}`)
    return []
  })
  const share = ends.length === 1 ? '' : `${wrong.length} of ${ends.length} files: `
  const why = `${share}${wrong.map((end) => end.why).join('; ')}`
  const outcome = ((): Outcome => {
    if (stopped) return outcomeOfStop(stop)
    if (wrong.length > 0) {
      return { kind: wrong.some(({ kind }) => kind === 'invalid') ? 'audio-invalid' : 'download-failed', why }
    }
    if (named.leftOut > 0) {
      return { kind: 'download-failed', why: `${count(named.leftOut, 'file')} over the limit of 200 a task` }
    }
    const missing = whatIsMissing(named, files)
    return missing === '' ? { kind: 'completed' } : { kind: 'audio-missing', why: missing }
  })()
  return { outcome, files }
}

/** What a result lacks, though all that it names is saved; '' for nothing. */
function whatIsMissing({ unusable, needsAudio, embedded }: ResultFiles, files: readonly SavedFile[]): string {
  if (unusable.length > 0) return unusable.join('; ')
  if (needsAudio)
    return files.some(({ kind }) => isPlayable(kind)) ? '' : 'the result names no audio or video'
  return files.length + embedded > 0 ? '' : 'the result names no file'
}

/** Says what of the result is not fetched, so that nothing vanishes without a word. */
function logNotFetched({ skipped, leftOut, embedded }: ResultFiles, { log }: SavePorts): void {
  if (embedded > 0) {
    log(
      `not saved, since they stand in the result itself (output \`resultPath\`): ${count(embedded, 'file')} in base64`,
    )
  }
  if (skipped.length > 0) {
    log(`not saved, since the fields do not name files of the result: ${shortLine(skipped.join(', '), 500)}`)
  }
  if (leftOut > 0) log(`not saved, since a task has at most 200 files: ${count(leftOut, 'file')}`)
}

type FileEnd = Settled | Extract<AttemptEnd, { kind: 'stopped' }>

/** Fetches a file, from its start each time, until it is received, has failed for good or too often, or `stop` aborts. */
async function saveFile(
  file: ResultFile,
  { base, folder }: Place,
  { get, clock, random, log, warn }: SavePorts,
  stop: AbortSignal,
): Promise<FileEnd> {
  const name = fileName(base, file, declaredExtension(file, ''))
  const { attempts, limitMs } = file.isPromised ? PROMISED : BEST_EFFORT
  const note = (text: string): void => log(`saving ${name}: ${text}`)
  const progress = progressLog(clock, note)
  for (let failures = 1; ; failures++) {
    if (stop.aborted) return { kind: 'stopped' }
    const end = await attemptDownload(
      { url: file.url, folder, limitMs },
      { get, clock, progress, note },
      stop,
    )
    switch (end.kind) {
      case 'failed':
      case 'stopped':
        return end
      case 'page': {
        if (file.isPromised)
          return { kind: 'failed', why: `${name}: the response is no audio but ${end.what}` }
        note(`left out, since it is ${end.what}`)
        return { kind: 'left-out' }
      }
      case 'received':
        return settle(end, file, base, { log: note, warn })
      case 'broken': {
        const { why } = end
        if (failures === attempts) return { kind: 'failed', why: `${why} (${attempts} attempts)` }
        const retryAfterMs = parseRetryAfterMs(end.retryAfter, clock.wallMs())
        if (retryAfterMs > limitMs) {
          return {
            kind: 'failed',
            why: `${why}, and not to be asked again for ${formatDuration(retryAfterMs)}`,
          }
        }
        const pauseMs = downloadRetryMs({ failures, retryAfterMs, atLeastMs: 0 }, random)
        log(`saving ${name} again in ${formatDuration(pauseMs)}: ${why}`)
        await clock.sleep(pauseMs, stop)
      }
    }
  }
}

/** Logs how far a download is, where it takes longer than a few seconds. */
function progressLog(
  clock: Clock,
  note: (text: string) => void,
): (bytes: number, totalBytes: number | null) => void {
  let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS
  return (bytes, totalBytes) => {
    if (clock.nowMs() < nextLineMs) return
    nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS
    note(`${formatBytes(bytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`)
  }
}
