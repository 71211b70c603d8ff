/**
 * API keys as vendors make them and as nobody would, and every spelling in which a server, a proxy or an error may echo one.
 */
import fc from 'fast-check'

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const oneOf = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(characters))
const VISIBLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index))

/** At least 12 characters, so that it stands in no innocent text by chance. */
export const apiKey: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: oneOf(`${ALNUM}-_.`), minLength: 12, maxLength: 64 }),
  fc.string({ unit: oneOf(`${ALNUM}+/=`), minLength: 12, maxLength: 64 }).map((key) => `${key}==`),
  fc.string({ unit: oneOf(ALNUM), minLength: 12, maxLength: 48 }).map((key) => `sk-${key}`),
  fc.string({ unit: fc.constantFrom(...VISIBLE), minLength: 12, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\\', '%', '&', '"', '<', 'x', '2', '5', '-'),
    minLength: 12,
    maxLength: 24,
  }),
)

export interface Spelling {
  readonly name: string
  readonly spell: (key: string) => string
}

const perCharacter = (spell: (code: number) => string) => (key: string) =>
  Array.from(key, (character) => spell(character.charCodeAt(0))).join('')
const hex = (code: number, digits = 2): string => code.toString(16).padStart(digits, '0')
const jsonString = (text: string): string => JSON.stringify(text).slice(1, -1)
const slashes = (text: string): string => text.replaceAll('/', '\\/')

export const SPELLINGS: readonly Spelling[] = [
  { name: 'as it is', spell: (key) => key },
  { name: 'URL-encoded', spell: encodeURIComponent },
  { name: 'URL-encoded twice', spell: (key) => encodeURIComponent(encodeURIComponent(key)) },
  { name: 'URL-encoded, each character', spell: perCharacter((code) => `%${hex(code)}`) },
  {
    name: 'URL-encoded, each character, upper case',
    spell: perCharacter((code) => `%${hex(code).toUpperCase()}`),
  },
  { name: 'in a JSON string', spell: jsonString },
  { name: 'in a JSON string, with escaped slashes', spell: (key) => slashes(jsonString(key)) },
  { name: 'in a JSON string in a JSON string', spell: (key) => jsonString(jsonString(key)) },
  { name: 'in JSON in JSON in JSON', spell: (key) => jsonString(jsonString(jsonString(key))) },
  { name: 'in JSON escapes, each character', spell: perCharacter((code) => `\\u${hex(code, 4)}`) },
  {
    name: 'in JSON escapes, escaped again',
    spell: perCharacter((code) => `\\\\u${hex(code, 4).toUpperCase()}`),
  },
  { name: 'in hex escapes', spell: perCharacter((code) => `\\x${hex(code)}`) },
  {
    name: 'in HTML',
    spell: (key) =>
      key
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
  },
  { name: 'in HTML references', spell: perCharacter((code) => `&#${code};`) },
  { name: 'in hexadecimal HTML references', spell: perCharacter((code) => `&#x${hex(code).toUpperCase()};`) },
  { name: 'in HTML references, escaped again', spell: perCharacter((code) => `&amp;#${code};`) },
  { name: 'in base64', spell: (key) => Buffer.from(key).toString('base64') },
  { name: 'in URL base64', spell: (key) => Buffer.from(key).toString('base64url') },
  { name: 'in base64 behind Bearer', spell: (key) => Buffer.from(`Bearer ${key}`).toString('base64') },
  { name: 'in base64 as a password', spell: (key) => Buffer.from(`user:${key}`).toString('base64') },
  { name: 'in base64 as a user name', spell: (key) => Buffer.from(`${key}:`).toString('base64') },
  {
    name: 'in base64 in a URL',
    spell: (key) => encodeURIComponent(Buffer.from(`a${key}b`).toString('base64')),
  },
  {
    name: 'in base64 in JSON with escaped slashes',
    spell: (key) => slashes(Buffer.from(`ab${key}c`).toString('base64')),
  },
]

export const spelling: fc.Arbitrary<Spelling> = fc.constantFrom(...SPELLINGS)

/** Any text that tells the key to somebody who reads it, or decodes it, has one of these in it. */
export function tellsKey(text: string, key: string): boolean {
  const inside = (offset: number, alphabet: 'base64' | 'base64url'): string => {
    const whole = Buffer.from('.'.repeat(offset) + key)
      .toString(alphabet)
      .replace(/=+$/, '')
    // Without what its neighbours decide.
    return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + key.length) * 8) / 6))
  }
  const base64 = [0, 1, 2].flatMap((offset) => [inside(offset, 'base64'), inside(offset, 'base64url')])
  const wanted = [key, ...base64]
  return decodings(text).some((decoded) => wanted.some((form) => decoded.includes(form)))
}

/** The text, and what is left of it after undoing escapes of each kind once, twice and so on. */
function decodings(text: string): string[] {
  const undo = [
    (t: string) => t.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => character(digits, 16)),
    (t: string) =>
      t.replace(
        /\\(?:u00([0-9a-f]{2})|x([0-9a-f]{2})|([^a-z0-9]))/gi,
        (_, u?: string, x?: string, c?: string) => c ?? character(u ?? x ?? '', 16),
      ),
    (t: string) =>
      t
        .replace(/&#(\d+);/g, (_, digits: string) => character(digits, 10))
        .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => character(digits, 16))
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&'),
  ]
  return [
    text,
    ...undo.flatMap((decode) => {
      const steps = [decode(text)]
      for (let level = 1; level < 3; level++) steps.push(decode(steps.at(-1) ?? ''))
      return steps
    }),
  ]
}

function character(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix)
  return code < 0x80 ? String.fromCharCode(code) : '\ufffd'
}
