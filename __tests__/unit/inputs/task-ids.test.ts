/** The input `task-id`: one ID on each line, or what `toJSON` prints. */
import { parseTaskIds } from '../../../src/inputs/values.ts'

const parse = (text: string): unknown => {
  const parsed = parseTaskIds(text)
  return 'value' in parsed ? parsed.value : parsed.error
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index + 1}`)

const ODD_IDS = ['a/b?c=d&e%f', '../../x', '🎵é', '::error::x', '1://x', 'x:y://z']

test.each<[string, string, readonly string[]]>([
  ['a single ID', 'abc123', ['abc123']],
  ['one ID on each line', 'a\nb\nc', ['a', 'b', 'c']],
  ['lines as Windows ends them', 'a\r\nb\r\n', ['a', 'b']],
  ['blank lines and white space around', '\n\n a \n \t\nb\t\n', ['a', 'b']],
  [
    'invisible characters around, which a copied ID may have',
    '\u200b\ufeffa\u200d \n\u2060 b\u00ad',
    ['a', 'b'],
  ],
  ['words that only begin like nothing', 'nullable\nNonesuch', ['nullable', 'Nonesuch']],
  ['repeats, of which the first stays', 'b\na\nb\n a \nb', ['b', 'a']],
  ['IDs that differ only in case', 'a\nA', ['a', 'A']],
  ['any other characters', ODD_IDS.join('\n'), ODD_IDS],
  ['a JSON array', '["a","b"]', ['a', 'b']],
  ['a JSON array as toJSON prints it', '[\n  "a",\n  "b"\n]', ['a', 'b']],
  ['a JSON array with blanks, repeats and escapes', '["", " \\u0061 ", "a", "b", " "]', ['a', 'b']],
  ['an ID that is JSON by chance', '12345', ['12345']],
  ['brackets that are not a JSON array', 'a\n[b]', ['a', '[b]']],
  ['a hundred IDs, repeats not counted', [...ids(100), '', ...ids(100)].join('\n'), ids(100)],
  ['an ID of 256 characters', 'x'.repeat(256), ['x'.repeat(256)]],
])('are read: %s', (_what, text, expected) => {
  expect(parse(text)).toEqual(expected)
})

test.each(['', '   \n\t\r\n', '[]', '[" ", "\\n"]'])(
  'that are none are an error, never an empty success: %j',
  (text) => {
    expect(parse(text)).toBe(
      'is blank. Give the ID of the task to wait for; for several tasks, one ID on each line.',
    )
  },
)

const WITHOUT_EITHER = 'Write one ID on each line, without either.'

test.each<[string, string[], string]>([
  ['a control character', ['a\tb', 'a\u0000b', 'a\u007fb', 'a\u0085b', 'a\rb'], 'Write one ID on each line.'],
  ['white space', ['a b', 'a\u00a0b', 'a b, c'], 'For several tasks, write one ID on each line.'],
  ['a comma or a quote', ['["a"', '{"a":1}', 'a,b', 'a"b', "'a'", '`a`'], WITHOUT_EITHER],
])('have none with %s in it, which may be a list written otherwise: %j', (what, bad, todo) => {
  for (const id of bad) {
    const error = `has an ID with ${what} in it, \`${id}\`. ${todo}`
    expect(parse(JSON.stringify(['fine', id]))).toBe(error)
  }
})

test.each(['null', 'undefined', 'None', '"null"'])(
  'are not %s, which stands where an answer had no ID',
  (text) => {
    const word = text.replaceAll('"', '')
    expect(parse(text.startsWith('"') ? `[${text}]` : `a\n${text}`)).toBe(
      `has the ID \`${word}\`, which programs print when there is no ID. Check the step that submits the task: its answer may be an error.`,
    )
  },
)

test.each([
  ['{"taskId":"x"}', 'x'],
  ['{\n  "task_id": "x y"\n}', 'x y'],
  ['{"data":1,"taskId":12}', '12'],
  ['{"code":0,"data":{"taskId":"x"}}', 'x'],
])('are not the answer that has the ID, of which the ID is shown: %j', (text, id) => {
  expect(parse(text)).toBe(`is a JSON object. Give only the ID: \`${id}\`.`)
})

test.each([
  ['a\u200bb', 'U+200B'],
  ['a\u00adb\u00ad\u200cb', 'U+00AD'],
  ['a\u202eb', 'U+202E'],
])('have no invisible character in them, and are shown without: %j', (id, character) => {
  const right = id.replace(/[^ab]/g, '')
  expect(parse(id)).toBe(
    `has an ID with an invisible character (${character}) in it. Write it without: \`${right}\`.`,
  )
})

const ASK = 'Check the step that submits the task: its answer may be an error.'

test.each([
  '{"error":"no credits"}',
  '{"taskId":null}',
  '{"task_id":""}',
  '{"data":{}}',
  '{"data":"x"}',
  '{}',
])('are not in an answer that has none: %s', (text) =>
  expect(parse(text)).toBe(`is a JSON object. There is no task ID in \`${text}\`. ${ASK}`),
)

test.each([
  ['[null]', `There is no task ID in \`null\`. ${ASK}`],
  ['["a",{"error":1}]', `There is no task ID in \`{"error":1}\`. ${ASK}`],
  ['[{"taskId":"x"}]', 'Give only the ID: `x`.'],
  ['["a",{"task_id":"x"}]', 'Give only the IDs, one on each line, for example `x`.'],
])('are not in a list of answers: %s', (text, todo) => {
  const what = `is a JSON array, \`${text}\`, that contains entries that are not strings`
  expect(parse(text)).toBe(`${what}. ${todo}`)
})

test.each(['[1,2]', '["a", 5]', '[["a"]]'])('are not a JSON array of anything but strings: %s', (text) => {
  expect(parse(text)).toBe(
    `is a JSON array, \`${text}\`, that contains entries that are not strings. Put each ID in quotes, or write one ID on each line.`,
  )
})

test.each([
  ['HTTPS://api.example/tasks?taskId=hush#hush', 'HTTPS://api.example/tasks'],
  ['https://me:hush@api.example/tasks', 'api.example/tasks'],
  [`web+task-1.0://a b,${'c'.repeat(300)}`, `web+task-1.0://a b,${'c'.repeat(60)}…`],
])('are not URLs, and no secret in them is shown: %s', (url, shown) => {
  expect(parse(`a\n${url}`)).toBe(
    `is a URL, \`${shown}\`. Give only the ID: the \`taskId\` in the answer to submitting the task.`,
  )
})

test('are 100 at most, of 256 characters each', () => {
  expect(parse(ids(101).join('\n'))).toBe('has 101 IDs. A step can have 100; split the list over a matrix.')
  expect(parse('x'.repeat(257))).toBe(
    `has an ID of 257 characters, \`${'x'.repeat(79)}…\`. At most 256 are allowed.`,
  )
})

test('that are mostly white space are read quickly', () => {
  expect(parse(`a${' '.repeat(100_000)}b`)).toContain('At most 256')
  expect(parse(`${'\u200b '.repeat(100_000)}a${' \u200b'.repeat(100_000)}`)).toEqual(['a'])
})

test('that are bad get one error, about the first', () => {
  expect(parse('a,b\nc,d')).toContain('`a,b`')
})
