/** The input `task-id`: one ID a line, or what `toJSON` prints. */
import { parseTaskIds } from '../../../src/inputs/task-ids.ts'

const quote = (text: string): string => `<${text}>`
const parse = (text: string): unknown => {
  const parsed = parseTaskIds(text, quote)
  return 'value' in parsed ? parsed.value : parsed.error
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index + 1}`)
const BLANK = 'Input `task-id` is blank. Give the ID of the task to wait for; several tasks: one ID a line.'

describe('one ID a line', () => {
  test.each<[string, string, readonly string[]]>([
    ['a single ID', 'abc123', ['abc123']],
    ['several', 'a\nb\nc', ['a', 'b', 'c']],
    ['lines as Windows ends them', 'a\r\nb\r\n', ['a', 'b']],
    ['empty and blank lines', '\n\na\n   \n\t\n\nb\n\n', ['a', 'b']],
    ['white space around', '  a  \n\tb\t', ['a', 'b']],
    ['repeats, of which the first stays', 'b\na\nb\n a \nb', ['b', 'a']],
    ['IDs that differ only in case', 'a\nA', ['a', 'A']],
    [
      'any other characters',
      'a/b?c=d&e%f\n../../x\n🎵 é\n::error::x',
      ['a/b?c=d&e%f', '../../x', '🎵 é', '::error::x'],
    ],
  ])('%s', (_, text, expected) => {
    expect(parse(text)).toEqual(expected)
  })

  test.each(['', '\n', '   \n\t\r\n'])('none left is an error, never an empty success: %j', (text) => {
    expect(parse(text)).toBe(BLANK)
  })
})

describe('a JSON array of strings', () => {
  test.each<[string, string, readonly string[]]>([
    ['on one line', '["a","b"]', ['a', 'b']],
    ['as toJSON prints it', '[\n  "a",\n  "b"\n]', ['a', 'b']],
    ['with empty strings, repeats and white space', '["", " a ", "a", "b", " "]', ['a', 'b']],
    ['with escapes', '["\\u0061\\/b"]', ['a/b']],
  ])('is taken as the list it is: %s', (_, text, expected) => {
    expect(parse(text)).toEqual(expected)
  })

  test.each(['[]', '[""]', '[" ", "\\n"]'])('with nothing in it is an error: %s', (text) => {
    expect(parse(text)).toBe(BLANK)
  })

  test.each([
    ['numbers', '[1,2]', '<[1,2]>'],
    ['a string and a number', '["a",1]', '<["a",1]>'],
    ['another array', '[["a"],["b"]]', '<[["a"],["b"]]>'],
    ['a comma too many', '["a",]', '<["a",]>'],
    ['no end', '["a"', '<["a">'],
  ])('that is none, with %s, is refused', (_, text, quoted) => {
    expect(parse(text)).toBe(
      `Input \`task-id\` has an ID with a comma or a quote in it, ${quoted}. Write one ID a line, without either.`,
    )
  })

  test('in the middle of the text is no list', () => {
    expect(parse('a\n[b]')).toEqual(['a', '[b]'])
  })

  test('may hold an ID that begins like one', () => {
    expect(parse('[x]')).toEqual(['[x]'])
  })
})

describe('limits', () => {
  test('a hundred IDs are fine, one more is not', () => {
    expect(parse(ids(100).join('\n'))).toEqual(ids(100))
    expect(parse(ids(101).join('\n'))).toBe(
      'Input `task-id` has 101 IDs. Allowed are 100 in one step; split the list over a matrix.',
    )
  })

  test('repeats and empty lines do not count', () => {
    expect(parse([...ids(100), '', ...ids(100), ' '].join('\n'))).toEqual(ids(100))
  })

  test('256 characters are fine, one more is not', () => {
    expect(parse('x'.repeat(256))).toEqual(['x'.repeat(256)])
    const long = 'x'.repeat(257)
    expect(parse(long)).toBe(`Input \`task-id\` has an ID of 257 characters, <${long}>. Allowed are 256.`)
  })

  test.each(['a\tb', 'a\u0000b', 'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\rb'])(
    'no control character: %j',
    (id) => {
      expect(parse(`fine\n${id}`)).toBe(
        `Input \`task-id\` has an ID with a control character in it, <${id}>. Write one ID a line.`,
      )
    },
  )

  test('no line break either, as a JSON string may have', () => {
    expect(parse('["a\\nb"]')).toBe(
      'Input `task-id` has an ID with a control character in it, <a\nb>. Write one ID a line.',
    )
  })

  test.each(['a,b', '"a"', "'a'", '`a`', 'a, b'])('no comma and no quote: %s', (id) => {
    expect(parse(`fine\n${id}`)).toBe(
      `Input \`task-id\` has an ID with a comma or a quote in it, <${id}>. Write one ID a line, without either.`,
    )
  })

  test('of several bad IDs the first is told, since there is one error an input', () => {
    expect(parse('a,b\nc,d')).toContain('<a,b>')
  })
})
