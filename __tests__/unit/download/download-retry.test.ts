// Downloads that break, and are fetched again from their start: when, how often, and after which pauses. Time is virtual.
import { gzipSync } from 'node:zlib'
import {
  HEAD,
  LENGTH,
  SHOWN,
  SONG,
  TAIL,
  WHOLE,
  body,
  networkError,
  worlds,
  type Fate,
  type Move,
} from '../../support/download-world.ts'

const CUT = body(HEAD, { cut: networkError('ECONNRESET') })
const { expectFailed, expectSaved, given, world } = worlds()

describe('a download that breaks', () => {
  test.each<[string, Fate]>([
    ['the connection is cut', CUT],
    ['the connection is refused', networkError('ECONNREFUSED')],
    ['DNS has a bad moment', networkError('EAI_AGAIN')],
    ['the host name is not found', networkError('ENOTFOUND')],
    ['fewer bytes come than promised', body(HEAD)],
    ['more bytes come than promised', body(SONG, HEAD)],
    ['the length makes no sense', { headers: { 'content-length': 'many' }, body: [SONG] }],
    ['there are two lengths', { headers: { 'content-length': [LENGTH, '1'] }, body: [SONG] }],
    ['one length begins the other', { headers: { 'content-length': [LENGTH, `${LENGTH}0`] }, body: [SONG] }],
    ['the packed bytes are damaged', { headers: { 'content-encoding': 'gzip' }, body: [SONG] }],
    [
      'the packed bytes end early',
      { headers: { 'content-encoding': 'gzip' }, body: [gzipSync(SONG).subarray(0, 20)] },
    ],
    [
      'the packed bytes are cut',
      { headers: { 'content-encoding': 'gzip' }, body: [HEAD, { cut: networkError('EPIPE') }] },
    ],
    ['no byte comes for 30 s', body(HEAD, { passMs: 30_000 }, TAIL)],
    ['no answer comes for 30 s', { silentMs: 30_000 }],
    ...[408, 425, 429, 500, 502, 503, 504, 599].map((status): [string, Fate] => [
      `HTTP ${status}`,
      { status },
    ]),
  ])('is fetched again from its start: %s', async (_what, fate) => {
    expectSaved(await given(fate, fate, fate, fate, WHOLE).download())
    expect(world().requests).toHaveLength(5)
  })

  test('is given up after five attempts, and leaves nothing', async () => {
    const end = await given(CUT).download()
    expectFailed(end, `${SHOWN}: connection closed before the answer was complete (5 attempts)`)
    expect(world().requests).toHaveLength(5)
  })

  test.each([
    [0, [500, 1_000, 2_000, 4_000]],
    [0.5, [750, 1_500, 3_000, 6_000]],
    [1, [1_000, 2_000, 4_000, 8_000]],
  ])(
    'pauses for at least half of 1, 2, 4 and 8 s before each next attempt (chance %d)',
    async (random, pauses) => {
      given(CUT).random = random
      await world().download()
      expect(world().pauses).toEqual(pauses)
    },
  )

  test('pauses for as long as Retry-After says, and up to a tenth more', async () => {
    const busy = (retryAfter: string): Fate => ({ status: 503, headers: { 'retry-after': retryAfter } })
    given(busy('60'), busy('Thu, 01 Jan 2026 00:03:06 GMT'), busy('1'), WHOLE).random = 0.5
    expectSaved(await world().download())
    // It begins at midnight; 63 s later the date is 123 s away.
    expect(world().pauses).toEqual([63_000, (186_000 - 63_000) * 1.05, 3_000])
  })

  test('is given up where Retry-After is longer than anybody should keep a job', async () => {
    const end = await given({ status: 429, headers: { 'retry-after': '7200' } }).download()
    expectFailed(end, `${SHOWN}: HTTP 429, and not to be asked again for 2h`)
    expectSaved(await given({ status: 429, headers: { 'retry-after': '1800' } }, WHOLE).download())
  })

  test('is told from one that is slow: a byte every 29 s is enough', async () => {
    const slow = [...SONG].flatMap((byte): Move[] => [{ passMs: 29_000 }, Buffer.from([byte])])
    expectSaved(await given(body(...slow)).download())
    expect(world().requests).toHaveLength(1)
  })

  test('may not take more than 30 min in all, however steadily it comes', async () => {
    const drip = Array.from({ length: 70 }, (): Move[] => [{ passMs: 29_999 }, HEAD]).flat()
    const end = await given({ body: drip }).download()
    expectFailed(end, `${SHOWN}: the file was not complete after 30 minutes (5 attempts)`)
    expectSaved(await given({ body: drip }, WHOLE).download())
  })

  test.each<[string, Fate, string]>([
    ['a stalled body', body(HEAD, { passMs: 30_000 }), 'no byte came for 30 seconds'],
    ['no answer', { silentMs: 30_000 }, 'no byte came for 30 seconds'],
    ['too few bytes', body(HEAD), `5 bytes came where Content-Length says ${LENGTH}`],
    ['damage', { headers: { 'content-encoding': 'br' }, body: [SONG] }, 'the compressed answer is damaged'],
    [
      'a packed body that is cut',
      { headers: { 'content-encoding': 'gzip' }, body: [{ cut: networkError('ECONNRESET') }] },
      'connection closed before the answer was complete',
    ],
    ['HTTP 503', { status: 503 }, 'HTTP 503'],
    ['an unknown error', new TypeError('secret'), 'network error'],
  ])('says what was wrong: %s', async (_what, fate, why) => {
    expectFailed(await given(fate).download(), `${SHOWN}: ${why} (5 attempts)`)
  })
})
