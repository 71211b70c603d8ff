/**
 * Text from outside as one line of the log. It cannot start a workflow command or hide anything.
 *
 * Source: the runner (actions/runner). `ActionCommand.TryParseV2` trims white space as .NET does
 * and looks for `::` at the start, `ActionCommand.TryParse` looks for `##[` anywhere in the line, and `ProcessInvoker` ends a
 * line at LF, CR or CRLF.
 */

/** The contract's limit for messages that people read. */
export const MAX_MESSAGE_CHARS = 2_000

/** `plainLine` of the first `maxChars` of a text. */
export function shortLine(text: string, maxChars = MAX_MESSAGE_CHARS): string {
  return plainLine(cut(text, maxChars))
}

const HASH = '(?:#|%23)'
const AMPERSAND = `(?:&|%26|\\\\{0,7}u0026)(?:(?:amp|#0{0,5}38|#x0{0,5}26)(?:;|%3b)){0,3}`
/** Matches a mark, plain or escaped for JSON, URLs or HTML, also nested. Bounded, so that no text makes the search slow. */
const escaped = (mark: string, name: string, raw = `\\${mark}`): string => {
  const code = mark.charCodeAt(0)
  const hex = code.toString(16)
  const reference = `${AMPERSAND}(?:${HASH}(?:0{0,5}${code}|x0{0,5}${hex})|${name})(?:;|%3b)`
  return `(?:\\\\{0,7}(?:${raw}|u00${hex})|%(?:25){0,3}${hex}|${reference})`
}
const SLASH = escaped('/', 'sol')
/** A `#` in a character reference does not begin a fragment. */
const QUERY = `(?:${escaped('?', 'quest')}|${escaped('#', 'num', '#(?!x?[0-9a-f]{1,7};)')})`
/** Stops at white space, quotes, and the escapes that we inserted for control characters and line ends, which end a URL. */
const INSIDE = '(?!\\\\[nr]|\\\\u\\{(?:[01]?[\\da-f]|7f|[89][\\da-f]|202[89])\\})[^\\s"<>`]'
const AUTHORITY = `${escaped(':', 'colon')}${SLASH}{2}`
/** Stops where the query or another URL begins. */
const NOT_YET = `(?!${QUERY}|${AUTHORITY})`

/**
 * The parts of a URL that may be secret: user name, password, query and fragment. Browsers and `new URL` also accept `https:h/a`,
 * `https:/h/a` and `https:\\h\a` (WHATWG URL standard); there, `\n` is not an escape that we inserted.
 */
const URL_SECRETS = new RegExp(
  `(?:(${AUTHORITY})(?:(?:(?!${SLASH})[^\\s"<>\`?#@]){1,256}?${escaped('@', 'commat')})*` +
    `((?:${NOT_YET}${INSIDE})*)|(https?${escaped(':', 'colon')}(?!${SLASH}{2})(?:${NOT_YET}[^\\s"<>\`])*))` +
    `(${QUERY}(?:${INSIDE})*)?`,
  'gi',
)

/** A signature outside a recognised URL: the value after any name that ends in one of these words, also in JSON. */
const SIGNATURE = new RegExp(
  `((?:sign(?:ature)?|sig|token|credential)` +
    `(?:${escaped('=', 'equals')}(?:\\\\{0,7}")?|\\\\{0,7}"\\s{0,9}:\\s{0,9}\\\\{0,7}"))` +
    `(?:(?<=")(?:[^"]+"?|$)|(?:${INSIDE})+)`,
  'gi',
)

/** Nearly every text matches, which saves the millisecond that the first use of `\p` costs. */
const VISIBLE_ASCII = /^[ -~]*$/

/**
 * Makes a text one line that the runner only prints, without the query of a URL or the value of a signature. Control, format and
 * separator characters become visible escapes, except the joiner in many emoji. Idempotent, since lines made of plain parts pass
 * through it again.
 */
export function plainLine(text: string): string {
  const visible = VISIBLE_ASCII.test(text)
    ? text
    : text.toWellFormed().replace(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, showEscaped)
  return (
    visible
      .replace(URL_SECRETS, (_url, scheme = '', place = '', noSlashes = '', query = '') => {
        return `${scheme}${place}${noSlashes}${query === '' ? '' : '?…'}`
      })
      // Adds the closing quote even if the text was cut before it. Otherwise the next pass would also hide our words after it.
      .replace(SIGNATURE, (_all, name: string) => `${name}…${name.endsWith('"') ? '"' : ''}`)
      .replaceAll('##[', '##\\[')
      .replace(/^(\s*):(?=:)/u, '$1\\:')
  )
}

/** At most `maxChars` UTF-16 units. A text that was cut ends with `…`, and not in half a character. */
export function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function showEscaped(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return ' '
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
