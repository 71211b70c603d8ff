/** Saves the files of a completed task: side by side, each in a few attempts. */
import pLimit from 'p-limit'
import { outcomeOfStop, type Outcome } from '../outcome.ts'
import type { Clock } from '../world/clock.ts'
import type { HttpGet } from '../world/http.ts'
import type { ResultFile, ResultFiles } from './find.ts'
import type { Task } from '../mountsea/read.ts'
import type { SavedFile } from '../ledger.ts'
import { shortLine } from '../text/plain-line.ts'
import { count, formatBytes, formatDuration } from '../text/show.ts'
import { downloadRetryMs, parseRetryAfterMs, type Random } from '../watch/pace.ts'
import { attemptDownload } from './fetch.ts'
import { declaredExtension, fileName } from './file-name.ts'
import { isPlayable, settle, type Settled } from './settle.ts'

export interface SavePorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly random: Random
  /** Runs work when its turn comes: shared by all downloads of a step. */
  readonly takeTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Each takes one line; URLs in it have no query. */
  readonly log: (line: string) => void
  readonly warn: (line: string) => void
}

/** Where files go: `base` begins their names (see `baseNames`), `folder` is absolute and there. */
interface Place {
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
const FIRST_PROGRESS_MS = 5_000
const NEXT_PROGRESS_MS = 10_000

/**
 * A promised file is worth the patience; for any other a job is not held up for long. `limitMs` bounds an attempt, and what a
 * server may ask to wait before the next: no deadline bounds a download, so one that says "tomorrow" must not keep the job.
 */
const PROMISED = { attempts: 5, limitMs: 30 * 60_000 }
const BEST_EFFORT = { attempts: 2, limitMs: 60_000 }

export function createDownloadTurns(): SavePorts['takeTurn'] {
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
  const saves = named.files.map((file) => ports.takeTurn(() => saveFile(file, place, ports, stop)))
  const ends = await Promise.all(saves)
  const files = ends.flatMap((end) => (end.kind === 'saved' ? [end.file] : []))
  const wrong = ends.flatMap((end, index) => {
    if (end.kind !== 'failed' && end.kind !== 'invalid') return []
    if (named.files[index]?.isPromised === true) return [end]
    ports.warn(`A file that the result names besides its audio and video is not saved: ${end.why}`)
    return []
  })
  if (ends.some(({ kind }) => kind === 'stopped')) return { outcome: outcomeOfStop(stop), files }
  if (wrong.length > 0) {
    const kind = wrong.some((end) => end.kind === 'invalid') ? 'audio-invalid' : 'download-failed'
    const share = ends.length === 1 ? '' : `${wrong.length} of ${ends.length} files: `
    return { outcome: { kind, why: `${share}${wrong.map(({ why }) => why).join('; ')}` }, files }
  }
  if (named.leftOut > 0) {
    const why = `${count(named.leftOut, 'file')} over the limit of 200 a task`
    return { outcome: { kind: 'download-failed', why }, files }
  }
  const missing = whatIsMissing(named, files)
  return { outcome: missing === '' ? { kind: 'completed' } : { kind: 'audio-missing', why: missing }, files }
}

/** What a result lacks, though all that it names is saved; '' for nothing. */
function whatIsMissing({ unusable, needsAudio, embedded }: ResultFiles, files: readonly SavedFile[]): string {
  if (unusable.length > 0) return unusable.join('; ')
  if (!needsAudio) return files.length + embedded > 0 ? '' : 'the result names no file'
  return files.some(({ kind }) => isPlayable(kind)) ? '' : 'the result names no audio or video'
}

/** Says what of the result is not fetched, so that nothing vanishes without a word. */
function logNotFetched({ skipped, leftOut, embedded }: ResultFiles, { log }: SavePorts): void {
  if (embedded > 0) {
    const files = `${count(embedded, 'file')} in base64`
    log(`not saved, since they stand in the result itself (output \`resultPath\`): ${files}`)
  }
  if (skipped.length > 0) {
    log(`not saved, since the fields do not name files of the result: ${shortLine(skipped.join(', '), 500)}`)
  }
  if (leftOut > 0) log(`not saved, since a task has at most 200 files: ${count(leftOut, 'file')}`)
}

/** Fetches a file, from its start each time, until it is received, has failed for good or too often, or `stop` aborts. */
async function saveFile(
  file: ResultFile,
  { base, folder }: Place,
  { get, clock, random, log, warn }: SavePorts,
  stop: AbortSignal,
): Promise<Settled | { readonly kind: 'stopped' }> {
  const name = fileName(base, file, declaredExtension(file, ''))
  const { attempts, limitMs } = file.isPromised ? PROMISED : BEST_EFFORT
  const note = (text: string): void => log(`saving ${name}: ${text}`)
  let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS
  const progress = (bytes: number, totalBytes: number | null): void => {
    if (clock.nowMs() < nextLineMs) return
    nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS
    note(`${formatBytes(bytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`)
  }
  const request = { url: file.url, folder, limitMs }
  for (let failures = 1; !stop.aborted; failures++) {
    const end = await attemptDownload(request, { get, clock, progress, note }, stop)
    if (end.kind === 'received') return settle(end, file, base, { log: note, warn })
    if (end.kind === 'page') {
      if (file.isPromised) return { kind: 'failed', why: `${name}: the response is no audio but ${end.what}` }
      note(`left out, since it is ${end.what}`)
      return { kind: 'left-out' }
    }
    if (end.kind !== 'broken') return end
    const { why } = end
    if (failures === attempts) return { kind: 'failed', why: `${why} (${attempts} attempts)` }
    const retryAfterMs = parseRetryAfterMs(end.retryAfter, clock.wallMs())
    if (retryAfterMs > limitMs) {
      return { kind: 'failed', why: `${why}, and not to be asked again for ${formatDuration(retryAfterMs)}` }
    }
    const pauseMs = downloadRetryMs({ failures, retryAfterMs, atLeastMs: 0 }, random)
    log(`saving ${name} again in ${formatDuration(pauseMs)}: ${why}`)
    await clock.sleep(pauseMs, stop)
  }
  return { kind: 'stopped' }
}
