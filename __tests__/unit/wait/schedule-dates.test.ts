// Retry-After as a date: the one form that HTTP sends, to its last letter.
import { parseRetryAfterMs } from '../../../src/wait/schedule.ts'

const NOW = Date.UTC(2026, 10, 24, 12)

test.each([
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 12:00:30 GMT+0000', 0],
  ['Tue, 24 Nov 2026 12:00:30 GMT-0100', 0],
  ['Tue, 24 Nov 2026 12:00:30', 0],
  ['2026-11-24T12:00:30Z', 0],
  [undefined, 0],
])('%s is a wait of %d ms', (header, ms) => {
  expect(parseRetryAfterMs(header, NOW)).toBe(ms)
})
