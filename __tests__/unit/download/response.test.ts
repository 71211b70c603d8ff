// What a storage host's response means, by its status and headers alone.
import fc from 'fast-check'
import { redirectTarget, sortResponse, type Response } from '../../../src/download/response.ts'

type Headers = Parameters<typeof sortResponse>[0]['headers']
const sort = (headers: Headers, status = 200): Response => sortResponse({ status, headers })

test.each([401, 403, 404, 410])('HTTP %d: the URL has expired', (status) => {
  const why = `HTTP ${status}: the URL has expired or is not readable`
  expect(sort({ 'content-type': 'text/html' }, status)).toEqual({ kind: 'failed', why })
})

test.each([204, 206, 300, 304, 400, 402, 405, 409, 416, 422, 451, 600])(
  'HTTP %d fails for good',
  (status) => {
    expect(sort({ 'retry-after': '1' }, status)).toEqual({ kind: 'failed', why: `HTTP ${status}` })
  },
)

test.each([408, 425, 429, 500, 502, 503, 504, 599])('HTTP %d is worth another attempt', (status) => {
  expect(sort({}, status)).toEqual({ kind: 'broken', why: `HTTP ${status}`, retryAfter: '' })
  expect(sort({ 'retry-after': '7' }, status)).toMatchObject({ retryAfter: '7' })
})

test.each([301, 302, 303, 307, 308])('HTTP %d is a redirect', (status) => {
  expect(sort({ location: '/next' }, status)).toEqual({ kind: 'redirect', location: '/next' })
  expect(sort({}, status)).toEqual({ kind: 'redirect', location: '' })
})

test.each([
  ['text/html; charset=utf-8', 'a web page'],
  ['text/html ;charset=utf-8', 'a web page'],
  ['application/xhtml+xml', 'a web page'],
  ['Application/JSON', 'JSON'],
  ['application/problem+json', 'JSON'],
  ['application/xml', 'XML'],
  ['text/xml', 'XML'],
  ['text/html-x', 'text'],
  ['text/plain', 'text'],
])('%s is no file but %s', (contentType, what) => {
  expect(sort({ 'content-type': contentType })).toEqual({ kind: 'page', what })
})

test.each(['x-text/html', 'application/xhtml+xml-x', 'application/xml-dtd', 'x-application/json', ''])(
  'a file may be of type "%s"',
  (contentType) => {
    expect(sort({ 'content-type': contentType })).toMatchObject({ kind: 'file', contentType })
  },
)

test.each([
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['BR', 'br'],
])('the coding "%s" is undone', (sent, encoding) => {
  expect(sort({ 'content-encoding': sent })).toMatchObject({ kind: 'file', encoding })
})

test.each(['gx-zip', 'gzip, br', 'zstd'])('the coding "%s" cannot be undone', (encoding) => {
  const why = 'the response has a Content-Encoding that is not supported'
  expect(sort({ 'content-encoding': encoding })).toEqual({ kind: 'failed', why })
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

test.each(['many', '-1', '3.5', '0x10', '3,4', '3,33', '3 3', ',3', '3,', '9'.repeat(16)])(
  'a Content-Length of "%s" makes no sense, and may the next time',
  (length) => {
    const why = 'the response has a Content-Length that makes no sense'
    expect(sort({ 'content-length': length })).toEqual({ kind: 'broken', why, retryAfter: '' })
  },
)

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
    ['http://h.example.com/y?sig=secret', 'it redirects to http://h.example.com/y, which is not https'],
    ['http://127.0.0.1/y', 'it redirects to http://127.0.0.1/y, which is not https'],
    ['file:///etc/passwd', 'it redirects to file:///etc/passwd, which is not https'],
    ['data:audio/mpeg,secret', 'it redirects to data:, which is not https'],
    [
      'https://u:secret@h.example.com/',
      'it redirects to https://h.example.com/ with a user name or password',
    ],
    ['https://', 'it redirects to nowhere'],
    ['', 'it redirects to nowhere'],
  ])('is refused: %s', (location, why) => {
    expect(redirectTarget(location, from, from)).toBe(why)
  })

  test('may lead to http on this machine only from there', () => {
    expect(redirectTarget('http://localhost:2/b', local, local)).toEqual(new URL('http://localhost:2/b'))
    expect(redirectTarget('https://h.example.com/b', local, local)).toEqual(
      new URL('https://h.example.com/b'),
    )
    const why = 'it redirects to http://h.example.com/b, which is not https'
    expect(redirectTarget('http://h.example.com/b', local, local)).toBe(why)
    expect(redirectTarget('/b', local, from)).toBe('it redirects to http://127.0.0.1:1/b, which is not https')
  })
})

test('whatever headers a host sends, there is a verdict, and it repeats nothing of them', () => {
  const text = fc.oneof(
    fc.constantFrom('', '3', '-1', 'gzip', 'secret', 'https://secret:secret@h/'),
    fc.string(),
  )
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
