/**
 * The redactor cuts out the key in every spelling of the standard encoders, and nothing else.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseJson, stringifyJson } from '../../src/text/json.ts'
import { createRedactor } from '../../src/text/secret.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'
import { apiKey, spelling, tellsKey } from './keys.ts'

/** Text that cannot be part of a spelling. */
const innocent = fc.string({ unit: fc.constantFrom(...Array.from(' .,!äß漢😀\n')), maxLength: 20 })

export const KEY_CLAIMS: readonly Fuzz[] = [
  fuzz(
    'the key is cut out of a text in every spelling, and the text around it stays',
    fc.record({ key: apiKey, spelling, before: innocent, after: innocent }),
    ({ key, spelling: { name, spell }, before, after }) => {
      const cut = createRedactor(key).text(`${before} ${spell(key)} ${after}`)
      assert.ok(!tellsKey(cut, key), cut)
      assert.ok(cut.startsWith(`${before} `) && cut.endsWith(` ${after}`), cut)
      const left = cut.slice(before.length + 1, cut.length - after.length - 1)
      // Left over: base64 of the text beside the key; the end of the escape if the key ends with `%` or `&`.
      assert.match(left, name.includes('base64') ? /\*\*\*/ : /^\*\*\*(?:25|amp;)?$/)
    },
  ),
  fuzz(
    'a text that breaks off inside the key shows no part of the key',
    fc.tuple(apiKey, innocent, innocent, fc.double({ min: 0, max: 1, noNaN: true })),
    ([key, before, after, share]) => {
      const { brokenText } = createRedactor(key)
      const shown = brokenText(`${before} ${key.slice(0, Math.ceil(key.length * share))}`)
      assert.ok(`${before} `.startsWith(shown), shown)
      const longer = `${before} ${key} ${after.repeat(40)} ${'.'.repeat(Math.ceil(100 * share))}`
      const redacted = `${before} *** ${longer.slice(before.length + key.length + 2)}`
      assert.ok(redacted.startsWith(brokenText(longer)))
    },
  ),
  fuzz('a text without the key stays as it is', fc.tuple(apiKey, hostileText), ([key, text]) => {
    if (!tellsKey(text, key)) assert.equal(createRedactor(key).text(text), text)
  }),
  fuzz(
    'the key is cut out of the names, texts and numbers of a JSON value, and its shape stays',
    fc.tuple(fc.oneof(apiKey, fc.stringMatching(/^[1-9][0-9]{11,30}$/)), fc.jsonValue(), spelling),
    ([key, value, { spell }]) => {
      const number = /^\d+$/.test(key) ? key : '1'
      const spelled = JSON.stringify(spell(key))
      const text = `{"value":${JSON.stringify(value)},"number":[${number}],${spelled}:${spelled}}`
      const redacted = stringifyJson(createRedactor(key).json(parseJson(text), text))
      assert.ok(!tellsKey(redacted, key), redacted)
      assert.equal(shapeOf(JSON.parse(redacted)), shapeOf(JSON.parse(text)))
    },
  ),
]

/** A JSON value without names, with `s` for each text and number. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`
  if (typeof value === 'object' && value !== null) return `{${Object.values(value).map(shapeOf).join()}}`
  return typeof value === 'string' || typeof value === 'number' ? 's' : String(value)
}
