/**
 * What reading an input can come to, and how an error shows what was given.
 */

/** A value, or what is wrong with it in one sentence. */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

/** Enough to recognise what was given. */
const MAX_QUOTED_CHARS = 80

/** Shows what was given. An input that holds the key is refused before anybody quotes it. */
export function quote(text: string): string {
  return `\`${text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS - 1)}…` : text}\``
}

/** What can be shown of a URL, or of what should be one: nothing before an `@`, nothing after a `?` or `#`. */
export function withoutSecrets(text: string): string {
  return text.replace(/[?#].*/s, '').replace(/.*@/s, '')
}
