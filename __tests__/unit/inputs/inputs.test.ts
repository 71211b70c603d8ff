/** The inputs of a step: all values, or all errors at once. */
import { resolve, win32 } from 'node:path'
import { INPUT_NAMES, parseDownloadDir, parseInputs } from '../../../src/inputs/inputs.ts'
import type { InputName, Inputs } from '../../../src/inputs/inputs.ts'
import { createRedactor } from '../../../src/text/secret.ts'

const KEY = 'sk-0123456789'
const DEFAULT_INPUTS: Inputs = {
  taskIds: ['abc'],
  apiKey: KEY,
  endpoint: new URL('https://api.mountsea.ai/producer/tasks'),
  timeoutMs: 1_800_000,
  pollIntervalMs: 5_000,
  maxPollIntervalMs: 15_000,
  downloadDir: null,
}

/** This text for every input. */
const ALL = (text: string): Record<InputName, string> => ({
  ...{ 'task-id': text, 'api-key': text, endpoint: text, timeout: text },
  ...{ 'poll-interval': text, 'max-poll-interval': text, 'download-dir': text },
})

/** The parsed inputs, or the errors. `task-id` and `api-key` are given; a test can add others. */
function parse(given: Partial<Record<InputName, string>>): Inputs | readonly string[] {
  const raw = { ...ALL(''), 'task-id': 'abc', 'api-key': KEY, ...given }
  const parsed = parseInputs((name) => raw[name], '/work/space', createRedactor(raw['api-key'].trim()))
  return parsed.kind === 'ok' ? parsed.inputs : parsed.errors
}

test('blank optional inputs mean their defaults, white space around an input means nothing', () => {
  expect(parse({})).toEqual(DEFAULT_INPUTS)
  expect(parse({ ...ALL(' \n'), 'task-id': ' abc\n', 'api-key': `\t${KEY}\r\n` })).toEqual(DEFAULT_INPUTS)
})

test.each<[InputName, string, Partial<Inputs>]>([
  ['api-key', '!~::add-mask::x', { apiKey: '!~::add-mask::x' }],
  ['api-key', '12345678', { apiKey: '12345678' }],
  ['api-key', 'x"1234567"', { apiKey: 'x"1234567"' }],
  ['api-key', '"1234567"x', { apiKey: '"1234567"x' }],
  ['timeout', '1ms', { timeoutMs: 1 }],
  ['timeout', '120h', { timeoutMs: 432_000_000 }],
  ['poll-interval', '100ms', { pollIntervalMs: 100 }],
  ['poll-interval', '14999ms', { pollIntervalMs: 14_999, maxPollIntervalMs: 15_000 }],
  ['poll-interval', '15001ms', { pollIntervalMs: 15_001, maxPollIntervalMs: 15_001 }],
  ['max-poll-interval', '5s', { maxPollIntervalMs: 5_000 }],
  ['download-dir', './a/../b/', { downloadDir: resolve('/work/space/b') }],
  ['download-dir', '/tmp/x', { downloadDir: resolve('/tmp/x') }],
])('%s may be %j', (name, text, expected) => {
  expect(parse({ [name]: text })).toEqual({ ...DEFAULT_INPUTS, ...expected })
})

const ALONE = 'one line of visible ASCII characters, without quotes and without `Bearer`.'
const NO_DURATION =
  'Use whole numbers (at most 9 digits) with h, m, s or ms, such as `500ms`, `90s`, `30m`, `1h30m`.'

test.each<[InputName, string, string]>([
  [
    'api-key',
    ' ',
    'is blank. Give the MountSea API key, as a secret. Workflows that a fork or Dependabot started get no secrets, so the key is blank there.',
  ],
  ['api-key', 'sk-0123\n456', `has a line break in it. Give only the key: ${ALONE}`],
  ['api-key', '"sk-0123456"', `has quotes around it. Give only the key: ${ALONE}`],
  ['timeout', '30 min', 'is `30 min`. Write `30m`.'],
  ['timeout', '120h1ms', 'is `120h1ms`. It must be more than 0 and at most 5 days (`120h`).'],
  ['timeout', '1h 30m', 'is `1h 30m`. Write `1h30m`.'],
  ['timeout', 'm30', `is \`m30\`. ${NO_DURATION}`],
  ['timeout', '1  000s', `is \`1  000s\`. ${NO_DURATION}`],
  ['timeout', '1 000s', `is \`1 000s\`. ${NO_DURATION}`],
  ['timeout', '6d', 'is `6d`. It must be more than 0 and at most 5 days (`120h`).'],
  ['timeout', '9000', 'is `9000`. The unit is missing: write `9000s`.'],
  ['timeout', '30', 'is `30`. The unit is missing: write `30m` or `30s`.'],
  ['poll-interval', '99ms', 'is `99ms`. It must be `100ms` or more.'],
  ['poll-interval', '1234567890h', `is \`1234567890h\`. ${NO_DURATION}`],
  ['max-poll-interval', '4999ms', 'is `4999ms`. It must not be less than `poll-interval` (5s).'],
  ['download-dir', 'a\u0000b', 'is `a\u0000b`. Give the path of one folder, without control characters.'],
])('%s must not be %j: the error says what is allowed', (name, text, error) => {
  expect(parse({ [name]: text })).toEqual([`Input \`${name}\` ${error}`])
})

test.each(['sk-012 345', 'sk-012é345', 'sk-012\u0000345', 'sk-012\u007f345', '🔑🔑🔑🔑', 'Bearer sk-012345'])(
  'api-key must be one line of visible ASCII, and is not shown: %j',
  (key) => {
    const what = `has ${key.length} characters, some of which are white space or not ASCII`
    expect(parse({ 'api-key': key })).toEqual([`Input \`api-key\` ${what}. Give only the key: ${ALONE}`])
  },
)

test.each(['.', '..'])('task-id must not be %j if it goes into the path of the URL', (id) => {
  expect(parse({ 'task-id': `a\n${id}`, endpoint: 'https://h.example/hub/v1/tasks' })).toEqual([
    `Input \`task-id\` has the ID \`${id}\`, which cannot be part of the path of \`endpoint\`.`,
  ])
  expect(parse({ 'task-id': id })).toEqual({ ...DEFAULT_INPUTS, taskIds: [id] })
  const longer = { 'task-id': `x${id}\n${id}x\n...`, endpoint: 'https://h.example/hub/v1/tasks' }
  expect(parse(longer)).toMatchObject({ taskIds: [`x${id}`, `${id}x`, '...'] })
})

const onUnix = (text: string): unknown => parseDownloadDir(text, '/work', false, () => '/home/me')
const onWindows = (text: string): unknown => parseDownloadDir(text, 'C:\\work', true, () => 'C:\\me')

test.each([
  ['~', '/home/me'],
  ['~/audio', '/home/me/audio'],
  ['~me/audio', '/work/~me/audio'],
  ['a/~/b', '/work/a/~/b'],
  ['a~/b', '/work/a~/b'],
  ['~\\audio', '/work/~\\audio'],
  ['a$b/50%/%a/$/$1', '/work/a$b/50%/%a/$/$1'],
])('download-dir %s is the folder %s', (text, folder) => {
  expect(onUnix(text)).toEqual({ value: folder })
})

test('download-dir on Windows may have either slash, and a share of a server', () => {
  expect(onWindows('~\\audio')).toEqual({ value: 'C:\\me\\audio' })
  expect(onWindows('~/audio')).toEqual({ value: 'C:\\me\\audio' })
  expect(onWindows('D:/out')).toEqual({ value: 'D:\\out' })
  expect(onWindows('\\\\server\\share')).toEqual({ value: '\\\\server\\share\\' })
  for (const path of ['.', '..', '.\\out', 'console', 'com', 'com12', 'my nul', 'a.nul', '.git'])
    expect(onWindows(path)).toEqual({ value: win32.join('C:\\work', path) })
})

const WRITTEN_OUT =
  'written out: variables and `*` are not replaced. Write for example `${{ runner.temp }}/audio`'
const NAMES = 'without reserved names (CON, NUL, AUX, ...) or names that end in a dot or space'
const VARIABLES = ['$HOME/audio', 'a/$x', '${{ runner.temp }/audio', '$env:TEMP\\audio']
const RESERVED = ['CON', 'out/nul', 'C:\\aux.d\\x', 'com1', 'LPT9.tar.gz', 'COM¹', 'con .txt', 'CONIN$']

test.each([
  [WRITTEN_OUT, [...VARIABLES, 'a\\%ProgramFiles(x86)%\\b', 'audio/*', 'a*b'], [onUnix, onWindows]],
  [NAMES, [...RESERVED, 'out.', 'out. /x', 'a..', 'out \\b'], [onWindows]],
  ['for example \\\\server\\share', ['\\\\server', '//server/'], [onWindows]],
])('download-dir must be %s: not %j', (allowed, paths, systems) => {
  for (const path of paths)
    for (const parse of [onUnix, onWindows]) {
      const error = `is \`${path}\`. Give the path of one folder, ${allowed}.`
      if (systems.includes(parse)) expect(parse(path)).toEqual({ error })
      else expect(parse(path)).toHaveProperty('value')
    }
})

test('all errors are reported together, one for each input, in the order of action.yml', () => {
  const errors = parse({ ...ALL('1'), 'task-id': '', 'api-key': '', 'download-dir': '\0' })
  expect(errors).toEqual(INPUT_NAMES.map((name): unknown => expect.stringContaining(`Input \`${name}\` `)))
})

test('max-poll-interval is not compared with a poll-interval that could not be read', () => {
  expect(parse({ 'poll-interval': 'often', 'max-poll-interval': '1s' })).toHaveLength(1)
})

test('an error quotes 80 characters at most', () => {
  const eighty = 'x'.repeat(80)
  for (const [timeout, quoted] of [
    [eighty, eighty],
    [`${eighty}x`, `${'x'.repeat(79)}…`],
  ] as const)
    expect(parse({ timeout })).toEqual([`Input \`timeout\` is \`${quoted}\`. ${NO_DURATION}`])
})

test.each(INPUT_NAMES.filter((name) => name !== 'api-key'))(
  '%s must not hold the key, which no error shows',
  (name) => {
    const encoded = encodeURIComponent(Buffer.from(KEY).toString('base64'))
    const what = 'contains the API key. Put the key only in `api-key`, where it is kept secret.'
    for (const text of [KEY, `${'"'.repeat(70)}${KEY}`, encoded])
      expect(parse({ [name]: text })).toEqual([`Input \`${name}\` ${what}`])
  },
)

test('the other inputs are searched only for a key of at least eight characters', () => {
  expect(parse({ 'api-key': '1234567 ', 'task-id': '1234567' })).toEqual([
    'Input `api-key` has only 7 characters. A key has at least 8; give all of it.',
  ])
  expect(parse({ 'api-key': '12345678', 'task-id': '12345678' })).toHaveLength(1)
})
