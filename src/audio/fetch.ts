/** One attempt to fetch one file: request, redirects, body, temporary file. It leaves a whole part or nothing. */
import { withTimeLimit, type Clock } from '../world/clock.ts'
import { DiskError } from '../world/disk.ts'
import { networkProblem } from '../world/http-error.ts'
import type { HttpAnswer, HttpGet } from '../world/http.ts'
import { problemRow } from '../mountsea/problems.ts'
import { formatDuration } from '../text/show.ts'
import { showUrl } from '../text/url.ts'
import { openPart, type PartFile } from './part-file.ts'
import { redirectTarget, sortResponse, type Encoding, type FileHead, type Response } from './response.ts'

export interface DownloadRequest {
  readonly url: URL
  /** Absolute. */
  readonly folder: string
  /** For the whole attempt. */
  readonly limitMs: number
}

export interface AttemptPorts {
  readonly get: HttpGet
  readonly clock: Clock
  /** Called for each piece with the attempt's bytes so far, as they travel; `totalBytes` is `null` where it is not known. */
  readonly progress: (bytes: number, totalBytes: number | null) => void
  /** Called with something that people should know, in our own words. */
  readonly note: (text: string) => void
}

/** `why` is in our own words; URLs in it have no query. */
export type AttemptEnd =
  /** The part is the caller's to publish or to discard. `contentType` is lower case, '' if none was sent. */
  | { readonly kind: 'received'; readonly part: PartFile; readonly contentType: string }
  | { readonly kind: 'stopped' }
  | Exclude<Response, { readonly kind: 'file' | 'redirect' }>

const STALL_LIMIT_MS = 30_000
const MAX_REDIRECTS = 5

/** Without the key, whatever the host. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' }

/** Never rejects but for a bug. */
export async function attemptDownload(
  request: DownloadRequest,
  ports: AttemptPorts,
  stop: AbortSignal,
): Promise<AttemptEnd> {
  return withTimeLimit(ports.clock, request.limitMs, stop, async (whole) => {
    const attempt = new Attempt(request, ports, whole)
    try {
      return await attempt.run()
    } catch (error) {
      return stop.aborted ? { kind: 'stopped' } : attempt.explain(error)
    }
  })
}

class Attempt {
  readonly #request: DownloadRequest
  readonly #ports: AttemptPorts
  /** Aborts when the attempt has taken too long, or is stopped. */
  readonly #whole: AbortSignal
  readonly #connection = new AbortController()
  /** Where the redirects have led. */
  #url: URL
  /** Bytes of the body, as they travel. */
  #received = 0

  constructor(request: DownloadRequest, ports: AttemptPorts, whole: AbortSignal) {
    this.#request = request
    this.#ports = ports
    this.#whole = whole
    this.#url = request.url
  }

  async run(): Promise<AttemptEnd> {
    for (let redirects = 0; ; redirects++) {
      const { signal } = this.#connection
      const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal))
      try {
        const response = sortResponse(answer)
        if (response.kind === 'file') return await this.#save(answer, response)
        if (response.kind === 'page') return response
        if (response.kind === 'failed') return this.#failed(response.why)
        if (response.kind === 'broken') return this.#broken(response.why, response.retryAfter)
        if (redirects === MAX_REDIRECTS) return this.#failed(`more than ${MAX_REDIRECTS} redirects`)
        const target = redirectTarget(response.location, this.#url, this.#request.url)
        if (!(target instanceof URL)) return this.#failed(target)
        this.#url = target
      } finally {
        answer.discard()
      }
    }
  }

  /** What an error that `run` threw means for the file. */
  explain(error: unknown): AttemptEnd {
    if (error instanceof DiskError) return { kind: 'failed', why: error.message }
    if (this.#whole.aborted) {
      return this.#broken(`the file was not complete after ${formatDuration(this.#request.limitMs)}`)
    }
    if (this.#connection.signal.aborted) return this.#broken('no byte came for 30 seconds')
    const { course, name } = problemRow(networkProblem(error))
    return course === 'never' ? this.#failed(name) : this.#broken(name)
  }

  async #save({ body }: HttpAnswer, head: FileHead): Promise<AttemptEnd> {
    const { contentLength, contentType, encoding, endIsMarked } = head
    const { note, clock } = this.#ports
    if (!endIsMarked) note('the host does not tell its length, so nobody can tell whether it is whole')
    const part = await openPart(this.#request.folder, clock)
    let isReceived = false
    try {
      for await (const chunk of unpack(this.#receive(body, contentLength), encoding)) await part.write(chunk)
      if (contentLength !== null && this.#received !== contentLength) {
        return this.#broken(`${this.#received} bytes came where Content-Length says ${contentLength}`)
      }
      if (part.bytes === 0) return this.#failed('the file has no bytes')
      isReceived = true
      return { kind: 'received', part, contentType }
    } finally {
      if (!isReceived) await part.discard()
    }
  }

  /** The body as it comes, piece by piece, each in time. */
  async *#receive(body: AsyncIterable<Buffer>, contentLength: number | null): AsyncGenerator<Buffer> {
    const pieces = body[Symbol.asyncIterator]()
    for (;;) {
      const piece = await this.#inTime(() => pieces.next())
      if (piece.done === true) return
      this.#received += piece.value.length
      this.#ports.progress(this.#received, contentLength)
      yield piece.value
    }
  }

  /** Waits for the network, and cuts the connection where it keeps silent for too long. */
  #inTime<T>(work: () => Promise<T>): Promise<T> {
    const cut = (): void => this.#connection.abort()
    return withTimeLimit(this.#ports.clock, STALL_LIMIT_MS, this.#whole, (limit) => {
      limit.addEventListener('abort', cut)
      if (limit.aborted) cut()
      return work()
    })
  }

  #failed(why: string): AttemptEnd {
    return { kind: 'failed', why: `${showUrl(this.#url)}: ${why}` }
  }

  #broken(why: string, retryAfter = ''): AttemptEnd {
    return { kind: 'broken', why: `${showUrl(this.#url)}: ${why}`, retryAfter }
  }
}

/** The bytes as they were before `encoding`. Throws what broke `packed`, or an error of zlib's. */
async function* unpack(packed: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'identity') {
    yield* packed
    return
  }
  // Loaded here: few steps meet a packed file, and every step would pay the start-up.
  const zlib = await import('node:zlib')
  const { pipeline } = await import('node:stream/promises')
  const unpacker = encoding === 'br' ? zlib.createBrotliDecompress() : zlib.createUnzip()
  // What goes wrong in it comes out of the loop below.
  pipeline(packed, unpacker).catch(() => undefined)
  const pieces: AsyncIterable<Buffer> = unpacker
  yield* pieces
}
