/**
 * A claim about the code that holds for whatever comes in, ready to be tried as often as one likes: some hundred times in
 * `npm test`, many thousand times in `npm run fuzz`.
 */
import fc from 'fast-check'

export interface Fuzz {
  /** A sentence. */
  readonly claim: string
  /** Throws with the seed and the smallest counterexample where the claim does not hold. */
  readonly check: (options: { readonly numRuns: number; readonly seed: number }) => void
}

/** `hold` throws (an assertion) where the claim does not hold for the case. */
export function fuzz<T>(claim: string, cases: fc.Arbitrary<T>, hold: (value: T) => void): Fuzz {
  return { claim, check: (options) => fc.assert(fc.property(cases, hold), options) }
}
