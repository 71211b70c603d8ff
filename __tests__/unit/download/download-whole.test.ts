// A download that goes well: what is on the disk then, and on the way there.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { HEAD, LENGTH, SONG, TAIL, WHOLE, body, worlds } from '../../support/download-world.ts'

const { expectSaved, given, world } = worlds()

describe('a whole file', () => {
  test('is saved with its length and hash', async () => {
    expectSaved(await given(WHOLE).download())
    expect(world().requests).toHaveLength(1)
    expect(world().contentTypes).toEqual(['audio/mpeg'])
    expect(world().progress).toEqual([
      [5, SONG.length],
      [SONG.length, SONG.length],
    ])
  })

  test('is saved without a Content-Length, where its end is marked another way', async () => {
    expectSaved(await given({ headers: { 'transfer-encoding': 'chunked' }, body: [HEAD, TAIL] }).download())
    expect(world().progress.at(-1)).toEqual([SONG.length, null])
    expect(world().notes).toEqual([])
  })

  test('is saved, with a word about it, where only the end of the connection ends it', async () => {
    expectSaved(await given({ body: [HEAD, TAIL] }).download())
    expect(world().notes).toEqual([
      'the host does not tell its length, so nobody can tell whether it is whole',
    ])
  })

  test('replaces an older one, but not before it is whole', async () => {
    given(body(HEAD, () => expect(readFileSync(join(world().folder, 'song.mp3'), 'utf8')).toBe('old'), TAIL))
    writeFileSync(join(world().folder, 'song.mp3'), 'old')
    expectSaved(await world().download())
  })

  test('grows under a hidden name, which an artifact upload leaves out', async () => {
    given(body(HEAD, () => expect(world().files).toEqual([expect.stringMatching(/^\..+\.part$/)]), TAIL))
    expectSaved(await world().download())
  })

  test('makes the folder, and those above it', async () => {
    given(WHOLE)
    const folder = join(world().folder, 'a', 'b')
    expect(await world().download(undefined, folder)).toMatchObject({
      file: { path: join(folder, 'song.mp3') },
    })
  })

  test('is asked for as it is, and without the key', async () => {
    await given({ status: 302, headers: { location: 'https://other.example.com/y' } }, WHOLE).download()
    for (const { headers } of world().requests) {
      expect(headers).toEqual({
        accept: '*/*',
        'accept-encoding': 'identity',
        'user-agent': 'wait-for-mountsea-task',
      })
    }
  })

  test.each([
    ['gzip', gzipSync(SONG)],
    ['x-gzip', gzipSync(SONG)],
    ['deflate', deflateSync(SONG)],
    ['BR', brotliCompressSync(SONG)],
    ['identity', SONG],
  ])('is unpacked where it comes as %s all the same', async (encoding, packed) => {
    const headers = { 'content-encoding': encoding, 'content-length': String(packed.length) }
    expectSaved(await given({ headers, body: [packed.subarray(0, 9), packed.subarray(9)] }).download())
  })

  test('has its Content-Length understood when that is sent twice', async () => {
    expectSaved(await given({ headers: { 'content-length': [LENGTH, LENGTH] }, body: [SONG] }).download())
  })
})
