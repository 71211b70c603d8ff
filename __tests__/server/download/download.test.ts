// Downloads over real connections: what was served and what was saved are the same bytes, or nothing is saved.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Clock } from '../../../src/ports/clock.ts'
import { createHttpGet } from '../../../src/ports/http.ts'
import { createDownloadTurns, saveAudio, type SavedAudio } from '../../../src/download/save.ts'
import type { Task } from '../../../src/products/producer.ts'
import { impatientClock } from '../../support/impatient-clock.ts'
import {
  chunked,
  cutAt,
  expired,
  gzipEncoded,
  noAnswer,
  redirectTo,
  refusal,
  sha256Of,
  songResult,
  stallAt,
  startMockApi,
  stemsResult,
  whole,
  wrongLength,
  type Content,
  type MockApi,
  type Serving,
} from '../../support/mock-api/index.ts'

const SONG: Content = { sizeBytes: 300_000, seed: 1 }

/** Pauses between attempts are over at once; the limits of 30 s and more are what they are. */
const EAGER = impatientClock(1_000, 30_000)
/** 30 s of silence are over in 300 ms. A slow machine may see a stall where there is none: it only costs an attempt. */
const IMPATIENT = impatientClock(100)

let api: MockApi
let elsewhere: MockApi
let folder: string
beforeAll(async () => {
  api = await startMockApi()
  elsewhere = await startMockApi()
})
afterAll(() => Promise.all([api.close(), elsewhere.close()]))
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'server-'))))
afterEach(() => rmSync(folder, { recursive: true }))

interface SaveOptions {
  readonly clock?: Clock
  readonly stop?: AbortSignal
  readonly log?: (line: string) => void
}

function save(result: unknown, options: SaveOptions = {}): Promise<SavedAudio> {
  const { clock = EAGER, stop = new AbortController().signal, log = () => undefined } = options
  const task: Task = {
    taskId: 'song',
    status: 'completed',
    result,
    errorMessage: '',
    errorCode: '',
    traceId: '',
    createdAt: '',
    finishedAt: '',
    record: null,
  }
  const ports = { get: createHttpGet(4), clock, random: () => 0, turns: createDownloadTurns(), log }
  return saveAudio(task, { base: 'song', folder }, ports, stop)
}

function saveSong(serving: Serving | readonly Serving[], content = SONG, clock = EAGER): Promise<SavedAudio> {
  return save(songResult(api.storage.put('song.mp3?sig=secret', content, serving)), { clock })
}

function expectSaved(saved: SavedAudio, content = SONG): void {
  const sha256 = sha256Of(content)
  expect(saved).toMatchObject({ kind: 'saved', files: [{ path: join(folder, 'song.mp3'), sha256 }] })
  expect(hashOf('song.mp3')).toBe(sha256)
  expect(readdirSync(folder)).toEqual(['song.mp3'])
}

function hashOf(name: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex')
}

test.each<[string, readonly Serving[], Clock]>([
  ['whole', [whole()], EAGER],
  ['chunked, without a length', [chunked()], EAGER],
  ['compressed though nobody asked for that', [gzipEncoded()], EAGER],
  ['cut four times', [cutAt(0), cutAt(1), cutAt(100_000), cutAt(299_999), whole()], EAGER],
  ['shorter than it says', [wrongLength(5), whole()], EAGER],
  ['from a host that is overloaded', [refusal(503), refusal(429, { 'Retry-After': '1' }), whole()], EAGER],
  ['from a host that stalls', [stallAt(0), stallAt(100_000), whole()], IMPATIENT],
  ['from a host that does not answer', [noAnswer(), whole()], IMPATIENT],
])('a file is saved as it was served: %s', async (_how, serving, clock) => {
  expectSaved(await saveSong(serving, SONG, clock))
})

test('a file that is cut at any byte is fetched again whole', async () => {
  const content = Buffer.from('RIFF....WAVEfmt small')
  for (let byte = 0; byte < content.length; byte++)
    expectSaved(await saveSong([cutAt(byte), whole()], content), content)
})

test('a file that is cut each time, wherever, leaves nothing', async () => {
  const content = Buffer.from('RIFF....WAVEfmt small')
  const cuts = fc.array(fc.integer({ min: 0, max: content.length - 1 }), { minLength: 5, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(cuts, async (bytes) => {
      const saved = await saveSong(bytes.map(cutAt), content)
      expect(saved).toMatchObject({ kind: 'download-failed', files: [] })
      expect(readdirSync(folder)).toEqual([])
    }),
    { numRuns: 30 },
  )
})

test('a signed URL that has expired is not asked twice', async () => {
  const before = api.storage.requests.length
  expect(await saveSong(expired())).toEqual({
    kind: 'download-failed',
    why: `${api.storage.origin}/song.mp3: HTTP 403: the URL has expired or is not readable`,
    files: [],
  })
  expect(api.storage.requests).toHaveLength(before + 1)
})

test('a redirect to another host is followed, and no host sees a key', async () => {
  const target = elsewhere.storage.put('deep/final.mp3?sig=2', SONG)
  expectSaved(await saveSong([redirectTo(target)]))
  const seen = [...api.storage.requests, ...elsewhere.storage.requests]
  expect(elsewhere.storage.requests.map(({ path }) => path)).toEqual(['/deep/final.mp3?sig=2'])
  for (const { headers } of seen) expect(headers).not.toHaveProperty('authorization')
})

test('a host that is down for a moment is asked again', async () => {
  const url = elsewhere.storage.put('late.mp3', SONG)
  await elsewhere.storage.down()
  const saving = save(songResult(url), { log: () => void elsewhere.storage.up() })
  expectSaved(await saving)
})

test('stems are four files, at the same time', async () => {
  const url = (name: string, seed: number): string =>
    api.storage.put(`${name}.wav`, { sizeBytes: 50_000, seed })
  const urls = { vocals: url('v', 1), drums: url('d', 2), bass: url('b', 3), other: url('o', 4) }
  const saved = await save(stemsResult(urls))
  expect(saved.kind).toBe('saved')
  for (const [name, file] of [
    ['vocals', 'v'],
    ['drums', 'd'],
    ['bass', 'b'],
    ['other', 'o'],
  ] as const) {
    expect(hashOf(`song-${name}.wav`)).toBe(api.storage.sha256(`${file}.wav`))
  }
})

test.each<[string, Serving]>([
  ['a stalled body', stallAt(100_000)],
  ['no answer', noAnswer()],
])('the end of the step closes the connection and leaves nothing: %s', async (_what, serving) => {
  const own = await startMockApi()
  const { storage } = own
  const stop = new AbortController()
  const saving = save(songResult(storage.put('song.mp3', SONG, serving)), { stop: stop.signal })
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await until(() => storage.requests.length > 0)
  stop.abort()
  expect(await saving).toEqual({ kind: 'stopped', files: [] })
  expect(readdirSync(folder)).toEqual([])
  await until(() => storage.connections.open === 0)
  await own.close()
})
