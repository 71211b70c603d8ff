/** How long a server asks to wait: what each header means, and nothing where it is anything else. */
import { parseRetryAfterMs, rateLimitMs } from '../../../src/watch/retry-after.ts'

const NOON = Date.UTC(2026, 10, 24, 12)
const HALF_A_CENTURY_MS = Date.UTC(2076, 10, 24, 12) - NOON
const EVER = Number.MAX_SAFE_INTEGER

test.each([
  ['0', 0],
  ['5', 5_000],
  [' 120 ', 120_000],
  ['31536000', 31_536_000_000],
  ['99999999999999999999', EVER],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:59:30 GMT', 0],
  ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000],
  ['Tuesday, 24-Nov-76 12:00:00 GMT', HALF_A_CENTURY_MS],
  ['Wednesday, 24-Nov-77 12:00:00 GMT', 0],
  ['Tue Nov 24 12:00:30 2026', 30_000],
  ['Tue Dec  1 12:00:00 2026', 7 * 86_400_000],
])('Retry-After: %s means %d ms', (header, ms) => {
  expect(parseRetryAfterMs(header, NOON)).toBe(ms)
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
])('Retry-After that is %s asks for no wait: %j', (_what, header) => {
  expect(parseRetryAfterMs(header, NOON)).toBe(0)
})

const AT = NOON / 1_000 + 30
const TEN_SECONDS_AGO = 'Tue, 24 Nov 2026 11:59:50 GMT'

test.each<[string, Record<string, string>, number]>([
  ['nothing is said', {}, 0],
  ['Retry-After says it', { 'retry-after': '7', 'ratelimit-reset': '9', 'x-ratelimit-reset': '9' }, 7_000],
  ['Retry-After says it, though not how', { 'retry-after': 'soon', 'ratelimit-reset': '9' }, 0],
  ['RateLimit-Reset does', { 'ratelimit-reset': '10', 'x-ratelimit-reset': '11' }, 10_000],
  ['RateLimit-Reset is no number', { 'ratelimit-reset': '9s', 'x-ratelimit-reset': '11' }, 11_000],
  ['RateLimit-Reset ends as one', { 'ratelimit-reset': 'w9', 'x-ratelimit-reset': '11' }, 11_000],
  ['X-RateLimit-Reset is no number', { 'x-ratelimit-reset': '1e3' }, 0],
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
  expect(rateLimitMs((name) => headers[name] ?? '', NOON)).toBe(ms)
})
