// Fetching one file: what an attempt brings, when it is given up, and what it leaves behind.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { rmSync } from 'node:fs'
import type { Fetched } from '../../../src/audio/fetch.ts'
import { NetworkError } from '../../../src/world/network.ts'
import { body, CUT, given, HEAD, networkError, SHOWN, SIGNED } from '../../support/download-world.ts'
import { SONG, TAIL, WHOLE } from '../../support/download-world.ts'
import type { DownloadWorld, Fate, Move } from '../../support/download-world.ts'

const NOT_THERE = ': the file is not there yet, or the URL has expired or is not readable'

/** The whole song is in the part, which is all that is in the folder. */
async function expectReceived(world: DownloadWorld, end: Fetched): Promise<void> {
  if (end.kind !== 'received') throw new Error(JSON.stringify(end))
  expect(world.files).toEqual([expect.stringMatching(/^\..+\.part$/)])
  expect(world.bytesOf(world.files[0] ?? '')).toEqual(SONG)
  expect(end.part.bytes).toBe(SONG.length)
  await end.part.discard()
  expect(world.files).toEqual([])
}

function expectEnd(world: DownloadWorld, end: Fetched, expected: Partial<Fetched>): void {
  expect(end).toEqual(expect.objectContaining(expected))
  expect(JSON.stringify(end)).not.toContain('secret')
  expect(world.files).toEqual([])
}

const packed = (encoding: string, bytes: Buffer): Fate => ({
  headers: { 'content-encoding': encoding, 'content-length': String(bytes.length) },
  body: [bytes.subarray(0, 9), bytes.subarray(9)],
})

const PACKED = gzipSync(SONG)
const DAMAGED = Buffer.from(PACKED).fill(0xff, 10, 60)
const GZIP = { 'content-encoding': 'gzip' }

describe('a file is received', () => {
  test('with its type, its progress, and without the key', async () => {
    const world = given(WHOLE)
    const end = await world.fetch()
    expect(end).toMatchObject({ contentType: 'audio/mpeg' })
    await expectReceived(world, end)
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' }
    expect(world.requests).toEqual([{ url: SIGNED, headers }])
    expect(world.log).toEqual([])
  })

  test('without a length, where its end is marked another way', async () => {
    const world = given({ headers: { 'transfer-encoding': 'chunked' }, body: [HEAD, TAIL] })
    await expectReceived(world, await world.fetch())
    expect(world.log).toEqual([])
  })

  test('with a word about it where only the end of the connection ends it', async () => {
    const world = given({ body: [HEAD, TAIL] })
    await expectReceived(world, await world.fetch())
    expect(world.log).toEqual(['the host sent no length, so a cut cannot be noticed'])
  })

  test.each<[string, string, Buffer]>([
    ['a gzip', 'gzip', PACKED],
    ['a gzip that object stores pass on', 'gzip, aws-chunked', PACKED],
    ['a gzip with a label that means nothing', 'none', PACKED],
    ['deflate', 'deflate', deflateSync(SONG)],
    ['bare deflate', 'deflate', deflateRawSync(SONG)],
    ['Brotli', 'br', brotliCompressSync(SONG)],
    ['twice packed', 'deflate, gzip', gzipSync(deflateSync(SONG))],
    ['not packed, whatever none says', 'none', SONG],
    ['not packed, whatever utf-8 says', 'utf-8', SONG],
    ['not packed, whatever aws-chunked says', 'aws-chunked', SONG],
    ['not packed, whatever gzip says', 'gzip, aws-chunked', SONG],
    ['not packed, whatever Brotli says', 'br', SONG],
  ])('as it was stored where it comes as %s', async (_what, encoding, bytes) => {
    const world = given(packed(encoding, bytes))
    await expectReceived(world, await world.fetch())
  })

  test('however slowly it comes: some bytes every 29 s are enough', async () => {
    const pieces = Array.from({ length: 40 }, (_, n) => SONG.subarray(n * 35, n * 35 + 35))
    const world = given(body(...pieces.flatMap((piece): Move[] => [{ passMs: 29_000 }, piece])))
    await expectReceived(world, await world.fetch())
  })

  test('late: a URL that has just been named may answer as if it were not there', async () => {
    const world = given({ status: 403 }, { status: 404 }, WHOLE)
    await expectReceived(world, await world.fetch())
  })

  test('without a byte, which is for the inspector to judge', async () => {
    const world = given({ headers: { 'content-length': '0' } })
    const end = await world.fetch()
    expect(end).toMatchObject({ kind: 'received', part: { bytes: 0 } })
    if (end.kind === 'received') await end.part.discard()
  })

  test('through five redirects and no more', async () => {
    const moved = { status: 302, body: [Buffer.from('moved')] }
    const hop = (n: number): Fate => ({ ...moved, headers: { location: `/${n}` } })
    const hops = [hop(1), hop(2), hop(3), hop(4), hop(5)]
    const world = given(...hops, WHOLE)
    await expectReceived(world, await world.fetch())
    expect(world.requests.at(-1)?.url).toBe('https://cdn.example.com/5')
    const lost = given(...hops, hop(6), WHOLE)
    const why = 'https://cdn.example.com/5: more than 5 redirects'
    expectEnd(lost, await lost.fetch(), { kind: 'failed', why })
  })
})

describe('an attempt breaks, and four others are made', () => {
  const wrongLength = (bytes: number): string =>
    `received ${bytes} bytes, but Content-Length says ${SONG.length}`

  test.each<[string, Fate, string]>([
    ['a cut connection', CUT, 'connection closed before the answer was complete'],
    ['a refused one', networkError('ECONNREFUSED'), 'connection refused'],
    ['a host name that is not found', networkError('ENOTFOUND'), 'host name not found'],
    ['an error that nobody knows', new TypeError('secret'), 'network error'],
    ['too few bytes', body(HEAD), wrongLength(500)],
    ['too many bytes', body(SONG, HEAD), wrongLength(SONG.length + 500)],
    ['damage in packed bytes', packed('gzip', DAMAGED), 'the compressed response is damaged'],
    [
      'half of the packed bytes',
      packed('gzip', PACKED.subarray(0, 20)),
      'the compressed response is damaged',
    ],
    ['silence in the body', body(HEAD, { passMs: 30_000 }, TAIL), 'no byte came for 30s'],
    ['silence in place of a response', { silentMs: 30_000 }, 'no byte came for 30s'],
    ['HTTP 503', { status: 503, headers: { 'retry-after': '7' } }, 'HTTP 503'],
    ['HTTP 401', { status: 401 }, `HTTP 401${NOT_THERE}`],
    ['HTTP 403', { status: 403, body: [SONG] }, `HTTP 403${NOT_THERE}`],
    ['HTTP 404', { status: 404 }, `HTTP 404${NOT_THERE}`],
  ])('by %s', async (_what, fate, why) => {
    const world = given(fate)
    const end = await world.fetch()
    expectEnd(world, end, { kind: 'failed', why: `${SHOWN}: ${why} (5 attempts)` })
    expect(world.pauses).toEqual(
      why === 'HTTP 503' ? [7_000, 7_000, 7_000, 7_000] : [500, 1_000, 2_000, 4_000],
    )
  })

  test('by its own limit, however steadily the bytes come', async () => {
    const drip = Array.from({ length: 70 }, (): Move[] => [{ passMs: 29_999 }, HEAD]).flat()
    const world = given({ body: drip })
    const why = `${SHOWN}: the file was not complete after`
    expectEnd(world, await world.fetch(), { why: `${why} 30m (5 attempts)` })
    const short = given({ body: drip })
    expectEnd(short, await short.fetch({ isPromised: false }), { why: `${why} 1m (2 attempts)` })
  })
})

const GROWTH = '100 times its size'
const BOMB = deflateSync(gzipSync(Buffer.alloc(1e7)))

describe('an attempt fails for good', () => {
  test.each<[string, Fate, string]>([
    ['an expired URL', { status: 410, body: [SONG] }, 'HTTP 410: the URL has expired or is not readable'],
    ['a bomb', packed('gzip', gzipSync(Buffer.alloc(1e6))), `it unpacks to more than ${GROWTH}`],
    ['an inner bomb', packed('gzip, deflate', BOMB), `it unpacks to more than ${GROWTH}`],
    ['half of a file', { status: 206, body: [HEAD] }, 'only a part of the file was sent (HTTP 206)'],
    ['a redirect to nowhere', { status: 302 }, 'it redirects to nowhere'],
    ['a certificate', new NetworkError({ kind: 'certificate', code: 'X' }), 'certificate not trusted (X)'],
    ['a host', new NetworkError({ kind: 'no-host' }), 'the host begins with 127. but is not an IPv4 address'],
    [
      'a proxy',
      new NetworkError({ kind: 'proxy-setting', variable: 'https_proxy' }),
      'https_proxy is not the http:// or https:// URL of a proxy',
    ],
    [
      'a password',
      new NetworkError({ kind: 'proxy-password' }),
      'the proxy asks for a user name and a password (HTTP 407)',
    ],
  ])('by %s', async (_what, fate, why) => {
    const world = given(fate)
    expectEnd(world, await world.fetch(), { kind: 'failed', why: `${SHOWN}: ${why}` })
  })

  test('by HTTP 404 for a file that is not promised', async () => {
    const world = given({ status: 404 })
    expectEnd(world, await world.fetch({ isPromised: false }), { why: `${SHOWN}: HTTP 404${NOT_THERE}` })
    expect(world.requests).toHaveLength(1)
  })

  test('by a disk that will not have it', async () => {
    const world = given(WHOLE)
    const open = (): void => rmSync(world.folder, { recursive: true })
    const why = `cannot write ${world.folder}: there is no such folder or drive, or its name is not allowed here (ENOENT)`
    expect(await world.fetch({ open })).toEqual({ kind: 'failed', why })
  })
})

describe('the end of the step ends an attempt and leaves nothing', () => {
  test.each<[string, (stop: () => void) => Fate]>([
    ['in the middle of a body', (stop) => body(HEAD, stop, TAIL)],
    ['after a body that breaks', (stop) => body(HEAD, stop, { cut: networkError('ECONNRESET') })],
    ['in a packed body', (stop) => ({ headers: GZIP, body: [PACKED.subarray(0, 9), stop] })],
  ])('%s', async (_when, fateOf) => {
    const stop = new AbortController()
    const world = given(fateOf(() => stop.abort()))
    stop.signal.addEventListener('abort', () => world.stop.abort())
    expectEnd(world, await world.fetch(), { kind: 'stopped' })
  })

  test('while nobody answers', async () => {
    const world = given({ silentMs: 10 })
    world.after(9, () => world.stop.abort())
    expectEnd(world, await world.fetch(), { kind: 'stopped' })
  })
})
