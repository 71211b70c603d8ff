// Servers in trouble: what ends the step at once, what is waited out, and for how long.
import {
  completed,
  cutInBody,
  endlessBody,
  gzipped,
  html,
  http,
  record,
  redirect,
  resetBeforeHeaders,
  silenceAfterAccept,
  status,
  thenCloses,
  thenResetsNextRequest,
  type Script,
  type Step,
} from '../../support/mock-api/index.ts'
import { answering } from '../../support/raw-server.ts'
import { openRawServer } from '../../support/step.ts'
import { endsAtOnce, mayPass, OVER, problem, type Row } from './row.ts'

describe('an HTTP status', () => {
  mayPass('HTTP 503 with a web page', html(503, 'Down'), 'HTTP 503')
  mayPass('HTTP 429', http(429), 'HTTP 429')
  endsAtOnce('HTTP 422', http(422), {
    reason: 'rejected',
    says: ['HTTP 422, ', 'this is HTTP 422', '`task-id`'],
  })
  endsAtOnce('HTTP 401', http(401), { reason: 'unauthorized', says: ['this is HTTP 401', '`api-key`'] })
  problem('HTTP 404 three times: not-found', {
    script: [http(404)],
    reason: 'not-found',
    says: ['this is HTTP 404', '`task-id`'],
    polls: 3,
  })
  problem('HTTP 404 twice, for a task that was just created: it completes', {
    script: [http(404), http(404), OVER],
    polls: 3,
  })
  mayPass('HTTP 404', http(404), 'HTTP 404')
})

describe('a redirect', () => {
  /** The key must not follow: neither to this host nor to another. */
  const check: Row['check'] = (_seen, api) => {
    expect(api.requests.every(({ path }) => path === '/producer/tasks?taskId=t')).toBe(true)
    expect(api.storage.requests).toEqual([])
  }
  const SHOWN = /https:\/\/elsewhere\.test\/in\b(?!\?)/

  problem('to another host: rejected, with its address and no secret of it', {
    script: [redirect('https://u:pw@elsewhere.test/in?token=1'), OVER],
    reason: 'rejected',
    says: ['302', SHOWN, '`endpoint`'],
    check,
  })
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
  problem('after a record, six times, as a gateway in maintenance does: the task completes', {
    script: [status('processing'), ...new Array<Step>(6).fill(redirect('https://status.test/down')), OVER],
    warns: 'https://status.test/down',
    polls: 8,
    check,
  })
})

describe('an answer that is not a record', () => {
  const DONE = { status: 'completed', result: { n: 1 } }

  function bad(name: string, step: Step, why: string): void {
    problem(`${name}, five times: bad-answer`, {
      script: [step],
      reason: 'bad-answer',
      says: [why, /HTTP 20\d/, '`endpoint`'],
      polls: 5,
    })
  }
  bad('a web page with HTTP 200', html(200), 'not JSON')
  bad('a body cut where nothing announced its end', cutInBody('until-close', 'close', OVER), 'not JSON')
  bad('a record in an envelope', record({ taskId: undefined, data: { taskId: 't', ...DONE } }), 'task ID')
  bad('the record of another task', completed({ n: 1 }, { taskId: 'somebody-elses' }), 'another task')
  bad('a compressed body', gzipped(completed({ n: 1 })), 'compressed')
  endsAtOnce('a body without end', endlessBody(), {
    reason: 'bad-answer',
    says: ['32 MiB', '"status":"completed"'],
  })
  mayPass('a web page with HTTP 200', html(200), 'not JSON')
})

describe('an unknown status', () => {
  const NEW = /may be new.*newer release/
  const paused = record({ status: 'paused', result: { n: 1 } })

  problem('does not end the wait: one warning, and the task completes', {
    script: [paused, paused, status('processing'), paused, OVER],
    warns: NEW,
    polls: 5,
  })
  problem('in another spelling, to the deadline: wait-timeout, which names it', {
    script: [record({ status: 'COMPLETED', result: { n: 1 } })],
    inputs: { timeout: '12s' },
    reason: 'wait-timeout',
    status: 'COMPLETED',
    says: ['12s', 'COMPLETED', /another product's word for an end, or another spelling.*`endpoint`/],
  })
})

describe('a connection', () => {
  mayPass('reset before the headers', resetBeforeHeaders(), 'connection closed')
  mayPass('cut in the record of a completed task', cutInBody('chunked', 'close', OVER), 'connection closed')
  problem('kept alive and then closed by the server: no problem at all', {
    script: [thenResetsNextRequest(status('pending')), thenCloses(status('processing')), OVER],
    check: ({ warnings }) => expect(warnings).toEqual([]),
  })
  problem('that is refused for a while: the task completes', {
    script: [status('processing')],
    inputs: { timeout: '100h' },
    meanwhile: async (run, api) => {
      await run.waitForLog(/t: processing/)
      await api.down()
      await run.waitForLog(/::warning.*connection (?:refused|closed)/)
      api.task('t', [OVER])
      await api.up()
    },
  })
  problem('that is refused to the deadline: unreachable', {
    world: (api) => api.down().then(() => ({})),
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: ['connection refused', '12s'],
    polls: 0,
  })
  problem('to a mail server: unreachable', {
    world: async () => {
      const { port } = await openRawServer(answering('220 mail.test ESMTP\r\n'))
      return { inputs: { endpoint: `http://127.0.0.1:${port}/` } }
    },
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: ['not HTTP', '12s'],
  })
  // In real time: ten seconds for the last answer.
  problem('that stays silent: the last poll is given up, and the step is unreachable', {
    script: [silenceAfterAccept()],
    inputs: { timeout: '500ms' },
    options: { skipsPauses: false },
    reason: 'unreachable',
    says: ['no complete answer', '500ms'],
    polls: 1,
  })
})

describe('the deadline', () => {
  problem('brings a last poll, and the end of the task in its answer beats the clock', {
    script: [status('processing'), OVER],
    inputs: { timeout: '12s', 'poll-interval': '1h' },
    polls: 2,
    check: ({ stdout }) => expect(stdout).toContain('step waited 12s'),
  })
  problem('of a task that goes on: wait-timeout', {
    script: [http(500), status('processing')],
    inputs: { timeout: '12s' },
    reason: 'wait-timeout',
    status: 'processing',
    says: ['12s', 'processing', '`timeout`'],
  })
})

describe('an outage of many kinds', () => {
  const LATER = { retryAfter: 1 }
  const TROUBLE = [
    ...[http(500), html(502), resetBeforeHeaders(), cutInBody(), http(503, LATER), html(200), http(404)],
    http(429, LATER),
  ]

  /** One warning when it begins, one line when it is over: not a line a poll. */
  problem('that ends: the task completes', {
    script: [...TROUBLE, OVER],
    warns: 'HTTP 500',
    polls: 9,
    check: ({ stdout }) => expect(stdout.match(/answers again/g)).toHaveLength(1),
  })
  problem('that outlasts the deadline: unreachable, with what was seen and how often', {
    script: [status('processing'), http(500), http(500), html(200), http(502)],
    inputs: { timeout: '1m' },
    reason: 'unreachable',
    status: 'processing',
    says: ['1m', 'HTTP 502', /HTTP 500 \(2 times\)/, /not JSON \(once\)/],
  })
})

describe('Retry-After', () => {
  const inAMinute: Script = ({ index }) =>
    index === 0 ? http(503, { retryAfter: new Date(Date.now() + 60_000).toUTCString() }) : OVER
  const waits = (name: string, script: Script, waited: RegExp, inputs = {}): void =>
    problem(name, { script, inputs, polls: 2, check: ({ stdout }) => expect(stdout).toMatch(waited) })

  waits('of 20 s: 20 s, and up to a tenth more', [http(503, { retryAfter: 20 }), OVER], /step waited 2[0-2]s/)
  // Counted from the real date, which goes on while a busy machine has other things to do.
  waits('of a date in a minute: as long', inAMinute, /step waited (?:[3-5]\ds|1m)/)
  waits('of a year: to the deadline', [http(503, { retryAfter: 31_536_000 }), OVER], /step waited 12s/, {
    timeout: '12s',
  })
})
