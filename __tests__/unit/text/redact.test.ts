// Cutting out the key, in examples. What holds for every key and every spelling is in __tests__/fuzz/key-claims.ts.
import { parseJson, stringifyJson } from '../../../src/text/json.ts'
import { createRedactor, redactJson } from '../../../src/text/redact.ts'
import { SPELLINGS, tellsKey } from '../../fuzz/keys.ts'

const KEYS = [
  'sk-live_4f9b2c7d1e8a',
  'aB3/xY9+zQ7=mN2&kL5',
  `"quoted'<key>"%41`,
  '\\\\srv\\share\\key',
  'Zm9vYmFyYmF6cXV4',
]

describe.each(KEYS)('the key %s', (key) => {
  test.each(SPELLINGS)('is found $name', ({ name, spell }) => {
    const cut = createRedactor(key).whole(`before ${spell(key)} after`)
    expect(tellsKey(cut, key)).toBe(false)
    // Of a longer text in base64 something is left, of anything else at most backslashes before the key.
    expect(cut).toMatch(name.includes('64') ? /^before .*\*\*\*.* after$/ : /^before \\*\*\*\* after$/)
  })

  test('is found as often as it is there', () => {
    expect(createRedactor(key).whole(`${key} ${encodeURIComponent(key)} ${key}`)).toBe('*** *** ***')
  })
})

test('a text with no key in it is the same text, whatever it spells', () => {
  const text = '%73%6b \\u0073 &#115; sk-live c2stbGl2ZV8 \\\\\\ %25 &amp; sk-live_4f9b2c7d1e8'
  expect(createRedactor('sk-live_4f9b2c7d1e8a').whole(text)).toBe(text)
})

test('a spelling that mixes its alphabets, letter by letter, is found', () => {
  expect(createRedactor('sk-live_4f9b').whole('a %73k&#45;l\\u0069\\\\x76e%255F4f&amp;#x39;b z')).toBe(
    'a *** z',
  )
})

test('names of HTML count for the marks that have one', () => {
  expect(createRedactor(`a'b"c<d>e&f-0123`).whole('x a&apos;b&quot;c&lt;d&gt;e&amp;f-0123 y')).toBe('x *** y')
})

test('letters of hexadecimal codes count in either case', () => {
  const { whole } = createRedactor('kmnozjkkmnoz')
  expect(whole('%6B%6d%6E%6f%7a%6A%6b%6B%6D%6e%6F%7A')).toBe('***')
  expect(whole('\\u006B\\u006d\\u006E\\u006f\\u007a\\u006A\\u006b\\u006B\\u006D\\u006e\\u006F\\u007A')).toBe(
    '***',
  )
  expect(whole('&#x6B;&#X6d;&#x006E;&#111;&#0122;&#x6A;&#107;&#107;&#109;&#110;&#111;&#122;')).toBe('***')
})

test('backslashes before the key stay, those within go', () => {
  expect(createRedactor('sk-live_4f9b').whole('\\\\\\sk\\\\\\-live\\_4f9b')).toBe('\\\\\\***')
  expect(createRedactor('sk-live_4f9b').whole('\\\\\\u0073k-live_4f9b')).toBe('\\\\***')
  expect(createRedactor('-live_4f9b').whole('\\\\-live_4f9b')).toBe('\\\\***')
})

test('a key that begins with a backslash is found whatever stands in front of it', () => {
  const { whole } = createRedactor('\\live_4f9b')
  expect(whole('5c\\live_4f9b 5C%5Clive_4f9b')).toBe('5c*** 5C***')
  expect(whole(`${'\\'.repeat(40)}live_4f9b`)).toBe(`${'\\'.repeat(39)}***`)
})

describe('base64', () => {
  const { whole } = createRedactor('sk-live_4f9b2c7d1e8a')

  test('leaves the characters around the key that are not the key’s alone', () => {
    const encoded = Buffer.from('Bearer sk-live_4f9b2c7d1e8a.').toString('base64')
    expect(whole(encoded)).toMatch(/^QmVhcmVyI.?\*\*\*.{0,4}$/)
  })

  test('of a short key is found from six characters on', () => {
    // 'abcd' is 'YWJjZA' at the start of a text; less would be found in innocent words.
    expect(createRedactor('abcde').whole('x YWJjZGU= y')).toBe('x ***U= y')
    expect(createRedactor('abc').whole('x YWJj y')).toBe('x YWJj y')
  })
})

describe('a text that breaks off', () => {
  const { brokenOff, whole } = createRedactor('sk-live_4f9b2c7d1e8a')

  test.each([
    ['in the last character', 'is sk-live_4f9b2c7d1e8', 'is ***'],
    ['just past the middle', 'is sk-live_4f9', 'is ***'],
    ['before that', 'is sk-live_4f', 'is sk-live_4f'],
    ['in the last character, URL-encoded', 'is %73k-live_4f9b2c7d1e8', 'is ***'],
    ['just past the middle, in HTML', 'is sk&#45;live_4f9', 'is ***'],
    ['before that, in JSON', 'is sk\\-live_4f', 'is sk\\-live_4f'],
    ['behind the whole key', 'sk-live_4f9b2c7d1e8a sk-live_4f9b2', '*** ***'],
    ['nowhere near it', 'is & was', 'is & was'],
  ])('%s', (_, text, expected) => {
    expect(brokenOff(text)).toBe(expected)
  })

  test('is only looked at where it ends', () => {
    expect(brokenOff('sk-live_4f9b2c7 and more')).toBe('sk-live_4f9b2c7 and more')
    expect(brokenOff('sk-live_4f9b2c7 & more')).toBe('sk-live_4f9b2c7 & more')
    expect(whole('sk-live_4f9b2c7')).toBe('sk-live_4f9b2c7')
  })

  test('may end with the start of a key of fewer than 8 characters, which may be a name', () => {
    const short = createRedactor('mountsea-1')
    expect(short.brokenOff('by mountsea')).toBe('by ***')
    expect(short.brokenOff('by mountse')).toBe('by mountse')
    expect(short.brokenOff('by %6dountse')).toBe('by %6dountse')
    expect(createRedactor('key-12').brokenOff('key-1')).toBe('key-1')
    expect(createRedactor('key-12').brokenOff('%6bey-1')).toBe('%6bey-1')
  })
})

test('a key longer than any header is cut out too, also in pieces', () => {
  const key = Array.from({ length: 150 }, (_, index) => `part${index}.`).join('')
  const { whole, brokenOff } = createRedactor(key)
  expect(whole(`a ${key} b`)).toBe(`a ${'***'.repeat(5)} b`)
  expect(whole(`a ${key.slice(0, 300)} b`)).toMatch(/^a \*\*\*[^*]{20,} b$/)
  expect(tellsKey(whole(`a ${encodeURIComponent(JSON.stringify(key))} b`), key.slice(0, 256))).toBe(false)
  expect(brokenOff(key.slice(0, 700)).length).toBeLessThan(200)
})

test('no key hides nothing', () => {
  const { whole, brokenOff } = createRedactor('')
  expect(whole('a & b')).toBe('a & b')
  expect(brokenOff('a & b')).toBe('a & b')
})

describe('in a JSON value', () => {
  const cut = (text: string, key = 'sk-live_4f9b'): string =>
    stringifyJson(redactJson(parseJson(text), createRedactor(key).whole))

  test('it is cut out of texts, names and lists', () => {
    expect(cut('{"sk-live_4f9b":["a sk-live_4f9b",{"b":"\\u0073k-live_4f9b"}]}')).toBe(
      '{"***":["a ***",{"b":"***"}]}',
    )
  })

  test('a number that holds it becomes a text, every other keeps its digits', () => {
    expect(cut('[1234567890123, 9007199254740993, 1.50, null, true]', '234567890')).toBe(
      '["1***123",9007199254740993,1.50,null,true]',
    )
  })

  test('names that are special to JavaScript stay what they are', () => {
    expect(cut('{"__proto__":"x","constructor":1}')).toBe('{"__proto__":"x","constructor":1}')
  })
})

test('texts made to keep the search busy do not', () => {
  for (const key of ['sk-live_4f9b2c7d', '-0123456789abcdef', '\\\\\\\\\\\\x\\\\\\y']) {
    const { whole, brokenOff } = createRedactor(key)
    for (const unit of ['\\', `sk${'\\'.repeat(50)}`, '%25', '&amp;', '&#0000', 'sk-live_4f9b2c7%', '-']) {
      const text = unit.repeat(200_000 / unit.length)
      expect(whole(text)).toBe(text)
      expect(brokenOff(text)).toBe(text)
    }
  }
})
