/**
 * Finds the API key in a text, in every spelling that a server, a proxy or an error is likely to echo it in, and cuts it out.
 */

import { isJsonObject, stringifyJson } from './json.ts'

const CUT = '***'

/** Returns a function that replaces the secret, plain or escaped character by character, or in base64, by `***`. */
export function createRedactor(secret: string): (text: string) => string {
  if (secret === '') return (text) => text
  const spellings = [Array.from(secret, spellingsOf).join(''), ...base64Of(secret).map(RegExp.escape)]
  const pattern = new RegExp(spellings.join('|'), 'g')
  return (text) => text.replace(pattern, CUT)
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

/** One character of the key: itself, or as a JSON escape (also escaped again), in a URL, or as an HTML reference. */
function spellingsOf(character: string): string {
  const code = character.charCodeAt(0)
  const hex = anyCase(code.toString(16).padStart(2, '0'))
  const forms = [
    RegExp.escape(character),
    `\\\\+u00${hex}`,
    `\\\\+x${hex}`,
    `%(?:25)*${hex}`,
    `&#0*${String(code)};`,
    `&#[xX]0*${hex};`,
    ...(NAMED[character] ?? []),
  ]
  const escaped = /[^A-Za-z0-9]/.test(character) ? '\\\\*' : ''
  return `${escaped}(?:${forms.join('|')})`
}

const NAMED: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
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
