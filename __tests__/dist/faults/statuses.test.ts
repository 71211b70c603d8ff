// HTTP statuses: which end the step, which are waited out, and that the key follows no redirect.
import { html, http, redirect, status } from '../../support/mock-api/index.ts'
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
      says: [`HTTP ${code}, `, `this is HTTP ${code}`],
    })
  }
  for (const code of [401, 403]) {
    endsAtOnce(`HTTP ${code}`, http(code), {
      reason: 'unauthorized',
      says: [`this is HTTP ${code}`, '`api-key`'],
    })
  }
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
  const refused = (says: readonly (string | RegExp)[]): Row => ({ reason: 'rejected', says, check })

  endsAtOnce(
    'to another host',
    redirect('https://user:pw@elsewhere.test/in?token=1'),
    refused(['302', /https:\/\/elsewhere\.test\/in\b(?!\?)/, '`endpoint`']),
  )
  endsAtOnce('to another path', redirect('/login'), refused([/http:\/\/127\.0\.0\.1:\d+\/login/]))
  endsAtOnce('to nowhere, for good', redirect('', 308), refused(['308']))
  problem('to a host that would take the key: rejected', {
    ...refused(['307']),
    world: (api) => {
      api.task('t', [redirect(`${api.storage.origin}/t`, 307)])
      return Promise.resolve({})
    },
    polls: 1,
  })
})
