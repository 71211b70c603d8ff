/**
 * What an answer means for the wait for one task, given what came before: an end, or when to ask again. Pure.
 */
import type { Answer } from '../api/answer.ts'
import type { Outcome } from '../outcome.ts'
import type { Problem } from '../problem.ts'
import { isTerminal, type Task, type TerminalMeaning } from '../products/task.ts'

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

/** What to do next. `problem` is what came in place of a record, `null` if a record came. */
export type Decision =
  | { readonly kind: 'end'; readonly outcome: Outcome }
  /** Ask again after the ordinary gap. */
  | { readonly kind: 'poll'; readonly problem: Problem | null }
  /** Ask again after a backoff. */
  | {
      readonly kind: 'retry'
      readonly problem: Problem
      readonly failures: number
      readonly retryAfterMs: number
      readonly isRateLimit: boolean
    }

export interface Verdict {
  readonly memory: Memory
  readonly decision: Decision
}

/** A task just created may not be visible yet (ASSUMPTION: the reference does not say), so one 404 is not the end. */
const MAX_NOT_FOUND = 3

/** A proxy's or a gateway's page may stand in for the API for a moment; five in place of a first record are no moment. */
const MAX_BAD = 5

/** Resolvers hiccup, and a mistyped host name should not cost the whole timeout. */
const MAX_UNKNOWN_HOST = 3

/**
 * Judges the next answer. `hasAnswered` tells whether the API has answered anything at all in this step: a host name that
 * has been found once does exist.
 */
export function judge(memory: Memory, answer: Answer, hasAnswered: boolean): Verdict {
  const end = (now: Memory, outcome: Outcome): Verdict => ({
    memory: now,
    decision: { kind: 'end', outcome },
  })
  const poll = (now: Memory, problem: Problem | null): Verdict => ({
    memory: now,
    decision: { kind: 'poll', problem },
  })
  switch (answer.kind) {
    case 'record': {
      const { task } = answer
      const now = { ...NOTHING_YET, task }
      return isTerminal(task.meaning) ? end(now, OUTCOMES[task.meaning]) : poll(now, null)
    }
    case 'unauthorized':
    case 'rejected':
      return end(memory, { kind: answer.kind, problem: answer.problem })
    case 'too-large':
      return end(memory, { kind: 'bad-answer', problem: answer.problem })
    case 'not-found': {
      const now = { ...memory, notFound: memory.notFound + 1 }
      const isLast = memory.task === null && now.notFound >= MAX_NOT_FOUND
      return isLast ? end(now, { kind: 'not-found', problem: answer.problem }) : poll(now, answer.problem)
    }
    case 'bad': {
      const now = { ...memory, bad: memory.bad + 1 }
      const isLast = memory.task === null && now.bad >= MAX_BAD
      return isLast ? end(now, { kind: 'bad-answer', problem: answer.problem }) : poll(now, answer.problem)
    }
    case 'unknown-host': {
      if (hasAnswered) return retry(memory, { ...answer, retryAfterMs: 0, isRateLimit: false })
      const now = { ...memory, unknownHost: memory.unknownHost + 1 }
      const isLast = now.unknownHost >= MAX_UNKNOWN_HOST
      return isLast ? end(now, { kind: 'rejected', problem: answer.problem }) : poll(now, answer.problem)
    }
    case 'transient':
      return retry(memory, answer)
  }
}

const OUTCOMES: Readonly<Record<TerminalMeaning, Outcome>> = {
  completed: { kind: 'completed' },
  failed: { kind: 'task-failed' },
  cancelled: { kind: 'task-cancelled' },
  timeout: { kind: 'task-timeout' },
}

function retry(
  memory: Memory,
  { problem, retryAfterMs, isRateLimit }: Omit<Extract<Answer, { kind: 'transient' }>, 'kind'>,
): Verdict {
  const failures = memory.failures + 1
  return {
    memory: { ...memory, failures },
    decision: { kind: 'retry', problem, failures, retryAfterMs, isRateLimit },
  }
}
