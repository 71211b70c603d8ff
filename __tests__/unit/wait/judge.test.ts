/** What an answer means for the wait, given what came before: each row of "How a step ends" that an answer decides. */
import type { Answer } from '../../../src/api/answer.ts'
import { judge, NOTHING_YET, type Next } from '../../../src/wait/judge.ts'
import {
  anEvidence,
  badAnswer,
  notFound,
  rateLimited,
  record,
  rejected,
  transient,
  unauthorized,
  unknownHost,
} from '../../support/builders.ts'

/** Judges answers one after the other, as a wait does, until one is the end. */
function judgeAll(...answers: Answer[]): Next[] {
  let memory = NOTHING_YET
  let anyAnswer = false
  return answers.map((answer) => {
    anyAnswer ||= answer.kind !== 'transient' && answer.kind !== 'unknown-host'
    const verdict = judge(memory, answer, anyAnswer)
    memory = verdict.memory
    return verdict.next
  })
}
const kinds = (...answers: Answer[]): string[] =>
  judgeAll(...answers).map((next) => (next.kind === 'end' ? next.outcome.kind : next.kind))
const failures = (...answers: Answer[]): number[] =>
  judgeAll(...answers).flatMap((next) => (next.kind === 'retry' ? [next.failures] : []))

describe('a record', () => {
  test.each([
    ['completed', 'completed'],
    ['failed', 'task-failed'],
    ['cancelled', 'task-cancelled'],
    ['timeout', 'task-timeout'],
    ['pending', 'gap'],
    ['ready', 'gap'],
    ['assigned', 'gap'],
    ['processing', 'gap'],
    ['COMPLETED', 'gap'],
    ['completed ', 'gap'],
    ['succeeded', 'gap'],
    ['toString', 'gap'],
  ])('with the status %j means %s', (status, kind) => {
    expect(kinds(record(status))).toEqual([kind])
  })

  test('is remembered, with a clean slate', () => {
    const dirty = { task: null, notFound: 2, bad: 4, unknownHost: 2, failures: 7 }
    const { memory, next } = judge(dirty, record('pending'), true)
    expect(memory).toEqual({ ...NOTHING_YET, task: memory.task })
    expect(memory.task?.status).toBe('pending')
    expect(next).toEqual({ kind: 'gap', fault: '' })
  })
})

describe('404', () => {
  test('is the end the third time', () => {
    expect(kinds(notFound, notFound, notFound)).toEqual(['gap', 'gap', 'not-found'])
  })

  test('is counted across other faults, which neither count nor reset', () => {
    expect(kinds(notFound, transient(), badAnswer, notFound, transient(), notFound)).toEqual([
      'gap',
      'retry',
      'gap',
      'gap',
      'retry',
      'not-found',
    ])
  })

  test('is no end for a task that has answered with a record', () => {
    expect(kinds(record('pending'), ...Array<Answer>(50).fill(notFound)).slice(1)).toEqual(
      Array(50).fill('gap'),
    )
  })

  test('says what stood in place of the record', () => {
    expect(judgeAll(notFound)).toEqual([{ kind: 'gap', fault: 'HTTP 404' }])
    expect(judgeAll(notFound, notFound, notFound)[2]).toEqual({
      kind: 'end',
      outcome: { kind: 'not-found', evidence: anEvidence(404) },
    })
  })
})

describe('an answer that is no record', () => {
  test('is the end the fifth time', () => {
    expect(kinds(badAnswer, badAnswer, badAnswer, badAnswer, badAnswer)).toEqual([
      'gap',
      'gap',
      'gap',
      'gap',
      'bad-answer',
    ])
  })

  test('is counted across other faults', () => {
    expect(kinds(badAnswer, badAnswer, transient(), notFound, badAnswer, badAnswer, badAnswer).at(-1)).toBe(
      'bad-answer',
    )
  })

  test('is no end for a task that has answered with a record', () => {
    expect(kinds(record('pending'), ...Array<Answer>(50).fill(badAnswer)).slice(1)).toEqual(
      Array(50).fill('gap'),
    )
  })

  test('says what it was', () => {
    const last = judgeAll(badAnswer, badAnswer, badAnswer, badAnswer, badAnswer)
    expect(last[0]).toEqual({ kind: 'gap', fault: 'an answer that is not JSON' })
    expect(last[4]).toEqual({
      kind: 'end',
      outcome: { kind: 'bad-answer', why: 'an answer that is not JSON', evidence: anEvidence(200) },
    })
  })

  test('that is too large is the end at once, also after a record', () => {
    const tooLarge: Answer = { kind: 'too-large', why: 'too large', evidence: anEvidence(200) }
    expect(kinds(tooLarge)).toEqual(['bad-answer'])
    expect(kinds(record('pending'), tooLarge)).toEqual(['gap', 'bad-answer'])
  })
})

describe('a host name that does not exist', () => {
  test('is the end the third time', () => {
    expect(kinds(unknownHost, unknownHost, unknownHost)).toEqual(['gap', 'gap', 'rejected'])
  })

  test('is counted across other faults of the network', () => {
    expect(kinds(unknownHost, transient(), unknownHost, transient(), unknownHost).at(-1)).toBe('rejected')
  })

  test('is a passing fault once anything has answered', () => {
    expect(kinds(notFound, unknownHost, unknownHost, unknownHost)).toEqual(['gap', 'retry', 'retry', 'retry'])
    expect(judgeAll(record('pending'), unknownHost)[1]).toEqual({
      kind: 'retry',
      fault: 'host name not found',
      failures: 1,
      retryAfterMs: 0,
      rateLimited: false,
    })
  })
})

describe('what ends the wait at once', () => {
  test.each([
    ['unauthorized', unauthorized],
    ['rejected', rejected],
  ])('%s, before and after a record', (kind, answer) => {
    expect(kinds(answer)).toEqual([kind])
    expect(kinds(record('pending'), answer)).toEqual(['gap', kind])
  })

  test('carries the evidence', () => {
    expect(judgeAll(unauthorized)).toEqual([
      { kind: 'end', outcome: { kind: 'unauthorized', evidence: anEvidence(401) } },
    ])
    expect(judgeAll(rejected)).toEqual([
      { kind: 'end', outcome: { kind: 'rejected', why: 'HTTP 422', evidence: anEvidence(422) } },
    ])
  })
})

describe('a transient error', () => {
  test('is retried with growing patience', () => {
    expect(failures(transient(), transient(), transient())).toEqual([1, 2, 3])
  })

  test('starts anew after a record, but not after another fault', () => {
    expect(failures(transient(), transient(), record('pending'), transient())).toEqual([1, 2, 1])
    expect(failures(transient(), notFound, transient())).toEqual([1, 2])
  })

  test('passes on what the server asked for', () => {
    expect(judgeAll(rateLimited(7_000))).toEqual([
      { kind: 'retry', fault: 'HTTP 429', failures: 1, retryAfterMs: 7_000, rateLimited: true },
    ])
  })
})
