/**
 * Answers that do not come, come too slowly, or never stop.
 */
import {
  delayed,
  dripping,
  endlessBody,
  hugeBody,
  record,
  silenceAfterAccept,
  silenceAfterHeaders,
  status,
  type Step,
} from '../mock-api/index.ts'
import type { Fault } from './fault.ts'
import { OVER, transientFaults, unreachable } from './transient.ts'

const LATE = 'no complete answer in time'
/** Nothing but limits is waited for here, also while a request is under way. */
const SILENT = { pace: 'always hurried', deadline: '40s' } as const
const MIB = 1024 * 1024

export const SLOW_ANSWERS: readonly Fault[] = [
  {
    name: 'silence in real time: the last poll is awaited 10 s, and no longer',
    script: [silenceAfterAccept()],
    inputs: { timeout: '500ms' },
    pace: 'real',
    reason: 'unreachable',
    says: unreachable(LATE, '500ms'),
    polls: 1,
    check: ({ durationMs }) => {
      expect(durationMs).toBeGreaterThan(10_400)
      // An ordinary request may take 30 s.
      expect(durationMs).toBeLessThan(25_000)
    },
  },
  ...transientFaults('silence after the request', silenceAfterAccept(), LATE, SILENT),
  ...transientFaults('silence after the headers', silenceAfterHeaders(), LATE, SILENT),
  ...transientFaults('a body that drips, a byte a second', dripping(100, OVER), LATE, SILENT),
  {
    name: 'the end of the task in an answer that is on its way at the deadline beats the clock',
    script: [delayed(700, OVER)],
    inputs: { timeout: '500ms' },
    pace: 'real',
    reason: 'completed',
    status: 'completed',
    polls: 1,
  },
  {
    name: 'the end of the task in the last poll, at the deadline, beats the clock',
    script: [status('processing'), OVER],
    inputs: { timeout: '5s', 'poll-interval': '1h' },
    reason: 'completed',
    status: 'completed',
    polls: 2,
  },
  {
    name: 'a task that goes on past the deadline',
    script: [status('pending'), status('processing')],
    inputs: { timeout: '12s' },
    reason: 'wait-timeout',
    status: 'processing',
    says: [/\b12s\b/, /last status is processing/, /longer `timeout`/],
  },
]

function tooLarge(name: string, step: Step): Fault[] {
  const says = [/an answer larger than 32 MiB/, /HTTP 200, \{"taskId":"t","status":"completed"/]
  return [
    { name: `${name}, at first`, script: [step], reason: 'bad-answer', says, polls: 1 },
    {
      name: `${name}, after a record`,
      script: [status('processing'), step],
      reason: 'bad-answer',
      status: 'processing',
      says,
      polls: 2,
    },
  ]
}

export const LARGE_ANSWERS: readonly Fault[] = [
  ...tooLarge('a body of 40 MiB', hugeBody(40 * MIB)),
  ...tooLarge('a body without end', endlessBody()),
  {
    name: 'a record of 8 MiB is a record, though too large for an output',
    script: [record({ status: 'completed', result: { lyrics: 'la '.repeat((8 * MIB) / 3) } })],
    reason: 'completed',
    status: 'completed',
    says: [/::warning title=Outputs too long::.*`result`.*`resultPath`/],
    polls: 1,
  },
]
