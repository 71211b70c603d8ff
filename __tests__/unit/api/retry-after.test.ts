/** How long a server asks to wait: whole seconds or an HTTP date, and nothing else. */
import { parseRetryAfterMs } from '../../../src/api/retry-after.ts'

const NOON = Date.UTC(2026, 10, 24, 12)

test.each([
  ['0', 0],
  ['5', 5_000],
  [' 120 ', 120_000],
  ['31536000', 31_536_000_000],
  ['99999999999999999999', Number.MAX_SAFE_INTEGER],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:59:30 GMT', 0],
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
  ['a date that does not exist', 'Tue, 99 Xyz 2026 12:00:30 GMT'],
])('Retry-After that is %s asks for no wait: %j', (_what, header) => {
  expect(parseRetryAfterMs(header, NOON)).toBe(0)
})
