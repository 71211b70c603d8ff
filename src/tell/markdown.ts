/**
 * The pieces of Markdown that make up the summary, and a limit on their size.
 */
import { MAX_MESSAGE_CHARS, shortLine } from '../text/plain-line.ts'
import { showUrl } from '../text/show.ts'
import { MAX_HAPPENED_CHARS } from './reasons.ts'

/**
 * Text from outside as inert Markdown: it makes no HTML, no link and no mention, not even in a table cell. Its ASCII
 * punctuation becomes numeric character references, which CommonMark (2.5) gives no structural meaning. A mail address would still
 * become a link after decoding (GFM, 6.9), so an empty comment keeps its halves apart.
 */
export function inert(text: string, maxChars = MAX_MESSAGE_CHARS): string {
  return shortLine(text, maxChars).replace(/[!-/:-@[-`{-~]/g, (mark) => {
    const reference = `&#${String(mark.charCodeAt(0))};`
    return mark === '@' ? `${reference}<!---->` : reference
  })
}

/**
 * Text from outside as code: an HTML element, since backticks allow no escapes. In such an element, GitHub does not look for issue
 * numbers, commit hashes, mentions and emoji names. Elsewhere it does, even after decoding character references.
 */
export function code(text: string, maxChars?: number): string {
  return `<code>${inert(text, maxChars)}</code>`
}

/**
 * What Markdown or GitHub would act on: marks, and those of lists at the start of a line; issue numbers (`#1`, `GH-1`), emoji names
 * (`:tada:`), formulas (`$x$`), mentions and addresses.
 */
const ACTIVE =
  /`([^`]+)`|[\\`*~<>&[\]|#@$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=\S)|(?<=GH)-|(?<=www)\.|(?<=^\s*)[-+]|(?<=^\s*\d{1,9})[.)]/gi

/** A plain sentence, ours or from outside. It is shown as written; text in backticks becomes code. */
export function prose(text: string, maxChars = MAX_HAPPENED_CHARS): string {
  return shortLine(text, maxChars).replace(ACTIVE, (mark, inBackticks?: string) => {
    if (inBackticks !== undefined) return /^[\w .,/+-]+$/.test(inBackticks) ? mark : code(inBackticks)
    // Separated from the next character, since GitHub looks again after decoding references.
    return `&#${mark.charCodeAt(0)};${/[#$:.@-]/.test(mark) ? '<!---->' : ''}`
  })
}

/** A longer URL is useless in a table; the outputs have it. */
const MAX_URL_CHARS = 500

/**
 * `label` (Markdown already) linked to the URL without its query, if that is harmless: https only, and a host of plain characters.
 * Else `label` alone.
 */
export function link(label: string, url: URL): string {
  const isPlain = url.protocol === 'https:' && /^[A-Za-z0-9.-]+(:\d+)?$/.test(url.host)
  const shown = showUrl(url)
  if (!isPlain || shown.length > MAX_URL_CHARS) return label
  // Only characters without a meaning in Markdown, tables and HTML stay as they are.
  const target = shown.replace(/[^\w:/.~%-]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `[${label}](${target})`
}

/** The first `items` that fit into `maxBytes` of UTF-8, each with a line break. */
export function fit(
  items: readonly string[],
  maxBytes: number,
): { kept: readonly string[]; leftOut: number } {
  let bytes = 0
  const tooMuch = items.findIndex((item) => (bytes += Buffer.byteLength(item) + 1) > maxBytes)
  const kept = tooMuch === -1 ? items : items.slice(0, tooMuch)
  return { kept, leftOut: items.length - kept.length }
}
