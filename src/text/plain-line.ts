/**
 * Text from outside as one line of the log: it can start no workflow command and hide nothing.
 *
 * What is dangerous is read from the runner's source (actions/runner): `ActionCommand.TryParseV2` trims white space as .NET does
 * and looks for `::` at the start, `ActionCommand.TryParse` looks for `##[` anywhere in the line, and `ProcessInvoker` ends a
 * line at LF, CR or CRLF.
 */

/** The contract's limit for messages that people read. */
export const MAX_MESSAGE_CHARS = 2_000

/** `plainLine` of the first `maxChars` of a text. */
export function shortLine(text: string, maxChars = MAX_MESSAGE_CHARS): string {
  return plainLine(cut(text, maxChars))
}

/**
 * A URL with what may be secret in it: a user name and password, and all from its query on. Also as JSON escapes it (`https:\/\/`)
 * or as it stands in another URL (`https%3A%2F%2F`). It ends where an escape of ours begins, which stands for what ended it.
 * Repetitions in front are bounded, so that no text makes the search slow.
 */
const URL_PARTS =
  /\b([a-z][a-z0-9+.-]{1,15}(?::|%3a)(?:\\?\/|%2f){2})(?:[^\s"<>`/\\?#@%]{1,256}@)*((?:(?!%3f|%23|\\[nr]|\\u\{)[^\s"<>`?#])*)((?:[?#]|%3f|%23)(?:(?!\\[nr]|\\u\{)[^\s"<>`])*)?/gi

/** Nearly every text is like this, and is spared the millisecond that the first use of a pattern with `\p` costs. */
const VISIBLE_ASCII = /^[ -~]*$/

/**
 * Makes a text one line that the runner only prints, and that shows no URL with its query, which may be a signature. Control,
 * format and separator characters are shown as escapes, so that a reader sees that they were there; only the joiner that many
 * emoji are made with stays. Idempotent: a line that is put together from plain parts is made plain once more as a whole.
 */
export function plainLine(text: string): string {
  const visible = VISIBLE_ASCII.test(text)
    ? text
    : text.toWellFormed().replace(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, showEscaped)
  const withoutQueries = /\/|%2f/i.test(visible)
    ? visible.replace(URL_PARTS, (_url, scheme: string, place: string, query = '') => {
        return `${scheme}${place}${query === '' ? '' : '?…'}`
      })
    : visible
  return withoutQueries.replaceAll('##[', '##\\[').replace(/^(\s*):(?=:)/u, '$1\\:')
}

/** The first `maxChars` UTF-16 units, without half a character at the end, and a sign that there was more. */
export function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function showEscaped(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return ' '
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
