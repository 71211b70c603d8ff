// What each reason says, as people read it in an annotation and in the summary: the one place that quotes these sentences whole.
import type { Outcome } from '../../../src/outcome.ts'
import type { Problem } from '../../../src/problem.ts'
import { explain, explainInternalError } from '../../../src/report/reasons.ts'
import { aReport, httpStatus, notJson } from '../../support/builders.ts'

const RERUN =
  'Choose "Re-run failed jobs" to wait for the same task again; if the same job also submits the task, that orders a second one.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. "Re-run failed jobs" tries again, while the URL is valid.'
const REPORT_BUG =
  'Choose "Re-run failed jobs"; if it comes back, report this line and the debug log to the authors of this action.'
const PROXY_TODO =
  'Write `https_proxy` and `http_proxy` in the environment of this runner as URLs: scheme, host and port.'
const CHECK_ENDPOINT = 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.'

const interrupted: Outcome = { kind: 'interrupted', signal: 'SIGTERM' }
const problemCounts = new Map([
  ['connection refused', 1],
  ['HTTP 503', 4],
  ['HTTP 502', 2],
])
const redirect = (excerpt: string): Problem => ({
  kind: 'redirect',
  httpStatus: 302,
  target: 'https://x.example/login',
  excerpt,
})

interface Row {
  readonly outcome: Outcome
  /** How it follows a number of tasks: `2 failed`. */
  readonly counted: string
  readonly title: string
  readonly happened: string
  readonly todo: string
}
const ROWS: readonly Row[] = [
  {
    outcome: { kind: 'completed' },
    counted: 'completed',
    title: 'MountSea task completed',
    happened: 'Task task-1 is completed.',
    todo: '',
  },
  {
    outcome: { kind: 'task-failed' },
    counted: 'failed',
    title: 'MountSea task failed',
    happened: 'Task task-1 failed at MountSea.',
    todo: 'Submit a new task, changed if the message says so. Asking for this one again brings the same answer.',
  },
  {
    outcome: { kind: 'task-cancelled' },
    counted: 'cancelled',
    title: 'MountSea task cancelled',
    happened: 'Task task-1 was cancelled at MountSea.',
    todo: 'Find out who cancelled it, or submit a new task.',
  },
  {
    outcome: { kind: 'task-timeout' },
    counted: 'timed out at MountSea',
    title: 'MountSea task timed out at MountSea',
    happened: 'Task task-1 ran out of time at MountSea.',
    todo: 'Submit a new task; a longer `timeout` here would not have helped.',
  },
  {
    outcome: { kind: 'wait-timeout', timeoutMs: 1_800_000 },
    counted: 'not finished in time',
    title: 'MountSea task not finished in time',
    happened: 'Task task-1 is not finished after 30m; its last status is processing.',
    todo: `The task goes on at MountSea. ${RERUN} Give a longer \`timeout\` if this is usual.`,
  },
  {
    outcome: { kind: 'unreachable', timeoutMs: 90_000, problemCounts },
    counted: 'not reachable',
    title: 'MountSea API not reachable',
    happened:
      'After 1m 30s the API still sends no record of task task-1: HTTP 503 (4 times), HTTP 502 (2 times), connection refused (once); its last status is processing.',
    todo: `See whether MountSea is up and reachable from this runner. ${RERUN}`,
  },
  {
    outcome: interrupted,
    counted: 'interrupted',
    title: 'Wait for MountSea task interrupted',
    happened: 'The wait for task task-1 was interrupted (SIGTERM); its last status is processing.',
    todo: `The task goes on at MountSea. ${RERUN}`,
  },
  {
    outcome: { kind: 'unauthorized', problem: httpStatus(401, 'Invalid API key') },
    counted: 'refused with this API key',
    title: 'MountSea API key refused',
    happened:
      'MountSea refused the API key for task task-1: HTTP 401, Invalid API key; its last status is processing.',
    todo: 'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
  },
  {
    outcome: { kind: 'not-found', problem: httpStatus(404, '') },
    counted: 'not found',
    title: 'MountSea task not found',
    happened: 'MountSea knows no task task-1, asked several times: HTTP 404.',
    todo: 'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
  },
  {
    outcome: { kind: 'bad-answer', problem: notJson },
    counted: 'with an answer not understood',
    title: 'MountSea API answer not understood',
    happened: 'The API sent an answer that is not JSON in place of task task-1: HTTP 200, the body.',
    todo: CHECK_ENDPOINT,
  },
  {
    outcome: { kind: 'audio-missing', why: 'the result names no audio URL' },
    counted: 'without usable audio',
    title: 'MountSea result without audio',
    happened: 'Task task-1 is completed, but the result names no audio URL.',
    todo: 'See the output `result`. Leave `download-dir` out for tasks that make no audio.',
  },
  {
    outcome: { kind: 'download-failed', why: 'https://cdn.example/a.mp3: HTTP 403' },
    counted: 'not saved',
    title: 'MountSea audio not saved',
    happened:
      'Task task-1 is completed, but not all of its audio is saved: https://cdn.example/a.mp3: HTTP 403.',
    todo: SAVE_AGAIN,
  },
  {
    outcome: { kind: 'internal-error', message: 'TypeError: x is not a function' },
    counted: 'with an internal error',
    title: 'Wait for MountSea task: internal error',
    happened: 'An internal error ended the wait for task task-1: TypeError: x is not a function.',
    todo: REPORT_BUG,
  },
]

test.each(ROWS)('$outcome.kind says what happened and what to do', ({ outcome, ...told }) => {
  expect(explain(aReport(outcome))).toMatchObject(told)
})

test.each<[Problem, string, string]>([
  [
    httpStatus(422, 'Bad request'),
    'MountSea refused the request for task task-1: HTTP 422, Bad request.',
    'Check `endpoint` and `task-id`.',
  ],
  [
    redirect(''),
    'The request for task task-1 failed and will fail again: HTTP 302, a redirect to https://x.example/login.',
    'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
  ],
  [
    redirect('Moved'),
    'The request for task task-1 failed and will fail again: HTTP 302, a redirect to https://x.example/login, Moved.',
    'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
  ],
  [
    { kind: 'certificate', code: 'CERT_HAS_EXPIRED' },
    'The request for task task-1 failed and will fail again: certificate not trusted (CERT_HAS_EXPIRED).',
    'The key was not sent. If a company proxy signs with its own certificate, name that in NODE_EXTRA_CA_CERTS.',
  ],
  [
    { kind: 'host-name' },
    'The request for task task-1 failed and will fail again: host name not found.',
    'Check the host name in `endpoint`, and that this runner can look it up.',
  ],
  [
    { kind: 'proxy-setting' },
    'The request for task task-1 failed and will fail again: the proxy is not named by a URL with a host.',
    PROXY_TODO,
  ],
])('rejected says by its cause what to do: %j', (problem, happened, todo) => {
  expect(explain(aReport({ kind: 'rejected', problem }))).toMatchObject({
    title: 'MountSea API request rejected',
    counted: 'rejected',
    happened,
    todo,
  })
})

test('a step that is interrupted while it saves says that the task is completed', () => {
  expect(explain(aReport(interrupted, { status: 'completed' }))).toMatchObject({
    happened: 'Task task-1 is completed, but saving its audio was interrupted (SIGTERM).',
    todo: SAVE_AGAIN,
  })
})

test('an internal error that no task can be blamed for ended the step', () => {
  expect(explainInternalError('Error: EACCES\n')).toMatchObject({
    title: 'Wait for MountSea task: internal error',
    happened: 'An internal error ended the step: Error: EACCES\\n.',
    todo: REPORT_BUG,
  })
})

test('only what MountSea itself ended is told in its own words', () => {
  const vendors = ROWS.filter(({ outcome }) => explain(aReport(outcome)).isVendors === true)
  expect(vendors.map(({ outcome }) => outcome.kind)).toEqual([
    'task-failed',
    'task-cancelled',
    'task-timeout',
  ])
})
