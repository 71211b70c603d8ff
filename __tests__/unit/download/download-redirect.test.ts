// Redirects of a storage host: followed by hand, and only to where a file may safely come from.
import { HEAD, SHOWN, WHOLE, body, networkError, worlds, type Fate } from '../../support/download-world.ts'

const CUT = body(HEAD, { cut: networkError('ECONNRESET') })
const { expectFailed, expectSaved, given, world } = worlds()

describe('a redirect', () => {
  function to(location: string, status = 302): Fate {
    return { status, headers: { location }, body: [Buffer.from('moved')] }
  }

  test.each([301, 302, 303, 307, 308])('is followed: HTTP %d', async (status) => {
    expectSaved(await given(to('https://other.example.com/y?t=1', status), WHOLE).download())
    expect(world().requests.map(({ url }) => url)).toEqual([
      'https://cdn.example.com/x/song.mp3?sig=secret',
      'https://other.example.com/y?t=1',
    ])
  })

  test.each([
    ['/top.mp3', 'https://cdn.example.com/top.mp3'],
    ['next.mp3?x=1', 'https://cdn.example.com/x/next.mp3?x=1'],
    ['//other.example.com/y', 'https://other.example.com/y'],
  ])('is followed where it is relative: %s', async (location, url) => {
    expectSaved(await given(to(location), WHOLE).download())
    expect(world().requests.at(-1)?.url).toBe(url)
  })

  test('is followed five times and no more', async () => {
    const hops = [to('/1'), to('/2'), to('/3'), to('/4'), to('/5')]
    expectSaved(await given(...hops, WHOLE).download())
    const end = await given(...hops, to('/6'), WHOLE).download()
    expectFailed(end, 'https://cdn.example.com/5: more than 5 redirects')
  })

  test('leads back to the start when the attempt breaks, since what it led to may have expired', async () => {
    expectSaved(await given(to('/1'), CUT, to('/2'), WHOLE).download())
    expect(world().requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/x/song.mp3',
      '/1',
      '/x/song.mp3',
      '/2',
    ])
  })

  test.each([
    [
      'http://other.example.com/y?sig=secret',
      'it redirects to http://other.example.com/y, which is not https',
    ],
    ['http://127.0.0.1/y', 'it redirects to http://127.0.0.1/y, which is not https'],
    ['file:///etc/passwd', 'it redirects to file:///etc/passwd, which is not https'],
    ['data:audio/mpeg,secret', 'it redirects to data:, which is not https'],
    [
      'https://u:secret@h.example.com/',
      'it redirects to https://h.example.com/ with a user name or password',
    ],
    ['https://', 'it redirects to nowhere'],
    ['', 'it redirects to nowhere'],
  ])('is refused at once: %s', async (location, why) => {
    expectFailed(await given(to(location), WHOLE).download(), `${SHOWN}: ${why}`)
    expect(world().requests).toHaveLength(1)
  })

  test('may lead to http on this machine only from there', async () => {
    const local = 'http://127.0.0.1:1/a'
    expectSaved(await given(to('http://localhost:2/b'), WHOLE).download(local))
    expectSaved(await given(to('https://other.example.com/b'), WHOLE).download(local))
    const end = await given(to('http://other.example.com/b'), WHOLE).download(local)
    expectFailed(end, `${local}: it redirects to http://other.example.com/b, which is not https`)
  })
})
