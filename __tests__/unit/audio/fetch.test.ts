// Fetching one file: what an attempt brings, when it is given up, and what it leaves behind.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { rmSync } from 'node:fs'
import { StopReason } from '../../../src/outcome.ts'
import { NetworkError } from '../../../src/world/network.ts'
import { body, CUT, given, HEAD, networkError, SHOWN } from '../../support/download-world.ts'
import { DownloadWorld, SIGNED, SONG, TAIL, WHOLE } from '../../support/download-world.ts'
import type { Fate, Move } from '../../support/download-world.ts'

/** The whole song is all that is in the folder. */
async function expectReceived(world: DownloadWorld): Promise<void> {
  expect((await world.save()).outcome).toEqual({ kind: 'completed' })
  expect(world.files).toEqual(['song.mp3'])
  expect(world.bytesOf('song.mp3')).toEqual(SONG)
}

/** The step ends like this, and nothing is in the folder. */
async function expectFailed(world: DownloadWorld, why: string): Promise<void> {
  expect(await world.save()).toEqual({ outcome: { kind: 'download-failed', why }, files: [] })
  expect(world.log.join()).not.toContain('secret')
  expect(world.files).toEqual([])
}

const packed = (encoding: string, bytes: Buffer): Fate => ({
  headers: { 'content-encoding': encoding, 'content-length': String(bytes.length) },
  body: [bytes.subarray(0, 9), bytes.subarray(9)],
})

const PACKED = gzipSync(SONG)
const DAMAGED = Buffer.from(PACKED).fill(0xff, 10, 60)
const GZIP = { 'content-encoding': 'gzip' }
const busy: Fate = { status: 503, headers: { 'retry-after': '7' } }

describe('a file is received', () => {
  test('without the key', async () => {
    const world = given(WHOLE)
    await expectReceived(world)
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' }
    expect(world.requests).toEqual([{ url: SIGNED, headers }])
    expect(world.log).toEqual([])
  })

  test('without a length, with a note if only the end of the connection ends it', async () => {
    const chunks = given({ headers: { 'transfer-encoding': 'chunked' }, body: [HEAD, TAIL] })
    const bare = given({ body: [HEAD, TAIL] })
    await expectReceived(chunks)
    await expectReceived(bare)
    const why = 'saving song: the host sent no length, so a cut cannot be noticed'
    expect([chunks.log, bare.log]).toEqual([[], [why]])
  })

  test.each<[string, string, Buffer]>([
    ['a gzip that object stores pass on', 'gzip, aws-chunked', PACKED],
    ['a gzip with a label that means nothing', 'none', PACKED],
    ['deflate', 'deflate', deflateSync(SONG)],
    ['bare deflate', 'deflate', deflateRawSync(SONG)],
    ['Brotli', 'br', brotliCompressSync(SONG)],
    ['twice packed', 'deflate, gzip', gzipSync(deflateSync(SONG))],
    ['not packed, whatever none says', 'none', SONG],
    ['not packed, whatever gzip says', 'gzip, aws-chunked', SONG],
    ['not packed, whatever Brotli says', 'br', SONG],
  ])('as it was stored, if it is sent as %s', async (_what, encoding, bytes) => {
    await expectReceived(given(packed(encoding, bytes)))
  })

  test('however slowly it comes: some bytes every 29 s are enough', async () => {
    const pieces = Array.from({ length: 40 }, (_, n) => SONG.subarray(n * 35, n * 35 + 35))
    await expectReceived(given(body(...pieces.flatMap((piece): Move[] => [{ passMs: 29_000 }, piece]))))
  })

  test('through five redirects and no more', async () => {
    const hop = (n: number): Fate => ({ status: 302, headers: { location: `/${n}` }, body: [HEAD] })
    const hops = [1, 2, 3, 4, 5].map(hop)
    const world = given(...hops, WHOLE)
    await expectReceived(world)
    expect(world.requests.at(-1)?.url).toBe('https://cdn.example.com/5')
    await expectFailed(given(...hops, hop(6), WHOLE), 'https://cdn.example.com/5: more than 5 redirects')
  })
})

describe('an attempt breaks, and four others are made', () => {
  const damaged = 'the compressed response is damaged'
  const late = 'HTTP 403: the file is not there yet, or the URL has expired or is not readable'
  const wrongLength = (bytes: number): string =>
    `received ${bytes} bytes, but Content-Length says ${SONG.length}`

  test.each<[string, Fate, string]>([
    ['a cut connection', CUT, 'connection closed before the answer was complete'],
    ['a host name that is not found', networkError('ENOTFOUND'), 'host name not found'],
    ['an error that nobody knows', new TypeError('secret'), 'network error'],
    ['too few bytes', body(HEAD), wrongLength(500)],
    ['too many bytes', body(SONG, HEAD), wrongLength(SONG.length + 500)],
    ['damage in packed bytes', packed('gzip', DAMAGED), damaged],
    ['half of the packed bytes', packed('gzip', PACKED.subarray(0, 20)), damaged],
    ['silence in the body', body(HEAD, { passMs: 30_000 }, TAIL), 'no byte came for 30s'],
    ['silence in place of a response', { silentMs: 30_000 }, 'no byte came for 30s'],
    ['HTTP 503', busy, 'HTTP 503'],
    ['HTTP 403', { status: 403, body: [SONG] }, late],
  ])('by %s', async (_what, fate, why) => {
    const world = given(fate)
    await expectFailed(world, `${SHOWN}: ${why} (5 attempts)`)
    expect(world.pauses).toEqual(
      why === 'HTTP 503' ? [7_000, 7_000, 7_000, 7_000] : [500, 1_000, 2_000, 4_000],
    )
  })

  test('by its own limit, however steadily the bytes come', async () => {
    const drip = Array.from({ length: 70 }, (): Move[] => [{ passMs: 29_999 }, HEAD]).flat()
    const world = given({ body: drip })
    await expectFailed(world, `${SHOWN}: the file was not complete after 30m (5 attempts)`)
  })
})

const GROWTH = '100 times its size'
const BOMB = deflateSync(gzipSync(Buffer.alloc(1e7)))

describe('an attempt fails for good', () => {
  test.each<[string, Fate, string]>([
    ['a bomb', packed('gzip', gzipSync(Buffer.alloc(1e6))), `it unpacks to more than ${GROWTH}`],
    ['an inner bomb', packed('gzip, deflate', BOMB), `it unpacks to more than ${GROWTH}`],
    ['a certificate', new NetworkError({ kind: 'certificate', code: 'X' }), 'certificate not trusted (X)'],
    ['a host', new NetworkError({ kind: 'no-host' }), 'the host begins with 127. but is not an IPv4 address'],
  ])('by %s', async (_what, fate, why) => {
    await expectFailed(given(fate), `${SHOWN}: ${why}`)
  })

  test('by an error of the disk', async () => {
    const world = new DownloadWorld(() => {
      rmSync(world.folder, { recursive: true })
      return WHOLE
    })
    const why = `cannot write ${world.folder}: there is no such folder or drive, or its name is not allowed here (ENOENT)`
    expect(await world.save()).toEqual({ outcome: { kind: 'download-failed', why }, files: [] })
  })
})

describe('the end of the step ends an attempt and leaves nothing', () => {
  const interrupted = { kind: 'interrupted', signal: 'SIGINT' } as const

  test.each<[string, Fate]>([
    ['while nobody answers', { silentMs: 10 }],
    ['in the middle of a body', body(HEAD, { passMs: 10 }, TAIL)],
    ['in a packed body', { headers: GZIP, body: [PACKED.subarray(0, 9), { passMs: 10 }, PACKED] }],
    ['in a pause', busy],
  ])('%s', async (_when, fate) => {
    const world = given(fate)
    const saving = world.save()
    world.time.after(9, () => world.stop.abort(new StopReason(interrupted)))
    expect(await saving).toEqual({ outcome: interrupted, files: [] })
    expect([world.files, world.requests.length]).toEqual([[], 1])
  })
})
