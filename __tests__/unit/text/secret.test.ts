// Cutting out the key, in examples. __tests__/fuzz/key-claims.ts tests any key and spelling.
import { parseJson, stringifyJson } from '../../../src/text/json.ts'
import { createRedactor } from '../../../src/text/secret.ts'

const KEY = 'sk-live_4f9b2c7d1e8a'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

test.each([
  ['as it is', KEY, `a ${KEY} b ${KEY}`, 'a *** b ***'],
  ['in another case', KEY, `a ${KEY.toUpperCase()} b`, 'a *** b'],
  ['in JSON', 'ab"cd\\ef/gh', 'x ab\\"cd\\\\ef\\/gh y', 'x *** y'],
  [
    'by the names that HTML gives to marks',
    `ab&<cd>"ef'gh`,
    'x ab&amp;&lt;cd&gt;&quot;ef&apos;gh y',
    'x *** y',
  ],
  ['in a mixture of them', 'ab-cd-ef-gh-ij', 'x ab%2dcd&#45;ef\\u002dgh\\-ij y', 'x *** y'],
  [
    'in base64, except where its neighbours matter',
    KEY,
    base64(`Bearer ${KEY}.`),
    /^QmVhcmVyI.?\*\*\*.{0,4}$/,
  ],
])('the key is found %s', (_how, key, text, cut) => {
  const found = createRedactor(key).text(text)
  if (typeof cut === 'string') expect(found).toBe(cut)
  else expect(found).toMatch(cut)
})

test('letters and digits are not searched for in escapes, and a text too short for a key not in base64', () => {
  const text = '\\u0073k-live_4f9b2c7d1e8a %73k-live_4f9b2c7d1e8a sk-live_4f9b2c7d1e8 &amp;'
  expect(createRedactor(KEY).text(text)).toBe(text)
  expect(createRedactor('1234567').text(`x ${base64('1234567')} y`)).toBe(`x ${base64('1234567')} y`)
  expect(createRedactor('12345678').text(`x ${base64('12345678')} y`)).toBe('x ***g= y')
})

test('without a key, nothing is hidden', () => {
  const { text, brokenText, json } = createRedactor('')
  expect([text('a'), brokenText('a'), json('\\', '"\\\\"')]).toEqual(['a', 'a', '\\'])
})

test('a number that holds the key becomes a text; every other keeps its digits', () => {
  const text = '[1234567890123, 9007199254740993, 1.5, null, true]'
  const cut = stringifyJson(createRedactor('234567890').json(parseJson(text), text))
  expect(cut).toBe('["1***123",9007199254740993,1.5,null,true]')
})

test('a value without the key is not even copied', () => {
  const value = { a: ['b'] }
  expect(createRedactor('sk-live_4f9b').json(value, '{"a":["b"]}')).toBe(value)
})

test.each(['sk-live_4f9b2c7d', '\\\\\\\\\\\\x\\\\\\y', '"&%\\"&%\\"&%\\"&%\\', '%25&amp;%5c'])(
  'a text that is made to slow the search down is searched quickly: %s',
  (key) => {
    const { text, brokenText } = createRedactor(key)
    const almost = `${key.slice(0, -1)}~`
    for (const unit of ['\\', `sk${'\\'.repeat(50)}`, '%', '%25', '%5c', '&', '&amp;', '&#0000', almost]) {
      const busy = unit.repeat(200_000 / unit.length)
      expect(text(busy)).toBe(busy)
      expect(busy.startsWith(brokenText(busy))).toBe(true)
    }
  },
)

test.each(['a', '"&%', '\\'])('a key is found by its first 400 characters: %s', (unit) => {
  for (const length of [400, 401, 10_000]) {
    const key = Array.from({ length }, (_, index) => `${unit}${index % 7}`)
      .join('')
      .slice(0, length)
    const found = createRedactor(key).text(`x ${encodeURIComponent(key)} ${base64(`user:${key}`)} y`)
    expect(found).toMatch(/^x \*\*\* .{1,8}\*\*\*.{0,4} y$/)
  }
})
