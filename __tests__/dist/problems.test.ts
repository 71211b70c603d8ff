/**
 * What goes wrong on the wire, and what a user sees of it: each kind of problem once, through the built action, whose pauses are
 * skipped. Which problem means what, and how often it may come, is proven in unit/watch/rules, unit/mountsea/problems and server/.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSigned, type KeyAndCertificate } from '../support/certificate.ts'
import { complaints } from '../support/inspect.ts'
import { completed, html, http, record, redirect, status } from '../support/api/answers.ts'
import { cutInBody, resetBeforeHeaders, thenCloses } from '../support/api/faults.ts'
import type { Api, ApiOptions, Script } from '../support/api/index.ts'
import { entriesOf, KEY, makeFolder, openApi, openRawServer, recordsOf, runStep } from '../support/step.ts'
import type { Inputs, StepOptions } from '../support/step.ts'

/** The task's end, where a problem lets it come. */
const OVER = completed({ audioUrl: 'https://cdn.example.com/audio.mp3' })

interface Problem {
  /** What the API answers for the task `t`. */
  readonly script?: Script
  readonly api?: ApiOptions
  readonly inputs?: (api: Api) => Inputs
  readonly options?: StepOptions
  /** The outputs; green and `completed` where the problem passes. */
  readonly reason?: string
  readonly status?: string
  /** What the one error says or, where the step is green, the one warning. */
  readonly says: readonly (string | RegExp)[]
  readonly polls?: number
}

/** Runs the step, and compares everything that a user sees with the row. */
async function expectSeen(row: Problem): Promise<Api> {
  const { reason = 'completed' } = row
  const green = reason === 'completed'
  const [errors, word] = green ? [0, reason] : [1, row.status ?? '']
  const api = await openApi(row.api)
  api.task('t', row.script ?? [OVER])
  const inputs = { timeout: '10m', ...row.inputs?.(api) }
  const seen = await runStep(api, inputs, { skipsPauses: true, ...row.options })
  expect(seen).toMatchObject({ exitCode: errors, signal: null, outputs: { reason, status: word } })
  expect(complaints(seen, KEY)).toEqual([])
  expect(entriesOf(seen)).toMatchObject([{ taskId: 't', reason, status: word }])
  expect(recordsOf(seen)).toMatchObject([word === '' ? null : { taskId: 't', status: word }])
  expect(seen.errors).toHaveLength(errors)
  expect(seen.warnings.length).toBeLessThanOrEqual(1)
  for (const words of row.says) expect((green ? seen.warnings : seen.errors)[0]?.message).toMatch(words)
  if (row.polls !== undefined) expect(api.polls('t')).toHaveLength(row.polls)
  expect(seen.stdout + seen.summary).not.toContain('hunter2')
  return api
}

const problems = (rows: Readonly<Record<string, Problem>>): void =>
  test.concurrent.each(Object.entries(rows))('%s', async (_what, row) => {
    await expectSeen(row)
  })

const SHORT = (): Inputs => ({ timeout: '12s' })
/** One of each kind that may pass. */
const TROUBLE = [
  ...[http(500), html(502), resetBeforeHeaders(), cutInBody('chunked', 'close', OVER)],
  ...[http(503, { retryAfter: 1 }), html(200), http(404), http(429, { retryAfter: 1 })],
]

describe('an answer', () => {
  problems({
    'HTTP 422, after a record: rejected': {
      script: [status('processing'), http(422), OVER],
      ...{ reason: 'rejected', status: 'processing', polls: 2 },
      says: ['HTTP 422, ', 'this is HTTP 422', '`task-id`'],
    },
    'HTTP 401: unauthorized': {
      script: [http(401), OVER],
      ...{ reason: 'unauthorized', polls: 1 },
      says: ['this is HTTP 401', '`api-key`'],
    },
    'HTTP 404 three times: not-found': {
      script: [http(404)],
      ...{ reason: 'not-found', polls: 3 },
      says: ['this is HTTP 404', '`task-id`'],
    },
    'a redirect, with its address and no secret of it: rejected': {
      script: [redirect('https://u:hunter2@elsewhere.test/in?token=hunter2'), OVER],
      ...{ reason: 'rejected', polls: 1 },
      says: ['302', /https:\/\/elsewhere\.test\/in\b(?!\?)/, '`endpoint`'],
    },
    'a web page with HTTP 200, five times: bad-answer': {
      script: [html(200)],
      ...{ reason: 'bad-answer', polls: 5 },
      says: ['not JSON', 'HTTP 200', '`endpoint`'],
    },
    'a status that nobody knows: one warning, and the task completes': {
      script: [record({ status: 'paused' }), status('processing'), record({ status: 'paused' }), OVER],
      says: [/may be new.*newer release/],
    },
    'a status in another spelling, to the deadline: wait-timeout, which names it': {
      script: [record({ status: 'COMPLETED', result: { n: 1 } })],
      inputs: SHORT,
      ...{ reason: 'wait-timeout', status: 'COMPLETED' },
      says: ['12s', 'COMPLETED', /another product's word for an end, or another spelling.*`endpoint`/],
    },
  })
})

describe('an outage', () => {
  problems({
    'of many kinds that ends: one warning, and the task completes': {
      script: [...TROUBLE, status('processing'), ...TROUBLE, OVER],
      inputs: () => ({ timeout: '100h' }),
      says: ['HTTP 500'],
      polls: 2 * TROUBLE.length + 2,
    },
    'that outlasts the deadline: unreachable, with what was seen and how often': {
      script: [status('processing'), http(500), http(500), html(200), http(502)],
      inputs: () => ({ timeout: '1m' }),
      ...{ reason: 'unreachable', status: 'processing' },
      says: ['1m', 'HTTP 502', /HTTP 500 \(2 times\)/, /not JSON \(once\)/],
    },
    'in which the connection is refused to the deadline: unreachable': {
      inputs: () => ({ ...SHORT(), endpoint: 'http://127.0.0.1:9/' }),
      ...{ reason: 'unreachable', polls: 0 },
      says: ['connection refused', '12s'],
    },
    'after which a host name is not found three times: rejected': {
      inputs: ({ port }) => ({ endpoint: `http://localhost:${port}/` }),
      options: { lookups: 'ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1' },
      ...{ reason: 'rejected', polls: 0 },
      says: ['host name not found', '`endpoint`'],
    },
    'of the name server, before and after a record: the task completes': {
      script: [thenCloses(status('processing')), OVER],
      inputs: ({ port }) => ({ endpoint: `http://localhost:${port}/` }),
      options: { lookups: 'EAI_AGAIN EAI_AGAIN EAI_AGAIN 127.0.0.1 ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1' },
      says: ['DNS'],
    },
  })

  test.concurrent('of a proxy that refuses the connection: unreachable', async () => {
    const gone = await openRawServer(() => undefined)
    await gone.close()
    await expectSeen({
      inputs: () => ({ ...SHORT(), endpoint: 'https://api.test/tasks' }),
      options: { env: { https_proxy: `http://clerk:hunter2@127.0.0.1:${gone.port}` } },
      reason: 'unreachable',
      says: ['proxy not reachable', '12s'],
    })
  })
})

describe('a certificate', () => {
  const trusted = selfSigned(['127.0.0.1'])

  /** The API has this certificate, and the machine that runs the step trusts its issuer. */
  function trusting(tls: KeyAndCertificate, issuer = tls.cert): Pick<Problem, 'api' | 'options'> {
    const path = join(makeFolder('trusted'), 'extra.pem')
    writeFileSync(path, issuer)
    return { api: { tls }, options: { env: { NODE_EXTRA_CA_CERTS: path } } }
  }

  test.concurrent.each<[string, Partial<Problem>, string]>([
    ['that nobody vouches for: rejected', { api: { tls: trusted } }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'of an authority that is trusted, but signed as nobody should any more: rejected',
      trusting(trusted.issue(['127.0.0.1'], { digest: 'sha1' }), trusted.cert),
      'CA signature digest algorithm too weak',
    ],
  ])('%s', async (_what, row, code) => {
    const says = [code, 'NODE_EXTRA_CA_CERTS', /key was not sent/]
    const api = await expectSeen({ ...row, reason: 'rejected', says, polls: 0 })
    // At once: what is not trusted now will not be in a minute.
    expect(api.connections.opened).toBe(1)
  })

  problems({
    'that the server wants from its client, three times: rejected': {
      ...trusting(trusted),
      api: { tls: { ...trusted, requestCert: true } },
      ...{ reason: 'rejected', polls: 0 },
      says: ['asks for a client certificate', 'This action has no client certificate'],
    },
    'where there is none, since the server speaks plain HTTP, three times: rejected': {
      inputs: ({ port }) => ({ endpoint: `https://127.0.0.1:${port}/` }),
      ...{ reason: 'rejected', polls: 0 },
      says: ['does not speak TLS', 'EPROTO', /key was not sent/],
    },
  })
})
