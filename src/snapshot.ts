/**
 * What is known of a step at one moment. The ledger makes a snapshot; the log, the outputs and the summary read it.
 */
import type { FileKind } from './audio/media.ts'
import type { Problem } from './mountsea/problems.ts'
import type { Meaning } from './mountsea/products.ts'
import type { Task } from './mountsea/read.ts'
import type { InternalError, Outcome } from './outcome.ts'

/** A file saved to `download-dir`. `format` and `seconds` are `null` if the action cannot read the format. */
export interface SavedFile {
  /** Absolute. */
  readonly path: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /** The path of fields in the result, such as `vocals`; '' for the main file. */
  readonly name: string
  readonly kind: FileKind
  /** What the bytes are, such as `mp3`. */
  readonly format: string | null
  readonly seconds: number | null
}

/** A new status. `atMs`: when it was first seen, in milliseconds after the step's start. */
export interface StatusChange {
  readonly status: string
  readonly meaning: Meaning
  readonly atMs: number
}

/** A time without records, in milliseconds after the step's start. */
export interface Outage {
  readonly fromMs: number
  /** `null` while it lasts. */
  readonly toMs: number | null
  readonly problem: Problem
}

/** What is known of one task. */
export interface TaskState {
  readonly taskId: string
  /** As the API last sent it, `null` if it sent no record. */
  readonly task: Task | null
  /** `null` until the wait and the download have ended. */
  readonly outcome: Outcome | null
  readonly files: readonly SavedFile[]
  readonly changes: readonly StatusChange[]
  /** When this task's wait and download ended, in milliseconds after the step's start. */
  readonly endedAtMs: number
}

/** A task in a snapshot. One that has not ended counts as `interrupted`, in case the process is killed now. */
export interface TaskSnapshot extends TaskState {
  readonly outcome: Outcome
}

/** What is known at one moment. */
export interface Snapshot {
  /** In the order of the IDs that the user gave. */
  readonly tasks: readonly TaskSnapshot[]
  /** The oldest first; only the last can still be open. */
  readonly outages: readonly Outage[]
  /** From the step's start to now. */
  readonly elapsedMs: number
  readonly timeoutMs: number
  /** Whether `download-dir` is set. */
  readonly savesFiles: boolean
  /** Whether `endpoint` is on this machine, so that no result is real. `null` until the inputs are known. */
  readonly isRehearsal: boolean | null
  /** The first internal error. It makes the step red even if every task is completed. */
  readonly error: InternalError | null
}

/** The only condition for a green step. A step without tasks is never green. */
export function isGreen({ tasks, error }: Pick<Snapshot, 'tasks' | 'error'>): boolean {
  return (
    error === null &&
    tasks.length > 0 &&
    tasks.every((state) => isCompleted(state) && state.task?.meaning === 'completed')
  )
}

/**
 * The task that the single-valued outputs describe: 1. the first whose status is not `completed`; 2. else the first whose outcome
 * is not `completed`; 3. else the first.
 */
export function headlineTask<T extends TaskState>(tasks: readonly T[]): T | undefined {
  return (
    tasks.find(({ task }) => task?.meaning !== 'completed') ??
    tasks.find(({ outcome }) => outcome?.kind !== 'completed') ??
    tasks[0]
  )
}

/** Whether a task is completed, and its files are saved if `download-dir` is set. */
export function isCompleted({ outcome }: TaskSnapshot): boolean {
  return outcome.kind === 'completed'
}
