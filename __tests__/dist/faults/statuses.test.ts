// HTTP statuses: which end the step, which are waited out, and that the key follows no redirect.
import { html, http, redirect, status, type Step } from '../../support/mock-api/index.ts'
import { endsAtOnce, mayPass, OVER, problem, type Row } from './row.ts'

describe('a status that may pass', () => {
  for (const code of [408, 425, 429, 500, 502, 503, 504, 529])
    mayPass(`HTTP ${code}`, http(code), `HTTP ${code}`)
  mayPass('a web page with HTTP 502', html(502, 'Bad gateway'), 'HTTP 502')
})

describe('a status that will not', () => {
  for (const code of [400, 402, 410, 422]) {
    endsAtOnce(`HTTP ${code}`, http(code), {
      reason: 'rejected',
      says: [`HTTP ${code}, `, `this is HTTP ${code}`, code === 402 ? 'paid or topped up' : '`task-id`'],
    })
  }
  for (const code of [401, 403]) {
    endsAtOnce(`HTTP ${code}`, http(code), {
      reason: 'unauthorized',
      says: [`this is HTTP ${code}`, '`api-key`'],
    })
  }
})

describe('HTTP 403 that is a rate limit', () => {
  const LIMITED = http(403, { headers: { 'X-RateLimit-Remaining': '0' } })

  problem('with nothing left, to the deadline: unreachable', {
    script: [LIMITED, LIMITED, status('processing'), LIMITED],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: [/HTTP 403 \(\d+ times\)/, '12s'],
  })
  problem('with Retry-After, three times in place of a first record: unauthorized', {
    script: [http(403, { retryAfter: 1 })],
    reason: 'unauthorized',
    says: ['this is HTTP 403', '`api-key`'],
    polls: 3,
  })
  problem('with something left is a refusal: unauthorized', {
    script: [http(403, { headers: { 'X-RateLimit-Remaining': '7' } }), OVER],
    reason: 'unauthorized',
    polls: 1,
  })
})

describe('HTTP 404', () => {
  const NONE = http(404)

  problem('three times: not-found', {
    script: [NONE],
    reason: 'not-found',
    says: ['this is HTTP 404', '`task-id`'],
    polls: 3,
  })
  problem('twice, for a task that was just created: it completes', {
    script: [NONE, NONE, OVER],
    reason: 'completed',
    status: 'completed',
    polls: 3,
  })
  problem('three times, with other problems in between, which neither count nor reset: not-found', {
    script: [NONE, http(503), NONE, http(500), NONE],
    reason: 'not-found',
    says: ['this is HTTP 404'],
    polls: 5,
  })
  problem('five times after a record: it passes, and the task completes', {
    script: [NONE, NONE, status('ready'), NONE, NONE, NONE, NONE, NONE, OVER],
    reason: 'completed',
    status: 'completed',
    polls: 9,
  })
  problem('from the first record to the deadline: unreachable', {
    script: [status('processing'), NONE],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: ['404', '12s', 'processing'],
  })
})

describe('a redirect', () => {
  /** The key must not follow: neither to this host nor to another. */
  const check: Row['check'] = (_seen, api) => {
    expect(api.requests.every(({ path }) => path === '/producer/tasks?taskId=t')).toBe(true)
    expect(api.storage.requests).toEqual([])
  }
  const rejected = (name: string, step: Step, ...says: readonly (string | RegExp)[]): void =>
    problem(`${name}: rejected`, { script: [step, OVER], reason: 'rejected', says, check, polls: 1 })

  const SHOWN = /https:\/\/elsewhere\.test\/in\b(?!\?)/
  rejected('to another host', redirect('https://u:pw@elsewhere.test/in?token=1'), '302', SHOWN, '`endpoint`')
  rejected('to another path', redirect('/login'), /http:\/\/127\.0\.0\.1:\d+\/login/)
  rejected('to nowhere, for good', redirect('', 308), '308')
  problem('to a host that would take the key: rejected', {
    world: (api) => {
      api.task('t', [redirect(`${api.storage.origin}/t`, 307)])
      return Promise.resolve({})
    },
    reason: 'rejected',
    says: ['307'],
    check,
    polls: 1,
  })
  const MAINTENANCE = redirect('https://status.test/down')
  problem('after a record, six times, as a gateway in maintenance does: the task completes', {
    script: [status('processing'), ...new Array<Step>(6).fill(MAINTENANCE), OVER],
    reason: 'completed',
    status: 'completed',
    warns: 'https://status.test/down',
    polls: 8,
    check,
  })
  problem('after a record, to the deadline: unreachable', {
    script: [status('processing'), MAINTENANCE],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: ['https://status.test/down', '12s', 'processing'],
  })
})
