/** What each end means in plain words and what to do next, as people read it in the annotation and in the summary. */
import type { Outcome } from '../../../src/outcome.ts'
import { explain } from '../../../src/report/advice.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd, anEvidence } from '../../support/builders.ts'

const gate = createGate('sk-0123456789')
const AGAIN = 'Running the step again waits for the same task.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. Running the step again tries again, while the URL is valid.'
const NEW_TASK =
  'Submit a new task, changed if the message says so. Running the step again brings the same answer.'
const seen = new Map([
  ['connection refused', 1],
  ['HTTP 503', 4],
  ['HTTP 502', 2],
])
test.each<[Outcome, string, string, string]>([
  [{ kind: 'completed' }, 'MountSea task completed', 'Task task-1 is completed.', ''],
  [{ kind: 'task-failed' }, 'MountSea task failed', 'Task task-1 failed at MountSea.', NEW_TASK],
  [
    { kind: 'task-cancelled' },
    'MountSea task cancelled',
    'Task task-1 was cancelled at MountSea.',
    'Find out who cancelled it, or submit a new task.',
  ],
  [
    { kind: 'task-timeout' },
    'MountSea task timed out at MountSea',
    'Task task-1 ran out of time at MountSea.',
    'Submit a new task; a longer `timeout` here would not have helped.',
  ],
  [
    { kind: 'wait-timeout', timeoutMs: 1_800_000 },
    'MountSea task not finished in time',
    'Task task-1 is not finished after 30m; its last status is processing.',
    `The task goes on at MountSea. ${AGAIN} Give a longer \`timeout\` if this is usual.`,
  ],
  [
    { kind: 'unreachable', timeoutMs: 90_000, seen },
    'MountSea API not reachable',
    'After 1m 30s the API does not tell of task task-1: HTTP 503 (4 times), HTTP 502 (2 times), connection refused (once); its last status is processing.',
    `See whether MountSea is up and reachable from this runner. ${AGAIN}`,
  ],
  [
    { kind: 'interrupted', signal: 'SIGTERM' },
    'Wait for MountSea task interrupted',
    'The wait for task task-1 was interrupted (SIGTERM); its last status is processing.',
    `The task goes on at MountSea. ${AGAIN}`,
  ],
  [
    { kind: 'unauthorized', evidence: anEvidence(401, 'Invalid API key') },
    'MountSea API key refused',
    'The API refuses the key: HTTP 401, Invalid API key. The wait for task task-1 ends; its last status is processing.',
    'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
  ],
  [
    { kind: 'not-found', evidence: anEvidence(404, 'Task not found') },
    'MountSea task not found',
    'The API knows no task task-1, asked several times: HTTP 404, Task not found.',
    'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
  ],
  [
    { kind: 'rejected', why: 'HTTP 422', evidence: anEvidence(422, 'Bad request') },
    'MountSea API request rejected',
    'Asking for task task-1 is of no use: HTTP 422, Bad request.',
    'Check `endpoint` and `task-id`.',
  ],
  [
    {
      kind: 'rejected',
      why: 'HTTP 302, a redirect to https://x.example/login',
      evidence: anEvidence(302, ''),
    },
    'MountSea API request rejected',
    'Asking for task task-1 is of no use: HTTP 302, a redirect to https://x.example/login.',
    'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
  ],
  [
    { kind: 'rejected', why: 'certificate not trusted (CERT_HAS_EXPIRED)', evidence: null },
    'MountSea API request rejected',
    'Asking for task task-1 is of no use: certificate not trusted (CERT_HAS_EXPIRED).',
    'The key was not sent. If a company proxy signs with its own certificate, name that in NODE_EXTRA_CA_CERTS.',
  ],
  [
    { kind: 'rejected', why: 'host name not found', evidence: null },
    'MountSea API request rejected',
    'Asking for task task-1 is of no use: host name not found.',
    'Check the host name in `endpoint`, and that this runner can look it up.',
  ],
  [
    { kind: 'rejected', why: 'the proxy is not named by a URL with a host', evidence: null },
    'MountSea API request rejected',
    'Asking for task task-1 is of no use: the proxy is not named by a URL with a host.',
    'Write `https_proxy` and `http_proxy` in the environment of this runner as URLs: scheme, host and port.',
  ],
  [
    { kind: 'bad-answer', why: 'an answer that is not JSON', evidence: anEvidence(200, '<html>') },
    'MountSea API answer not understood',
    'The API sends an answer that is not JSON in place of task task-1: HTTP 200, <html>.',
    'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
  ],
  [
    { kind: 'bad-answer', why: 'an answer that is not JSON', evidence: anEvidence(200, '') },
    'MountSea API answer not understood',
    'The API sends an answer that is not JSON in place of task task-1: HTTP 200.',
    'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
  ],
  [
    { kind: 'audio-missing', why: 'the result names no audio URL' },
    'MountSea result without audio',
    'Task task-1 is completed, but the result names no audio URL.',
    'See the output `result`. Leave `download-dir` out for tasks that make no audio.',
  ],
  [
    { kind: 'download-failed', why: 'https://cdn.example/a.mp3: HTTP 403' },
    'MountSea audio not saved',
    'Task task-1 is completed, but not all of its audio is saved: https://cdn.example/a.mp3: HTTP 403.',
    SAVE_AGAIN,
  ],
  [
    { kind: 'internal-error', why: 'TypeError: x is not a function' },
    'Wait for MountSea task: internal error',
    'Something went wrong that should not, in the wait for task task-1: TypeError: x is not a function.',
    'Run the step again; if it comes back, report this line and the debug log to the authors of this action.',
  ],
])('%j', (outcome, title, what, todo) => {
  expect(explain(anEnd(outcome), gate)).toEqual({ title, what, todo })
})
