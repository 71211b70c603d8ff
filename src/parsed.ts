/**
 * What reading an input can come to, and how an error shows what was given.
 */

/** A value, or what is wrong with it. */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

/** Enough to recognise what was given; the caller passes the whole error through the text gate. */
const MAX_QUOTED_CHARS = 80

export function quote(text: string): string {
  return `\`${text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS - 1)}…` : text}\``
}
