/**
 * A world for one download without a network: scripted answers, a clock that only moves when the script says so, and a real
 * folder. Waiting costs nothing, and a time limit fires at its exact millisecond or not at all.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download, type DownloadEnd } from '../../src/download.ts'
import type { Clock } from '../../src/clock.ts'
import type { HttpAnswer, HttpGet } from '../../src/http.ts'

/** What a body does next: bytes, time that passes, the connection's end, or anything else that a test wants to happen. */
export type Move = Buffer | { readonly passMs: number } | { readonly cut: Error } | (() => void)

export interface Scripted {
  readonly status?: number
  readonly headers?: HttpAnswer['headers']
  readonly body?: readonly Move[]
}

/** One request's fate: an answer, an error, or time that passes with no answer. */
export type Fate = Scripted | Error | { readonly silentMs: number }

export const MINUTE_MS = 60_000

/** What Node says when the other side goes away. */
export function networkError(code: string): Error {
  return Object.assign(new Error('something with https://user:secret@host/?sig=secret in it'), { code })
}

interface Sleeper {
  readonly atMs: number
  readonly wake: () => void
}

export class ManualClock implements Clock {
  #nowMs = 5_000
  readonly #sleepers = new Set<Sleeper>()

  nowMs(): number {
    return this.#nowMs
  }

  wallMs(): number {
    return Date.UTC(2026, 0, 1) + this.#nowMs
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper)
        resolve()
      }
      const sleeper: Sleeper = { atMs: this.#nowMs + ms, wake }
      this.#sleepers.add(sleeper)
      signal.addEventListener('abort', wake, { once: true })
    })
  }

  /** How many sleeps are under way: 0 once everything has cleaned up. */
  get sleeping(): number {
    return this.#sleepers.size
  }

  /** Lets time pass, and what it wakes run. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms
    for (;;) {
      const [next] = [...this.#sleepers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)
      this.#nowMs = next?.atMs ?? endMs
      next?.wake()
      await macrotask()
      if (next === undefined) return
    }
  }
}

export class DownloadWorld {
  readonly clock = new ManualClock()
  readonly stop = new AbortController()
  readonly folder = mkdtempSync(join(tmpdir(), 'download-'))
  readonly requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = []
  readonly pauses: number[] = []
  readonly progress: [number, number | null][] = []
  readonly contentTypes: string[] = []
  /** Answers that were neither read to their end nor discarded. */
  open = 0
  random = 0

  /** Requests take the fates in turn; the last one repeats. */
  readonly get: HttpGet

  constructor(...fates: readonly Fate[]) {
    this.get = (url, headers, signal) => {
      const fate = fates[Math.min(this.requests.length, fates.length - 1)] ?? {}
      this.requests.push({ url: url.href, headers })
      return this.#answer(fate, signal)
    }
  }

  async #answer(fate: Fate, signal: AbortSignal): Promise<HttpAnswer> {
    await macrotask()
    if (fate instanceof Error) throw fate
    if ('silentMs' in fate) {
      await this.clock.pass(fate.silentMs)
      throwIfAborted(signal)
      return this.#answer({}, signal)
    }
    this.open += 1
    let closed = false
    const close = (): void => {
      if (!closed) this.open -= 1
      closed = true
    }
    const { status = 200, headers = {}, body = [] } = fate
    return { status, headers, body: this.#body(body, signal, close), discard: close }
  }

  async *#body(moves: readonly Move[], signal: AbortSignal, close: () => void): AsyncGenerator<Buffer> {
    try {
      for (const move of moves) {
        if (Buffer.isBuffer(move)) yield move
        else if (typeof move === 'function') move()
        else if ('cut' in move) throw move.cut
        else await this.clock.pass(move.passMs)
        throwIfAborted(signal)
      }
    } finally {
      close()
    }
  }

  /** Downloads `url` to `song.mp3`; each pause passes by itself. */
  download(
    url = 'https://cdn.example.com/x/song.mp3?sig=secret',
    folder = this.folder,
  ): Promise<DownloadEnd> {
    return download(
      {
        url: new URL(url),
        folder,
        fileName: (contentType) => {
          this.contentTypes.push(contentType)
          return 'song.mp3'
        },
      },
      {
        get: this.get,
        clock: this.clock,
        random: () => this.random,
        progress: (bytes, totalBytes) => void this.progress.push([bytes, totalBytes]),
        retrying: (_why, pauseMs) => {
          this.pauses.push(pauseMs)
          setImmediate(() => void this.clock.pass(pauseMs))
        },
      },
      this.stop.signal,
    )
  }

  /** Everything in the folder, hidden files too. */
  get files(): string[] {
    return readdirSync(this.folder)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException('The request was aborted', 'AbortError')
}

/** Lets everything run that is ready to, file operations of some microseconds not included. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
