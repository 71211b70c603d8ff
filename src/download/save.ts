/**
 * A completed task to the files of its audio.
 */
import pLimit from 'p-limit'
import { findAudio, type AudioSource } from '../products/files.ts'
import type { Clock } from '../ports/clock.ts'
import { download, type DownloadEnd } from './download.ts'
import { fileName } from './file-name.ts'
import type { HttpGet } from '../ports/http.ts'
import type { SavedFile } from '../outcome.ts'
import { formatBytes, formatDuration } from '../text/show.ts'
import type { Random } from '../wait/schedule.ts'
import type { Task } from '../products/producer.ts'

/** Runs work when its turn comes: one is shared by all downloads of a step. */
export type DownloadTurns = <T>(work: () => Promise<T>) => Promise<T>

export interface SavePorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly random: Random
  readonly turns: DownloadTurns
  /** One line of progress; URLs in it have no query. */
  readonly log: (line: string) => void
}

/** `files` are those that were saved, whatever became of the others. `why` is in our own words. */
export type SavedAudio =
  | { readonly kind: 'saved'; readonly files: readonly SavedFile[] }
  | { readonly kind: 'audio-missing'; readonly why: string; readonly files: readonly SavedFile[] }
  | { readonly kind: 'download-failed'; readonly why: string; readonly files: readonly SavedFile[] }
  | { readonly kind: 'stopped'; readonly files: readonly SavedFile[] }

const MAX_FILES_AT_A_TIME = 4

const FIRST_PROGRESS_MS = 5_000
const NEXT_PROGRESS_MS = 10_000

export function createDownloadTurns(): DownloadTurns {
  return pLimit(MAX_FILES_AT_A_TIME)
}

/**
 * Saves every audio file of a completed task to `folder` (absolute), under names that begin with `base` (see `baseNames`).
 * A file that fails does not end the others: what can be saved of a paid result is saved. Never rejects but for a bug.
 */
export async function saveAudio(
  task: Task,
  { base, folder }: { readonly base: string; readonly folder: string },
  ports: SavePorts,
  stop: AbortSignal,
): Promise<SavedAudio> {
  const found = findAudio(task.result)
  if (found.kind === 'missing') return { kind: 'audio-missing', why: found.why, files: [] }
  const ends = await Promise.all(
    found.sources.map((source) => ports.turns(() => saveSource(source, { base, folder }, ports, stop))),
  )
  const files = ends.flatMap((end) => (end.kind === 'saved' ? [end.file] : []))
  const whys = ends.flatMap((end) => (end.kind === 'failed' ? [end.why] : []))
  if (ends.some((end) => end.kind === 'stopped')) return { kind: 'stopped', files }
  if (whys.length === 0) return { kind: 'saved', files }
  const count = ends.length === 1 ? '' : `${whys.length} of ${ends.length} files: `
  return { kind: 'download-failed', why: `${count}${whys.join('; ')}`, files }
}

function saveSource(
  source: AudioSource,
  { base, folder }: { readonly base: string; readonly folder: string },
  { get, clock, random, log }: SavePorts,
  stop: AbortSignal,
): Promise<DownloadEnd> {
  // Until the first answer there is no extension.
  let name = fileName(base, source, '')
  let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS
  return download(
    {
      url: source.url,
      folder,
      fileName: (contentType) => (name = fileName(base, source, contentType)),
    },
    {
      get,
      clock,
      random,
      progress: (bytes, totalBytes) => {
        if (clock.nowMs() < nextLineMs) return
        nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS
        log(
          `saving ${name}: ${formatBytes(bytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`,
        )
      },
      note: (text) => log(`saving ${name}: ${text}`),
      retrying: (why, pauseMs) => log(`saving ${name} again in ${formatDuration(pauseMs)}: ${why}`),
    },
    stop,
  )
}
