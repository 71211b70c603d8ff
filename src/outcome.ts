/**
 * How a wait can end, as one discriminated union. Its `kind` is the word that users read in the output `reason`.
 */
import type { Task } from './products/producer.ts'

/** What was answered where a record was expected: for errors that show the HTTP status and how the answer begins. */
export interface Evidence {
  readonly httpStatus: number
  /** How the body begins, already through the text gate. */
  readonly excerpt: string
}

/** The ends of one task's wait. Text in them is untrusted unless it is one of our own words. */
export type Outcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'task-failed' }
  | { readonly kind: 'task-cancelled' }
  | { readonly kind: 'task-timeout' }
  | { readonly kind: 'wait-timeout'; readonly timeoutMs: number }
  | { readonly kind: 'unreachable'; readonly timeoutMs: number; readonly seen: FaultTally }
  | { readonly kind: 'interrupted'; readonly signal: string }
  | { readonly kind: 'unauthorized'; readonly evidence: Evidence }
  | { readonly kind: 'not-found'; readonly evidence: Evidence }
  | { readonly kind: 'rejected'; readonly why: string; readonly evidence: Evidence | null }
  | { readonly kind: 'bad-answer'; readonly why: string; readonly evidence: Evidence }
  | { readonly kind: 'audio-missing'; readonly why: string }
  | { readonly kind: 'download-failed'; readonly why: string }
  | { readonly kind: 'internal-error'; readonly why: string }

/** Every word that the output `reason` can be. */
export type Reason = Outcome['kind'] | 'bad-input'

/** What was seen instead of records, and how often: `connection refused` -> 4. */
export type FaultTally = ReadonlyMap<string, number>

/** A file saved to `download-dir`. */
export interface SavedFile {
  /** Absolute. */
  readonly path: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** A status that the API told us for the first time `atMs` after the step's start. */
export interface StatusChange {
  readonly status: string
  readonly atMs: number
}

/** A stretch of time, in milliseconds after the step's start, in which the API answered with no record. */
export interface Outage {
  readonly fromMs: number
  /** `null` while it lasts. */
  readonly toMs: number | null
  readonly why: string
}

/** Everything there is to tell about one task; while its wait goes on, `outcome` is `null`. */
export interface TaskView {
  readonly taskId: string
  /** The last record that the API sent, `null` if it sent none. */
  readonly task: Task | null
  readonly outcome: Outcome | null
  readonly files: readonly SavedFile[]
  readonly changes: readonly StatusChange[]
  /** When this task's wait (and download) ended, in milliseconds after the step's start. */
  readonly endedAtMs: number
}

/** The same at the end of its wait. */
export interface TaskEnd extends TaskView {
  readonly outcome: Outcome
}

/** The one condition for a green step. No tasks at all is never green. */
export function isGreen(ends: readonly TaskEnd[]): boolean {
  return (
    ends.length > 0 &&
    ends.every((end) => end.outcome.kind === 'completed' && end.task?.status === 'completed')
  )
}

/** The task that the single-valued outputs describe: the first not completed, else the first that ended badly otherwise, else the first. */
export function spokesman<T extends TaskView>(tasks: readonly T[]): T | undefined {
  return (
    tasks.find(({ task }) => task?.status !== 'completed') ??
    tasks.find(({ outcome }) => outcome?.kind !== 'completed') ??
    tasks[0]
  )
}
