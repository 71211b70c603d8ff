/**
 * What reading an input can come to, and how an error shows what was given.
 */

/** A value, or what is wrong with it. */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

/** Shows what was given; the caller passes the whole error through the text gate. */
export type Quote = (text: string) => string

/** Enough to recognise what was given. */
const MAX_QUOTED_CHARS = 80

/** Quotes without the key, which goes before the cut: half a key that ended up in the wrong input would be shown, not found. */
export function createQuote(redact: (text: string) => string): Quote {
  return (text) => {
    const shown = redact(text)
    return `\`${shown.length > MAX_QUOTED_CHARS ? `${shown.slice(0, MAX_QUOTED_CHARS - 1)}…` : shown}\``
  }
}
