/** How the wait for a task can end, and what it leaves. The `kind` of an outcome is the value of the output `reason`. */
import type { FileKind } from './audio/media.ts'
import type { Problem, ProblemCounts } from './mountsea/problems.ts'
import { describeError } from './text/show.ts'

/** `why` and `message` are our own words, but may quote text from outside. They never contain the key. */
export type Outcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'task-failed' }
  | { readonly kind: 'task-cancelled' }
  | { readonly kind: 'task-timeout' }
  | { readonly kind: 'wait-timeout'; readonly timeoutMs: number }
  /** `problem` is the last poll's. */
  | {
      readonly kind: 'unreachable'
      readonly timeoutMs: number
      readonly problem: Problem
      readonly problemCounts: ProblemCounts
    }
  | { readonly kind: 'interrupted'; readonly signal: string }
  | { readonly kind: 'unauthorized' | 'not-found' | 'rejected' | 'bad-answer'; readonly problem: Problem }
  | { readonly kind: 'audio-missing' | 'audio-invalid' | 'download-failed'; readonly why: string }
  | InternalError

/** A bug in this action, or a fault of the machine, such as a full disk (`isMachines`). */
export interface InternalError {
  readonly kind: 'internal-error'
  readonly message: string
  readonly isMachines: boolean
}

/** The machine failed, not this program. `message` is in our own words. */
export class MachineError extends Error {}

export function internalError(error: unknown): InternalError {
  const isMachines = error instanceof MachineError
  return { kind: 'internal-error', message: isMachines ? error.message : describeError(error), isMachines }
}

/** Every value of the output `reason`. */
export type Reason = Outcome['kind'] | 'bad-input'

/** The outcome of all unfinished tasks when the step is stopped. */
export type StopOutcome = Exclude<Outcome, { kind: 'completed' }>

/** The reason of every `AbortSignal` that this program aborts. */
export class StopReason {
  readonly outcome: StopOutcome

  constructor(outcome: StopOutcome) {
    this.outcome = outcome
  }
}

/** The outcome in the reason of an aborted signal. */
export function outcomeOfStop({ reason }: AbortSignal): StopOutcome {
  return reason instanceof StopReason ? reason.outcome : internalError('stopped for no reason')
}

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
