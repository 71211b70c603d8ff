/** When to ask again: the README's "Polling" and its paragraph on retries, as arithmetic. */
import {
  downloadRetryMs,
  firstPollMs,
  gapMs,
  rateLimitMs,
  retryAfterMs,
  retryMs,
  type Header,
} from '../../../src/watch/pace.ts'

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

const NOON = Date.UTC(2026, 10, 24, 12)
const HALF_A_CENTURY_MS = Date.UTC(2076, 10, 24, 12) - NOON
const EVER = Number.MAX_SAFE_INTEGER
const sending =
  (headers: Readonly<Record<string, string>>): Header =>
  (name) =>
    headers[name] ?? ''

test.each([
  ['0', 0],
  ['5', 5_000],
  ['120', 120_000],
  ['31536000', 31_536_000_000],
  ['99999999999999999999', EVER],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:59:30 GMT', 0],
  ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000],
  ['Tuesday, 24-Nov-76 12:00:00 GMT', HALF_A_CENTURY_MS],
  ['Wednesday, 24-Nov-77 12:00:00 GMT', 0],
  ['Tue Nov 24 12:00:30 2026', 30_000],
  ['Tue Dec  1 12:00:00 2026', 7 * 86_400_000],
])('Retry-After: %s means %d ms', (value, ms) => {
  expect(retryAfterMs(sending({ 'retry-after': value }), NOON)).toBe(ms)
})

test.each([
  ['nothing', ''],
  ['a negative number', '-5'],
  ['a fraction', '1.5'],
  ['a unit', '5s'],
  ['a word in front of a number', 'in 5'],
  ['a word', 'soon'],
  ['an ISO date', '2026-11-24T12:00:30Z'],
  ['a date in another time zone', 'Tue, 24 Nov 2026 12:00:30 GMT-0100'],
  ['a date without a time zone', 'Tue, 24 Nov 2026 12:00:30'],
  ['a word in front of a date', 'after Tue, 24 Nov 2026 12:00:30 GMT'],
  ['a date that does not exist', 'Tue, 99 Nov 2026 12:00:30 GMT'],
  ['a date in a month that does not exist', 'Tue, 24 Xyz 2026 12:00:30 GMT'],
  ['an older date with something behind it', 'Tuesday, 24-Nov-26 12:00:30 GMT+1'],
  ['an older date with something before it', 'on Tuesday, 24-Nov-26 12:00:30 GMT'],
  ['an older date on a day that does not exist', 'Tuesday, 99-Nov-26 12:00:30 GMT'],
  ['the oldest date with something behind it', 'Tue Nov 24 12:00:30 2026 GMT'],
  ['the oldest date with something before it', 'on Tue Nov 24 12:00:30 2026'],
])('Retry-After that is %s asks for no wait: %j', (_what, value) => {
  expect(retryAfterMs(sending({ 'retry-after': value }), NOON)).toBe(0)
})

test.each([
  ['an hour behind', 'Tue, 24 Nov 2026 11:00:00 GMT', 'Tue, 24 Nov 2026 11:00:30 GMT', 30_000],
  ['an hour ahead', 'Tue, 24 Nov 2026 13:00:00 GMT', 'Tue, 24 Nov 2026 13:00:30 GMT', 30_000],
  ['of no date', 'soon', 'Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
])('Retry-After as a date counts from the Date of the answer: a clock %s', (_claim, date, until, ms) => {
  expect(retryAfterMs(sending({ 'retry-after': until, date }), NOON)).toBe(ms)
})

const AT = NOON / 1_000 + 30
const TEN_SECONDS_AGO = 'Tue, 24 Nov 2026 11:59:50 GMT'

test.each<[string, Record<string, string>, number]>([
  ['nothing is said', {}, 0],
  ['Retry-After says it', { 'retry-after': '7', 'ratelimit-reset': '9', 'x-ratelimit-reset': '9' }, 7_000],
  ['Retry-After says it, though not how', { 'retry-after': 'soon', 'ratelimit-reset': '9' }, 0],
  ['RateLimit-Reset does', { 'ratelimit-reset': '10', 'x-ratelimit-reset': '11' }, 10_000],
  ['RateLimit-Reset is not a number', { 'ratelimit-reset': '9s', 'x-ratelimit-reset': '11' }, 11_000],
  ['RateLimit-Reset ends as one', { 'ratelimit-reset': 'w9', 'x-ratelimit-reset': '11' }, 11_000],
  ['X-RateLimit-Reset is not a number', { 'x-ratelimit-reset': '1e3' }, 0],
  ['X-RateLimit-Reset ends as one', { 'x-ratelimit-reset': '-3' }, 0],
  ['X-RateLimit-Reset is the seconds to wait', { 'x-ratelimit-reset': '999999999' }, 999_999_999_000],
  ['X-RateLimit-Reset is seconds since 1970', { 'x-ratelimit-reset': `${AT}` }, 30_000],
  ['X-RateLimit-Reset is long past', { 'x-ratelimit-reset': '1000000000' }, 0],
  ['X-RateLimit-Reset is very far away', { 'x-ratelimit-reset': '999999999999' }, 999_999_999_999_000 - NOON],
  ['X-RateLimit-Reset is milliseconds since 1970', { 'x-ratelimit-reset': `${AT}000` }, 30_000],
  ['X-RateLimit-Reset is long past in milliseconds', { 'x-ratelimit-reset': '1000000000000' }, 0],
  ['X-RateLimit-Reset is absurd', { 'x-ratelimit-reset': '9'.repeat(400) }, EVER - NOON],
  ['the server is late', { 'x-ratelimit-reset': `${AT}`, date: TEN_SECONDS_AGO }, 40_000],
  ['the server has no date', { 'x-ratelimit-reset': `${AT}`, date: 'Tue, 99 Nov 2026 12:00:30 GMT' }, 30_000],
  ['something is left', { 'ratelimit-reset': '9', 'ratelimit-remaining': '1' }, 0],
  ['something is left, as others say it', { 'ratelimit-reset': '9', 'x-ratelimit-remaining': '1' }, 0],
  [
    'Retry-After says it, though something is left',
    { 'retry-after': '7', 'ratelimit-remaining': '1' },
    7_000,
  ],
  [
    'nothing is left',
    { 'ratelimit-reset': '9', 'ratelimit-remaining': '0', 'x-ratelimit-remaining': '5' },
    9_000,
  ],
])('the wait that a rate limit asks for, where %s', (_case, headers, ms) => {
  expect(rateLimitMs(sending(headers), NOON)).toBe(ms)
})
