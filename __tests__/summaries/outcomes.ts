// One outcome of each kind, and of each cause of a rejection, for reasons.txt and the summaries.
import type { Outcome } from '../../src/outcome.ts'
import { httpStatus, notJson } from '../support/builders.ts'

const problemCounts = new Map([
  ['connection refused', 1],
  ['HTTP 503', 4],
  ['HTTP 502', 2],
])
const redirect = { kind: 'redirect', httpStatus: 302, target: 'https://x.example/login' } as const

/** By kind, so that none is forgotten. */
const BY_KIND: Readonly<Record<Outcome['kind'], readonly Outcome[]>> = {
  completed: [{ kind: 'completed' }],
  'task-failed': [{ kind: 'task-failed' }],
  'task-cancelled': [{ kind: 'task-cancelled' }],
  'task-timeout': [{ kind: 'task-timeout' }],
  'wait-timeout': [{ kind: 'wait-timeout', timeoutMs: 1_800_000 }],
  unreachable: [
    { kind: 'unreachable', timeoutMs: 90_000, problem: httpStatus(503), problemCounts },
    {
      kind: 'unreachable',
      timeoutMs: 90_000,
      problem: httpStatus(404),
      problemCounts: new Map([['HTTP 404', 1]]),
    },
  ],
  interrupted: [{ kind: 'interrupted', signal: 'SIGTERM' }],
  unauthorized: [{ kind: 'unauthorized', problem: httpStatus(401, 'Invalid API key') }],
  'not-found': [{ kind: 'not-found', problem: httpStatus(404, '') }],
  rejected: [
    { kind: 'rejected', problem: httpStatus(422, 'Bad request') },
    { kind: 'rejected', problem: { ...redirect, excerpt: '' } },
    { kind: 'rejected', problem: { ...redirect, excerpt: 'Moved' } },
    { kind: 'rejected', problem: { kind: 'certificate', code: 'CERT_HAS_EXPIRED' } },
    { kind: 'rejected', problem: { kind: 'host-name' } },
    { kind: 'rejected', problem: { kind: 'proxy-setting', variable: 'https_proxy' } },
  ],
  'bad-answer': [{ kind: 'bad-answer', problem: notJson }],
  'audio-missing': [{ kind: 'audio-missing', why: 'the result names no file' }],
  'audio-invalid': [{ kind: 'audio-invalid', why: 'https://cdn.example/a.mp3: text' }],
  'download-failed': [{ kind: 'download-failed', why: 'https://cdn.example/a.mp3: HTTP 403' }],
  'internal-error': [
    { kind: 'internal-error', message: 'TypeError: x is not a function', isMachines: false },
    { kind: 'internal-error', message: '/tmp/a.json cannot be written (ENOSPC)', isMachines: true },
  ],
}
export const OUTCOMES: readonly Outcome[] = Object.values(BY_KIND).flat()
