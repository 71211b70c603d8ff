// URLs, durations, sizes, files and errors, as people read and write them. __tests__/fuzz/input-claims.ts parses durations.
import * as show from '../../../src/text/show.ts'

const { formatDuration, formatMedia, suggestDuration } = show

test.each([
  [-1, '0s'],
  [Number.NaN, '0s'],
  [0.4, '0s'],
  [0.5, '1ms'],
  [999.6, '1s'],
  [59_500, '1m'],
  [272_000, '4m 32s'],
  [3_599_499, '59m 59s'],
  [3_599_600, '1h'],
  [3_900_000, '1h 5m'],
  [432_000_000, '120h'],
])('a duration of %d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test.each([
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [4321, '4.3 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [999_999_999, '1.0 GB'],
  [5_000_000_000_000, '5000.0 GB'],
])('a size of %d bytes reads %s', (bytes, text) => {
  expect(show.formatBytes(bytes)).toBe(text)
})

test.each([
  [{ format: 'mp3', seconds: 182.4 }, '3:02 MP3, 4.4 MB'],
  [{ format: 'wav', seconds: 59.6 }, '1:00 WAV, 4.4 MB'],
  [{ format: 'midi', seconds: null }, 'MIDI, 4.4 MB'],
  [{ format: null, seconds: null }, 'not checked, 4.4 MB'],
])('a saved file of %j reads %s', (measured, text) => {
  expect(formatMedia({ bytes: 4_400_000, ...measured })).toBe(text)
})

test('a count of one is singular', () => {
  expect([0, 1, 2].map((howMany) => show.count(howMany, 'task'))).toEqual(['0 tasks', '1 task', '2 tasks'])
})

test.each<[string, unknown, string]>([
  ['an error', new TypeError('no such thing'), 'TypeError: no such thing'],
  ['a text', 'gone', 'gone'],
  ['a symbol', Symbol('x'), 'Symbol(x)'],
  ['an object without a prototype', Object.create(null), 'an error that cannot be put into words'],
])('anything that was thrown becomes one line, without a stack: %s', (_what, thrown, shown) => {
  expect(show.describeError(thrown)).toBe(shown)
})

test.each([
  ['30 min', '30m'],
  ['30M', '30m'],
  ['1d', '24h'],
  ['1.5h', '1h30m'],
  ['90 sec', '1m30s'],
  ['1.001s', '1s1ms'],
  ['250 millis', '250ms'],
  ['1.4ms', '1ms'],
  ['1234567s', '342h56m7s'],
])('%j is spelled %s', (text, spelled) => {
  expect(suggestDuration(text)).toBe(spelled)
})

test.each([
  ['1h2m3s4ms', 3_723_004],
  ['500ms', 500],
  ['12s', 12_000],
  ['30m', 1_800_000],
  ['123456789h', 444_444_440_400_000],
])('%s is a duration of %d ms', (text, ms) => {
  expect(show.parseDurationMs(text)).toBe(ms)
  const around = [`x${text}`, `${text}x`, `-${text}`, `${text}1m1h`]
  for (const other of [...around, '', '30', '1234567890s', '1.5h', '1 h'])
    expect(show.parseDurationMs(other)).toBeNull()
})

test('nothing is suggested for a text unlike a duration', () => {
  const far = ['', '30', 'min', '0d', '-5 min', '30 x', '1.5.5h', '1.2345h', '.5h', '1h 30m', '30m!']
  expect([...far, '12345678s'].filter((text) => suggestDuration(text) !== '')).toEqual([])
})

test('a host is this machine only by these names', () => {
  const local = ['localhost', '[::1]', '127.0.0.1', '127.255.255.254']
  const other = ['1127.0.0.1', '127.0.0', '127.0.0.', '127.0.0.1234', '127.0.0.1.example.com', '128.0.0.1']
  const names = ['app.localhost', 'localhost.example.com', '[::2]', '']
  expect([...local, ...other, ...names].filter(show.isLoopbackHost)).toEqual(local)
})

test('a URL, or a text in place of one, is shown without what may be secret, even megabytes of it', () => {
  const shown = (text: string): string => show.showUrl(new URL(text))
  expect(shown('https://u:p@example.com:8443/a/b?c=d#e')).toBe('https://example.com:8443/a/b')
  expect(['data:audio/mpeg;base64,AAAA', 'user:password@example.com'].map(shown)).toEqual(['data:', 'user:'])
  expect([show.withoutSecrets('u:p@w@h/a?b@c#d'), show.withoutSecrets('h#a?b')]).toEqual(['h/a', 'h'])
  for (const unit of ['x', '@', '?', '\n'])
    expect(show.withoutSecrets(`https://${unit.repeat(2_000_000)}`).length).toBeLessThan(2_000_010)
})

test('an error has a code only if it is a text', () => {
  const coded = (code: unknown): unknown => Object.assign(new Error(''), { code })
  const others = [coded(7), new Error(''), 'EIO', undefined, null].map(show.codeOf)
  expect([show.codeOf(coded('EIO')), ...new Set(others)]).toEqual(['EIO', ''])
})
