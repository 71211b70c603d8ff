// Which hosts are this machine, and which parts of a URL are shown.
import {
  hasCredentials,
  isFalseLoopback,
  isLoopbackHost,
  isSecureEnough,
  showUrl,
  withoutSecrets,
} from '../../../src/text/show.ts'

test.each([
  ['localhost', true],
  ['[::1]', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['1127.0.0.1', false],
  ['127.0.0', false],
  ['127.0.0.', false],
  ['127.0.0.1234', false],
  ['127.0.0.1.example.com', false],
  ['128.0.0.1', false],
  ['app.localhost', false],
  ['localhost.example.com', false],
  ['[::2]', false],
  ['', false],
])('the host %j is this machine: %j', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected)
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

test.each([
  ['https://127.0.0.1.evil.example/', true],
  ['https://127.evil/', true],
  ['https://127.0.0.1/', false],
  ['https://1127.example/', false],
])('%s only looks like this machine: %j', (url, expected) => {
  expect(isFalseLoopback(new URL(url))).toBe(expected)
})

test('a text that is not a URL is shown without credentials and query, also megabytes of it', () => {
  expect(withoutSecrets('u:p@w@h/a?b@c#d')).toBe('h/a')
  expect(withoutSecrets('h#a?b')).toBe('h')
  for (const unit of ['x', '@', '?', '\n']) {
    expect(withoutSecrets(`https://${unit.repeat(2_000_000)}`).length).toBeLessThan(2_000_010)
  }
})
