/** JSON without loss: what the API sent is what the outputs have. */
import fc from 'fast-check'
import { isJsonObject, jsonText, parseJson, stringifyJson } from '../../../src/text/json.ts'

const there = (text: string): string => stringifyJson(parseJson(text))
const nested = (levels: number, open: string, close: string, core = '1'): string =>
  `${open.repeat(levels)}${core}${close.repeat(levels)}`

test.each([
  ...['9007199254740993', '-9007199254740993', '123456789012345678901234567890'],
  ...['0.1000000000000000055511151231257827', '8.000000000000003', '0.30000000000000004'],
  ...['1e400', '-1E-400', '1e+400', '42', '-1.5'],
])('a number that a double would change keeps its digits: %s', (digits) => {
  expect(there(digits)).toBe(digits)
  expect(there(`{"a":[${digits}]}`)).toBe(`{"a":[${digits}]}`)
})

test('any number of up to 40 digits and exponents up to 400 is the same number', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?(e-?[1-9][0-9]{0,2})?$/)
  fc.assert(
    fc.property(digits, (text) => {
      const kept = there(text)
      // If the digits were not kept, a double has them all.
      if (kept !== text) expect(Number(text).toPrecision(15)).toBe(Number(kept).toPrecision(15))
      if (kept !== text) expect(text.replace(/e.*|[-.]|^-?0\.?0*/g, '').length).toBeLessThanOrEqual(17)
    }),
  )
})

describe('a value', () => {
  test('keeps its keys, their order, and names that mean something to JavaScript', () => {
    const text =
      '{"z":1,"a":{"__proto__":{"polluted":true},"constructor":null,"toString":"x"},"toJSON":"y","":0,"rawJSON":"2"}'
    expect(there(text)).toBe(text)
    expect({}).not.toHaveProperty('polluted')
  })

  test('keeps every character, but not the white space between values', () => {
    const text = '["é🎵漢\u2028\u007f","\\u0000\\n\\"\\\\","\\ud800"]'
    expect(there(text)).toBe(text)
    expect(there(' { "a" : [ 1 , true , null ] } \n')).toBe('{"a":[1,true,null]}')
  })

  test('survives parsing and printing unchanged, whatever it is', () => {
    fc.assert(fc.property(fc.json(), (text) => expect(JSON.parse(there(text))).toEqual(JSON.parse(text))))
  })

  test('as text is a string as it is, nothing as no text, anything else as JSON', () => {
    const values = [undefined, null, '', ' a', 0, false, { a: 1 }]
    expect(values.map(jsonText)).toEqual(['', '', '', ' a', '0', 'false', '{"a":1}'])
    expect(stringifyJson(undefined)).toBe('null')
  })
})

test.each([
  '',
  ' ',
  '{',
  "{'a':1}",
  'undefined',
  'NaN',
  '01',
  '[1,]',
  '{"a":1}x',
  '\ufeff{}',
  '<html>',
  '['.repeat(501),
])('text that is no JSON throws: %j', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError)
})

describe('nesting', () => {
  test.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s is taken to 500 levels, and no deeper', (_what, open, close) => {
    const deepest = nested(500, open, close)
    expect(there(deepest)).toBe(deepest)
    expect(() => parseJson(nested(501, open, close))).toThrow(
      new RangeError('JSON nested more than 500 levels deep'),
    )
    expect(() => parseJson(nested(1_000_000, open, close))).toThrow(RangeError)
  })

  test('is the depth of the deepest place; brackets closed before it do not count', () => {
    const wide = `[1,[],{"a":${nested(498, '[', ']')}},{"b":${nested(498, '[', ']')}}]`
    expect(there(wide)).toBe(wide)
    expect(() => parseJson(wide.replace('[1]', '[[1]]'))).toThrow(RangeError)
  })

  test.each(['"[[[[[["', '"{\\"[[[["', '"\\\\"', '"\\\\\\"[[[["'])(
    'has no levels in the string %s',
    (string) => {
      const text = `[${Array(300).fill(string).join(',')},${nested(499, '[', ']')}]`
      expect(there(text)).toBe(text)
      expect(() => parseJson(text.replace(/\[1\]/, '[[1]]'))).toThrow(RangeError)
    },
  )

  test('in an unterminated string does not count', () => {
    expect(() => parseJson(`"${'['.repeat(501)}`)).toThrow(SyntaxError)
  })
})

test.each([
  ['{}', true],
  ['{"a":1}', true],
  ['[]', false],
  ['null', false],
  ['"x"', false],
  ['1', false],
  ['9007199254740993', false],
])('%s is an object: %j', (text, expected) => {
  expect(isJsonObject(parseJson(text))).toBe(expected)
})
