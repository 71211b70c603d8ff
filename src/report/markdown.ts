/**
 * The few pieces of Markdown that the summary is put together from, and the scissors that keep it under GitHub's limit.
 */
import { showUrl } from '../text/url.ts'
import type { Gate } from '../text/untrusted.ts'

/**
 * Text from outside as code. Not in backticks, where no character can be escaped; as an element, in which GitHub besides looks
 * for no issue numbers, commit hashes, mentions and emoji names, as it would in text once its character references are decoded.
 */
export function code(text: string, gate: Gate, maxChars?: number): string {
  return `<code>${gate.markdown(text, maxChars)}</code>`
}

/**
 * Text from outside in a sentence. Once references are decoded, GitHub still looks into text for issue numbers (`#1`, `GH-1`),
 * emoji names (`:tada:`), formulas (`$x$`) and addresses; an empty comment keeps the halves apart, as the gate does for `@`.
 */
export function prose(text: string, gate: Gate, maxChars?: number): string {
  return gate.markdown(text, maxChars).replace(/&#(?:35|36|58);|(?<=GH)&#45;|(?<=www)&#46;/gi, '$&<!---->')
}

/** One of our own sentences from `advice.ts`, with the names in backticks shown as code. */
export function ownSentence(text: string, gate: Gate): string {
  const name = /&#96;((?:[A-Za-z]|&#45;|&#95;)+)&#96;/g
  return gate.markdown(text).replace(name, '<code>$1</code>')
}

/** A longer address is of no use in a table; it is in the outputs. */
const MAX_URL_CHARS = 500

/** `label` (Markdown already) linked to the URL without its query where that is safe, which is https only; else `label` alone. */
export function link(label: string, url: URL, gate: Gate): string {
  const shown = gate.redact(showUrl(url))
  const isSafe = url.protocol === 'https:' && /^[A-Za-z0-9.-]+(:\d+)?$/.test(url.host)
  if (!isSafe || shown.length > MAX_URL_CHARS) return label
  // Only what means nothing in Markdown, in a table or in HTML stays as it is.
  const target = shown.replace(/[^\w:/.~%-]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `[${label}](${target})`
}

export interface Fitted {
  readonly kept: readonly string[]
  readonly leftOut: number
}

/** As many of the first `items` as `maxBytes` of UTF-8 hold, with a line break after each. */
export function fit(items: readonly string[], maxBytes: number): Fitted {
  let bytes = 0
  const tooMuch = items.findIndex((item) => (bytes += Buffer.byteLength(item) + 1) > maxBytes)
  const kept = tooMuch === -1 ? items : items.slice(0, tooMuch)
  return { kept, leftOut: items.length - kept.length }
}

/** `1 task`, `2 tasks`. */
export function count(howMany: number, what: string): string {
  return `${howMany} ${what}${howMany === 1 ? '' : 's'}`
}
