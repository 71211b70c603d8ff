/** The input `task-id`: one ID a line, or what `toJSON` prints. */
import { parseTaskIds } from '../../../src/inputs/task-ids.ts'

const parse = (text: string): unknown => {
  const parsed = parseTaskIds(text)
  return 'value' in parsed ? parsed.value : parsed.error
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index + 1}`)

test.each<[string, string, readonly string[]]>([
  ['a single ID', 'abc123', ['abc123']],
  ['one ID a line', 'a\nb\nc', ['a', 'b', 'c']],
  ['lines as Windows ends them', 'a\r\nb\r\n', ['a', 'b']],
  ['blank lines and white space around', '\n\n a \n \t\nb\t\n', ['a', 'b']],
  ['repeats, of which the first stays', 'b\na\nb\n a \nb', ['b', 'a']],
  ['IDs that differ only in case', 'a\nA', ['a', 'A']],
  [
    'any other characters',
    'a/b?c=d&e%f\n../../x\n🎵 é\n::error::x',
    ['a/b?c=d&e%f', '../../x', '🎵 é', '::error::x'],
  ],
  ['a JSON array', '["a","b"]', ['a', 'b']],
  ['a JSON array as toJSON prints it', '[\n  "a",\n  "b"\n]', ['a', 'b']],
  ['a JSON array with blanks, repeats and escapes', '["", " \\u0061 ", "a", "b", " "]', ['a', 'b']],
  ['an ID that is JSON by chance', '12345', ['12345']],
  ['brackets that are no JSON array', 'a\n[b]', ['a', '[b]']],
  [
    'a hundred IDs; repeats and blank lines do not count',
    [...ids(100), '', ...ids(100)].join('\n'),
    ids(100),
  ],
  ['an ID of 256 characters', 'x'.repeat(256), ['x'.repeat(256)]],
])('are read: %s', (_what, text, expected) => {
  expect(parse(text)).toEqual(expected)
})

test.each(['', '   \n\t\r\n', '[]', '[" ", "\\n"]'])(
  'that are none are an error, never an empty success: %j',
  (text) => {
    expect(parse(text)).toBe(
      'Input `task-id` is blank. Give the ID of the task to wait for; several tasks: one ID a line.',
    )
  },
)

test.each([
  ['numbers in a JSON array', '[1,2]'],
  ['a string and a number in a JSON array', '["a",1]'],
  ['a JSON array without an end', '["a"'],
  ['a JSON object', '{"a":1}'],
  ['a comma', 'a,b'],
  ['a double quote', 'a"b'],
  ['a single quote', "'a'"],
  ['a backtick', '`a`'],
])('have neither a comma nor a quote, which would be a list written otherwise: %s', (_what, text) => {
  expect(parse(text)).toBe(
    `Input \`task-id\` has an ID with a comma or a quote in it, \`${text}\`. Write one ID a line, without either.`,
  )
})

test.each(['a\tb', 'a\u0000b', 'a\u007fb', 'a\u0085b', 'a\rb'])('have no control character: %j', (id) => {
  expect(parse(JSON.stringify(['fine', id]))).toBe(
    `Input \`task-id\` has an ID with a control character in it, \`${id}\`. Write one ID a line.`,
  )
})

test('are 100 at most, of 256 characters each', () => {
  expect(parse(ids(101).join('\n'))).toBe(
    'Input `task-id` has 101 IDs. Allowed are 100 in one step; split the list over a matrix.',
  )
  expect(parse('x'.repeat(257))).toBe(
    `Input \`task-id\` has an ID of 257 characters, \`${'x'.repeat(79)}…\`. Allowed are 256.`,
  )
})

test('that are bad get one error, about the first', () => {
  expect(parse('a,b\nc,d')).toContain('`a,b`')
})
