/** What an answer means for one task, given the earlier answers: an end, or when to ask again. Pure. */
import type { Answer } from '../mountsea/ask.ts'
import { problemRow, type Problem, type ProblemReason } from '../mountsea/problems.ts'
import type { TerminalMeaning } from '../mountsea/products.ts'
import { isTerminal, type Task } from '../mountsea/read.ts'
import type { Outcome } from '../outcome.ts'

/** One task's answers so far. */
export interface Memory {
  /** The last record, `null` before the first. */
  readonly task: Task | null
  /** Counted problems since the last record, by the outcome that they would cause; `unauthorized` only in a row. */
  readonly counts: Readonly<Record<ProblemReason, number>>
  /** Retries since the last record. The backoff grows with them. */
  readonly failures: number
}

const NO_PROBLEMS = {
  counts: { unauthorized: 0, 'not-found': 0, rejected: 0, 'bad-answer': 0 },
  failures: 0,
}
export const NOTHING_YET: Memory = { task: null, ...NO_PROBLEMS }

/** What any task of the step has received. */
export interface Seen {
  /** Any answer: the host name, the proxy and TLS work. */
  readonly answer: boolean
  /** A record: the endpoint is right. */
  readonly record: boolean
}

/** What to do next. `problem` is `null` if a record came. */
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

const OUTCOMES: Readonly<Record<TerminalMeaning, Outcome>> = {
  completed: { kind: 'completed' },
  failed: { kind: 'task-failed' },
  cancelled: { kind: 'task-cancelled' },
  timeout: { kind: 'task-timeout' },
}

/** `times`: how many counted problems end the wait. `isLifted`: whether earlier answers show that the problem will pass. */
const LIMITS: Record<ProblemReason, { times: number; isLifted: (before: Memory, seen: Seen) => boolean }> = {
  // A rate limit passes. A 403 with `Retry-After` before any record is more likely a wrong key.
  unauthorized: { times: 3, isLifted: (_before, seen) => seen.record },
  // ASSUMPTION: a task just created may not be visible yet (the reference does not say).
  'not-found': { times: 3, isLifted: ({ task }) => task !== null },
  // Resolvers and proxies fail now and then, but a mistyped host name should not cost the whole timeout.
  rejected: { times: 3, isLifted: (_before, seen) => seen.answer },
  // A proxy or gateway may answer with a page for a moment, but not five times before the first record.
  'bad-answer': { times: 5, isLifted: ({ task }) => task !== null },
}

/** A redirect after the endpoint has worked is a gateway's maintenance page. */
const PAGE = { course: 'counted', reason: 'bad-answer' } as const

/** Judges the next answer. */
export function judge(before: Memory, answer: Answer, seen: Seen): { memory: Memory; next: Next } {
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
  const retry = (memory: Memory) => {
    const failures = memory.failures + 1
    const next = { kind: 'retry', problem, failures, retryAfterMs } as const
    return { memory: { ...memory, failures }, next }
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
