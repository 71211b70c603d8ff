/** What an answer means for the wait for one task, given what came before: an end, or when to ask again. Pure. */
import type { Answer } from '../mountsea/answer.ts'
import { problemRow, type Problem, type ProblemReason } from '../mountsea/problems.ts'
import type { TerminalMeaning } from '../mountsea/products.ts'
import { isTerminal, type Task } from '../mountsea/read.ts'
import type { Outcome } from '../outcome.ts'

/** What one task's answers have been so far. */
export interface Memory {
  /** The last record, `null` before the first. */
  readonly task: Task | null
  /** Problems since the last record that may end the wait, by how it would end; `unauthorized` only those in a row. */
  readonly counts: Readonly<Record<ProblemReason, number>>
  /** Retries since the last record: what the backoff grows with. */
  readonly failures: number
}

const NO_PROBLEMS = {
  counts: { unauthorized: 0, 'not-found': 0, rejected: 0, 'bad-answer': 0 },
  failures: 0,
}
export const NOTHING_YET: Memory = { task: null, ...NO_PROBLEMS }

/** What has come to the step as a whole, for all its tasks. */
export interface Seen {
  /** Any answer: the host name, the proxy and TLS do work. */
  readonly answer: boolean
  /** A record: the endpoint is right. */
  readonly record: boolean
}

/** What to do next. `problem` is what came in place of a record, `null` if a record came. */
export type Next =
  | { readonly kind: 'end'; readonly outcome: Outcome }
  /** Ask again after the ordinary gap. */
  | { readonly kind: 'poll'; readonly problem: Problem | null }
  /** Ask again after a backoff. */
  | {
      readonly kind: 'retry'
      readonly problem: Problem
      readonly failures: number
      readonly retryAfterMs: number
    }

export interface Verdict {
  readonly memory: Memory
  readonly next: Next
}

const OUTCOMES: Readonly<Record<TerminalMeaning, Outcome>> = {
  completed: { kind: 'completed' },
  failed: { kind: 'task-failed' },
  cancelled: { kind: 'task-cancelled' },
  timeout: { kind: 'task-timeout' },
}

/** How often a problem that is counted ends the wait, and what shows that it will pass, however often it comes. */
const LIMITS: Readonly<
  Record<
    ProblemReason,
    { readonly times: number; readonly isLifted: (before: Memory, seen: Seen) => boolean }
  >
> = {
  // A rate limit passes; a key that is refused with 403 and `Retry-After` before any record is more likely a wrong key.
  unauthorized: { times: 3, isLifted: (_before, seen) => seen.record },
  // A task just created may not be visible yet (ASSUMPTION: the reference does not say), so one 404 is not the end.
  'not-found': { times: 3, isLifted: ({ task }) => task !== null },
  // Resolvers and proxies hiccup, and a mistyped host name should not cost the whole timeout.
  rejected: { times: 3, isLifted: (_before, seen) => seen.answer },
  // A proxy's or a gateway's page may stand in for the API for a moment; five in place of a first record are no moment.
  'bad-answer': { times: 5, isLifted: ({ task }) => task !== null },
}

/** A redirect once the endpoint has worked: a gateway's maintenance page. */
const PAGE = { course: 'counted', reason: 'bad-answer' } as const

/** Judges the next answer. */
export function judge(before: Memory, answer: Answer, seen: Seen): Verdict {
  if (answer.kind === 'record') {
    const { task } = answer
    const next: Next = isTerminal(task.meaning)
      ? { kind: 'end', outcome: OUTCOMES[task.meaning] }
      : { kind: 'poll', problem: null }
    return { memory: { task, ...NO_PROBLEMS }, next }
  }
  const { problem, retryAfterMs } = answer
  const row = problem.kind === 'redirect' && seen.record ? PAGE : problemRow(problem)
  const counts = { ...before.counts, unauthorized: 0 }
  const retry = (memory: Memory): Verdict => {
    const failures = memory.failures + 1
    return { memory: { ...memory, failures }, next: { kind: 'retry', problem, failures, retryAfterMs } }
  }
  if (row.course === 'passes') return retry({ ...before, counts })
  const { course, reason } = row
  const { times, isLifted } = LIMITS[reason]
  const count = before.counts[reason] + 1
  const memory = { ...before, counts: { ...counts, [reason]: count } }
  const canPass = isLifted(before, seen)
  if (course === 'never' || (count >= times && !canPass)) {
    return { memory, next: { kind: 'end', outcome: { kind: reason, problem } } }
  }
  const isTransient = reason === 'unauthorized' || (reason === 'rejected' && canPass)
  return isTransient ? retry(memory) : { memory, next: { kind: 'poll', problem } }
}
