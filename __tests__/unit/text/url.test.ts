// Which hosts are this machine, and what of a URL people may see.
import { hasCredentials, isLoopbackHost, isSecureEnough, showUrl } from '../../../src/text/url.ts'

test.each(['localhost', '[::1]', '127.0.0.1', '127.10.20.30', '127.255.255.254'])(
  '%s is this machine',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  },
)

test.each([
  '1127.0.0.1',
  '127.0.0',
  '127.0.0.1.example.com',
  '127.0.0.1234',
  '127.0.0.',
  '128.0.0.1',
  'x127.0.0.1',
  'app.localhost',
  'localhost.example.com',
  '[::2]',
  '',
])('%j is not', (host) => {
  expect(isLoopbackHost(host)).toBe(false)
})

test.each([
  ['https://example.com/', true],
  ['http://127.0.0.1/', true],
  ['http://example.com/', false],
  ['ftp://127.0.0.1/', false],
])('%s may be asked: %j', (url, expected) => {
  expect(isSecureEnough(new URL(url))).toBe(expected)
})

test.each([
  ['https://u@example.com/', true],
  ['https://:p@example.com/', true],
  ['https://example.com/@', false],
])('%s has credentials: %j', (url, expected) => {
  expect(hasCredentials(new URL(url))).toBe(expected)
})

test.each([
  ['https://u:p@example.com:8443/a/b?c=d#e', 'https://example.com:8443/a/b'],
  ['data:audio/mpeg;base64,AAAA', 'data:'],
  ['user:password@example.com', 'user:'],
])('%s is shown as %s', (url, shown) => {
  expect(showUrl(new URL(url))).toBe(shown)
})
