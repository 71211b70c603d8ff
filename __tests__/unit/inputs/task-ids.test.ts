/** The input `task-id`: one ID on each line, or what `toJSON` prints. */
import { parseTaskIds } from '../../../src/inputs/values.ts'

const parse = (text: string): unknown => {
  const parsed = parseTaskIds(text)
  return 'value' in parsed ? parsed.value : parsed.error
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index + 1}`)

const ODD_IDS = ['a/b?c=d&e%f', '../../x', '🎵é', '::error::x', '1://x', 'x:y://z']

test.each<[string, string, readonly string[]]>([
  ['lines as Windows ends them', 'a\r\nb\r\n', ['a', 'b']],
  ['blank lines and white space around', '\n\n a \n \t\nb\t\n', ['a', 'b']],
  ['invisible characters around', '\u200b\ufeffa\u200d \n\u2060 b\u00ad', ['a', 'b']],
  ['words that only begin like `null`', 'nullable\nxNone', ['nullable', 'xNone']],
  ['repeats, of which the first stays', 'b\na\nb\n a \nb', ['b', 'a']],
  ['IDs that differ only in case', 'a\nA', ['a', 'A']],
  ['any other characters', ODD_IDS.join('\n'), ODD_IDS],
  ['a JSON array as toJSON prints it', '[\n  "a",\n  "b"\n]', ['a', 'b']],
  ['a JSON array with blanks, repeats and escapes', '["", " \\u0061 ", "a", "b", " "]', ['a', 'b']],
  ['an ID that is JSON by chance', '12345', ['12345']],
  ['brackets that are not a JSON array', 'a\n[b]', ['a', '[b]']],
  ['a hundred IDs, repeats not counted', [...ids(100), '', ...ids(100)].join('\n'), ids(100)],
  ['an ID of 256 characters', 'x'.repeat(256), ['x'.repeat(256)]],
])('are read: %s', (_what, text, expected) => {
  expect(parse(text)).toEqual(expected)
})

const BLANK = 'is blank. Give the ID of the task to wait for; for several tasks, one ID on each line.'
const COMMA = 'has an ID with a comma or a quote'
const WITHOUT_EITHER = 'Write one ID on each line, without either.'
const ASK = 'Check the step that submits the task: its answer may be an error.'
const NO_ID = `which programs print when there is no ID. ${ASK}`
const ENTRIES = 'that contains entries that are not strings.'

test.each([
  ['blank, which is never a success', '   \n\t\r\n', BLANK],
  ['a JSON array without an ID', '[" ", "\\n"]', BLANK],
  ['printed by a program that has no ID', 'a\nnull', `has the ID \`null\`, ${NO_ID}`],
  ['the same', 'undefined', `has the ID \`undefined\`, ${NO_ID}`],
  ['the same in JSON', '["None"]', `has the ID \`None\`, ${NO_ID}`],
  ['an answer', '{\n  "task_id": "x y"\n}', 'is a JSON object. Give only the ID: `x y`.'],
  ['an answer with a number', '{"data":1,"taskId":12}', 'is a JSON object. Give only the ID: `12`.'],
  [
    'an answer with its own ID',
    '{"taskId":"x","data":{"taskId":"y"}}',
    'is a JSON object. Give only the ID: `x`.',
  ],
  ['a wrapped answer', '{"code":0,"data":{"taskId":"x"}}', 'is a JSON object. Give only the ID: `x`.'],
  ...['{"error":"no credits"}', '{"taskId":null}', '{"task_id":""}', '{"data":"x"}', '{}'].map((text) => [
    'an answer without an ID',
    text,
    `is a JSON object. There is no task ID in \`${text}\`. ${ASK}`,
  ]),
  ...[
    ['[null]', `There is no task ID in \`null\`. ${ASK}`],
    ['["a",{"error":1}]', `There is no task ID in \`{"error":1}\`. ${ASK}`],
    ['[{"taskId":"x"}]', 'Give only the ID: `x`.'],
    ['["a",{"task_id":"x"}]', 'Give only the IDs, one on each line, for example `x`.'],
    ['[1,2]', 'Put each ID in quotes, or write one ID on each line.'],
    ['[["a"]]', 'Put each ID in quotes, or write one ID on each line.'],
  ].map(([text = '', todo = '']) => [
    'a JSON array with other entries',
    text,
    `is a JSON array, \`${text}\`, ${ENTRIES} ${todo}`,
  ]),
  ['more than 100', ids(101).join('\n'), 'has 101 IDs. A step can have 100; split the list over a matrix.'],
  ['two errors: the first is reported', 'a,b\nc,d', `${COMMA} in it, \`a,b\`. ${WITHOUT_EITHER}`],
])('must not be %s: %j', (_what, text, error) => {
  expect(parse(text)).toBe(error)
})

test.each([
  ['HTTPS://h.example/t?taskId=hush#hush', 'HTTPS://h.example/t'],
  ['https://me:hush@h.example/t', 'h.example/t'],
  ['web+task-1.0://a b,"c', 'web+task-1.0://a b,"c'],
])('are not URLs, and no secret in them is shown: %s', (url, shown) => {
  const todo = 'Give only the ID: the `taskId` in the answer to submitting the task.'
  expect(parse(`a\n${url}`)).toBe(`is a URL, \`${shown}\`. ${todo}`)
})

test.each<[string, string[], string]>([
  ['a control character', ['a\tb', 'a\u0000b', 'a\u007fb', 'a\u0085b', 'a\rb'], 'Write one ID on each line.'],
  ['white space', ['a b', 'a\u00a0b', 'a b, c'], 'For several tasks, write one ID on each line.'],
  ['a comma or a quote', ['["a"', '{"a":1}', 'a,b', 'a"b', "'a'", '`a`'], WITHOUT_EITHER],
])('must not have %s in them, which may be a list written otherwise: %j', (what, bad, todo) => {
  for (const id of bad)
    expect(parse(JSON.stringify(['fine', id]))).toBe(`has an ID with ${what} in it, \`${id}\`. ${todo}`)
})

test.each([
  ['a\u200bb', 'U+200B'],
  ['a\u00adb\u00ad\u200cb', 'U+00AD'],
])('must not have an invisible character in them, and are shown without: %j', (id, character) => {
  const what = `has an ID with an invisible character (${character}) in it`
  expect(parse(id)).toBe(`${what}. Write it without: \`${id.replace(/[^ab]/g, '')}\`.`)
})

test('that are long or mostly white space are read quickly', () => {
  const long = `has an ID of 257 characters, \`${'x'.repeat(79)}…\`. At most 256 are allowed.`
  expect(parse('x'.repeat(257))).toBe(long)
  expect(parse(`a${' '.repeat(100_000)}b`)).toContain('At most 256')
  expect(parse(`${'\u200b '.repeat(100_000)}a${' \u200b'.repeat(100_000)}`)).toEqual(['a'])
})
