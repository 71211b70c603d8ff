/** Durations as users write them: what is read, and what is refused since a gate must not guess. */
import fc from 'fast-check'
import { parseDurationMs } from '../../../src/inputs/duration.ts'

describe('a duration', () => {
  test.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['1h2m3s4ms', 3_723_004],
    ['2m30s', 150_000],
    ['1m500ms', 60_500],
    ['120h', 432_000_000],
    ['0s', 0],
    ['007m', 420_000],
    ['90m90s', 5_490_000],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms)
  })

  test.each([
    ['a bare number', '30'],
    ['nothing', ''],
    ['a unit alone', 'm'],
    ['an unknown unit', '1d'],
    ['a longer unit', '30min'],
    ['a fraction', '1.5h'],
    ['a comma', '1,5h'],
    ['a sign', '-5m'],
    ['a plus', '+5m'],
    ['an exponent', '1e3s'],
    ['hexadecimal digits', '0x10s'],
    ['units from small to large', '30m1h'],
    ['a unit twice', '1m1m'],
    ['white space inside', '1h 30m'],
    ['white space around', ' 30m'],
    ['white space after', '30m '],
    ['a line after it', '30m\n'],
    ['words after it', '5m foo'],
    ['words before it', 'foo 5m'],
    ['a number after it', '1h30'],
    ['capital units', '30M'],
    ['digits that are no ASCII', '３０m'],
    ['Infinity', 'Infinity'],
  ])('%s is none: %j', (_, text) => {
    expect(parseDurationMs(text)).toBeNull()
  })

  test('is the sum of its parts, whatever they are', () => {
    const count = fc.nat(10_000)
    fc.assert(
      fc.property(count, count, count, count, (h, m, s, ms) => {
        expect(parseDurationMs(`${h}h${m}m${s}s${ms}ms`)).toBe(h * 3_600_000 + m * 60_000 + s * 1_000 + ms)
      }),
    )
  })

  test('is never read out of a text with anything else in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const ms = parseDurationMs(text)
        if (ms !== null) expect(text).toMatch(/^(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/)
      }),
    )
  })
})
