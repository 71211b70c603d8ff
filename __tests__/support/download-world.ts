/**
 * A world for downloads without a network: scripted responses, a clock that moves only when the script says so, and a real
 * folder. Waiting costs nothing, and a time limit fires at its exact millisecond or not at all.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Check } from '../../src/audio/check.ts'
import { fetchFile, type Fetched } from '../../src/audio/fetch.ts'
import { Folder } from '../../src/audio/folder.ts'
import { openFolder, type AudioFolder } from '../../src/audio/save.ts'
import type { SavedFile } from '../../src/outcome.ts'
import type { Task } from '../../src/mountsea/read.ts'
import type { Outcome } from '../../src/outcome.ts'
import type { Clock } from '../../src/world/clock.ts'
import type { HttpAnswer, HttpGet } from '../../src/world/http.ts'
import { aTask } from './builders.ts'
import { fakeCheck } from './fake-check.ts'
import { media } from './media.ts'
import { VirtualClock } from './virtual-clock.ts'

/** What a body does next: bytes, time that passes, the connection's end, or anything else that a test wants to happen. */
export type Move = Buffer | { readonly passMs: number } | { readonly cut: Error } | (() => unknown)

/** What becomes of one request: a response, an error, or time that passes without a response. */
export type Fate =
  | Error
  | { readonly silentMs: number }
  | { readonly status?: number; readonly headers?: HttpAnswer['headers']; readonly body?: readonly Move[] }

export const SONG = media('song.mp3')
export const HEAD = SONG.subarray(0, 500)
export const TAIL = SONG.subarray(500)
export const WHOLE = body(HEAD, TAIL)
export const CUT = body(HEAD, { cut: networkError('ECONNRESET') })
export const CDN = 'https://cdn.example.com'
/** A signed URL, and how people see it. */
export const SIGNED = 'https://cdn.example.com/x/song.mp3?sig=secret'
export const SHOWN = 'https://cdn.example.com/x/song.mp3'

/** A response that promises the song, and how its body goes. */
export function body(...moves: readonly Move[]): Fate {
  return { headers: { 'content-length': String(SONG.length), 'content-type': 'audio/mpeg' }, body: moves }
}

/** A response of this type that is whole, without a word on its length. */
export function sent(contentType: string, bytes: Buffer | string): Fate {
  const headers = { 'content-type': contentType, 'transfer-encoding': 'chunked' }
  return { headers, body: [Buffer.from(bytes)] }
}

/** What Node says when the other side goes away. */
export function networkError(code: string): Error {
  return Object.assign(new Error('something with https://user:secret@host/?sig=secret in it'), { code })
}

export interface SavedTask {
  readonly outcome: Outcome
  /** In the order of the result. */
  readonly files: readonly SavedFile[]
}

/** The IDs of the tasks whose files a world can save. */
const TASK_IDS = ['song', 'a', 'b', 'c']

export class DownloadWorld {
  readonly #time = new VirtualClock(Date.UTC(2026, 0, 1))
  readonly stop = new AbortController()
  readonly folder = mkdtempSync(join(tmpdir(), 'download-'))
  readonly job = { folder: mkdtempSync(join(tmpdir(), 'job-')), id: 'a job' }
  readonly requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = []
  readonly pauses: number[] = []
  /** Warnings begin with `warning: `. */
  readonly log: string[] = []
  /** Responses that were neither read to their end nor discarded. */
  open = 0
  random = 0
  check: Check = fakeCheck
  readonly #host: (url: URL, count: number) => Fate
  #audio: Promise<AudioFolder | string> | null = null
  readonly #files = new Map<string, SavedFile[]>()

  /** `host` is told the URL and how many requests there were before this one. */
  constructor(host: (url: URL, count: number) => Fate) {
    this.#host = host
  }

  readonly get: HttpGet = async (url, headers, signal) => {
    const fate = this.#host(url, this.requests.length)
    this.requests.push({ url: url.href, headers })
    await macrotask()
    if (fate instanceof Error) throw fate
    if ('silentMs' in fate) {
      await this.pass(fate.silentMs)
      throwIfAborted(signal)
      return { status: 200, headers: {}, body: this.#body([], signal), discard: () => undefined }
    }
    this.open += 1
    const close = once(() => (this.open -= 1))
    const { status = 200, headers: sent = {}, body: moves = [] } = fate
    return { status, headers: sent, body: this.#body(moves, signal, close), discard: close }
  }

  async *#body(
    moves: readonly Move[],
    signal: AbortSignal,
    close = (): void => undefined,
  ): AsyncGenerator<Buffer> {
    try {
      for (const move of moves) {
        if (Buffer.isBuffer(move)) yield move
        else if (typeof move === 'function') await move()
        else if ('cut' in move) throw move.cut
        else await this.pass(move.passMs)
        throwIfAborted(signal)
      }
    } finally {
      close()
    }
  }

  /** Time, in which the pause before another attempt passes by itself. */
  readonly clock: Clock = {
    nowMs: () => this.#time.nowMs(),
    wallMs: () => this.#time.wallMs(),
    sleep: (ms, signal) => {
      if (signal === this.stop.signal) {
        this.pauses.push(ms)
        setImmediate(() => void this.pass(ms))
      }
      return this.#time.sleep(ms, signal)
    },
  }

  /** Fetches the song, in a folder that is there unless a test says otherwise. */
  async fetch({ isPromised = true, open = (): void => undefined } = {}): Promise<Fetched> {
    const { get, clock, stop } = this
    const folder = await Folder.open(this.folder, TASK_IDS, { clock, job: this.job })
    if (typeof folder === 'string') throw new Error(folder)
    open()
    const note = (text: string): void => void this.log.push(text)
    const ports = {
      get,
      clock,
      random: () => this.random,
      openPart: () => folder.openPart(stop.signal),
      note,
    }
    return fetchFile({ url: new URL(SIGNED), isPromised }, ports, stop.signal)
  }

  /** Saves what a result names, of the producer if no endpoint says otherwise. */
  async save(result: unknown = { audioUrl: SIGNED }, taskId = 'song', endpoint?: URL): Promise<SavedTask> {
    return this.#save(aTask({ taskId, status: 'completed', result }, endpoint))
  }

  /** Saves what the result in a record names. */
  async saveRecord(record: Readonly<Record<string, unknown>>, endpoint: URL): Promise<SavedTask> {
    return this.#save(aTask({ taskId: 'song', ...record }, endpoint))
  }

  async #save(task: Task): Promise<SavedTask> {
    const audio = await (this.#audio ??= this.#open())
    if (typeof audio === 'string') throw new Error(audio)
    const outcome = await audio.save(task, TASK_IDS.indexOf(task.taskId), this.stop.signal)
    return { outcome, files: (this.#files.get(task.taskId) ?? []).flat() }
  }

  #open(): Promise<AudioFolder | string> {
    const { get, clock } = this
    const log = (line: string): void => void this.log.push(line)
    return openFolder(this.folder, TASK_IDS, {
      get,
      clock,
      random: () => this.random,
      inspector: (...file) => this.check(...file),
      job: this.job,
      workspace: '/elsewhere',
      log,
      warn: (line) => log(`warning: ${line}`),
      saved: (taskId, file, place) => {
        const files = this.#files.get(taskId) ?? []
        files[place] = file
        this.#files.set(taskId, files)
      },
    })
  }

  async pass(ms: number): Promise<void> {
    await this.#time.runUntil(this.#time.nowMs() + ms)
    // The time's last sleeper may have work left to do.
    await macrotask()
  }

  /** Does something so many milliseconds after now. */
  after(ms: number, act: () => void): void {
    void this.#time.sleep(ms, new AbortController().signal).then(act)
  }

  /** Everything in the folder, hidden files too. */
  get files(): string[] {
    return readdirSync(this.folder).sort()
  }

  bytesOf(name: string): Buffer {
    return readFileSync(join(this.folder, name))
  }

  /** Whatever happened: no connection is left open, and no timer. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
    expect({ open: this.open, asleep: this.#time.asleep }).toEqual({ open: 0, asleep: 0 })
  }
}

const made: DownloadWorld[] = []
afterEach(() => {
  for (const world of made.splice(0)) world.close()
})

/** A world for this test, whose requests take the fates in turn; the last one repeats. */
export function given(...fates: readonly Fate[]): DownloadWorld {
  return givenHost((_url, count) => fates[Math.min(count, fates.length - 1)] ?? WHOLE)
}

/** A world for this test, whose host says what becomes of each request. */
export function givenHost(host: (url: URL, count: number) => Fate): DownloadWorld {
  const world = new DownloadWorld(host)
  made.push(world)
  return world
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException('The request was aborted', 'AbortError')
}

/** Lets everything run that is ready to, file operations of some microseconds not included. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
