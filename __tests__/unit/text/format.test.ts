// Durations and sizes, as they stand in the log, the annotations and the summary.
import { formatBytes, formatDuration } from '../../../src/text/show.ts'

describe('a duration', () => {
  test.each([
    [0, '0s'],
    [0.4, '0s'],
    [0.5, '1ms'],
    [1, '1ms'],
    [850, '850ms'],
    [999.4, '999ms'],
    [999.6, '1s'],
    [1000, '1s'],
    [1499, '1s'],
    [12_000, '12s'],
    [59_499, '59s'],
    [59_500, '1m'],
    [60_000, '1m'],
    [61_000, '1m 1s'],
    [272_000, '4m 32s'],
    [1_800_000, '30m'],
    [3_599_499, '59m 59s'],
    [3_599_600, '1h'],
    [3_600_000, '1h'],
    [3_900_000, '1h 5m'],
    [7_169_000, '1h 59m'],
    [7_199_000, '2h'],
    [432_000_000, '120h'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  test.each([-1, Number.NaN])('that is none (%d) reads 0s', (ms) => {
    expect(formatDuration(ms)).toBe('0s')
  })
})

describe('a size', () => {
  test.each([
    [0, '0 B'],
    [812, '812 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [4321, '4.3 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [3_100_000, '3.1 MB'],
    [45_240_000, '45.2 MB'],
    [999_999_999, '1.0 GB'],
    [5_000_000_000_000, '5000.0 GB'],
  ])('of %d bytes reads %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
