/** JSON without loss: what the API sent is what the outputs have. __tests__/fuzz/answer-claims.ts tests any value. */
import { isJsonObject, jsonText, parseJson, stringifyJson } from '../../../src/text/json.ts'

const there = (text: string): string => stringifyJson(parseJson(text))
const nested = (levels: number, open = '[', close = ']'): string =>
  `${open.repeat(levels)}1${close.repeat(levels)}`

test.each([
  ...['9007199254740993', '-9007199254740993', '0.1000000000000000055511151231257827', '8.000000000000003'],
  ...['0.30000000000000004', '1e400', '-1E-400', '1e+400', '42', '-1.5'],
])('a number that a double would change keeps its digits: %s', (digits) => {
  expect(there(`{"a":[${digits}]}`)).toBe(`{"a":[${digits}]}`)
})

test('a value keeps its keys, their order, and every character, but not the white space between values', () => {
  for (const text of [
    '{"z":1,"a":{"__proto__":{"polluted":true},"constructor":null},"toJSON":"y","":0,"rawJSON":"2"}',
    '["é🎵漢\u2028\u007f","\\u0000\\n\\"\\\\","\\ud800"]',
  ])
    expect(there(text)).toBe(text)
  expect({}).not.toHaveProperty('polluted')
  expect(there(' { "a" : [ 1 , true , null ] } \n')).toBe('{"a":[1,true,null]}')
})

test('a value as text is a string as it is, nothing as no text, anything else as JSON', () => {
  const values = [undefined, null, '', ' a', 0, false, { a: 1 }]
  expect(values.map(jsonText)).toEqual(['', '', '', ' a', '0', 'false', '{"a":1}'])
  expect(stringifyJson(undefined)).toBe('null')
})

test.each(['', '{', "{'a':1}", 'NaN', '01', '[1,]', '{"a":1}x', '\ufeff{}', '<html>', '['.repeat(501)])(
  'text that is not JSON throws: %j',
  (text) => expect(() => parseJson(text)).toThrow(SyntaxError),
)

describe('nesting', () => {
  test.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s is accepted to 500 levels, and no deeper', (_what, open, close) => {
    expect(there(nested(500, open, close))).toBe(nested(500, open, close))
    const tooDeep = new RangeError('JSON nested more than 500 levels deep')
    expect(() => parseJson(nested(501, open, close))).toThrow(tooDeep)
    expect(() => parseJson(nested(1_000_000, open, close))).toThrow(RangeError)
  })

  test('is the depth of the deepest place; brackets closed before it and in strings do not count', () => {
    const strings = ['"[[[[[["', '"{\\"[[[["', '"\\\\"', '"\\\\\\"[[[["'].join()
    const wide = `[1,[],{"a":${nested(498)}},${strings},{"b":${nested(498)}}]`
    expect(there(wide)).toBe(wide)
    expect(() => parseJson(wide.replace('[1]', '[[1]]'))).toThrow(RangeError)
  })
})

test('an object is neither a list nor null, nor a number with its digits', () => {
  const texts = ['{}', '{"a":1}', '[]', 'null', '"x"', '1', '9007199254740993']
  expect(texts.filter((text) => isJsonObject(parseJson(text)))).toEqual(['{}', '{"a":1}'])
})
