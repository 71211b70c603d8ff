/** What an answer means for the wait for one task, given what came before: an end, or when to ask again. Pure. */
import type { Answer } from '../mountsea/answer.ts'
import type { Outcome } from '../outcome.ts'
import type { Problem } from '../mountsea/problems.ts'
import { isTerminal, type Task, type TerminalMeaning } from '../mountsea/read.ts'

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

const NO_PROBLEMS = { notFound: 0, bad: 0, misconfigured: 0, refused: 0, failures: 0 }
export const NOTHING_YET: Memory = { task: null, ...NO_PROBLEMS }

/** What has come to the step as a whole, for all its tasks. */
export interface Seen {
  /** Any answer: the host name, the proxy and TLS do work. */
  readonly answer: boolean
  /** A record: the endpoint is right. */
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
  if (answer.kind === 'record') {
    const { task } = answer
    const now = { task, ...NO_PROBLEMS }
    return isTerminal(task.meaning) ? end(now, OUTCOMES[task.meaning]) : poll(now, null)
  }
  const { problem } = answer
  const memory = { ...before, refused: countRefused(before.refused, answer) }
  switch (answer.kind) {
    case 'unauthorized':
      return end(memory, { kind: 'unauthorized', problem })
    case 'rejected': {
      // A gateway's maintenance page, if the endpoint has worked before.
      const mayPass = problem.kind === 'redirect' && seen.record
      return mayPass ? bad(memory, problem) : end(memory, { kind: 'rejected', problem })
    }
    case 'too-large':
      return end(memory, { kind: 'bad-answer', problem })
    case 'not-found': {
      const now = { ...memory, notFound: memory.notFound + 1 }
      const isLast = memory.task === null && now.notFound >= MAX_NOT_FOUND
      return isLast ? end(now, { kind: 'not-found', problem }) : poll(now, problem)
    }
    case 'bad':
      return bad(memory, problem)
    case 'misconfigured': {
      if (seen.answer) return retry(memory, problem, 0, false)
      const now = { ...memory, misconfigured: memory.misconfigured + 1 }
      const isLast = now.misconfigured >= MAX_MISCONFIGURED
      return isLast ? end(now, { kind: 'rejected', problem }) : poll(now, problem)
    }
    case 'transient': {
      const isLast = !seen.record && memory.refused >= MAX_REFUSED
      if (isLast) return end(memory, { kind: 'unauthorized', problem })
      return retry(memory, problem, answer.retryAfterMs, answer.isRateLimit)
    }
  }
}

function countRefused(before: number, { kind, problem }: Exclude<Answer, { kind: 'record' }>): number {
  const isRefused = kind === 'transient' && problem.kind === 'http-status' && problem.httpStatus === 403
  return isRefused ? before + 1 : 0
}

const OUTCOMES: Readonly<Record<TerminalMeaning, Outcome>> = {
  completed: { kind: 'completed' },
  failed: { kind: 'task-failed' },
  cancelled: { kind: 'task-cancelled' },
  timeout: { kind: 'task-timeout' },
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

function retry(memory: Memory, problem: Problem, retryAfterMs: number, isRateLimit: boolean): Verdict {
  const failures = memory.failures + 1
  const decision: Decision = { kind: 'retry', problem, failures, retryAfterMs, isRateLimit }
  return { memory: { ...memory, failures }, decision }
}
