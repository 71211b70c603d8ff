/**
 * The redactor: the key is gone, however it is spelled, and nothing else is.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseJson, stringifyJson } from '../../src/text/json.ts'
import { createGate } from '../../src/text/untrusted.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'
import { apiKey, spelling, tellsKey } from './keys.ts'

/** Text that neither spells anything nor could continue a spelling. */
const innocent = fc.string({ unit: fc.constantFrom(...Array.from(' .,!äß漢😀\n')), maxLength: 20 })

const echo = fc.record({ key: apiKey, spelling, before: innocent, after: innocent })

export const KEY_CLAIMS: readonly Fuzz[] = [
  fuzz('the key is cut out of a text in every spelling, and the text around it stays', echo, (given) => {
    const { key, spelling: how, before, after } = given
    const cut = createGate(key).redact(before + how.spell(key) + after)
    assert.ok(!tellsKey(cut, key), cut)
    assert.ok(cut.startsWith(before), cut)
    assert.ok(cut.endsWith(after), cut)
    assert.ok(cut.includes('***'), cut)
  }),
  fuzz(
    'the key is in no line, whatever stands around it and wherever the line is cut',
    fc.record({
      key: apiKey,
      spelling,
      before: hostileText,
      after: hostileText,
      maxChars: fc.integer({ min: 1, max: 200 }),
    }),
    ({ key, spelling: how, before, after, maxChars }) => {
      const gate = createGate(key)
      const text = `${before}\n${how.spell(key)}\n${after}`
      for (const shown of [gate.line(text, maxChars), gate.markdown(text, maxChars)]) {
        assert.ok(!tellsKey(shown, key), shown)
      }
    },
  ),
  fuzz(
    'a text that breaks off inside the key shows less than half of it',
    fc.record({ key: apiKey, before: innocent, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ({ key, before, share }) => {
      const shown = createGate(key).line(before + key.slice(0, Math.ceil(key.length * share)))
      assert.ok(!shown.includes(key.slice(0, Math.max(8, Math.floor(key.length / 2) + 1))), shown)
    },
  ),
  fuzz('a text without the key stays as it is', fc.tuple(apiKey, hostileText), ([key, text]) => {
    if (!tellsKey(text, key)) assert.equal(createGate(key).redact(text), text)
  }),
  fuzz(
    'the key is cut out of the names, texts and numbers of a JSON value, and its shape stays',
    fc.record({
      key: fc.oneof(apiKey, fc.stringMatching(/^[1-9][0-9]{11,30}$/)),
      value: fc.jsonValue(),
      spelling,
    }),
    ({ key, value, spelling: how }) => {
      const number = /^\d+$/.test(key) ? key : '1'
      const text = `{"value":${JSON.stringify(value)},"number":[${number}],${JSON.stringify(how.spell(key))}:${JSON.stringify(how.spell(key))}}`
      const redacted = stringifyJson(createGate(key).redactJson(parseJson(text)))
      assert.ok(!redacted.includes(key), redacted)
      assert.equal(shapeOf(JSON.parse(redacted)), shapeOf(JSON.parse(text)))
    },
  ),
]

/** A JSON value with its texts and numbers all alike, and no names. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`
  if (typeof value === 'object' && value !== null) return `{${Object.values(value).map(shapeOf).join()}}`
  return typeof value === 'string' || typeof value === 'number' ? 's' : String(value)
}
