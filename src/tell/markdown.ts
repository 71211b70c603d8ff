/**
 * The few pieces of Markdown that the summary is put together from, and what keeps it under GitHub's limit.
 */
import { MAX_MESSAGE_CHARS, shortLine } from '../text/plain-line.ts'
import { showUrl } from '../text/url.ts'
import { MAX_HAPPENED_CHARS } from './reasons.ts'

/**
 * Text from outside as Markdown that means nothing: it makes no HTML, no link and no mention, also inside a table cell. Its ASCII
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
 * Text from outside as code. Not in backticks, where no character can be escaped; as an element, in which GitHub besides looks
 * for no issue numbers, commit hashes, mentions and emoji names, as it would in text once its character references are decoded.
 */
export function code(text: string, maxChars?: number): string {
  return `<code>${inert(text, maxChars)}</code>`
}

/**
 * What Markdown, or GitHub in the text that it makes, would act on: marks, and at the start of a line those of lists; issue
 * numbers (`#1`, `GH-1`), emoji names (`:tada:`), formulas (`$x$`), mentions and addresses.
 */
const ACTIVE =
  /`([^`]+)`|[\\`*~<>&[\]|#@$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=\S)|(?<=GH)-|(?<=www)\.|(?<=^\s*)[-+]|(?<=^\s*\d{1,9})[.)]/gi

/** A plain sentence, ours or from outside: reads as it is written, with what stands in backticks as code. */
export function prose(text: string, maxChars = MAX_HAPPENED_CHARS): string {
  return shortLine(text, maxChars).replace(ACTIVE, (mark, inBackticks?: string) => {
    if (inBackticks !== undefined) return /^[\w .,/+-]+$/.test(inBackticks) ? mark : code(inBackticks)
    // Kept apart from what follows, since GitHub looks once more once references are decoded.
    return `&#${mark.charCodeAt(0)};${/[#$:.@-]/.test(mark) ? '<!---->' : ''}`
  })
}

/** A longer address is of no use in a table; it is in the outputs. */
const MAX_URL_CHARS = 500

/** Whether a link to the URL can do no harm: https only, and a host of plain characters. */
export function isLinkable(url: URL): boolean {
  const isSafe = url.protocol === 'https:' && /^[A-Za-z0-9.-]+(:\d+)?$/.test(url.host)
  return isSafe && showUrl(url).length <= MAX_URL_CHARS
}

/** `label` (Markdown already) linked to the URL without its query where that is safe; else `label` alone. */
export function link(label: string, url: URL): string {
  if (!isLinkable(url)) return label
  // Only what means nothing in Markdown, in a table or in HTML stays as it is.
  const target = showUrl(url).replace(
    /[^\w:/.~%-]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `[${label}](${target})`
}

/** As many of the first `items` as `maxBytes` of UTF-8 hold, with a line break after each. */
export function fit(
  items: readonly string[],
  maxBytes: number,
): { kept: readonly string[]; leftOut: number } {
  let bytes = 0
  const tooMuch = items.findIndex((item) => (bytes += Buffer.byteLength(item) + 1) > maxBytes)
  const kept = tooMuch === -1 ? items : items.slice(0, tooMuch)
  return { kept, leftOut: items.length - kept.length }
}
