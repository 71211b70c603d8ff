// Downloads that cannot succeed: they fail at once, say why, and leave nothing behind.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sortFileAnswer } from '../../../src/download/response.ts'
import { SHOWN, SONG, WHOLE, networkError, worlds, type Fate } from '../../support/download-world.ts'

const { expectFailed, given, world } = worlds()

describe('a download that cannot succeed', () => {
  afterEach(() => {
    expect(world().pauses).toEqual([])
  })

  test.each([401, 403, 404, 410])(
    'says at once that the URL has expired or is not readable: HTTP %d',
    async (status) => {
      const page = { status, headers: { 'content-type': 'application/xml' }, body: [SONG] }
      expectFailed(
        await given(page).download(),
        `${SHOWN}: HTTP ${status}: the URL has expired or is not readable`,
      )
    },
  )

  test.each([204, 206, 300, 304, 400, 402, 405, 409, 416, 422, 451, 600])(
    'fails at once: HTTP %d',
    async (status) => {
      expectFailed(await given({ status, body: [SONG] }).download(), `${SHOWN}: HTTP ${status}`)
    },
  )

  test.each([
    ['text/html; charset=utf-8', 'a web page'],
    ['text/html ;charset=utf-8', 'a web page'],
    ['text/html-x', 'text'],
    ['application/xhtml+xml', 'a web page'],
    ['Application/JSON', 'JSON'],
    ['application/problem+json', 'JSON'],
    ['application/xml', 'XML'],
    ['text/xml', 'XML'],
    ['text/plain', 'text'],
  ])('fails at once: %s', async (contentType, what) => {
    const end = await given({ headers: { 'content-type': contentType }, body: [SONG] }).download()
    expectFailed(end, `${SHOWN}: the answer is no audio but ${what}`)
  })

  test.each<[string, Fate]>([
    ['by its length', { headers: { 'content-length': '0' } }],
    ['without a length', {}],
    ['in a piece that is empty', { body: [Buffer.alloc(0)] }],
    ['once unpacked', { headers: { 'content-encoding': 'gzip' }, body: [gzipSync('')] }],
  ])('fails at once: a file with no bytes, %s', async (_what, fate) => {
    expectFailed(await given(fate).download(), `${SHOWN}: the file has no bytes`)
  })

  test('fails at once: packed in a way that nobody asked for and this action cannot undo', async () => {
    const end = await given({ headers: { 'content-encoding': 'gzip, zstd' }, body: [SONG] }).download()
    expectFailed(end, `${SHOWN}: the answer has a Content-Encoding that is not supported`)
  })

  test('fails at once: a certificate that is not trusted', async () => {
    const end = await given(networkError('CERT_HAS_EXPIRED')).download()
    expectFailed(end, `${SHOWN}: certificate not trusted (CERT_HAS_EXPIRED)`)
  })

  test('fails at once where a file stands in the folder’s place, and names the folder', async () => {
    given(WHOLE)
    const folder = join(world().folder, 'taken')
    writeFileSync(folder, 'mine')
    expect(await world().download(undefined, folder)).toEqual({
      kind: 'failed',
      why: `cannot write ${folder}: there is a file where a folder should be (EEXIST)`,
    })
    const deeper = join(folder, 'deeper')
    expect(await world().download(undefined, deeper)).toEqual({
      kind: 'failed',
      why: `cannot write ${deeper}: there is a file where a folder should be (ENOTDIR)`,
    })
    expect(readFileSync(folder, 'utf8')).toBe('mine')
    expect(world().files).toEqual(['taken'])
  })

  test('fails at once where the system says no in a way of its own, and says which', async () => {
    given(WHOLE)
    const folder = join(world().folder, 'loop')
    symlinkSync(folder, folder)
    expect(await world().download(undefined, folder)).toEqual({
      kind: 'failed',
      why: `cannot write ${folder}: the system refuses (ELOOP)`,
    })
  })

  test('fails at once where a folder stands in the file’s place, and leaves it alone', async () => {
    given(WHOLE)
    const path = join(world().folder, 'song.mp3')
    mkdirSync(join(path, 'inside'), { recursive: true })
    const end = await world().download()
    expect(end).toEqual({
      kind: 'failed',
      why: `cannot write ${path}: there is a folder of that name (EISDIR)`,
    })
    expect(world().files).toEqual(['song.mp3'])
  })
})

describe('the head of an answer', () => {
  test.each(['many', '-1', '3.5', '0x10', '3,4', '3,33', '3 3', ',3', '3,', '9'.repeat(16)])(
    'whose Content-Length is "%s" makes no sense, and may the next time',
    (length) => {
      expect(sortFileAnswer({ status: 200, headers: { 'content-length': length } })).toEqual({
        kind: 'broken',
        why: 'the answer has a Content-Length that makes no sense',
        retryAfter: undefined,
      })
    },
  )

  test.each([
    ['3', 3],
    ['0012', 12],
    ['3, 3 ,3', 3],
    ['9'.repeat(15), 999_999_999_999_999],
  ])('whose Content-Length is "%s" tells the length', (length, contentLength) => {
    expect(sortFileAnswer({ status: 200, headers: { 'content-length': length } })).toMatchObject({
      kind: 'file',
      contentLength,
      endIsMarked: true,
    })
  })

  test.each([
    'x-text/html',
    'application/xhtml+xml-x',
    'x-application/xhtml+xml',
    'application/xml-dtd',
    'x-application/json',
    'application/octet-stream',
  ])('of type %s may be audio', (contentType) => {
    expect(sortFileAnswer({ status: 200, headers: { 'content-type': contentType } })).toMatchObject({
      kind: 'file',
      contentType,
    })
  })

  test.each(['gx-zip', 'gzip, br', 'zstd'])('packed with %s is not unpacked', (encoding) => {
    expect(sortFileAnswer({ status: 200, headers: { 'content-encoding': encoding } })).toEqual({
      kind: 'failed',
      why: 'the answer has a Content-Encoding that is not supported',
    })
  })
})

test('whatever headers a host sends, there is a verdict, and it repeats nothing of them', () => {
  const text = fc.oneof(
    fc.constantFrom('', '3', '-1', '1e3', 'gzip', 'secret', 'https://secret:secret@h/?secret'),
    fc.string(),
  )
  const names = [
    'content-type',
    'content-length',
    'content-encoding',
    'location',
    'retry-after',
    'transfer-encoding',
  ]
  const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(text, fc.array(text)))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), headers, (status, sent) => {
      const verdict = sortFileAnswer({ status, headers: sent })
      expect(['file', 'redirect', 'failed', 'broken']).toContain(verdict.kind)
      if (verdict.kind === 'file') expect(status).toBe(200)
      expect('why' in verdict ? verdict.why : '').not.toContain('secret')
    }),
  )
})
