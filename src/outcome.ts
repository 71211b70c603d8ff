/** How the wait for a task can end. The `kind` of an outcome is the word that users read in the output `reason`. */
import type { Problem, ProblemCounts } from './mountsea/problems.ts'
import { describeError } from './text/show.ts'

/** `why` and `message` are in our own words, but may quote text from outside; they never hold the key. */
export type Outcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'task-failed' }
  | { readonly kind: 'task-cancelled' }
  | { readonly kind: 'task-timeout' }
  | { readonly kind: 'wait-timeout'; readonly timeoutMs: number }
  /** `problem` is the one that the last poll met. */
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

/** An error that is ours, or the machine's: a disk that is full, a file that cannot be written. */
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

/** Every word that the output `reason` can be. */
export type Reason = Outcome['kind'] | 'bad-input'

/** As what a stop ends everything that goes on. Never as completed. */
export type StopOutcome = Exclude<Outcome, { kind: 'completed' }>

/** Why an `AbortSignal` of this program was aborted. */
export class StopReason {
  readonly outcome: StopOutcome

  constructor(outcome: StopOutcome) {
    this.outcome = outcome
  }
}

/** The outcome that the reason of an aborted signal stands for. */
export function outcomeOfStop({ reason }: AbortSignal): StopOutcome {
  return reason instanceof StopReason ? reason.outcome : internalError('stopped for no reason')
}
