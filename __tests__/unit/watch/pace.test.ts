/** When to ask again: the README's "Polling" and its paragraph on retries, as arithmetic. */
import { downloadRetryMs, firstPollMs, gapMs, retryMs } from '../../../src/watch/pace.ts'

const LIMITS = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }

test.each([
  ['is poll-interval at first', 0, 0, 5_000],
  ['is poll-interval as long as that is more than a tenth of the wait', 50_000, 0, 5_000],
  ['is a tenth of the wait', 80_000, 0, 8_000],
  ['is at most max-poll-interval', 3_600_000, 0, 15_000],
  ['is up to 10 % shorter at random', 80_000, 0.5, 7_600],
  ['is thereby at least 90 % of poll-interval', 0, 0.999, 4_500.5],
])('the gap between two polls %s', (_claim, elapsedMs, chance, gap) => {
  expect(gapMs(elapsedMs, LIMITS, () => chance)).toBeCloseTo(gap, 3)
})

const NOTHING_ASKED = { retryAfterMs: 0, atLeastMs: 0 }

test.each([
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [5, 16_000],
  [6, 30_000],
  [1_000, 30_000],
])('the backoff of retry %d is at most %d ms, with full jitter and at least 500 ms', (failures, longest) => {
  const backoff = (chance: number): number => retryMs({ failures, ...NOTHING_ASKED }, () => chance)
  expect(backoff(0.999_999)).toBeCloseTo(longest, -1)
  expect(backoff(0.5)).toBe(longest / 2)
  expect(backoff(0)).toBe(500)
})

test.each([
  ['as long as Retry-After asks, where that is longer than the backoff', 20_000, 0, 0, 20_000],
  ['up to 10 % longer than Retry-After asks', 20_000, 0, 0.5, 21_000],
  ['as long as the backoff, where Retry-After is shorter', 1_000, 0, 0.9, 27_000],
  ['at least as long as it must', 0, 28_000, 0.9, 28_000],
])('a retry waits %s', (_claim, retryAfterMs, atLeastMs, chance, ms) => {
  expect(retryMs({ failures: 6, retryAfterMs, atLeastMs }, () => chance)).toBe(ms)
})

test('half of the backoff of a download is fixed, so that five attempts outlive a problem of 7.5 s', () => {
  const pauses = (chance: number): number[] =>
    [1, 2, 3, 4].map((failures) => downloadRetryMs({ failures, ...NOTHING_ASKED }, () => chance))
  expect(pauses(0)).toEqual([500, 1_000, 2_000, 4_000])
  expect(pauses(0.5)).toEqual([750, 1_500, 3_000, 6_000])
})

test('the first polls of up to eight tasks leave at once; those of more are spread over one poll-interval', () => {
  const firstPolls = (count: number): number[] =>
    Array.from({ length: count }, (_, index) => firstPollMs(index, count, 5_000))
  expect(firstPolls(8)).toEqual(Array(8).fill(0))
  expect(firstPolls(12)).toEqual([...Array<number>(8).fill(0), 1_250, 2_500, 3_750, 5_000])
})
