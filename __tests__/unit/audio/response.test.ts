// What a storage host's response means, by its status and headers alone.
import fc from 'fast-check'
import { redirectTarget, sortResponse, type StorageResponse } from '../../../src/audio/response.ts'

const NOON = Date.UTC(2026, 10, 24, 12)
type Headers = Parameters<typeof sortResponse>[0]['headers']
const sort = (headers: Headers, status = 200, isPromised = true): StorageResponse =>
  sortResponse({ status, headers }, NOON, isPromised)

const NOT_THERE = ': the file is not there yet, or the URL has expired or is not readable'

test.each<[string, 'failed' | 'broken' | 'redirect', string, boolean?]>([
  ['410', 'failed', ': the URL has expired or is not readable'],
  ['401 403 404', 'broken', NOT_THERE],
  ['401 403 404', 'failed', NOT_THERE, false],
  ['204 300 304 400 402 405 409 416 422 451 600', 'failed', ''],
  ['408 425 429 500 502 503 504 599', 'broken', '', false],
  ['301 302 303 307 308', 'redirect', ''],
])('HTTP %s is %s%s (promised: %j)', (statuses, kind, meaning, isPromised = true) => {
  const headers = { 'content-type': 'text/html', 'retry-after': '7', location: '/next' }
  for (const status of statuses.split(' ')) {
    const why = `HTTP ${status}${meaning}`
    const says = { failed: { why }, broken: { why, retryAfterMs: 7_000 }, redirect: { location: '/next' } }
    expect(sort(headers, Number(status), isPromised)).toEqual({ kind, ...says[kind] })
  }
})

test('Retry-After as a date counts from the Date of the response', () => {
  const at = { 'retry-after': 'Tue, 24 Nov 2026 09:00:30 GMT', date: 'Tue, 24 Nov 2026 09:00:00 GMT' }
  expect([sort(at, 503), sort({}, 503)]).toMatchObject([{ retryAfterMs: 30_000 }, { retryAfterMs: 0 }])
})

test('200, 203, and a 206 whose range is the whole file are files', () => {
  const whole = ['bytes 0-9/10', ' Bytes 0-0/1 ', 'bytes 0-99/100'].map((range) =>
    sort({ 'content-range': range }, 206),
  )
  for (const response of [sort({}), sort({}, 203), ...whole]) expect(response).toMatchObject({ kind: 'file' })
  for (const range of [
    '',
    'x bytes 0-9/10',
    'bytes 0-9/10x',
    'bytes 0-8/10',
    'bytes 1-9/10',
    'bytes 0-9/*',
    'bytes */10',
    '0-9/10',
  ]) {
    const why = 'only a part of the file was sent (HTTP 206)'
    expect(sort({ 'content-range': range }, 206)).toEqual({ kind: 'failed', why })
  }
})

test('a file may have any content type: its bytes decide', () => {
  for (const type of ['text/html ; charset=utf-8', 'Application/JSON', 'text/xml', '']) {
    const contentType = type.replace(/ ;.*/, '').toLowerCase()
    expect(sort({ 'content-type': type })).toMatchObject({ kind: 'file', contentType })
  }
})

test.each<[string, string[]]>([
  ['', []],
  [' identity ', []],
  ['x-gzip, BR', ['gzip', 'br']],
  ['none', ['gzip']],
  ['gx-zip', ['gzip']],
])('content codings are undone; if one is unknown, the bytes decide: "%s"', (coding, packings) => {
  expect(sort({ 'content-encoding': coding })).toMatchObject({ kind: 'file', packings })
})

test('a length marks the end, and without one only chunks do', () => {
  expect(sort({ 'content-length': '0012' })).toMatchObject({ contentLength: 12, endIsMarked: true })
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
    ['https://h.example.com/***', 'a URL that contained the API key'],
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

test('any headers of a host lead to a verdict, which does not repeat them', () => {
  const word = fc.constantFrom('', '3', '-1', 'gzip', 'secret', 'https://secret:secret@h/')
  const text = fc.oneof(word, fc.string())
  const names = ['content-type', 'content-length', 'content-encoding', 'transfer-encoding'] as const
  const headers = fc.dictionary(fc.constantFrom(...names), text)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), headers, (status, sent) => {
      const response = sort(sent, status)
      if (response.kind === 'file') expect([200, 203]).toContain(status)
      expect('why' in response ? response.why : '').not.toContain('secret')
    }),
  )
})
