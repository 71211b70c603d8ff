/**
 * Why a mutant that no test notices may stay: it changes nothing that anybody can see. Everything else gets a test.
 * `npm run mutation` puts the reasons into docs/mutation.md, and says which are missing and which are not needed any more.
 */
export interface Explanation {
  readonly file: string
  /** The function, as the document names it. */
  readonly inside: string
  /** The code before and after the change, as the document shows it. Without `after`, any change of it matches. */
  readonly before: string
  readonly after?: string
  readonly why: string
}

export const SURVIVORS: readonly Explanation[] = [
  {
    file: 'src/inputs/inputs.ts',
    inside: 'parseInputs',
    before: '[]',
    why: 'a step with a bad input does not look at the others',
  },
  {
    file: 'src/inputs/inputs.ts',
    inside: 'parseInputs',
    before: "''",
    why: 'a step with a bad input does not look at the others',
  },
  {
    file: 'src/world/clock.ts',
    inside: 'systemClock.sleep',
    before: 'left > 0',
    after: 'left >= 0',
    why: 'one more timer of 0 ms',
  },
  {
    file: 'src/world/http.ts',
    inside: 'send',
    before: "'closed without an answer'",
    why: 'only the code of this error is read',
  },
  {
    file: 'src/world/http.ts',
    inside: 'send',
    before: "'EPIPE'",
    why: 'when the peer closes a connection, the moment decides which of the two codes comes',
  },
  {
    file: 'src/tell/timeline.ts',
    inside: 'labelOf',
    before: 'text.length * LETTER_PX <= widthPx',
    after: 'text.length * LETTER_PX < widthPx',
    why: 'no text of a bar fits to the pixel',
  },
]
