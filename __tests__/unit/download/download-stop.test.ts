// A step that ends in the middle of a download.
import { gzipSync } from 'node:zlib'
import {
  HEAD,
  SONG,
  TAIL,
  WHOLE,
  body,
  networkError,
  worlds,
  type Fate,
} from '../../support/download-world.ts'

const { given, world } = worlds()

describe('the end of the step', () => {
  const stop = (): void => world().stop.abort()

  test.each<[string, readonly Fate[]]>([
    ['in the middle of a body', [body(HEAD, stop, TAIL)]],
    [
      'in the middle of a packed body',
      [{ headers: { 'content-encoding': 'gzip' }, body: [gzipSync(SONG).subarray(0, 9), stop] }],
    ],
    ['after a body that breaks', [body(HEAD, stop, { cut: networkError('ECONNRESET') })]],
  ])('leaves nothing behind %s', async (_when, fates) => {
    expect(await given(...fates).download()).toEqual({ kind: 'stopped' })
    expect(world().files).toEqual([])
    expect(world().requests).toHaveLength(1)
  })

  test('comes before the first request', async () => {
    given(WHOLE)
    stop()
    expect(await world().download()).toEqual({ kind: 'stopped' })
    expect(world().requests).toEqual([])
  })

  test('leaves nothing behind between two pieces, while the first is being written', async () => {
    given(WHOLE).onProgress = stop
    expect(await world().download()).toEqual({ kind: 'stopped' })
    expect(world().files).toEqual([])
  })

  test('ends a request that nobody answers', async () => {
    given({ silentMs: 10 })
    const end = world().download()
    void world().clock.sleep(9, new AbortController().signal).then(stop)
    expect(await end).toEqual({ kind: 'stopped' })
    expect(world().pauses).toEqual([])
  })

  test('cuts a pause short', async () => {
    given({ status: 503, headers: { 'retry-after': '600' } })
    const end = world().download()
    void world().clock.sleep(1, new AbortController().signal).then(stop)
    expect(await end).toEqual({ kind: 'stopped' })
    expect(world().requests).toHaveLength(1)
  })
})
