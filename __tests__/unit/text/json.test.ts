/** JSON without loss: what the API sent is what the outputs have. */
import fc from 'fast-check'
import { isJsonObject, parseJson, stringifyJson } from '../../../src/text/json.ts'

const there = (text: string): string => stringifyJson(parseJson(text))
const nested = (levels: number, open: string, close: string, core = '1'): string =>
  `${open.repeat(levels)}${core}${close.repeat(levels)}`

describe('a number keeps its digits', () => {
  test.each([
    '9007199254740993',
    '-9007199254740993',
    '123456789012345678901234567890',
    '0.1000000000000000055511151231257827',
    '1.0',
    '1e400',
    '-1E-400',
    '-0',
    '1E5',
    '0.30000000000000004',
    '42',
    '-1.5',
  ])('%s', (digits) => {
    expect(there(digits)).toBe(digits)
    expect(there(`{"a":[${digits}]}`)).toBe(`{"a":[${digits}]}`)
  })

  test('whatever they are', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789')),
      minLength: 1,
      maxLength: 40,
    })
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.option(digits),
        fc.option(fc.integer({ min: -400, max: 400 })),
      )
      .map(([sign, whole, part, exponent]) => {
        const integer = whole.replace(/^0+(?=\d)/, '')
        return `${sign}${integer}${part === null ? '' : `.${part}`}${exponent === null ? '' : `e${exponent}`}`
      })
    fc.assert(fc.property(number, (text) => expect(there(text)).toBe(text)))
  })
})

describe('a value', () => {
  test('keeps its keys, their order, and names that mean something to JavaScript', () => {
    const text =
      '{"z":1,"a":{"__proto__":{"polluted":true},"constructor":null,"toString":"x"},"toJSON":"y","":0,"rawJSON":"2"}'
    expect(there(text)).toBe(text)
    expect({}).not.toHaveProperty('polluted')
  })

  test('keeps every character', () => {
    const text = '["é🎵漢\u2028\u007f","\\u0000\\n\\"\\\\","\\ud800"]'
    expect(there(text)).toBe(text)
  })

  test('is the same after the way through, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(there(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  test('loses its white space', () => {
    expect(there(' { "a" : [ 1 , true , null ] } \n')).toBe('{"a":[1,true,null]}')
  })

  test('that is undefined is null', () => {
    expect(stringifyJson(undefined)).toBe('null')
    expect(stringifyJson(null)).toBe('null')
    expect(stringifyJson('')).toBe('""')
    expect(stringifyJson(0)).toBe('0')
  })
})

describe('text that is no JSON', () => {
  test.each(['', ' ', '{', "{'a':1}", 'undefined', 'NaN', '01', '[1,]', '{"a":1}x', '\ufeff{}', '<html>'])(
    'throws: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError)
    },
  )
})

describe('nesting', () => {
  test.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s is taken to 500 levels, and no deeper', (_, open, close) => {
    const deepest = nested(500, open, close)
    expect(there(deepest)).toBe(deepest)
    expect(() => parseJson(nested(501, open, close))).toThrow(
      new RangeError('JSON nested more than 500 levels deep'),
    )
  })

  test('counts the deepest place, wherever it is', () => {
    const wide = `[1,[],{"a":${nested(499, '[', ']')}},2]`
    expect(() => parseJson(wide)).toThrow(RangeError)
    expect(() => parseJson(wide.replace('[1]', '1'))).not.toThrow()
  })

  test('with nothing in the innermost level counts that level', () => {
    expect(() => parseJson(nested(500, '[', ']', ''))).not.toThrow()
    expect(() => parseJson(nested(501, '[', ']', ''))).toThrow(RangeError)
  })

  test('counts no level for a number that is kept in its digits', () => {
    expect(() => parseJson(nested(500, '[', ']', '9007199254740993'))).not.toThrow()
  })

  test.each([10_000, 1_000_000])('of %i levels throws and does not end the process', (levels) => {
    expect(() => parseJson(nested(levels, '[', ']'))).toThrow(RangeError)
    expect(() => parseJson(nested(levels, '{"a":', '}'))).toThrow(RangeError)
  })
})

test('an object is no array, no null, no number kept in its digits', () => {
  expect(isJsonObject(parseJson('{}'))).toBe(true)
  expect(isJsonObject(parseJson('{"a":1}'))).toBe(true)
  for (const text of ['[]', 'null', '"x"', '1', 'true', '9007199254740993']) {
    expect(isJsonObject(parseJson(text))).toBe(false)
  }
  expect(isJsonObject(undefined)).toBe(false)
})
