// How often a file is fetched, how long that may take, and what is said on the way.
import { body, CDN, CUT, DownloadWorld, given, sent } from '../../support/download-world.ts'
import { SHOWN, SIGNED, SONG, WHOLE, type Fate, type Move } from '../../support/download-world.ts'
import { media } from '../../support/media.ts'

const busy = (retryAfter: string, status = 429): Fate => ({ status, headers: { 'retry-after': retryAfter } })

describe('a promised file', () => {
  test('has five attempts, each from its start', async () => {
    const world = given(CUT, CUT, CUT, CUT, WHOLE)
    expect(await world.save()).toMatchObject({ outcome: { kind: 'completed' } })
    expect(world.bytesOf('song.mp3')).toEqual(SONG)
    expect(world.requests).toHaveLength(5)
  })

  test('asks the first URL again, since the target of its redirect may have expired', async () => {
    const to = (location: string): Fate => ({ status: 302, headers: { location } })
    const world = given(to('/1'), CUT, to('/2'), WHOLE)
    await world.save()
    const paths = world.requests.map(({ url }) => new URL(url).pathname)
    expect(paths).toEqual(['/x/song.mp3', '/1', '/x/song.mp3', '/2'])
  })

  test('pauses as long as Retry-After says and up to a tenth more, but not for longer than 30 min', async () => {
    const world = given(busy('60'), busy('Thu, 01 Jan 2026 00:03:06 GMT'), busy('1800'), WHOLE)
    world.random = 0.5
    expect(await world.save()).toMatchObject({ outcome: { kind: 'completed' } })
    // It begins at midnight; 63 s later the date is 123 s away.
    expect(world.pauses).toEqual([63_000, 123_000 * 1.05, 1_890_000])
    const why = `${SHOWN}: HTTP 429, and the host asks to wait 30m 1s`
    expect(await given(busy('1801')).save()).toMatchObject({ outcome: { why } })
  })
})

describe('any other file', () => {
  const slow = body({ passMs: 29_000 }, SONG, { passMs: 29_000 }, SONG, { passMs: 2_000 })
  const failing = (why: string): string =>
    `warning: Could not save an extra file (for example a cover): ${CDN}/c: ${why}`
  const notThere = 'HTTP 404: the file is not there yet, or the URL has expired or is not readable'

  test.each<[string, Fate, string]>([
    ['is not there', { status: 404 }, failing(notThere)],
    ['breaks twice', CUT, failing('connection closed before the answer was complete (2 attempts)')],
    ['takes a minute', slow, failing('the file was not complete after 1m (2 attempts)')],
    ['is to be asked later', busy('61', 503), failing('HTTP 503, and the host asks to wait 1m 1s')],
    ['is a page', sent('image/png', '<html>'), 'saving song-cover: skipped: it is a web page'],
  ])('that %s causes a line in the log, and the step stays green', async (_what, fate, line) => {
    const world = new DownloadWorld(({ pathname }) => (pathname === '/c' ? fate : WHOLE))
    const { outcome, files } = await world.save({ audioUrl: `${CDN}/a.mp3`, cover: `${CDN}/c?sig=secret` })
    expect([outcome.kind, files.length, world.files]).toEqual(['completed', 1, ['song.mp3']])
    expect(world.log.filter((text) => !/: (?:retrying|[\d.]+ kB of) /.test(text))).toEqual([line])
  })
})

test('a lost url makes a task of xAI red, even if its cover is saved', async () => {
  const xai = new URL('https://api.example/xai/tasks')
  const world = new DownloadWorld(({ pathname }) =>
    pathname === '/v' ? { status: 410 } : sent('', media('cover.png')),
  )
  const { outcome } = await world.save({ url: `${CDN}/v`, cover: `${CDN}/c.png` }, {}, xai)
  expect(outcome.kind).toBe('download-failed')
})

describe('the log of a file', () => {
  const slow = (seconds: number, headers: Readonly<Record<string, string>>): Fate => ({
    headers,
    body: Array.from({ length: seconds }, (): Move[] => [{ passMs: 1_000 }, Buffer.alloc(500_000)]).flat(),
  })

  test.each([
    [4, {}, []],
    [6, {}, ['2.5 MB']],
    [26, { 'content-length': '13000000' }, ['2.5 MB of 13.0 MB', '7.5 MB of 13.0 MB', '12.5 MB of 13.0 MB']],
  ])('of %d s has a line after 5 s, then one every 10 s', async (seconds, headers, progress) => {
    const world = given(slow(seconds, { 'transfer-encoding': 'chunked', ...headers }))
    await world.save({ audioUrl: `${CDN}/a.amr` })
    expect(world.log).toEqual([
      ...progress.map((text) => `saving song: ${text}`),
      'saving song: not checked: this action cannot read its format',
    ])
  })

  test('says that it is fetched again, and what was wrong with the extension and the length', async () => {
    const world = given({ status: 503 }, sent('', media('song.m4a')))
    await world.save({ audioUrl: SIGNED, duration: 180 })
    expect(world.log).toEqual([
      `saving song: retrying in 500ms: ${SHOWN}: HTTP 503`,
      'saving song: the bytes are m4a, not mp3',
      'warning: song.m4a is 1s long, but the result says 3m',
    ])
  })
})
