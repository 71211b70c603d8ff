// Servers in trouble: the step waits as long as it was asked to, and not past its deadline.
import {
  cutInBody,
  html,
  http,
  resetBeforeHeaders,
  status,
  type MockApi,
  type Script,
} from '../../support/mock-api/index.ts'
import { HURRY, OVER, problem, type Row } from './row.ts'

describe('an outage of many kinds', () => {
  const TROUBLE = [
    http(500),
    html(502, 'Bad gateway'),
    resetBeforeHeaders(),
    cutInBody(),
    http(503, { retryAfter: 1 }),
    html(200, 'Down for maintenance'),
    http(404),
    http(429, { retryAfter: 1 }),
  ]
  /** One warning when it begins, one line when it is over: not a line a poll. */
  const passes: Row = {
    inputs: { timeout: '10m' },
    reason: 'completed',
    status: 'completed',
    warns: 'HTTP 500',
    check: ({ stdout }) => expect(stdout.match(/answers again/g)).toHaveLength(1),
  }

  problem('that ends, after a record: the task completes', {
    ...passes,
    script: [status('processing'), ...TROUBLE, OVER],
    polls: 10,
  })
  problem('that ends, before the first record: the task completes', {
    ...passes,
    script: [...TROUBLE, OVER],
    polls: 9,
  })
  problem('that outlasts the deadline: unreachable, with what was seen and how often', {
    script: [status('processing'), http(500), http(500), html(200), http(502)],
    inputs: { timeout: '1m' },
    reason: 'unreachable',
    status: 'processing',
    says: ['1m', 'HTTP 502', /HTTP 500 \(2 times\)/, /not JSON \(once\)/],
  })
  problem('that ended before the deadline, of a task that goes on: wait-timeout', {
    script: [http(500), status('processing')],
    inputs: { timeout: '30s' },
    reason: 'wait-timeout',
    status: 'processing',
    says: ['30s', 'processing'],
  })
})

describe('Retry-After', () => {
  /** The pause before the second poll, as the action's own clock has it. */
  function pauseMs(api: MockApi): number {
    const [first, second] = api.polls('t')
    if (first === undefined || second === undefined) throw new Error('there was no second poll')
    return (second.atMs - first.atMs) * HURRY
  }

  /** The second poll comes not sooner than after `leastMs`, and brings the end. A clock may be off by some milliseconds. */
  const retry = (name: string, script: Script, leastMs: number, row: Partial<Row> = {}): void =>
    problem(name, {
      script,
      reason: 'completed',
      status: 'completed',
      polls: 2,
      check: (_seen, api) => {
        expect(pauseMs(api)).toBeGreaterThanOrEqual(leastMs)
        // Far from the deadline, where every wait would end.
        if (row.inputs === undefined) expect(pauseMs(api)).toBeLessThan(leastMs + 100_000)
      },
      ...row,
    })

  const PAST = 'Wed, 01 Jan 2020 00:00:00 GMT'
  const YEAR = 365 * 24 * 3600
  const soon: Script = ({ index }) =>
    index === 0 ? http(503, { retryAfter: new Date(Date.now() + 5_000).toUTCString() }) : OVER

  retry('of 20 s, with 503: 20 s', [http(503, { retryAfter: 20 }), OVER], 19_900)
  retry('of 20 s, with 429: 20 s', [http(429, { retryAfter: 20 }), OVER], 19_900)
  retry('of a date in five seconds: as long', soon, 3_500)
  const late = { retryAfter: 'Wed, 01 Jan 2020 00:00:20 GMT', headers: { Date: PAST } }
  retry('of a date in 20 s by the clock of the answer, which is late: 20 s', [http(503, late), OVER], 19_900)
  // Without Retry-After, other headers say when there is room again; against the answer's own `Date`, which Node sends.
  const since1970 = (): number => Math.floor(Date.now() / 1_000) + 20
  const resets: readonly [string, number, () => Readonly<Record<string, string>>][] = [
    ['RateLimit-Reset in seconds', 429, () => ({ 'RateLimit-Reset': '20' })],
    ['X-RateLimit-Reset in seconds', 429, () => ({ 'X-RateLimit-Reset': '20' })],
    ['X-RateLimit-Reset in seconds since 1970', 429, () => ({ 'X-RateLimit-Reset': `${since1970()}` })],
    [
      'X-RateLimit-Reset in milliseconds since 1970, nothing left',
      403,
      () => ({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${since1970()}000` }),
    ],
  ]
  for (const [name, httpStatus, headers] of resets) {
    const script: Script = ({ index }) => (index === 0 ? http(httpStatus, { headers: headers() }) : OVER)
    retry(`of nothing, with ${httpStatus} and ${name}: 20 s`, script, 18_500)
  }

  retry('of a date in the past: half a second at least', [http(503, { retryAfter: PAST }), OVER], 450)
  retry('of nothing: half a second at least, however the dice fall', [http(503), OVER], 450, {
    options: { preload: 'Math.random = () => 0' },
  })
  retry('of nothing, with 429: `poll-interval` at least', [http(429), OVER], 9_900, {
    inputs: { 'poll-interval': '10s' },
  })
  const aYear = [http(503, { retryAfter: YEAR }), OVER]
  retry('of a year: the last poll at the deadline brings the end', aYear, 10_000, {
    inputs: { timeout: '12s' },
  })
  retry('of a year, with 429 to the deadline: unreachable', [http(429, { retryAfter: YEAR })], 10_000, {
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: '',
    says: ['HTTP 429', '12s'],
  })
})
