/**
 * What an answer means for the wait for one task, given what came before: an end, or when to ask again. Pure.
 */
import type { Answer } from '../api/answer.ts'
import type { Outcome } from '../outcome.ts'
import { isTerminal, type Task, type TerminalStatus } from '../products/producer.ts'

/** What one task's answers have been so far. */
export interface Memory {
  /** The last record, `null` before the first. */
  readonly task: Task | null
  /** Answers since the last record, by what they were. */
  readonly notFound: number
  readonly bad: number
  readonly unknownHost: number
  /** Transient errors in a row: what the backoff grows with. */
  readonly failures: number
}

export const NOTHING_YET: Memory = { task: null, notFound: 0, bad: 0, unknownHost: 0, failures: 0 }

export type Next =
  | { readonly kind: 'end'; readonly outcome: Outcome }
  /** Ask again after the ordinary gap. `fault` is what stood in place of a record, '' if there was one. */
  | { readonly kind: 'gap'; readonly fault: string }
  /** Ask again after a backoff. */
  | {
      readonly kind: 'retry'
      readonly fault: string
      readonly failures: number
      readonly retryAfterMs: number
      readonly rateLimited: boolean
    }

export interface Verdict {
  readonly memory: Memory
  readonly next: Next
}

/** A task just created may not be visible yet (ASSUMPTION: the reference does not say), so one 404 is not the end. */
const MAX_NOT_FOUND = 3

/** A proxy's or a gateway's page may stand in for the API for a moment; five in place of a first record are no moment. */
const MAX_BAD = 5

/** Resolvers hiccup, and a mistyped host name should not cost the whole time-out. */
const MAX_UNKNOWN_HOST = 3

/**
 * Judges the next answer. `anyAnswer` tells whether the API has answered anything at all in this step: a host name that
 * has been found once does exist.
 */
export function judge(memory: Memory, answer: Answer, anyAnswer: boolean): Verdict {
  switch (answer.kind) {
    case 'record':
      return judgeRecord(answer.task)
    case 'unauthorized':
      return end(memory, { kind: 'unauthorized', evidence: answer.evidence })
    case 'rejected':
      return end(memory, { kind: 'rejected', why: answer.why, evidence: answer.evidence })
    case 'too-large':
      return end(memory, { kind: 'bad-answer', why: answer.why, evidence: answer.evidence })
    case 'not-found': {
      const notFound = memory.notFound + 1
      const isLast = memory.task === null && notFound >= MAX_NOT_FOUND
      const now = { ...memory, notFound }
      return isLast ? end(now, { kind: 'not-found', evidence: answer.evidence }) : gap(now, answer.why)
    }
    case 'bad': {
      const bad = memory.bad + 1
      const isLast = memory.task === null && bad >= MAX_BAD
      const now = { ...memory, bad }
      const outcome: Outcome = { kind: 'bad-answer', why: answer.why, evidence: answer.evidence }
      return isLast ? end(now, outcome) : gap(now, answer.why)
    }
    case 'unknown-host': {
      if (anyAnswer) return retry(memory, answer.why, 0, false)
      const unknownHost = memory.unknownHost + 1
      const now = { ...memory, unknownHost }
      const outcome: Outcome = { kind: 'rejected', why: answer.why, evidence: null }
      return unknownHost >= MAX_UNKNOWN_HOST ? end(now, outcome) : gap(now, answer.why)
    }
    case 'transient':
      return retry(memory, answer.why, answer.retryAfterMs, answer.rateLimited)
  }
}

const OUTCOMES: Readonly<Record<TerminalStatus, Outcome>> = {
  completed: { kind: 'completed' },
  failed: { kind: 'task-failed' },
  cancelled: { kind: 'task-cancelled' },
  timeout: { kind: 'task-timeout' },
}

function judgeRecord(task: Task): Verdict {
  const memory = { ...NOTHING_YET, task }
  return isTerminal(task.status) ? end(memory, OUTCOMES[task.status]) : gap(memory, '')
}

function end(memory: Memory, outcome: Outcome): Verdict {
  return { memory, next: { kind: 'end', outcome } }
}

function gap(memory: Memory, fault: string): Verdict {
  return { memory, next: { kind: 'gap', fault } }
}

function retry(memory: Memory, fault: string, retryAfterMs: number, rateLimited: boolean): Verdict {
  const failures = memory.failures + 1
  return {
    memory: { ...memory, failures },
    next: { kind: 'retry', fault, failures, retryAfterMs, rateLimited },
  }
}
