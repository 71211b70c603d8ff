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
  readonly misconfigured: number
  /** 403 in a row that are to be read as rate limits. */
  readonly refused: number
  /** Transient errors in a row: what the backoff grows with. */
  readonly failures: number
}

export const NOTHING_YET: Memory = {
  task: null,
  notFound: 0,
  bad: 0,
  misconfigured: 0,
  refused: 0,
  failures: 0,
}

/** What has come to the step as a whole, for all its tasks. */
export interface Seen {
  /** The API has answered something: its host name, the proxy and TLS do work. */
  readonly answer: boolean
  /** The API has sent a record: the endpoint is right. */
  readonly record: boolean
}

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

/** Resolvers and proxies hiccup, and a mistyped host name should not cost the whole timeout. */
const MAX_MISCONFIGURED = 3

/** A rate limit passes; a key that is refused with 403 and `Retry-After` before any record is more likely a wrong key. */
const MAX_REFUSED = 3

/** Judges the next answer. */
export function judge(before: Memory, answer: Answer, seen: Seen): Verdict {
  const memory = { ...before, refused: isRefusal(answer) ? before.refused + 1 : 0 }
  switch (answer.kind) {
    case 'record': {
      const { task } = answer
      const now = { ...NOTHING_YET, task }
      return isTerminal(task.meaning) ? end(now, OUTCOMES[task.meaning]) : poll(now, null)
    }
    case 'unauthorized':
      return end(memory, { kind: 'unauthorized', problem: answer.problem })
    case 'rejected': {
      // A gateway's maintenance page, if the endpoint has worked before.
      const mayPass = answer.problem.kind === 'redirect' && seen.record
      return mayPass
        ? bad(memory, answer.problem)
        : end(memory, { kind: 'rejected', problem: answer.problem })
    }
    case 'too-large':
      return end(memory, { kind: 'bad-answer', problem: answer.problem })
    case 'not-found': {
      const now = { ...memory, notFound: memory.notFound + 1 }
      const isLast = memory.task === null && now.notFound >= MAX_NOT_FOUND
      return isLast ? end(now, { kind: 'not-found', problem: answer.problem }) : poll(now, answer.problem)
    }
    case 'bad':
      return bad(memory, answer.problem)
    case 'misconfigured': {
      if (seen.answer) return retry(memory, { ...answer, retryAfterMs: 0, isRateLimit: false })
      const now = { ...memory, misconfigured: memory.misconfigured + 1 }
      const isLast = now.misconfigured >= MAX_MISCONFIGURED
      return isLast ? end(now, { kind: 'rejected', problem: answer.problem }) : poll(now, answer.problem)
    }
    case 'transient': {
      const isLast = !seen.record && memory.refused >= MAX_REFUSED
      return isLast ? end(memory, { kind: 'unauthorized', problem: answer.problem }) : retry(memory, answer)
    }
  }
}

/** A 403 that is to be read as a rate limit. */
function isRefusal(answer: Answer): boolean {
  if (answer.kind !== 'transient' || answer.problem.kind !== 'http-status') return false
  return answer.problem.httpStatus === 403
}

function end(memory: Memory, outcome: Outcome): Verdict {
  return { memory, decision: { kind: 'end', outcome } }
}

function poll(memory: Memory, problem: Problem | null): Verdict {
  return { memory, decision: { kind: 'poll', problem } }
}

function bad(memory: Memory, problem: Problem): Verdict {
  const now = { ...memory, bad: memory.bad + 1 }
  const isLast = memory.task === null && now.bad >= MAX_BAD
  return isLast ? end(now, { kind: 'bad-answer', problem }) : poll(now, problem)
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
