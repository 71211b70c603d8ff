/**
 * HTTP statuses that are no success, each before and after the first good record.
 */
import { html, http, redirect, status, type Step } from '../mock-api/index.ts'
import type { Fault } from './fault.ts'
import { OVER, transientFaults, unreachable } from './transient.ts'

/** Ends the wait at once, whatever came before. */
function finalFaults(name: string, step: Step, reason: Fault['reason'], says: readonly RegExp[]): Fault[] {
  return [
    { name: `${name}, at first`, script: [step, OVER], reason, says, polls: 1 },
    {
      name: `${name}, after a record`,
      script: [status('processing'), step, OVER],
      reason,
      status: 'processing',
      says,
      polls: 2,
    },
  ]
}

const shown = (code: number): RegExp => new RegExp(`HTTP ${code}, \\{"message":"this is HTTP ${code}"\\}`)

export const TRANSIENT_STATUSES: readonly Fault[] = [
  ...[408, 425, 429, 500, 502, 503, 504, 529].flatMap((code) =>
    transientFaults(`HTTP ${code}`, http(code), `HTTP ${code}`),
  ),
  ...transientFaults('a web page with HTTP 502', html(502, 'Bad gateway'), 'HTTP 502'),
]

export const FINAL_STATUSES: readonly Fault[] = [
  ...[400, 402, 410, 422].flatMap((code) =>
    finalFaults(`HTTP ${code}`, http(code), 'rejected', [shown(code)]),
  ),
  ...[401, 403].flatMap((code) =>
    finalFaults(`HTTP ${code}`, http(code), 'unauthorized', [shown(code), /`api-key`/]),
  ),
]

const NOT_THERE = http(404)

export const NOT_FOUND: readonly Fault[] = [
  {
    name: 'HTTP 404 three times',
    script: [NOT_THERE],
    reason: 'not-found',
    says: [shown(404), /`task-id`/],
    polls: 3,
  },
  {
    name: 'HTTP 404 twice, for a task that was just created',
    script: [NOT_THERE, NOT_THERE, OVER],
    reason: 'completed',
    status: 'completed',
    polls: 3,
  },
  {
    name: 'HTTP 404 three times with transient faults in between, which neither count nor reset',
    script: [NOT_THERE, http(503), NOT_THERE, http(500), NOT_THERE],
    reason: 'not-found',
    says: [shown(404)],
    polls: 5,
  },
  {
    name: 'HTTP 404 five times after a record, and then it passes',
    script: [NOT_THERE, NOT_THERE, status('ready'), ...Array.from({ length: 5 }, () => NOT_THERE), OVER],
    reason: 'completed',
    status: 'completed',
    says: [/API failing::.*HTTP 404/, /API answers again/],
    polls: 9,
  },
  {
    name: 'HTTP 404 from the first record to the deadline',
    script: [status('processing'), NOT_THERE],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: unreachable('HTTP 404', '12s', 'processing'),
  },
]

/** The key must not follow: neither to this host nor to another. */
const unfollowed: Fault['check'] = ({ api }) => {
  expect(api.requests.every(({ path }) => path === '/producer/tasks?taskId=t')).toBe(true)
  expect(api.storage.requests).toEqual([])
}

const redirects: readonly Fault[] = [
  ...finalFaults(
    'a redirect to another host',
    redirect('https://user:pw@elsewhere.test/in?token=1'),
    'rejected',
    [/HTTP 302, a redirect to https:\/\/elsewhere\.test\/in\b(?!\?)/, /`endpoint`/],
  ),
  ...finalFaults('a relative redirect', redirect('/login'), 'rejected', [
    /a redirect to http:\/\/127\.0\.0\.1:\d+\/login/,
  ]),
  ...finalFaults('a permanent redirect to nowhere', redirect('', 308), 'rejected', [
    /HTTP 308, a redirect to nowhere/,
  ]),
  {
    name: 'a redirect to a host that would take the key',
    world: (api) => {
      api.task('t', [redirect(`${api.storage.origin}/t`, 307)])
      return Promise.resolve({})
    },
    reason: 'rejected',
    says: [/HTTP 307, a redirect to http:\/\/127\.0\.0\.1:\d+\/t/],
    polls: 1,
  },
]

export const REDIRECTS = redirects.map((fault) => ({ ...fault, check: unfollowed }))
