/**
 * Finds the API key in a text, in every spelling that a server, a proxy or an error is likely to echo it in, and cuts it out.
 *
 * A text may be megabytes of whatever an attacker likes, so no pattern here may take more than linear time for a text: each
 * repetition is bounded, or begins at a character that it cannot contain.
 */

import { isJsonObject, stringifyJson } from './json.ts'

const CUT = '***'

export interface Redactor {
  /** Replaces the secret by `***`: plain, escaped character by character, or in base64. */
  readonly whole: (text: string) => string
  /** The same for a text that may have been broken off in the middle of the secret: most of it at the end is cut as well. */
  readonly brokenOff: (text: string) => string
}

export function createRedactor(secret: string): Redactor {
  const pieces = piecesOf(secret).map((characters) => new Piece(characters))
  const whole = (text: string): string => pieces.reduce((rest, piece) => piece.cutFrom(rest), text)
  return {
    whole,
    brokenOff: (text) => pieces.reduce((rest, piece) => piece.cutFromEnd(rest), whole(text)),
  }
}

/** Applies a redactor to every string, name and number in a JSON value; a number that holds the key becomes a string. */
export function redactJson(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact))
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [redact(name), redactJson(item, redact)]),
    )
  }
  const text = stringifyJson(value)
  const redacted = redact(text)
  return redacted === text ? value : redacted
}

/** A pattern for more than that becomes too large for the engine (measured: at some thousand characters). */
const LONGEST_PIECE = 256

/**
 * The secret in pieces of like length, each of which is as secret as the whole: one piece for any ordinary key. A piece is a
 * list of characters, where backslashes in a row are one, since nobody can tell which of an escaped row belongs to which.
 */
function piecesOf(secret: string): string[][] {
  const characters = secret.match(/\\+|[^]/gu) ?? []
  const count = Math.ceil(characters.length / LONGEST_PIECE)
  const start = (index: number): number => Math.floor((index * characters.length) / count)
  return Array.from({ length: count }, (_, index) => characters.slice(start(index), start(index + 1)))
}

/** Without one of these there is nothing escaped in a text. */
const ESCAPE = /[\\%&]/

/** How much of a key may stay at the end of a text: less than half leaves the rest to be guessed, and 7 characters may be a name. */
function tellingLength({ length }: { readonly length: number }): number {
  return Math.max(Math.floor(length / 2) + 1, 8)
}

class Piece {
  readonly #characters: readonly string[]
  readonly #plain: string
  readonly #base64: readonly string[]
  #anywhere: RegExp | undefined
  #atTheEnd: RegExp | undefined

  constructor(characters: readonly string[]) {
    this.#characters = characters
    this.#plain = characters.join('')
    this.#base64 = base64Of(this.#plain)
  }

  cutFrom(text: string): string {
    // Nearly every text goes this way: compiling the pattern would take a step more time than all of its other computing.
    if (!ESCAPE.test(text))
      return [this.#plain, ...this.#base64].reduce((rest, form) => rest.replaceAll(form, CUT), text)
    this.#anywhere ??= anywhere(this.#characters, this.#base64)
    return text.replace(this.#anywhere, CUT)
  }

  /** Cuts the start of the piece, where it is long enough to tell something, at the very end of the text. */
  cutFromEnd(text: string): string {
    if (ESCAPE.test(text)) {
      this.#atTheEnd ??= atTheEnd(this.#characters)
      return text.replace(this.#atTheEnd, CUT)
    }
    for (let { length } = this.#plain; length >= tellingLength(this.#plain); length--) {
      if (text.endsWith(this.#plain.slice(0, length))) return text.slice(0, -length) + CUT
    }
    return text
  }
}

function anywhere(characters: readonly string[], base64: readonly string[]): RegExp {
  const encoded = base64.map((form) => Array.from(form, base64SpellingOf).join(''))
  return new RegExp([characters.map(spellingOf).join(''), ...encoded].join('|'), 'g')
}

function atTheEnd(characters: readonly string[]): RegExp {
  const spellings = characters.map(spellingOf)
  const atLeast = tellingLength(characters)
  const rest = spellings.slice(atLeast).reduceRight((tail, spelling) => `(?:${spelling}${tail})?`, '')
  return new RegExp(`${spellings.slice(0, atLeast).join('')}${rest}$`)
}

/** A backslash, also in a URL. */
const BACKSLASH = '(?:\\\\|%(?:25){0,4}5[cC])'

/** The backslashes of an escape that was escaped again up to three times. */
const RUN = `${BACKSLASH}{1,15}`

/**
 * One character of the key: itself, in a URL, as a JSON escape (also in a URL), or as an HTML reference, each also escaped
 * again. The first one takes no run of backslashes before it along: every one of a run would be tried as a start.
 */
function spellingOf(character: string, index: number): string {
  const times = `{${character.length}}`
  const code = character.charCodeAt(0)
  const hex = anyCase(code.toString(16))
  const escape = `(?:u00|x)${hex}`
  const again = `(?:${RUN}${escape}){${character.length - 1}}`
  const forms = [
    character.startsWith('\\') ? backslashes(character.length, index) : plainOf(character, hex, index),
    `${index === 0 ? BACKSLASH : RUN}${escape}${again}`,
    `(?:&(?:amp;){0,4}(?:#0{0,5}${String(code)}|#[xX]0{0,5}${hex}${NAMED[character] ?? ''});)${times}`,
  ]
  return `(?:${forms.join('|')})`
}

/** The character as it is or in a URL; also with backslashes before it, unless it is a letter or a digit. */
function plainOf(character: string, hex: string, index: number): string {
  const plain = `(?:${RegExp.escape(character)}|%(?:25){0,4}${hex})`
  return index === 0 || /[A-Za-z0-9]/.test(character) ? plain : `(?:${RUN})?${plain}`
}

/**
 * Backslashes in a row, of which escaping makes twice as many. In front of the key they may stay: a pattern that took them along would
 * be tried at each of a long row.
 */
function backslashes(count: number, index: number): string {
  return `${BACKSLASH}{${count}${index === 0 ? '' : `,${count * 16}`}}`
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '|amp',
  '<': '|lt',
  '>': '|gt',
  '"': '|quot',
  "'": '|apos',
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

/**
 * The key inside base64, at each of the three offsets that it can have in a longer text (`Bearer KEY`, `user:KEY`), without
 * the characters that its neighbours decide; in the ordinary and in the URL alphabet.
 */
function base64Of(secret: string): string[] {
  const forms = [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
    const firstOwn = Math.ceil((offset * 8) / 6)
    const lastOwn = Math.floor((bytes.length * 8) / 6)
    return (['base64', 'base64url'] as const).map((alphabet) =>
      bytes.toString(alphabet).slice(firstOwn, lastOwn),
    )
  })
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_BASE64)
}

/** A shorter piece would be found in innocent text all the time; a key that short has no other secret to lose. */
const SHORTEST_BASE64 = 6

/** Only `+` and `/` are ever escaped in base64 (in a URL, and by JSON writers that escape slashes). */
function base64SpellingOf(character: string, index: number): string {
  return /[A-Za-z0-9]/.test(character) ? character : spellingOf(character, index)
}
