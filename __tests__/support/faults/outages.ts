/**
 * What servers in trouble do for a while: a mixture of faults, and Retry-After.
 */
import {
  cutInBody,
  html,
  http,
  resetBeforeHeaders,
  status,
  type Script,
  type Step,
} from '../mock-api/index.ts'
import { HURRY, type Fault, type Seen } from './fault.ts'
import { OVER, unreachable } from './transient.ts'

const TROUBLE: readonly Step[] = [
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
const isToldOnce = ({ warnings, stdout }: Seen): void => {
  expect(warnings.map(({ title }) => title)).toEqual(['MountSea API failing'])
  expect(stdout.match(/answers again/g)).toHaveLength(1)
}

export const OUTAGES: readonly Fault[] = [
  {
    name: 'an outage of many kinds that ends, after a record',
    script: [status('processing'), ...TROUBLE, OVER],
    inputs: { timeout: '10m' },
    reason: 'completed',
    status: 'completed',
    polls: 10,
    check: isToldOnce,
  },
  {
    name: 'an outage of many kinds that ends, before the first record',
    script: [...TROUBLE, OVER],
    inputs: { timeout: '10m' },
    reason: 'completed',
    status: 'completed',
    polls: 9,
    check: isToldOnce,
  },
  {
    name: 'an outage of many kinds that outlasts the deadline',
    script: [status('processing'), http(500), http(500), html(200), http(502)],
    inputs: { timeout: '1m' },
    reason: 'unreachable',
    status: 'processing',
    says: [
      ...unreachable('HTTP 502', '1m', 'processing'),
      /HTTP 500 \(2 times\)/,
      /an answer that is not JSON \(once\)/,
    ],
  },
  {
    name: 'an outage that ended before the deadline, and a task that goes on',
    script: [http(500), status('processing')],
    inputs: { timeout: '12s' },
    reason: 'wait-timeout',
    status: 'processing',
    says: [/\b12s\b/, /last status is processing/],
  },
]

/** The pause before the second poll, as the action's own clock has it. */
function pauseMs({ api }: Seen): number {
  const [first, second] = api.polls('t')
  if (first === undefined || second === undefined) throw new Error('there was no second poll')
  return (second.atMs - first.atMs) * HURRY
}

/** An answer with this header, and then the end of the task, not sooner than after `leastMs`. */
function retryAfter(name: string, script: Script, leastMs: number, more: Partial<Fault> = {}): Fault {
  return {
    name: `Retry-After: ${name}`,
    script,
    reason: 'completed',
    status: 'completed',
    polls: 2,
    check: (seen) => {
      expect(pauseMs(seen)).toBeGreaterThanOrEqual(leastMs)
      // Far from the deadline, where every wait would end.
      if (more.inputs === undefined) expect(pauseMs(seen)).toBeLessThan(leastMs + 100_000)
    },
    ...more,
  }
}

const inFiveSeconds = (): string => new Date(Date.now() + 5_000).toUTCString()
const YEAR = 365 * 24 * 3600

/** Half a second is the shortest of all pauses. A timer may be off by a millisecond, and so may the server's look at its clock. */
export const RETRY_AFTER: readonly Fault[] = [
  retryAfter('seconds, with 503', [http(503, { retryAfter: 20 }), OVER], 19_900),
  retryAfter('seconds, with 429', [http(429, { retryAfter: 20 }), OVER], 19_900),
  retryAfter(
    'a date',
    ({ index }) => (index === 0 ? http(503, { retryAfter: inFiveSeconds() }) : OVER),
    3_500,
  ),
  retryAfter('a date in the past', [http(503, { retryAfter: 'Wed, 01 Jan 2020 00:00:00 GMT' }), OVER], 450),
  retryAfter('a negative number', [http(503, { retryAfter: -20 }), OVER], 450),
  retryAfter('text', [http(503, { retryAfter: 'soon' }), OVER], 450),
  retryAfter('none', [http(503), OVER], 450),
  {
    name: 'Retry-After: none, and a pause of half a second at least, however the dice fall',
    script: [http(503), OVER],
    world: () => Promise.resolve({ nodeArguments: ['--import=data:text/javascript,Math.random=()=>0'] }),
    pace: 'real',
    reason: 'completed',
    status: 'completed',
    polls: 2,
    check: (seen) => expect(pauseMs(seen) / HURRY).toBeGreaterThanOrEqual(490),
  },
  retryAfter('none, with 429: at least `poll-interval`', [http(429), OVER], 9_900, {
    inputs: { 'poll-interval': '10s' },
  }),
  retryAfter(
    'a year, and the task completes by the last poll',
    [http(503, { retryAfter: YEAR }), OVER],
    10_000,
    {
      inputs: { timeout: '12s' },
    },
  ),
  retryAfter('a year', [http(429, { retryAfter: YEAR })], 10_000, {
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: '',
    says: unreachable('HTTP 429'),
  }),
]
