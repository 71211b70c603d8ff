/**
 * One URL to one whole file: attempts and the pauses between them.
 */
import type { Clock } from '../ports/clock.ts'
import { attemptDownload, type AttemptPorts, type DownloadRequest } from './attempt.ts'
import type { SavedFile } from '../outcome.ts'
import { formatDuration } from '../text/show.ts'
import { downloadRetryMs, parseRetryAfterMs, type Random } from '../wait/schedule.ts'

export type { DownloadRequest } from './attempt.ts'

export interface DownloadPorts extends AttemptPorts {
  readonly clock: Clock
  readonly random: Random
  /** Called before each pause. `why` is in our own words. */
  readonly retrying: (why: string, pauseMs: number) => void
}

/** `why` is in our own words; URLs in it have no query. */
export type DownloadEnd =
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'stopped' }

const MAX_ATTEMPTS = 5

/** No deadline bounds a download, so a server that wants to be asked again in a day must not keep the job for a day. */
const LONGEST_RETRY_AFTER_MS = 30 * 60_000

/**
 * Fetches a file, from its start each time, until it is whole, five attempts have failed, one has failed for good, or `stop`
 * aborts. Nothing is left in the folder but a whole file. Never rejects but for a bug.
 */
export async function download(
  request: DownloadRequest,
  ports: DownloadPorts,
  stop: AbortSignal,
): Promise<DownloadEnd> {
  for (let attempt = 1; ; attempt++) {
    if (stop.aborted) return { kind: 'stopped' }
    const end = await attemptDownload(request, ports, stop)
    if (end.kind !== 'broken') return end
    if (attempt === MAX_ATTEMPTS) return { kind: 'failed', why: `${end.why} (${MAX_ATTEMPTS} attempts)` }
    const retryAfterMs = parseRetryAfterMs(end.retryAfter, ports.clock.wallMs())
    if (retryAfterMs > LONGEST_RETRY_AFTER_MS) {
      return {
        kind: 'failed',
        why: `${end.why}, and not to be asked again for ${formatDuration(retryAfterMs)}`,
      }
    }
    const pauseMs = downloadRetryMs({ failures: attempt, retryAfterMs, atLeastMs: 0 }, ports.random)
    ports.retrying(end.why, pauseMs)
    await ports.clock.sleep(pauseMs, stop)
  }
}
