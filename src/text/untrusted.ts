/**
 * The one gate for text from outside: every string of the API, a storage host, a proxy or the system passes here on its way
 * to the log, an annotation, the summary or a file. It cuts out the API key first, then shortens, then takes the text's
 * power away; in that order, since a cut or an escape in the middle of the key would hide it from the search.
 *
 * What is dangerous in a log line is read from the runner's source (actions/runner): `ActionCommand.TryParseV2` trims white
 * space as .NET does and looks for `::` at the start, `ActionCommand.TryParse` looks for `##[` anywhere in the line, and
 * `ProcessInvoker` ends a line at LF, CR or CRLF.
 */
import { createRedactor, redactJson } from './redact.ts'

export interface Gate {
  /** One line of plain text that can start no workflow command, at most `maxChars` long (before escapes). */
  line(text: string, maxChars?: number): string
  /** The same as inline Markdown: also inside a table cell it makes no HTML, no Markdown, no link and no mention. */
  markdown(text: string, maxChars?: number): string
  /** The text as it is, but without the API key in any of its spellings. For outputs and files. */
  redact(text: string): string
  /** A JSON value (from `parseJson`) with the key cut out of its strings, names and numbers; it stays valid JSON. */
  redactJson(value: unknown): unknown
}

/** The contract's limit for messages that people read. */
export const MAX_MESSAGE_CHARS = 2_000

export function createGate(secret: string): Gate {
  const { whole: redact, brokenOff } = createRedactor(secret)
  const shorten = (text: string, maxChars: number): string => cut(brokenOff(text), maxChars)
  return {
    line: (text, maxChars = MAX_MESSAGE_CHARS) => plainLine(shorten(text, maxChars)),
    markdown: (text, maxChars = MAX_MESSAGE_CHARS) => inertMarkdown(plainLine(shorten(text, maxChars))),
    redact,
    redactJson: (value) => redactJson(value, redact),
  }
}

/**
 * Makes a text one line that the runner only prints. Idempotent, so a line may be put together from parts that passed and
 * pass once more as a whole. Control, format and separator characters are shown as escapes, so that a reader sees that they
 * were there; only the joiner that many emoji are made with stays.
 */
export function plainLine(text: string): string {
  return disarm(VISIBLE_ASCII.test(text) ? text : showInvisible(text))
}

/** Text without anything to show as an escape: nearly all of it, and spared the millisecond that the pattern below costs. */
const VISIBLE_ASCII = /^[ -~]*$/

function showInvisible(text: string): string {
  return text.toWellFormed().replace(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, showEscaped)
}

function disarm(line: string): string {
  return line.replaceAll('##[', '##\\[').replace(/^(\s*):(?=:)/u, '$1\\:')
}

function showEscaped(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return ' '
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/** The first `maxChars` UTF-16 units, without half a character at the end, and a sign that there was more. */
export function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * ASCII punctuation as numeric character references: CommonMark (2.5) gives those no structural meaning, so nothing can
 * start. A mail address would still become a link after decoding (GFM, 6.9), so an empty comment keeps its halves apart.
 */
function inertMarkdown(line: string): string {
  return line.replace(/[!-/:-@[-`{-~]/g, (mark) => {
    const reference = `&#${String(mark.charCodeAt(0))};`
    return mark === '@' ? `${reference}<!---->` : reference
  })
}
