// A completed task's audio, all of it: what is saved, and what is said where some of it cannot be.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HttpAnswer } from '../../../src/ports/http.ts'
import {
  createDownloadTurns,
  saveAudio,
  type SavedAudio,
  type SavePorts,
} from '../../../src/download/save.ts'
import { parseTask, type Task } from '../../../src/products/producer.ts'
import { songResult, stemsResult } from '../../support/mock-api/results.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const STEMS = stemsResult({
  vocals: 'https://cdn.example.com/v.wav',
  drums: 'https://cdn.example.com/d.wav',
  bass: 'https://cdn.example.com/b.wav',
  other: 'https://cdn.example.com/o.wav',
})

const CHUNKED = { 'transfer-encoding': 'chunked' }

/** What a host does with a request; its bytes are the URL's path unless it says otherwise. */
type Host = (url: URL) => Partial<HttpAnswer> | undefined

let folder = ''
let clock: VirtualClock
let stop: AbortController
let log: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audio-'))
  clock = new VirtualClock()
  stop = new AbortController()
  log = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function ports(host: Host): SavePorts {
  return {
    get: (url) =>
      Promise.resolve({
        status: 200,
        headers: CHUNKED,
        body: pathOf(url),
        discard: () => undefined,
        ...host(url),
      }),
    clock,
    random: () => 0,
    turns: createDownloadTurns(),
    log: (line) => void log.push(line),
  }
}

async function* pathOf(url: URL): AsyncGenerator<Buffer> {
  await macrotask()
  yield Buffer.from(url.pathname)
}

function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function taskWith(result: unknown): Task {
  const parsed = parseTask(JSON.stringify({ taskId: 'song', status: 'completed', result }), 'song')
  if (parsed.kind === 'bad') throw new Error(parsed.why)
  return parsed.task
}

function save(result: unknown, host: Host = () => undefined, base = 'song'): Promise<SavedAudio> {
  return saveAudio(taskWith(result), { base, folder }, ports(host), stop.signal)
}

function namesOf({ files }: SavedAudio): string[] {
  return files.map(({ path }) => path.slice(folder.length + 1))
}

test('a song is one file', async () => {
  const saved = await save(songResult('https://cdn.example.com/a.mp3'))
  expect(saved.kind).toBe('saved')
  const sha256 = createHash('sha256').update('/a.mp3').digest('hex')
  expect(saved.files).toEqual([{ path: join(folder, 'song.mp3'), bytes: 6, sha256 }])
})

test('stems are four files, in the order of the reference, whichever comes first', async () => {
  const saved = await save(STEMS)
  expect(saved.kind).toBe('saved')
  expect(namesOf(saved)).toEqual(['song-vocals.wav', 'song-drums.wav', 'song-bass.wav', 'song-other.wav'])
})

test('a result without audio is told apart from a download that fails, and makes no folder', async () => {
  const missing = await saveAudio(
    taskWith({}),
    { base: 'song', folder: join(folder, 'new') },
    ports(() => undefined),
    stop.signal,
  )
  expect(missing).toMatchObject({ kind: 'audio-missing', files: [] })
  expect(readdirSync(folder)).toEqual([])
})

test('where one stem fails, the others are saved all the same', async () => {
  const saved = await save(STEMS, (url) => (url.pathname === '/d.wav' ? { status: 404 } : undefined))
  expect(saved).toMatchObject({
    kind: 'download-failed',
    why: '1 of 4 files: https://cdn.example.com/d.wav: HTTP 404: the URL has expired or is not readable',
  })
  expect(namesOf(saved)).toEqual(['song-vocals.wav', 'song-bass.wav', 'song-other.wav'])
  expect(readdirSync(folder).sort()).toEqual(namesOf(saved).sort())
})

test('where several fail, each is named', async () => {
  const saved = await save(STEMS, (url) =>
    /[vo]/.test(url.pathname.slice(1, 2)) ? { status: 400 } : undefined,
  )
  expect(saved).toMatchObject({
    kind: 'download-failed',
    why: '2 of 4 files: https://cdn.example.com/v.wav: HTTP 400; https://cdn.example.com/o.wav: HTTP 400',
  })
})

test('one file that fails needs no count', async () => {
  const saved = await save(songResult('https://cdn.example.com/a.mp3?sig=secret'), () => ({ status: 410 }))
  expect(saved).toEqual({
    kind: 'download-failed',
    why: 'https://cdn.example.com/a.mp3: HTTP 410: the URL has expired or is not readable',
    files: [],
  })
})

test('the end of the step keeps what is saved, and says that it was stopped', async () => {
  const saved = await save(STEMS, (url) => {
    if (url.pathname !== '/o.wav') return undefined
    return {
      body: (async function* () {
        while (readdirSync(folder).length < 4) await macrotask()
        stop.abort()
        yield Buffer.from('half')
        throw new DOMException('The request was aborted', 'AbortError')
      })(),
    }
  })
  expect(saved.kind).toBe('stopped')
  expect(readdirSync(folder).sort()).toEqual(namesOf(saved).sort())
})

test('at most four files come at a time over all tasks of the step', async () => {
  let now = 0
  let most = 0
  const crowd = async function* (): AsyncGenerator<Buffer> {
    most = Math.max(most, ++now)
    // The first four wait for each other, and a fifth would have come along.
    while (most < 4) await macrotask()
    await macrotask()
    yield Buffer.from('x')
    now--
  }
  const shared = ports(() => ({ body: crowd() }))
  const saved = await Promise.all(
    ['a', 'b', 'c'].map((base) => saveAudio(taskWith(STEMS), { base, folder }, shared, stop.signal)),
  )
  expect(most).toBe(4)
  expect(saved.flatMap((each) => each.files)).toHaveLength(12)
})

describe('progress', () => {
  function slow(pieces: number, everyMs: number, headers: HttpAnswer['headers']): Host {
    return () => ({
      headers,
      body: (async function* () {
        for (let piece = 0; piece < pieces; piece++) {
          await clock.runUntil(clock.nowMs() + everyMs)
          yield Buffer.alloc(500_000)
        }
      })(),
    })
  }

  test('is not worth a line for a file that takes a few seconds', async () => {
    await save(songResult('https://cdn.example.com/a.mp3'), slow(4, 1_000, CHUNKED))
    expect(log).toEqual([])
  })

  test('is a line after 5 s, then one every 10 s', async () => {
    await save(
      songResult('https://cdn.example.com/a'),
      slow(26, 1_000, { 'content-length': '13000000', 'content-type': 'audio/mpeg' }),
    )
    expect(log).toEqual([
      'saving song.mp3: 2.5 MB of 13.0 MB',
      'saving song.mp3: 7.5 MB of 13.0 MB',
      'saving song.mp3: 12.5 MB of 13.0 MB',
    ])
  })

  test('says how much there is where nobody knows how much there will be', async () => {
    await save(songResult('https://cdn.example.com/a.mp3'), slow(6, 1_000, CHUNKED))
    expect(log).toEqual(['saving song.mp3: 2.5 MB'])
  })

  test('says when a host gives no way to tell a whole file from half of one', async () => {
    await save(songResult('https://cdn.example.com/a.mp3'), () => ({ headers: {} }))
    expect(log).toEqual([
      'saving song.mp3: the host does not tell its length, so nobody can tell whether it is whole',
    ])
  })

  test('says when a file is fetched again, and why', async () => {
    let asked = 0
    const saving = save(songResult('https://cdn.example.com/a.mp3?sig=secret'), () =>
      asked++ === 0 ? { status: 503 } : undefined,
    )
    while (log.length === 0) await macrotask()
    await clock.runUntil(500)
    expect(await saving).toMatchObject({ kind: 'saved' })
    expect(log).toEqual(['saving song.mp3 again in 500ms: https://cdn.example.com/a.mp3: HTTP 503'])
  })
})
