/** Fetches one file, in a few attempts, each from the start. Leaves either a whole part or nothing. */
import { problemRow } from '../mountsea/problems.ts'
import { formatBytes, formatDuration, showUrl } from '../text/show.ts'
import { downloadRetryMs, type Random } from '../watch/pace.ts'
import { withTimeLimit, type Clock } from '../world/clock.ts'
import { DiskError } from '../world/disk.ts'
import { networkProblem } from '../world/network.ts'
import type { HttpAnswer, HttpGet } from '../world/http.ts'
import type { ResultFile } from './find.ts'
import type { PartFile } from './part-file.ts'
import { redirectTarget, sortResponse, undo, type FileHead, type StorageResponse } from './response.ts'

type FetchedFile = Pick<ResultFile, 'isPromised'> & { readonly url: URL }

export interface FetchPorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly random: Random
  /** Opens a part for the bytes. Rejects with a `DiskError`. */
  readonly openPart: () => Promise<PartFile>
  /** Logs a line about this file, in our own words. */
  readonly note: (text: string) => void
}

/** `why` is in our own words; URLs in it have no query. */
export type Fetched =
  /** The caller must publish or discard the part. `contentType` is lower case, '' if none was sent. */
  | { readonly kind: 'received'; readonly part: PartFile; readonly contentType: string }
  | { readonly kind: 'stopped' }
  | Extract<StorageResponse, { readonly kind: 'failed' }>
type Attempted = Fetched | Extract<StorageResponse, { readonly kind: 'broken' }>

/**
 * A promised file gets more patience, even after a 404: the URL of a task that has just ended is more often late than expired.
 * Other files must not hold up the job. `limitMs` bounds an attempt and the `Retry-After` that we accept: downloads have no
 * deadline, so "tomorrow" must not keep the job waiting.
 */
const PROMISED = { attempts: 5, limitMs: 30 * 60_000 }
const BEST_EFFORT = { attempts: 2, limitMs: 60_000 }

const STALL_LIMIT_MS = 30_000
const MAX_REDIRECTS = 5
const FIRST_PROGRESS_MS = 5_000
const NEXT_PROGRESS_MS = 10_000
/** Limits for a packed body, against decompression bombs. */
const MAX_GROWTH = 100
const MAX_UNPACKED_BYTES = 2 * 1024 ** 3

/** No host of files gets the key. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' }

/** Fetches until the file is received, has failed for good or too often, or `stop` aborts. Rejects only on a bug. */
export async function fetchFile(file: FetchedFile, ports: FetchPorts, stop: AbortSignal): Promise<Fetched> {
  const { clock, random, note } = ports
  const { attempts, limitMs } = file.isPromised ? PROMISED : BEST_EFFORT
  for (let failures = 1; !stop.aborted; failures++) {
    const end = await withTimeLimit(clock, limitMs, stop, async (whole): Promise<Attempted> => {
      const attempt = new Attempt(file, ports, whole)
      try {
        return await attempt.run()
      } catch (error) {
        return stop.aborted ? { kind: 'stopped' } : attempt.explain(error, limitMs)
      }
    })
    if (end.kind !== 'broken') return end
    const { why, retryAfterMs } = end
    if (failures === attempts) return { kind: 'failed', why: `${why} (${attempts} attempts)` }
    if (retryAfterMs > limitMs) {
      return { kind: 'failed', why: `${why}, and the host asks to wait ${formatDuration(retryAfterMs)}` }
    }
    const pauseMs = downloadRetryMs({ failures, retryAfterMs, atLeastMs: 0 }, random)
    note(`retrying in ${formatDuration(pauseMs)}: ${why}`)
    await clock.sleep(pauseMs, stop)
  }
  return { kind: 'stopped' }
}

class Attempt {
  readonly #file: FetchedFile
  readonly #ports: FetchPorts
  /** Aborts when the attempt takes too long, or on a stop. */
  readonly #whole: AbortSignal
  readonly #connection = new AbortController()
  /** The current URL, after redirects. */
  #url: URL
  /** Bytes of the body, before unpacking. */
  #received = 0
  #nextLineMs: number

  constructor(file: FetchedFile, ports: FetchPorts, whole: AbortSignal) {
    this.#file = file
    this.#url = file.url
    this.#ports = ports
    this.#whole = whole
    this.#nextLineMs = ports.clock.nowMs() + FIRST_PROGRESS_MS
  }

  async run(): Promise<Attempted> {
    for (let redirects = 0; ; redirects++) {
      const { signal } = this.#connection
      const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal))
      try {
        const response = sortResponse(answer, this.#ports.clock.wallMs(), this.#file.isPromised)
        if (response.kind === 'file') return await this.#receive(answer, response)
        if (response.kind === 'broken') return this.#broken(response.why, response.retryAfterMs)
        if (response.kind === 'failed') return this.#failed(response.why)
        if (redirects === MAX_REDIRECTS) return this.#failed(`more than ${MAX_REDIRECTS} redirects`)
        const target = redirectTarget(response.location, this.#url, this.#file.url)
        if (!(target instanceof URL)) return this.#failed(target)
        this.#url = target
      } finally {
        answer.discard()
      }
    }
  }

  /** Returns how the attempt ended, given an error that `run` threw. */
  explain(error: unknown, limitMs: number): Attempted {
    if (error instanceof DiskError) return { kind: 'failed', why: error.message }
    if (this.#whole.aborted) {
      return this.#broken(`the file was not complete after ${formatDuration(limitMs)}`)
    }
    if (this.#connection.signal.aborted) {
      return this.#broken(`no byte came for ${formatDuration(STALL_LIMIT_MS)}`)
    }
    const { course, name } = problemRow(networkProblem(error))
    return course === 'never' ? this.#failed(name) : this.#broken(name)
  }

  async #receive({ body }: HttpAnswer, head: FileHead): Promise<Attempted> {
    const { contentLength, contentType, endIsMarked, packings } = head
    if (!endIsMarked) this.#ports.note('the host sent no length, so a cut cannot be noticed')
    const part = await this.#ports.openPart()
    let isReceived = false
    try {
      let bytes = this.#pieces(body, contentLength)
      for (const packing of packings.toReversed()) bytes = undo(bytes, packing)
      for await (const piece of bytes) {
        await part.write(piece)
        if (packings.length === 0) continue
        if (part.bytes > MAX_UNPACKED_BYTES) return this.#failed('it unpacks to more than 2 GiB')
        if (part.bytes > MAX_GROWTH * (contentLength ?? this.#received)) {
          return this.#failed(`it unpacks to more than ${MAX_GROWTH} times its size`)
        }
      }
      if (contentLength !== null && this.#received !== contentLength) {
        return this.#broken(`received ${this.#received} bytes, but Content-Length says ${contentLength}`)
      }
      isReceived = true
      return { kind: 'received', part, contentType }
    } finally {
      if (!isReceived) await part.discard()
    }
  }

  /** The body, piece by piece, with a time limit for each. */
  async *#pieces(body: AsyncIterable<Buffer>, contentLength: number | null): AsyncGenerator<Buffer> {
    const pieces = body[Symbol.asyncIterator]()
    for (;;) {
      const piece = await this.#inTime(() => pieces.next())
      if (piece.done === true) return
      this.#received += piece.value.length
      this.#tellProgress(contentLength)
      yield piece.value
    }
  }

  /** Only for files that take longer than a few seconds. */
  #tellProgress(totalBytes: number | null): void {
    const { clock, note } = this.#ports
    if (clock.nowMs() < this.#nextLineMs) return
    this.#nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS
    note(`${formatBytes(this.#received)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`)
  }

  /** Waits for the network, and closes a connection that is silent for too long. */
  #inTime<T>(work: () => Promise<T>): Promise<T> {
    const close = (): void => this.#connection.abort()
    return withTimeLimit(this.#ports.clock, STALL_LIMIT_MS, this.#whole, (limit) => {
      limit.addEventListener('abort', close)
      if (limit.aborted) close()
      return work()
    })
  }

  #failed(why: string): Attempted {
    return { kind: 'failed', why: `${showUrl(this.#url)}: ${why}` }
  }

  #broken(why: string, retryAfterMs = 0): Attempted {
    return { kind: 'broken', why: `${showUrl(this.#url)}: ${why}`, retryAfterMs }
  }
}
