/**
 * Why a mutant that no test notices may stay: it changes nothing that anybody can see. Everything else gets a test.
 * `npm run mutation` puts the reasons into docs/mutation.md, and says which are missing and which are not needed any more.
 */
export interface Explanation {
  readonly file: string
  /** The function, as the document names it. */
  readonly inside: string
  /** The code before and after the change, as the document shows it; left out, any change of the function is meant. */
  readonly before?: string
  readonly after?: string
  readonly why: string
}

export const SURVIVORS: readonly Explanation[] = []
