/**
 * Saves the audio files of a completed task: all of them side by side, each in up to five attempts.
 */
import pLimit from 'p-limit'
import { parseRetryAfterMs } from '../api/retry-after.ts'
import { outcomeOfStop, type Outcome } from '../outcome.ts'
import type { Clock } from '../ports/clock.ts'
import type { HttpGet } from '../ports/http.ts'
import type { ResultFile } from '../products/files.ts'
import type { Task } from '../products/task.ts'
import type { SavedFile } from '../step-report.ts'
import { formatBytes, formatDuration } from '../text/show.ts'
import { downloadRetryMs, type Random } from '../wait/schedule.ts'
import { attemptDownload, type AttemptEnd } from './attempt.ts'
import { fileName } from './file-name.ts'

/** Runs work when its turn comes: one is shared by all downloads of a step. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

export interface SavePorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly random: Random
  readonly takeTurn: TakeTurn
  /** Takes one line of progress; URLs in it have no query. */
  readonly log: (line: string) => void
}

/** Where files go: `base` begins their names (see `baseNames`), `folder` is absolute. */
export interface Place {
  readonly base: string
  readonly folder: string
}

export interface SavedTask {
  /** `completed` where every file is saved. */
  readonly outcome: Outcome
  /** Those that were saved, whatever became of the others. */
  readonly files: readonly SavedFile[]
}

const MAX_FILES_AT_A_TIME = 4
const MAX_ATTEMPTS = 5

/** No deadline bounds a download, so a server that wants to be asked again in a day must not keep the job for a day. */
const LONGEST_RETRY_AFTER_MS = 30 * 60_000

const FIRST_PROGRESS_MS = 5_000
const NEXT_PROGRESS_MS = 10_000

export function createDownloadTurns(): TakeTurn {
  return pLimit(MAX_FILES_AT_A_TIME)
}

/**
 * Saves every audio file of a completed task. A file that fails does not end the others: what can be saved of a paid result
 * is saved. Never rejects but for a bug.
 */
export async function saveFiles(
  { files: named }: Task,
  place: Place,
  ports: SavePorts,
  stop: AbortSignal,
): Promise<SavedTask> {
  if (named.kind === 'missing') return { outcome: { kind: 'audio-missing', why: named.why }, files: [] }
  const ends = await Promise.all(
    named.files.map((file) => ports.takeTurn(() => saveFile(file, place, ports, stop))),
  )
  const files = ends.flatMap((end) => (end.kind === 'saved' ? [end.file] : []))
  const failures = ends.flatMap((end) => (end.kind === 'failed' ? [end.why] : []))
  if (ends.some((end) => end.kind === 'stopped')) return { outcome: outcomeOfStop(stop), files }
  if (failures.length === 0) return { outcome: { kind: 'completed' }, files }
  const share = ends.length === 1 ? '' : `${failures.length} of ${ends.length} files: `
  return { outcome: { kind: 'download-failed', why: `${share}${failures.join('; ')}` }, files }
}

/** Fetches a file, from its start each time, until it is whole, five attempts have failed, one has failed for good, or `stop` aborts. */
async function saveFile(
  file: ResultFile,
  { base, folder }: Place,
  { get, clock, random, log }: SavePorts,
  stop: AbortSignal,
): Promise<Exclude<AttemptEnd, { kind: 'broken' }>> {
  // Until the first response there is no content type.
  let name = fileName(base, file, '')
  let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS
  const request = {
    url: file.url,
    folder,
    fileName: (contentType: string) => (name = fileName(base, file, contentType)),
  }
  const progress = (bytes: number, totalBytes: number | null): void => {
    if (clock.nowMs() < nextLineMs) return
    nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS
    log(`saving ${name}: ${formatBytes(bytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`)
  }
  const note = (text: string): void => log(`saving ${name}: ${text}`)
  for (let failures = 1; ; failures++) {
    if (stop.aborted) return { kind: 'stopped' }
    const end = await attemptDownload(request, { get, clock, progress, note }, stop)
    if (end.kind !== 'broken') return end
    const { why } = end
    if (failures === MAX_ATTEMPTS) return { kind: 'failed', why: `${why} (${MAX_ATTEMPTS} attempts)` }
    const retryAfterMs = parseRetryAfterMs(end.retryAfter, clock.wallMs())
    if (retryAfterMs > LONGEST_RETRY_AFTER_MS) {
      return { kind: 'failed', why: `${why}, and not to be asked again for ${formatDuration(retryAfterMs)}` }
    }
    const pauseMs = downloadRetryMs({ failures, retryAfterMs, atLeastMs: 0 }, random)
    log(`saving ${name} again in ${formatDuration(pauseMs)}: ${why}`)
    await clock.sleep(pauseMs, stop)
  }
}
