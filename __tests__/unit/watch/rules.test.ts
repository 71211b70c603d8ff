/** What an answer means for the wait, given the earlier answers: each row of "How a step ends" that an answer decides. */
import type { Answer } from '../../../src/mountsea/ask.ts'
import { judge, NOTHING_YET, type Next, type Seen } from '../../../src/watch/rules.ts'
import { badAnswer, httpStatus, met, notFound, notJson, rateLimited, record } from '../../support/builders.ts'
import { redirect, rejected, transient, unauthorized, unknownHost } from '../../support/builders.ts'

/** Judges answers one after the other, as a wait does. */
function judgeAll(answers: readonly Answer[], others: Seen = { answer: false, record: false }): Next[] {
  let memory = NOTHING_YET
  return answers.map((answer) => {
    const record = others.record || memory.task !== null || answer.kind === 'record'
    const verdict = judge(memory, answer, { answer: others.answer || record, record })
    memory = verdict.memory
    return verdict.next
  })
}

/** Each decision in one word; for an end, the outcome's kind. */
const inWords = (nexts: readonly Next[]): string =>
  nexts.map((next) => (next.kind === 'end' ? next.outcome.kind : next.kind)).join(' ')

const OTHERS_HAVE_A_RECORD: Seen = { answer: true, record: true }

const refused = rateLimited(0, 403)
const running = record('pending')
const tooLarge = met({ kind: 'no-record', defect: 'too-large', httpStatus: 200, excerpt: '' })
const often = (answer: Answer): Answer[] => Array<Answer>(50).fill(answer)
const FIFTY_POLLS = Array(50).fill('poll').join(' ')

test.each<[string, readonly Answer[], string]>([
  ['a completed task is the end', [record('completed')], 'completed'],
  ['a failed task is the end', [record('failed')], 'task-failed'],
  ['a cancelled task is the end', [record('cancelled')], 'task-cancelled'],
  ['a task that timed out at MountSea is the end', [record('timeout')], 'task-timeout'],
  ['a task that goes on is asked for again', [record('pending'), record('processing')], 'poll poll'],
  ['an unknown status counts as not finished', [record('Completed'), record('succeeded')], 'poll poll'],
  ['a refused key is the end after a record too', [running, unauthorized], 'poll unauthorized'],
  ['a rejected request is the end after a record too', [running, rejected], 'poll rejected'],
  ['an answer that is too large is the end after a record too', [running, tooLarge], 'poll bad-answer'],
  [
    'other problems between 404s neither count as such nor start the count anew',
    [notFound, transient(), badAnswer, notFound, unknownHost, notFound],
    'poll retry poll poll poll not-found',
  ],
  ['404 is never the end after a record', [running, ...often(notFound)], `poll ${FIFTY_POLLS}`],
  ['nor is an answer that is not a record', [running, ...often(badAnswer)], `poll ${FIFTY_POLLS}`],
  ['nor is a redirect', [running, ...often(redirect)], `poll ${FIFTY_POLLS}`],
  ['nor is a 403 that may be a rate limit', [running, refused, refused, refused], 'poll retry retry retry'],
  [
    'other problems between answers without a record neither count nor reset the count',
    [badAnswer, badAnswer, transient(), notFound, badAnswer, unknownHost, badAnswer, badAnswer],
    'poll poll retry poll poll poll poll bad-answer',
  ],
  [
    'transient errors between unknown hosts neither count as such nor start the count anew',
    [unknownHost, transient(), unknownHost, transient(), unknownHost],
    'poll retry poll retry rejected',
  ],
  [
    'any other answer between two 403 that may be rate limits starts their count anew',
    [refused, refused, rateLimited(), refused, refused, notFound, refused, refused, transient(), refused],
    'retry retry retry retry retry poll retry retry retry retry',
  ],
])('%s', (_claim, answers, words) => {
  expect(inWords(judgeAll(answers))).toBe(words)
})

test.each<[string, readonly Answer[], string]>([
  ['a 403 that may be a rate limit is a transient error', [refused, refused, refused], 'retry retry retry'],
  [
    'the fifth redirect before the first record ends the wait; redirects count with answers without a record',
    [redirect, badAnswer, redirect, badAnswer, redirect],
    'poll poll poll poll bad-answer',
  ],
])('once another task has a record, %s', (_claim, answers, words) => {
  expect(inWords(judgeAll(answers, OTHERS_HAVE_A_RECORD))).toBe(words)
})

test('an unknown host name is a transient error once the API has answered anything', () => {
  const nexts = judgeAll(often(unknownHost), { answer: true, record: false })
  const problem = { kind: 'host-name' }
  expect(nexts[3]).toEqual({ kind: 'retry', problem, failures: 4, retryAfterMs: 0 })
  expect(judgeAll([rateLimited(7_000)])).toMatchObject([{ kind: 'retry', failures: 1, retryAfterMs: 7_000 }])
})

test('the backoff grows with each transient error, and starts anew after a record only', () => {
  const answers = [transient(), transient(), notFound, transient(), record('pending'), transient()]
  const failures = judgeAll(answers).flatMap((next) => (next.kind === 'retry' ? [next.failures] : []))
  expect(failures).toEqual([1, 2, 3, 1])
})

test('the decision to poll again names the problem that replaced the record', () => {
  expect(judgeAll([notFound, badAnswer, unknownHost, record('pending')])).toEqual([
    { kind: 'poll', problem: httpStatus(404) },
    { kind: 'poll', problem: notJson },
    { kind: 'poll', problem: { kind: 'host-name' } },
    { kind: 'poll', problem: null },
  ])
})

test.each<[string, number, Answer]>([
  ['unauthorized', 1, unauthorized],
  ['rejected', 1, rejected],
  ['rejected', 1, redirect],
  ['bad-answer', 1, tooLarge],
  ['not-found', 3, notFound],
  ['bad-answer', 5, badAnswer],
  ['rejected', 3, unknownHost],
  ['unauthorized', 3, refused],
])(
  'before any record, %s is the end after %d times, and says what the problem was: %j',
  (kind, times, answer) => {
    const nexts = judgeAll(often(answer).slice(0, times))
    const problem = 'problem' in answer ? answer.problem : null
    expect(nexts.findIndex((next) => next.kind === 'end')).toBe(times - 1)
    expect(nexts.at(-1)).toEqual({ kind: 'end', outcome: { kind, problem } })
  },
)
