/** What there is to tell about a step and its tasks: everything that happened, nothing decided but what is green. */
import type { Outcome } from './outcome.ts'
import type { Problem } from './mountsea/problems.ts'
import type { FileKind } from './audio/media.ts'
import type { Meaning, Task } from './mountsea/read.ts'

/** A file saved to `download-dir`. What was measured is `null` where nobody here can read the bytes. */
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
  readonly bitsPerSecond: number | null
}

/** A status that the API told us for the first time `atMs` after the step's start. */
export interface StatusChange {
  readonly status: string
  readonly meaning: Meaning
  readonly atMs: number
}

/** A stretch of time, in milliseconds after the step's start, in which polls brought no record. */
export interface Outage {
  readonly fromMs: number
  /** `null` while it lasts. */
  readonly toMs: number | null
  readonly problem: Problem
}

/** One task while it is waited for. */
export interface TaskProgress {
  readonly taskId: string
  /** As the API last sent it, `null` if it sent no record. */
  readonly task: Task | null
  /** `null` until the wait, and the download, have ended. */
  readonly outcome: Outcome | null
  readonly files: readonly SavedFile[]
  readonly changes: readonly StatusChange[]
  /** When this task's wait and download ended, in milliseconds after the step's start. */
  readonly endedAtMs: number
}

/** One task at its end. */
export interface TaskReport extends TaskProgress {
  readonly outcome: Outcome
}

export interface StepReport {
  /** In the order of the IDs that the user gave. */
  readonly tasks: readonly TaskReport[]
  /** In order of time; only the last one can still last. */
  readonly outages: readonly Outage[]
  /** From the step's start to now. */
  readonly elapsedMs: number
  readonly timeoutMs: number
  /** Whether `download-dir` is set. */
  readonly savesFiles: boolean
  /** The file with the tasks' whole records, '' where it could not be written. */
  readonly resultPath: string
}

/** The one condition for a green step. A step without tasks is never green. */
export function isGreen(tasks: readonly TaskReport[]): boolean {
  return (
    tasks.length > 0 && tasks.every((report) => isCompleted(report) && report.task?.meaning === 'completed')
  )
}

/** The task that the single-valued outputs describe: the first not completed, else the first with another bad end, else the first. */
export function headlineTask<T extends TaskProgress>(tasks: readonly T[]): T | undefined {
  return (
    tasks.find(({ task }) => task?.meaning !== 'completed') ??
    tasks.find(({ outcome }) => outcome?.kind !== 'completed') ??
    tasks[0]
  )
}

/** Whether a task ended as everybody hoped: completed, and saved where that was asked for. */
export function isCompleted({ outcome }: TaskReport): boolean {
  return outcome.kind === 'completed'
}
