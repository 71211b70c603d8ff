/**
 * A claim that holds for every input. `npm test` tries it 150 times, `npm run fuzz` many thousand times.
 */
import fc from 'fast-check'

export interface Fuzz {
  /** A sentence. */
  readonly claim: string
  /** Throws if the claim does not hold: the error has the seed and the smallest counterexample. */
  readonly check: (options: { readonly numRuns: number; readonly seed: number }) => void
}

/** `hold` throws if the claim does not hold for the case. */
export function fuzz<T>(claim: string, cases: fc.Arbitrary<T>, hold: (value: T) => void): Fuzz {
  return { claim, check: (options) => fc.assert(fc.property(cases, hold), options) }
}
