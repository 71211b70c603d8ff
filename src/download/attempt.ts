/**
 * One attempt to fetch one file: request, redirects, body, temporary file, final name. It leaves a whole file or nothing.
 */
import { withTimeLimit, type Clock } from '../ports/clock.ts'
import { redirectTarget, sortFileAnswer, type FileHead } from './response.ts'
import { DiskFault, openPart } from './part-file.ts'
import { PackingFault, unpack } from './unpack.ts'
import { explainFault, type HttpAnswer, type HttpGet } from '../ports/http.ts'
import type { SavedFile } from '../outcome.ts'
import { showUrl } from '../text/url.ts'

export interface DownloadRequest {
  readonly url: URL
  /** Absolute; made if need be. */
  readonly folder: string
  /** Called when the answer's head is there, with its content type in lower case ('' for none). */
  readonly fileName: (contentType: string) => string
}

export interface AttemptPorts {
  readonly get: HttpGet
  readonly clock: Clock
  /** Called for each piece with the bytes so far, as they travel, of this attempt; `totalBytes` is `null` where it is not known. */
  readonly progress: (bytes: number, totalBytes: number | null) => void
  /** Called with something that people should know, in our own words. */
  readonly note: (text: string) => void
}

export type AttemptEnd =
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'failed'; readonly why: string }
  /** Worth another attempt. `retryAfter` is the header, if there was one. */
  | { readonly kind: 'broken'; readonly why: string; readonly retryAfter: string | undefined }
  | { readonly kind: 'stopped' }

const STALL_LIMIT_MS = 30_000
const WHOLE_LIMIT_MS = 30 * 60_000
const MAX_REDIRECTS = 5

/** The key is not among them, whatever the host. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' }

/** Never rejects but for a bug. */
export function attemptDownload(
  request: DownloadRequest,
  ports: AttemptPorts,
  stop: AbortSignal,
): Promise<AttemptEnd> {
  return withTimeLimit(ports.clock, WHOLE_LIMIT_MS, stop, (whole) =>
    new Attempt(request, ports, { stop, whole }).run(),
  )
}

interface Limits {
  readonly stop: AbortSignal
  /** Aborts when the attempt has taken too long, and with `stop`. */
  readonly whole: AbortSignal
}

class Attempt {
  readonly #request: DownloadRequest
  readonly #ports: AttemptPorts
  readonly #limits: Limits
  readonly #connection = new AbortController()
  /** Where the redirects have led. */
  #url: URL

  constructor(request: DownloadRequest, ports: AttemptPorts, limits: Limits) {
    this.#request = request
    this.#ports = ports
    this.#limits = limits
    this.#url = request.url
  }

  async run(): Promise<AttemptEnd> {
    try {
      return await this.#follow()
    } catch (error) {
      if (this.#limits.stop.aborted) return { kind: 'stopped' }
      if (error instanceof DiskFault) return { kind: 'failed', why: error.message }
      if (this.#limits.whole.aborted) return this.#broken('the file was not complete after 30 minutes')
      if (this.#connection.signal.aborted) return this.#broken('no byte came for 30 seconds')
      const fault = explainBroken(error)
      return fault.lasting ? this.#failed(fault.why) : this.#broken(fault.why)
    }
  }

  async #follow(): Promise<AttemptEnd> {
    for (let redirects = 0; ; redirects++) {
      const { signal } = this.#connection
      const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal))
      try {
        const verdict = sortFileAnswer(answer)
        if (verdict.kind === 'file') return await this.#save(answer, verdict)
        if (verdict.kind === 'failed') return this.#failed(verdict.why)
        if (verdict.kind === 'broken') return this.#broken(verdict.why, verdict.retryAfter)
        if (redirects === MAX_REDIRECTS) return this.#failed(`more than ${MAX_REDIRECTS} redirects`)
        const target = redirectTarget(verdict.location, this.#url, this.#request.url)
        if (!(target instanceof URL)) return this.#failed(target)
        this.#url = target
      } finally {
        answer.discard()
      }
    }
  }

  async #save(answer: HttpAnswer, head: FileHead): Promise<AttemptEnd> {
    const name = this.#request.fileName(head.contentType)
    if (!head.endIsMarked)
      this.#ports.note('the host does not tell its length, so nobody can tell whether it is whole')
    const part = await openPart(this.#request.folder)
    try {
      const count = { received: 0 }
      let isEmpty = true
      for await (const chunk of unpack(this.#receive(answer, head, count), head.encoding)) {
        await part.write(chunk)
        isEmpty &&= chunk.length === 0
      }
      const { contentLength } = head
      if (contentLength !== null && count.received !== contentLength) {
        return this.#broken(`${count.received} bytes came where Content-Length says ${contentLength}`)
      }
      if (isEmpty) return this.#failed('the file has no bytes')
      return { kind: 'saved', file: await part.publish(name) }
    } finally {
      await part.discard()
    }
  }

  /** The body as it comes, piece by piece, each in time. */
  async *#receive(
    answer: HttpAnswer,
    head: FileHead,
    count: { received: number },
  ): AsyncGenerator<Buffer, void, undefined> {
    const pieces = answer.body[Symbol.asyncIterator]()
    for (;;) {
      const piece = await this.#inTime(() => pieces.next())
      if (piece.done === true) return
      count.received += piece.value.length
      this.#ports.progress(count.received, head.contentLength)
      yield piece.value
    }
  }

  /** Waits for the network, and cuts the connection where it keeps silent for too long. */
  #inTime<T>(work: () => Promise<T>): Promise<T> {
    const cut = (): void => this.#connection.abort()
    return withTimeLimit(this.#ports.clock, STALL_LIMIT_MS, this.#limits.whole, (limit) => {
      limit.addEventListener('abort', cut)
      if (limit.aborted) cut()
      return work()
    })
  }

  #failed(why: string): AttemptEnd {
    return { kind: 'failed', why: `${showUrl(this.#url)}: ${why}` }
  }

  #broken(why: string, retryAfter?: string): AttemptEnd {
    return { kind: 'broken', why: `${showUrl(this.#url)}: ${why}`, retryAfter }
  }
}

function explainBroken(error: unknown): { readonly why: string; readonly lasting: boolean } {
  if (error instanceof PackingFault) return { why: 'the compressed answer is damaged', lasting: false }
  const { kind, why } = explainFault(error)
  // A host name that is not found may be a name server's bad moment; the attempts are few.
  return { why, lasting: kind === 'lasting' }
}
