/** When to ask again: the README's "Polling" and its paragraph on retries, as arithmetic. */
import { downloadRetryMs, gapMs, rateLimitMs } from '../../../src/watch/pace.ts'
import { retryAfterMs, retryMs, type Header } from '../../../src/watch/pace.ts'

const LIMITS = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }

test.each([
  ['is poll-interval while that is more than a tenth of the wait', 50_000, 0, 5_000],
  ['is a tenth of the wait', 80_000, 0, 8_000],
  ['is at most max-poll-interval', 3_600_000, 0, 15_000],
  ['is up to 10 % shorter at random', 80_000, 0.5, 7_600],
  ['is therefore at least 90 % of poll-interval', 0, 0.999, 4_500.5],
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
  ['as long as Retry-After asks, if that is longer than the backoff', 20_000, 0, 0, 20_000],
  ['up to 10 % longer than Retry-After asks', 20_000, 0, 0.5, 21_000],
  ['as long as the backoff, if Retry-After is shorter', 1_000, 0, 0.9, 27_000],
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

const NOON = Date.UTC(2026, 10, 24, 12)
const EVER = Number.MAX_SAFE_INTEGER
const sending =
  (headers: Readonly<Record<string, string>>): Header =>
  (name) =>
    headers[name] ?? ''

test.each([
  ['0', 0],
  ['120', 120_000],
  ['99999999999999999999', EVER],
  ['Tue, 24 Nov 2026 11:59:30 GMT', 0],
  ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000],
  ['Tuesday, 24-Nov-76 12:00:00 GMT', Date.UTC(2076, 10, 24, 12) - NOON],
  ['Wednesday, 24-Nov-77 12:00:00 GMT', 0],
  ['Tue Dec  1 12:00:00 2026', 7 * 86_400_000],
])('Retry-After: %s means %d ms', (value, ms) => {
  expect(retryAfterMs(sending({ 'retry-after': value }), NOON)).toBe(ms)
})

test.each([
  ...['', '-5', '1.5', '5s', 'in 5', 'soon', '2026-11-24T12:00:30Z', 'Tue, 24 Nov 2026 12:00:30'],
  ...['Tue, 24 Nov 2026 12:00:30 GMT-0100', 'after Tue, 24 Nov 2026 12:00:30 GMT'],
  ...['Tue, 99 Nov 2026 12:00:30 GMT', 'Tue, 24 Xyz 2026 12:00:30 GMT'],
  ...['Tuesday, 24-Nov-26 12:00:30 GMT+1', 'on Tuesday, 24-Nov-26 12:00:30 GMT'],
  ...['Tue Nov 24 12:00:30 2026 GMT', 'on Tue Nov 24 12:00:30 2026'],
])('Retry-After that is neither a number nor a date of HTTP asks for no wait: %j', (value) => {
  expect(retryAfterMs(sending({ 'retry-after': value }), NOON)).toBe(0)
})

test.each([
  ['an hour behind', 'Tue, 24 Nov 2026 11:00:00 GMT', 'Tue, 24 Nov 2026 11:00:30 GMT'],
  ['an hour ahead', 'Tue, 24 Nov 2026 13:00:00 GMT', 'Tue, 24 Nov 2026 13:00:30 GMT'],
  ['without a date', 'soon', 'Tue, 24 Nov 2026 12:00:30 GMT'],
])('Retry-After as a date counts from the Date of the answer: a clock %s', (_claim, date, until) => {
  expect(retryAfterMs(sending({ 'retry-after': until, date }), NOON)).toBe(30_000)
})

const AT = NOON / 1_000 + 30
const TEN_SECONDS_AGO = 'Tue, 24 Nov 2026 11:59:50 GMT'
const [AFTER, RESET, X_RESET] = ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset'] as const
const [LEFT, X_LEFT] = ['ratelimit-remaining', 'x-ratelimit-remaining'] as const

test.each<[string, Record<string, string>, number]>([
  ['no header is sent', {}, 0],
  ['Retry-After is sent too', { [AFTER]: '7', [RESET]: '9', [X_RESET]: '9', [LEFT]: '1' }, 7_000],
  ['Retry-After is sent, but is not valid', { [AFTER]: 'soon', [RESET]: '9' }, 0],
  ['RateLimit-Reset is sent', { [RESET]: '10', [X_RESET]: '11' }, 10_000],
  ['RateLimit-Reset is not a number', { [RESET]: '9s', [X_RESET]: '11' }, 11_000],
  ['RateLimit-Reset ends as one', { [RESET]: 'w9', [X_RESET]: '11' }, 11_000],
  ['X-RateLimit-Reset is not a number', { [X_RESET]: '1e3' }, 0],
  ['X-RateLimit-Reset ends as one', { [X_RESET]: '-3' }, 0],
  ['X-RateLimit-Reset is the seconds to wait', { [X_RESET]: '999999999' }, 999_999_999_000],
  ['X-RateLimit-Reset is seconds since 1970', { [X_RESET]: `${AT}` }, 30_000],
  ['X-RateLimit-Reset is long past', { [X_RESET]: '1000000000' }, 0],
  ['X-RateLimit-Reset is very far away', { [X_RESET]: '999999999999' }, 999_999_999_999_000 - NOON],
  ['X-RateLimit-Reset is milliseconds since 1970', { [X_RESET]: `${AT}000` }, 30_000],
  ['X-RateLimit-Reset is long past in milliseconds', { [X_RESET]: '1000000000000' }, 0],
  ['X-RateLimit-Reset is absurd', { [X_RESET]: '9'.repeat(400) }, EVER - NOON],
  ['the server is late', { [X_RESET]: `${AT}`, date: TEN_SECONDS_AGO }, 40_000],
  ['something is left', { [RESET]: '9', [LEFT]: '1' }, 0],
  ['something is left, by the other header', { [RESET]: '9', [X_LEFT]: '1' }, 0],
  ['nothing is left', { [RESET]: '9', [LEFT]: '0', [X_LEFT]: '5' }, 9_000],
])('the wait that a rate limit asks for, if %s', (_case, headers, ms) => {
  expect(rateLimitMs(sending(headers), NOON)).toBe(ms)
})
