/** When to ask again: the contract's "Polling" and its paragraph on retries, as arithmetic. */
import fc from 'fast-check'
import {
  backoffCapMs,
  downloadRetryMs,
  firstPollMs,
  gapMs,
  parseRetryAfterMs,
  retryMs,
} from '../../../src/wait/schedule.ts'

const LIMITS = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const noRetryAfter = { retryAfterMs: 0, atLeastMs: 0 }

describe('the ordinary gap', () => {
  test.each([
    [0, 0, 5_000],
    [50_000, 0, 5_000],
    [80_000, 0, 8_000],
    [150_000, 0, 15_000],
    [3_600_000, 0, 15_000],
    [80_000, 0.5, 7_600],
    [0, 0.999, 4_500.5],
  ])('%d ms after the start, with the dice at %d, is %d ms', (elapsedMs, dice, gap) => {
    expect(gapMs(elapsedMs, LIMITS, () => dice)).toBeCloseTo(gap, 3)
  })

  test('is never less than 90 % of poll-interval and never more than max-poll-interval', () => {
    fc.assert(
      fc.property(fc.nat(432_000_000), chance, (elapsedMs, dice) => {
        const gap = gapMs(elapsedMs, LIMITS, () => dice)
        expect(gap).toBeGreaterThanOrEqual(4_500)
        expect(gap).toBeLessThanOrEqual(15_000)
      }),
    )
  })
})

describe('a retry', () => {
  test.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [5, 16_000],
    [6, 30_000],
    [1_000, 30_000],
  ])('number %d waits at most %d ms', (failures, cap) => {
    expect(backoffCapMs(failures)).toBe(cap)
    expect(retryMs({ failures, ...noRetryAfter }, () => 0.999_999)).toBeCloseTo(cap, -1)
  })

  test('waits at least 500 ms, however the dice fall', () => {
    expect(retryMs({ failures: 6, ...noRetryAfter }, () => 0)).toBe(500)
  })

  test('uses the whole range below the cap', () => {
    expect(retryMs({ failures: 4, ...noRetryAfter }, () => 0.25)).toBe(2_000)
  })

  test('waits as long as Retry-After asks where that is longer, and up to 10 % more', () => {
    expect(retryMs({ failures: 1, retryAfterMs: 20_000, atLeastMs: 0 }, () => 0)).toBe(20_000)
    expect(retryMs({ failures: 1, retryAfterMs: 20_000, atLeastMs: 0 }, () => 0.5)).toBe(21_000)
  })

  test('does not let a short Retry-After shorten the backoff', () => {
    expect(retryMs({ failures: 6, retryAfterMs: 1_000, atLeastMs: 0 }, () => 0.9)).toBe(27_000)
  })

  test('waits at least as long as it is told to after a 429', () => {
    expect(retryMs({ failures: 1, retryAfterMs: 0, atLeastMs: 5_000 }, () => 0.9)).toBe(5_000)
  })
})

describe('a retry of a download', () => {
  test('has half of the backoff fixed', () => {
    expect(downloadRetryMs({ failures: 4, ...noRetryAfter }, () => 0)).toBe(4_000)
    expect(downloadRetryMs({ failures: 4, ...noRetryAfter }, () => 0.5)).toBe(6_000)
  })

  test('outlives a blip of seconds: four pauses are at least 7.5 s together', () => {
    const pauses = [1, 2, 3, 4].map((failures) => downloadRetryMs({ failures, ...noRetryAfter }, () => 0))
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000])
  })
})

describe('Retry-After', () => {
  const NOW = Date.UTC(2026, 10, 24, 12, 0, 0)

  test.each([
    ['0', 0],
    ['5', 5_000],
    [' 120 ', 120_000],
    ['31536000', 31_536_000_000],
    ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 11:59:30 GMT', 0],
    ['-5', 0],
    ['1.5', 0],
    ['5s', 0],
    ['soon', 0],
    ['', 0],
    ['2026-11-24T12:00:30Z', 0],
    ['Tue, 24 Nov 2026 12:00:30 +0000', 0],
    ['X Tue, 24 Nov 2026 12:00:30 GMT', 0],
    ['Tue, 24 Nov 2026 12:00:30 GMT X', 0],
    ['Tue, 99 Xyz 2026 12:00:30 GMT', 0],
  ])('%j means %d ms', (header, ms) => {
    expect(parseRetryAfterMs(header, NOW)).toBe(ms)
  })

  test('that is missing means no wait', () => {
    expect(parseRetryAfterMs(undefined, NOW)).toBe(0)
  })

  test('of any text is a finite duration, never negative', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,400}$/)), (header) => {
        const ms = parseRetryAfterMs(header, NOW)
        expect(Number.isFinite(ms) && ms >= 0).toBe(true)
      }),
    )
  })
})

describe('the first polls', () => {
  test('of up to eight tasks leave at once', () => {
    expect([0, 1, 7].map((index) => firstPollMs(index, 8, 5_000))).toEqual([0, 0, 0])
  })

  test('of more are spread over one poll-interval', () => {
    expect([7, 8, 9, 10, 11].map((index) => firstPollMs(index, 12, 5_000))).toEqual([
      0, 1_250, 2_500, 3_750, 5_000,
    ])
  })
})
