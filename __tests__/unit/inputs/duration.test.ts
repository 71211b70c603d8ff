/** Durations as users write them: valid ones, and suggestions for near misses. `fuzz/input-claims.ts` has the invalid ones. */
import { parseDurationMs, suggestDuration } from '../../../src/text/show.ts'

test.each([
  ['500ms', 500],
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['1h30m', 5_400_000],
  ['1h2m3s4ms', 3_723_004],
  ['1m500ms', 60_500],
  ['0s', 0],
  ['007m', 420_000],
  ['90m90s', 5_490_000],
])('%s is %i ms', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms)
})

test.each([
  ['30 min', '30m'],
  ['30minutes', '30m'],
  ['30M', '30m'],
  ['1d', '24h'],
  ['2 Days', '48h'],
  ['1.5h', '1h30m'],
  ['2 hrs', '2h'],
  ['0.25 hour', '15m'],
  ['90 sec', '1m30s'],
  ['45seconds', '45s'],
  ['1.001s', '1s1ms'],
  ['250 millis', '250ms'],
  ['1500 msec', '1s500ms'],
  ['1.4ms', '1ms'],
  ['1234567s', '342h56m7s'],
])('%j is spelled %s', (text, spelled) => {
  expect(suggestDuration(text)).toBe(spelled)
})

test('nothing is suggested for a text unlike a duration', () => {
  const far = ['', '30', 'min', 'soon', '0d', '-5 min', '30 x', '1.5.5h', '1.2345h', '.5h', '1h 30m', '30m!']
  expect([...far, '12345678s'].filter((text) => suggestDuration(text) !== '')).toEqual([])
})
