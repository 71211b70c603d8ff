// Answers that do not come, come too slowly, or never stop: the step neither hangs nor takes any of it for an end.
import {
  delayed,
  dripping,
  endlessBody,
  hugeBody,
  record,
  silenceAfterAccept,
  silenceAfterHeaders,
  status,
} from '../../support/mock-api/index.ts'
import { endsAtOnce, mayPass, OVER, problem } from './row.ts'

const MIB = 1024 * 1024

describe('an answer that does not come', () => {
  // Nothing but limits is waited for here, also while a request is under way.
  const limits = { hurry: 'always' } as const

  mayPass('silence after the request', silenceAfterAccept(), 'no complete answer', limits)
  mayPass('silence after the headers', silenceAfterHeaders(), 'no complete answer', limits)
  mayPass('a body that comes a byte a second', dripping(100, OVER), 'no complete answer', limits)
})

describe('an answer at the deadline', () => {
  problem('that is on its way: the end of the task in it beats the clock', {
    script: [delayed(700, OVER)],
    inputs: { timeout: '500ms' },
    reason: 'completed',
    status: 'completed',
    polls: 1,
  })
  problem('to the last poll: the end of the task in it beats the clock', {
    script: [status('processing'), OVER],
    inputs: { timeout: '12s', 'poll-interval': '1h' },
    reason: 'completed',
    status: 'completed',
    polls: 2,
  })
  problem('of a task that goes on: wait-timeout', {
    script: [status('pending'), status('processing')],
    inputs: { timeout: '12s' },
    reason: 'wait-timeout',
    status: 'processing',
    says: ['12s', 'processing', '`timeout`'],
  })
})

describe('an answer that is too large', () => {
  const tooLarge = { reason: 'bad-answer', says: ['32 MiB', '"status":"completed"'] }

  endsAtOnce('a body of 40 MiB', hugeBody(40 * MIB), tooLarge)
  endsAtOnce('a body without end', endlessBody(), tooLarge)
  problem('only for an output: a record of 8 MiB is a record, and the warning names the file that has it', {
    script: [
      record({
        status: 'completed',
        result: { audioUrl: 'https://cdn.example.com/a.mp3', lyrics: 'la '.repeat((8 * MIB) / 3) },
      }),
    ],
    reason: 'completed',
    status: 'completed',
    warns: /`result`.*`resultPath`/,
    polls: 1,
  })
})
