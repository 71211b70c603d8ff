/** What reading an input can come to, and how an error shows what was given. */

/** A value, or what is wrong with it in one sentence. */
export type Parsed<T> = { readonly value: T } | { readonly error: string }

const MAX_QUOTED_CHARS = 80

/** Shows enough of what was given to recognise it. An input that holds the key is refused before anybody quotes it. */
export function quote(text: string): string {
  return `\`${text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS - 1)}…` : text}\``
}

/** The error that says what is wrong with the input `name`. */
export function wrong(name: string, what: string): { readonly error: string } {
  return { error: `Input \`${name}\` ${what}` }
}

/** What can be shown of a URL, or of what should be one: nothing before an `@`, nothing after a `?` or `#`. */
export function withoutSecrets(text: string): string {
  return text.replace(/[?#].*/s, '').replace(/.*@/s, '')
}
