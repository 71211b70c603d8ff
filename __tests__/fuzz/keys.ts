/**
 * API keys, usual and strange ones, and how the standard encoders of servers and proxies write them.
 */
import fc from 'fast-check'

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const keyOf = (characters: string, minLength = 8): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength: 48 })

export const apiKey: fc.Arbitrary<string> = fc.oneof(
  keyOf(`${ALNUM}-_.`),
  keyOf(`${ALNUM}+/=`).map((key) => `${key}==`),
  keyOf(ALNUM).map((key) => `sk-${key}`),
  keyOf(ALNUM + MARKS),
  keyOf('\\%&"<x25-'),
)

export interface Spelling {
  readonly name: string
  readonly spell: (key: string) => string
}

const json = (text: string): string => JSON.stringify(text).slice(1, -1)
const hex = (character: string): string => character.charCodeAt(0).toString(16)
const reference = (character: string): string => `&#${character.charCodeAt(0)};`
const HTML_NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const ENCODERS = Object.entries<Spelling['spell']>({
  'URL-encoded': encodeURIComponent,
  'URL-encoded as in a form': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'in a JSON string': json,
  'in JSON with escaped slashes, as PHP writes it': (text) => json(text).replace(/\//g, '\\/'),
  'in JSON that is safe in HTML, as Go writes it': (text) =>
    json(text).replace(/[<>&]/g, (mark) => `\\u00${hex(mark)}`),
  'in HTML': (text) => text.replace(/[&<>"']/g, (mark) => HTML_NAMES[mark] ?? reference(mark)),
  'in HTML by numbers': (text) => text.replace(/[&<>"'`=/+]/g, reference),
  'in HTML in hexadecimal': (text) => text.replace(/[&<>"'/`=]/g, (mark) => `&#x${hex(mark).toUpperCase()};`),
}).map(([name, spell]): Spelling => ({ name, spell }))

/** As it is, and as each encoder writes it. */
const CHAINS: readonly Spelling[] = [{ name: 'as it is', spell: (text) => text }, ...ENCODERS]

const BASE64: readonly Spelling[] = [
  { name: 'in base64', spell: (key) => Buffer.from(key).toString('base64') },
  { name: 'in base64 behind Bearer', spell: (key) => Buffer.from(`Bearer ${key}`).toString('base64') },
  { name: 'in base64 as a password', spell: (key) => Buffer.from(`user:${key}`).toString('base64') },
  { name: 'in the base64 of URLs', spell: (key) => Buffer.from(`x${key}.`).toString('base64url') },
]

/** The key or its base64, as it is or as one encoder writes it. */
export const SPELLINGS: readonly Spelling[] = [
  ...CHAINS,
  ...BASE64,
  ...BASE64.flatMap((base64) =>
    ENCODERS.map(({ name, spell }) => ({
      name: `${base64.name}, ${name}`,
      spell: (key: string) => spell(base64.spell(key)),
    })),
  ),
]

export const spelling: fc.Arbitrary<Spelling> = fc.constantFrom(...SPELLINGS)

/** Whether a text holds the key or its base64, in any of these spellings and in any case of letters. */
export function tellsKey(text: string, key: string): boolean {
  const inBase64 = [0, 1, 2].flatMap((offset) =>
    (['base64', 'base64url'] as const).map((alphabet) => ownPart(key, offset, alphabet)),
  )
  const lower = text.toLowerCase()
  return [key, ...inBase64].some((form) =>
    CHAINS.some(({ spell }) => lower.includes(spell(form).toLowerCase())),
  )
}

/** The characters of its base64 that depend on the key alone: those that stay the same when all bits around it are flipped. */
function ownPart(key: string, offset: number, alphabet: 'base64' | 'base64url'): string {
  const inside = (bits: number): string =>
    Buffer.concat([Buffer.alloc(offset, bits), Buffer.from(key), Buffer.alloc(3, bits)]).toString(alphabet)
  const other = inside(0xff)
  return Array.from(inside(0), (character, index) => (character === other[index] ? character : '')).join('')
}
