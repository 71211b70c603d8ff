/**
 * What every fault that may pass has in common: it is outlived where it ends, and told of where it does not.
 */
import { completed, status, type Step } from '../mock-api/index.ts'
import type { Fault } from './fault.ts'

/** The task's end, where a fault lets it come. */
export const OVER = completed({ n: 1 })

/** What the error says of a wait that ran out: for how long, what stood in place of a record, how often, and the last status. */
export function unreachable(why: string, timeout = '12s', lastStatus = ''): RegExp[] {
  return [
    new RegExp(`\\b${timeout}\\b`),
    new RegExp(`${RegExp.escape(why)} \\((?:once|\\d+ times)\\)`),
    lastStatus === '' ? /no status was seen/ : new RegExp(`last status is ${lastStatus}`),
  ]
}

/** How a fault of this kind is waited out: with which pace, and to which deadline. */
export interface Patience {
  readonly pace?: 'always hurried'
  readonly deadline?: string
}

/** `step` before and after the first good record: passing, and to the deadline. `why` is what the user reads of it. */
export function transientFaults(
  name: string,
  step: Step,
  why: string,
  { deadline = '12s', ...pace }: Patience = {},
): Fault[] {
  return [
    {
      ...pace,
      name: `${name}, before and after the first record, and then it passes`,
      script: [step, status('processing'), step, OVER],
      reason: 'completed',
      status: 'completed',
      says: [
        new RegExp(`API failing::.*${RegExp.escape(why)}`),
        /API answers again/,
        /processing -> completed/,
      ],
      polls: 4,
    },
    {
      ...pace,
      name: `${name}, from the first poll to the deadline`,
      script: [step],
      inputs: { timeout: deadline },
      reason: 'unreachable',
      says: unreachable(why, deadline),
    },
    {
      ...pace,
      name: `${name}, from the first record to the deadline`,
      script: [status('processing'), step],
      inputs: { timeout: deadline },
      reason: 'unreachable',
      status: 'processing',
      says: unreachable(why, deadline, 'processing'),
    },
  ]
}
