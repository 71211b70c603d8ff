// What a storage host's response means, by its status and headers alone.
import fc from 'fast-check'
import { redirectTarget, sortResponse, type StorageResponse } from '../../../src/audio/response.ts'

type Headers = Parameters<typeof sortResponse>[0]['headers']
const sort = (headers: Headers, status = 200): StorageResponse => sortResponse({ status, headers })

test.each<[string, 'failed' | 'broken' | 'redirect', string]>([
  ['401 403 404 410', 'failed', ': the URL has expired or is not readable'],
  ['204 206 300 304 400 402 405 409 416 422 451 600', 'failed', ''],
  ['408 425 429 500 502 503 504 599', 'broken', ''],
  ['301 302 303 307 308', 'redirect', ''],
])('HTTP %s is %s%s', (statuses, kind, meaning) => {
  const headers = { 'content-type': 'text/html', 'retry-after': '7', location: '/next' }
  for (const status of statuses.split(' ')) {
    const why = `HTTP ${status}${meaning}`
    const says = { failed: { why }, broken: { why, retryAfter: '7' }, redirect: { location: '/next' } }
    expect(sort(headers, Number(status))).toEqual({ kind, ...says[kind] })
  }
})

test('a header that did not come is empty', () => {
  expect([sort({}, 503), sort({}, 302)]).toMatchObject([{ retryAfter: '' }, { location: '' }])
})

test.each([
  [['text/html; charset=utf-8', 'text/html ;charset=utf-8', 'application/xhtml+xml'], 'a web page'],
  [['Application/JSON', 'application/problem+json'], 'JSON'],
  [['application/xml', 'text/xml'], 'XML'],
  [['text/html-x', 'text/plain'], 'text'],
])('%s is no file but %s', (types, what) => {
  for (const type of types) expect(sort({ 'content-type': type })).toEqual({ kind: 'page', what })
})

test('a file may be of a type that only looks like a page, or of none', () => {
  for (const contentType of [
    'x-text/html',
    'application/xhtml+xml-x',
    'application/xml-dtd',
    'x-application/json',
    '',
  ])
    expect(sort({ 'content-type': contentType })).toMatchObject({ kind: 'file', contentType })
})

test('the codings of storage services are undone, and no others', () => {
  const known = { '': 'identity', gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', BR: 'br' }
  for (const [sent, encoding] of Object.entries(known))
    expect(sort({ 'content-encoding': sent })).toMatchObject({ kind: 'file', encoding })
  const why = 'the response has a Content-Encoding that is not supported'
  for (const sent of ['gx-zip', 'gzip, br', 'zstd'])
    expect(sort({ 'content-encoding': sent })).toEqual({ kind: 'failed', why })
})

test.each<[string | string[], number]>([
  ['3', 3],
  ['0012', 12],
  ['3, 3 ,3', 3],
  [['3', '3'], 3],
  ['9'.repeat(15), 999_999_999_999_999],
])('a Content-Length of %j tells the length', (length, contentLength) => {
  expect(sort({ 'content-length': length })).toMatchObject({ contentLength, endIsMarked: true })
})

test('any other Content-Length makes no sense, and may the next time', () => {
  const why = 'the response has a Content-Length that makes no sense'
  for (const length of ['many', '-1', '3.5', '0x10', '3,4', '3,33', '3 3', ',3', '3,', '9'.repeat(16)])
    expect(sort({ 'content-length': length })).toEqual({ kind: 'broken', why, retryAfter: '' })
})

test('without a length, only chunks mark the end', () => {
  expect(sort({})).toMatchObject({ contentLength: null, endIsMarked: false })
  expect(sort({ 'transfer-encoding': 'gzip, Chunked' })).toMatchObject({ endIsMarked: true })
})

describe('a redirect', () => {
  const from = new URL('https://cdn.example.com/x/song.mp3?sig=secret')
  const local = new URL('http://127.0.0.1:1/a')

  test.each([
    ['/top.mp3', 'https://cdn.example.com/top.mp3'],
    ['next.mp3?x=1', 'https://cdn.example.com/x/next.mp3?x=1'],
    ['//other.example.com/y', 'https://other.example.com/y'],
  ])('may be relative: %s', (location, url) => {
    expect(redirectTarget(location, from, from)).toEqual(new URL(url))
  })

  test.each([
    ['http://h.example.com/y?sig=secret', 'http://h.example.com/y, which is not https'],
    ['http://127.0.0.1/y', 'http://127.0.0.1/y, which is not https'],
    ['file:///etc/passwd', 'file:///etc/passwd, which is not https'],
    ['data:audio/mpeg,secret', 'data:, which is not https'],
    ['https://u:secret@h.example.com/', 'https://h.example.com/ with a user name or password'],
    ['https://h.example.com/***', 'a URL that had the API key in it'],
    ['https://', 'nowhere'],
    ['', 'nowhere'],
  ])('is refused: %s', (location, where) => {
    expect(redirectTarget(location, from, from)).toBe(`it redirects to ${where}`)
  })

  test('may lead to http on this machine only from there', () => {
    for (const to of ['http://localhost:2/b', 'https://h.example.com/b'])
      expect(redirectTarget(to, local, local)).toEqual(new URL(to))
    const why = 'it redirects to http://h.example.com/b, which is not https'
    expect(redirectTarget('http://h.example.com/b', local, local)).toBe(why)
    expect(redirectTarget('/b', local, from)).toBe('it redirects to http://127.0.0.1:1/b, which is not https')
  })
})

test('whatever headers a host sends, there is a verdict, and it repeats nothing of them', () => {
  const word = fc.constantFrom('', '3', '-1', 'gzip', 'secret', 'https://secret:secret@h/')
  const text = fc.oneof(word, fc.string())
  const names = ['content-type', 'content-length', 'content-encoding', 'transfer-encoding'] as const
  const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(text, fc.array(text)))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), headers, (status, sent) => {
      const response = sort(sent, status)
      if (response.kind === 'file') expect(status).toBe(200)
      expect('why' in response ? response.why : '').not.toContain('secret')
    }),
  )
})
