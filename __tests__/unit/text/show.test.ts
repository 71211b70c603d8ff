// Durations, sizes, files and errors, as they stand in the log, the annotations and the summary.
import { count, describeError, formatBytes, formatDuration, formatMedia } from '../../../src/text/show.ts'

test.each([
  [-1, '0s'],
  [Number.NaN, '0s'],
  [0.4, '0s'],
  [0.5, '1ms'],
  [999.4, '999ms'],
  [999.6, '1s'],
  [1499, '1s'],
  [59_499, '59s'],
  [59_500, '1m'],
  [60_000, '1m'],
  [272_000, '4m 32s'],
  [3_599_499, '59m 59s'],
  [3_599_600, '1h'],
  [3_600_000, '1h'],
  [3_900_000, '1h 5m'],
  [7_199_000, '2h'],
  [432_000_000, '120h'],
])('a duration of %d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [4321, '4.3 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [45_240_000, '45.2 MB'],
  [999_999_999, '1.0 GB'],
  [5_000_000_000_000, '5000.0 GB'],
])('a size of %d bytes reads %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
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
  expect([0, 1, 2].map((howMany) => count(howMany, 'task'))).toEqual(['0 tasks', '1 task', '2 tasks'])
})

test.each<[string, unknown, string]>([
  ['an error', new TypeError('no such thing'), 'TypeError: no such thing'],
  ['a text', 'gone', 'gone'],
  ['nothing', undefined, 'undefined'],
  ['a symbol', Symbol('x'), 'Symbol(x)'],
])('whatever was thrown is told in one line, without a stack: %s', (_what, thrown, shown) => {
  expect(describeError(thrown)).toBe(shown)
})
