// Downloads over real connections: what was served and what was saved are the same bytes, or nothing is saved.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { createHttpGet } from '../../../src/world/http.ts'
import { openSaver, type SavedTask } from '../../support/download-world.ts'
import { media } from '../../support/media.ts'
import { redirect, http } from '../../../tools/stand-ins/api/answers.ts'
import { chunked, cutAt, gzipEncoded } from '../../../tools/stand-ins/api/faults.ts'
import { silenceAfterAccept, stallAt, whole } from '../../../tools/stand-ins/api/faults.ts'
import { bytesOfContent, type Content } from '../../../tools/stand-ins/api/content.ts'
import { startApi, type Serving } from '../../../tools/stand-ins/api/index.ts'

const SONG: Content = { sizeBytes: 300_000, seed: 1 }
const TINY = media('song.ogg')

/** Pauses between attempts end at once, and limits of 30 s and more after two seconds. */
const hurried = (share: number): Clock => ({
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(ms < 9_000 ? ms / 1_000 : ms < 30_000 ? ms : ms * share, signal),
})
const [EAGER, IMPATIENT] = [hurried(1), hurried(1 / 15)]

const [api, elsewhere] = await Promise.all([startApi(), startApi()])
let [root, folder] = ['', '']
afterAll(() => Promise.all([api.close(), elsewhere.close()]))
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'server-'))
  folder = join(root, 'audio')
})
afterEach(() => rmSync(root, { recursive: true, maxRetries: 5 }))

async function saveSong(serving: readonly Serving[], content = SONG, clock = EAGER): Promise<SavedTask> {
  const job = { folder: root, id: 'a job' }
  const ports = { get: createHttpGet(4), clock, job, random: () => 0, log: () => undefined }
  const saveTask = await openSaver(folder, ports)
  const result = { url: api.storage.put('song?sig=secret', content, serving, 'audio/x-test') }
  return saveTask({ result }, new AbortController().signal, new URL('http://127.0.0.1/producer/tasks'))
}

function expectSaved({ outcome }: SavedTask): void {
  expect(outcome).toEqual({ kind: 'completed' })
  expect(readdirSync(folder)).toEqual(['song.mp3'])
  expect(readFileSync(join(folder, 'song.mp3')).equals(bytesOfContent(SONG))).toBe(true)
}

test.each<[string, readonly Serving[], Clock]>([
  ['whole', [whole()], EAGER],
  ['chunked, without a length', [chunked()], EAGER],
  ['compressed though nobody asked for that', [gzipEncoded()], EAGER],
  ['cut four times', [cutAt(0), cutAt(1), cutAt(100_000), cutAt(299_999), whole()], EAGER],
  ['from a host that is overloaded', [http(503), http(429, { retryAfter: 1 }), whole()], EAGER],
  ['from a host that does not answer, and then stalls', [silenceAfterAccept, stallAt(9), whole()], IMPATIENT],
])('a file is saved as it was served: %s', async (_how, serving, clock) => {
  expectSaved(await saveSong(serving, SONG, clock))
})

test('a file that is cut in every attempt leaves nothing, wherever the cuts are', async () => {
  const cuts = fc.array(fc.integer({ min: 0, max: TINY.length - 1 }), { minLength: 5, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(cuts, async (bytes) => {
      const saved = await saveSong(bytes.map(cutAt), TINY)
      expect(saved).toMatchObject({ outcome: { kind: 'download-failed' }, files: [] })
      expect(readdirSync(folder)).toEqual([])
    }),
    { numRuns: 30 },
  )
})

test('a redirect to another host is followed, and no host sees a key', async () => {
  const target = elsewhere.storage.put('deep/final.mp3?sig=2', SONG)
  expectSaved(await saveSong([redirect(target)]))
  expect(elsewhere.storage.requests.map(({ path }) => path)).toEqual(['/deep/final.mp3?sig=2'])
  for (const { headers } of [...api.storage.requests, ...elsewhere.storage.requests]) {
    expect(headers).not.toHaveProperty('authorization')
  }
})
