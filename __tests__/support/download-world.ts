/**
 * A world for downloads without a network: scripted responses, a clock that moves only when the script says so, and a real
 * folder. Waiting costs nothing, and a time limit fires at its exact millisecond or not at all.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolder, type SavePorts } from '../../src/audio/save.ts'
import type { Outcome, SavedFile } from '../../src/outcome.ts'
import type { Clock } from '../../src/world/clock.ts'
import type { HttpAnswer, HttpGet } from '../../src/world/http.ts'
import { aTask } from './builders.ts'
import { fakeCheck } from './fake-check.ts'
import { media } from './media.ts'
import { drainPromises, VirtualClock } from './virtual-clock.ts'

/** What a body does next: bytes, time that passes, the connection's end, or anything else that a test wants to happen. */
export type Move = Buffer | { readonly passMs: number } | { readonly cut: Error } | (() => unknown)

/** The result of one request: a response, an error, or time that passes without a response. */
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

/** A whole response of this type, without its length. */
export function sent(contentType: string, bytes: Buffer | string): Fate {
  const headers = { 'content-type': contentType, 'transfer-encoding': 'chunked' }
  return { headers, body: [Buffer.from(bytes)] }
}

/** Node's error when the other side goes away. */
export function networkError(code: string): Error {
  return Object.assign(new Error('something with https://user:secret@host/?sig=secret in it'), { code })
}

/** `files` are in the order of the result. */
export interface SavedTask {
  readonly outcome: Outcome
  readonly files: readonly SavedFile[]
}

const ABORTED = new DOMException('The request was aborted', 'AbortError')

const TASK_IDS = ['song', 'a', 'b', 'c']

/** Opens the folder, and returns what saves a task there: `song`, completed, if the fields of its record say nothing else. */
export async function openSaver(
  folder: string,
  ports: Pick<SavePorts, 'get' | 'clock' | 'job' | 'random' | 'log'>,
) {
  const all: { readonly taskId: string; readonly file: SavedFile; readonly place: number }[] = []
  const saved: SavePorts['saved'] = (taskId, file, place) => void all.push({ taskId, file, place })
  const warn = (line: string): void => ports.log(`warning: ${line}`)
  const others = { inspector: fakeCheck, workspace: '/elsewhere', warn, saved }
  const audio = await openFolder(folder, TASK_IDS, { ...ports, ...others })
  if (typeof audio === 'string') throw new Error(audio)
  return async (fields: object, stop: AbortSignal, endpoint?: URL): Promise<SavedTask> => {
    const task = aTask({ taskId: 'song', status: 'completed', ...fields }, endpoint)
    const outcome = await audio.save(task, TASK_IDS.indexOf(task.taskId), stop)
    const own = all.filter(({ taskId }) => taskId === task.taskId).sort((a, b) => a.place - b.place)
    return { outcome, files: own.map(({ file }) => file) }
  }
}

const made: DownloadWorld[] = []

/** A world for this test. */
export class DownloadWorld {
  readonly time = new VirtualClock(Date.UTC(2026, 0, 1))
  readonly stop = new AbortController()
  readonly folder = mkdtempSync(join(tmpdir(), 'download-'))
  readonly job = { folder: mkdtempSync(join(tmpdir(), 'job-')), id: 'a job' }
  readonly requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = []
  readonly pauses: number[] = []
  /** Warnings begin with `warning: `. */
  readonly log: string[] = []
  /** Responses that were neither read to their end nor discarded. */
  readonly #open = new Set<unknown>()
  random = 0
  readonly #host: (url: URL, count: number) => Fate
  #save: ReturnType<typeof openSaver> | null = null

  /** `host` gets the URL and the number of requests before this one. */
  constructor(host: (url: URL, count: number) => Fate) {
    this.#host = host
    made.push(this)
  }

  readonly get: HttpGet = async (url, headers, signal) => {
    const fate = this.#host(url, this.requests.length)
    this.requests.push({ url: url.href, headers })
    await drainPromises()
    if (fate instanceof Error) throw fate
    if ('silentMs' in fate) await this.pass(fate.silentMs)
    if (signal.aborted) throw ABORTED
    const { status = 200, headers: sent = {}, body: moves = [] } = 'silentMs' in fate ? {} : fate
    const answer = {}
    this.#open.add(answer)
    const discard = (): void => void this.#open.delete(answer)
    return { status, headers: sent, body: this.#body(moves, signal, discard), discard }
  }

  async *#body(moves: readonly Move[], signal: AbortSignal, close: () => void): AsyncGenerator<Buffer> {
    try {
      for (const move of moves) {
        if (Buffer.isBuffer(move)) yield move
        else if (typeof move === 'function') await move()
        else if ('cut' in move) throw move.cut
        else await this.pass(move.passMs)
        if (signal.aborted) throw ABORTED
      }
    } finally {
      close()
    }
  }

  /** Time, in which the pause before another attempt passes by itself. */
  readonly clock: Clock = {
    nowMs: () => this.time.nowMs(),
    wallMs: () => this.time.wallMs(),
    sleep: (ms, signal) => {
      if (signal === this.stop.signal) {
        this.pauses.push(ms)
        setImmediate(() => void this.pass(ms))
      }
      return this.time.sleep(ms, signal)
    },
  }

  /** Saves what a result names, of the producer's task `song` if `fields` and `endpoint` say nothing else. */
  async save(result: unknown = { audioUrl: SIGNED }, fields = {}, endpoint?: URL): Promise<SavedTask> {
    const { get, clock, job } = this
    const log = (line: string): void => void this.log.push(line)
    this.#save ??= openSaver(this.folder, { get, clock, job, log, random: () => this.random })
    return (await this.#save)({ result, ...fields }, this.stop.signal, endpoint)
  }

  async pass(ms: number): Promise<void> {
    await this.time.runUntil(this.time.nowMs() + ms)
    // The time's last sleeper may have work left to do.
    await drainPromises()
  }

  /** Everything in the folder, hidden files too. */
  get files(): string[] {
    return readdirSync(this.folder).sort()
  }

  bytesOf(name: string): Buffer {
    return readFileSync(join(this.folder, name))
  }

  /** Expects that no connection and no timer is left. */
  close(): void {
    for (const path of [this.folder, this.job.folder])
      rmSync(path, { recursive: true, force: true, maxRetries: 5 })
    expect({ open: this.#open.size, asleep: this.time.asleep }).toEqual({ open: 0, asleep: 0 })
  }
}

afterEach(() => {
  for (const world of made.splice(0)) world.close()
})

/** A world for this test, whose requests take the fates in turn; the last one repeats. */
export function given(...fates: readonly Fate[]): DownloadWorld {
  return new DownloadWorld((_url, count) => fates[Math.min(count, fates.length - 1)] ?? WHOLE)
}
