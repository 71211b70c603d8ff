/**
 * What a reporter is given at the end of a step whose inputs were good: everything that happened, nothing decided.
 */
import type { Outage, TaskEnd } from '../outcome.ts'

export interface StepReport {
  /** In the order of the IDs that the user gave. */
  readonly ends: readonly TaskEnd[]
  /** In order of time; only the last one can still last. */
  readonly outages: readonly Outage[]
  /** From the step's start to now. */
  readonly elapsedMs: number
  /** The input `timeout`. */
  readonly timeoutMs: number
  /** The file with the tasks' whole records, '' where it could not be written. */
  readonly resultPath: string
}
