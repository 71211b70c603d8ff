// The stand-in for storage hosts: what a client sees of each kind of download.
import { createHash } from 'node:crypto'
import { ask } from '../support/ask.ts'
import {
  chunked,
  cutAt,
  expired,
  gzipEncoded,
  noAnswer,
  redirectTo,
  slowly,
  stallAt,
  startMockApi,
  whole,
  wrongLength,
  type MockApi,
} from '../support/mock-api/index.ts'

let api: MockApi
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(async () => api.close())

describe('the storage host', () => {
  const CONTENT = { sizeBytes: 200_000, seed: 7 }
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

  test('is another origin, and serves the same bytes for the same seed', async () => {
    const url = api.storage.put('songs/one.mp3?sig=1', CONTENT)
    expect(new URL(url).origin).toBe(api.storage.origin)
    expect(api.storage.origin).not.toBe(api.origin)
    const seen = await ask(url)
    expect(seen).toMatchObject({
      httpStatus: 200,
      headers: { 'content-type': 'audio/mpeg', 'content-length': '200000' },
    })
    expect(sha256(seen.body)).toBe(api.storage.sha256('songs/one.mp3?sig=1'))
    expect(api.storage.requests.map(({ path }) => path)).toEqual(['/songs/one.mp3?sig=1'])
  })

  test('breaks downloads as told, a step a request', async () => {
    const steps = [
      cutAt(70_001),
      stallAt(10),
      wrongLength(5),
      wrongLength(-5),
      noAnswer(),
      expired(),
      chunked(),
      whole(),
    ]
    const url = api.storage.put('a.wav', CONTENT, steps)
    const seen: unknown[] = []
    while (seen.length < steps.length) {
      const { httpStatus, end, body } = await ask(url, { idleMs: 300 })
      seen.push([httpStatus, end, body.length])
    }
    expect(seen).toEqual([
      [200, 'ECONNRESET', 70_001],
      [200, 'silent', 10],
      [200, 'ECONNRESET', 200_000],
      // Bytes beyond the promised length are for the next answer; whether the client notices them is its own affair.
      [200, expect.any(String), 199_995],
      [0, 'silent', 0],
      [403, 'whole', expect.any(Number)],
      [200, 'whole', 200_000],
      [200, 'whole', 200_000],
    ])
  })

  test('can redirect, compress and be slow', async () => {
    const target = api.storage.put('t.mp3', Buffer.from('la la la'))
    expect(await ask(api.storage.put('r', Buffer.alloc(0), redirectTo(target)))).toMatchObject({
      httpStatus: 302,
      headers: { location: target },
    })
    expect((await ask(api.storage.put('z.mp3', CONTENT, gzipEncoded()))).headers['content-encoding']).toBe(
      'gzip',
    )
    const startMs = performance.now()
    expect((await ask(api.storage.put('s.mp3', CONTENT, slowly(1_000_000)))).body).toHaveLength(200_000)
    expect(performance.now() - startMs).toBeGreaterThan(150)
    expect((await ask(`${api.storage.origin}/unknown`)).httpStatus).toBe(404)
    expect(() => api.storage.sha256('unknown')).toThrow('nothing was put')
  })
})
