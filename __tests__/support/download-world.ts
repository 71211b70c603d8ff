/**
 * A world for one download without a network: scripted answers, a clock that only moves when the script says so, and a real
 * folder. Waiting costs nothing, and a time limit fires at its exact millisecond or not at all.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download, type DownloadEnd } from '../../src/download/download.ts'
import type { HttpAnswer, HttpGet } from '../../src/ports/http.ts'
import { VirtualClock } from './virtual-clock.ts'

/** What a body does next: bytes, time that passes, the connection's end, or anything else that a test wants to happen. */
export type Move = Buffer | { readonly passMs: number } | { readonly cut: Error } | (() => void)

export interface Scripted {
  readonly status?: number
  readonly headers?: HttpAnswer['headers']
  readonly body?: readonly Move[]
}

/** One request's fate: an answer, an error, or time that passes with no answer. */
export type Fate = Scripted | Error | { readonly silentMs: number }

export const SONG = Buffer.from('bytes that sound good')
export const LENGTH = String(SONG.length)
export const HEAD = SONG.subarray(0, 5)
export const TAIL = SONG.subarray(5)
export const WHOLE: Fate = {
  headers: { 'content-length': LENGTH, 'content-type': 'audio/mpeg' },
  body: [HEAD, TAIL],
}
/** The URL that is asked for, as people see it. */
export const SHOWN = 'https://cdn.example.com/x/song.mp3'

/** An answer that promises the song, and how its body goes. */
export function body(...moves: readonly Move[]): Fate {
  return { headers: { 'content-length': LENGTH }, body: moves }
}

/** What Node says when the other side goes away. */
export function networkError(code: string): Error {
  return Object.assign(new Error('something with https://user:secret@host/?sig=secret in it'), { code })
}

export class DownloadWorld {
  readonly clock = new VirtualClock(Date.UTC(2026, 0, 1))
  readonly stop = new AbortController()
  readonly folder = mkdtempSync(join(tmpdir(), 'download-'))
  readonly requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = []
  readonly pauses: number[] = []
  readonly progress: [number, number | null][] = []
  readonly notes: string[] = []
  readonly contentTypes: string[] = []
  /** Answers that were neither read to their end nor discarded. */
  open = 0
  random = 0
  /** Called for each piece, before it is written. */
  onProgress: () => void = () => undefined

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
      await this.pass(fate.silentMs)
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
        else await this.pass(move.passMs)
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
        progress: (bytes, totalBytes) => {
          this.progress.push([bytes, totalBytes])
          this.onProgress()
        },
        note: (text) => void this.notes.push(text),
        retrying: (_why, pauseMs) => {
          this.pauses.push(pauseMs)
          setImmediate(() => void this.pass(pauseMs))
        },
      },
      this.stop.signal,
    )
  }

  async pass(ms: number): Promise<void> {
    await this.clock.runUntil(this.clock.nowMs() + ms)
    // The time's last sleeper may have work left to do.
    await macrotask()
  }

  /** Everything in the folder, hidden files too. */
  get files(): string[] {
    return readdirSync(this.folder)
  }
}

export interface Worlds {
  /** Makes the test's world. */
  readonly given: (...fates: readonly Fate[]) => DownloadWorld
  /** The one that was made last. */
  readonly world: () => DownloadWorld
  /** The song, or other bytes, is the only thing in the folder, and `end` tells the truth about it. */
  readonly expectSaved: (end: DownloadEnd, bytes?: Buffer) => void
  /** Nothing is left in the folder, and the reason tells no secret. */
  readonly expectFailed: (end: DownloadEnd, why: string) => void
}

/** Call it once in a test file; after each test it looks whether the worlds were left clean. */
export function worlds(): Worlds {
  const made: DownloadWorld[] = []
  const world = (): DownloadWorld => {
    const last = made.at(-1)
    if (last === undefined) throw new Error('there is no world yet')
    return last
  }
  afterEach(() => {
    for (const { open, clock, folder } of made.splice(0)) {
      rmSync(folder, { recursive: true, force: true })
      // Whatever happened: no connection left open, and no timer.
      expect({ open, asleep: clock.asleep }).toEqual({ open: 0, asleep: 0 })
    }
  })
  return {
    given(...fates) {
      made.push(new DownloadWorld(...fates))
      return world()
    },
    world,
    expectSaved(end, bytes = SONG) {
      const path = join(world().folder, 'song.mp3')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      expect(end).toEqual({ kind: 'saved', file: { path, bytes: bytes.length, sha256 } })
      expect(world().files).toEqual(['song.mp3'])
      expect(readFileSync(path)).toEqual(bytes)
    },
    expectFailed(end, why) {
      expect(end).toEqual({ kind: 'failed', why })
      expect(why).not.toContain('secret')
      expect(world().files).toEqual([])
    },
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException('The request was aborted', 'AbortError')
}

/** Lets everything run that is ready to, file operations of some microseconds not included. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
