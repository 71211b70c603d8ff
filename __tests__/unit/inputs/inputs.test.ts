/** The inputs of a step: all of them read, or all that is wrong with them told at once. */
import { INPUT_NAMES, parseInputs, type InputName, type Inputs } from '../../../src/inputs/inputs.ts'
import { createGate } from '../../../src/text/untrusted.ts'

const KEY = 'sk-0123456789'
const GOOD: Record<InputName, string> = {
  'task-id': 'abc',
  'api-key': KEY,
  endpoint: '',
  timeout: '',
  'poll-interval': '',
  'max-poll-interval': '',
  'download-dir': '',
}
const parse = (given: Partial<Record<InputName, string>>): ReturnType<typeof parseInputs> =>
  parseInputs({ ...GOOD, ...given }, '/work/space', (text) => createGate(KEY).redact(text))
const errorsOf = (given: Partial<Record<InputName, string>>): readonly string[] => {
  const parsed = parse(given)
  return parsed.kind === 'bad' ? parsed.errors : []
}
const inputsOf = (given: Partial<Record<InputName, string>>): Inputs => {
  const parsed = parse(given)
  if (parsed.kind === 'bad') throw new Error(parsed.errors.join('\n'))
  return parsed.inputs
}

test('blank optional inputs mean their defaults', () => {
  expect(inputsOf({})).toEqual({
    taskIds: ['abc'],
    apiKey: KEY,
    endpoint: new URL('https://api.mountsea.ai/producer/tasks'),
    timeoutMs: 1_800_000,
    pollIntervalMs: 5_000,
    maxPollIntervalMs: 15_000,
    downloadDir: null,
  })
})

test('white space around any input is dropped, and an input of nothing else is blank', () => {
  const spaced = Object.fromEntries(INPUT_NAMES.map((name) => [name, ` \t${GOOD[name]}\r\n `]))
  expect(inputsOf(spaced)).toEqual(inputsOf({}))
})

test('everything that is given is taken', () => {
  expect(
    inputsOf({
      'task-id': 'b\na',
      endpoint: 'https://h.example/xai/tasks?x=1',
      timeout: '90s',
      'poll-interval': '2s',
      'max-poll-interval': '1m',
      'download-dir': 'audio/songs',
    }),
  ).toEqual({
    taskIds: ['b', 'a'],
    apiKey: KEY,
    endpoint: new URL('https://h.example/xai/tasks?x=1'),
    timeoutMs: 90_000,
    pollIntervalMs: 2_000,
    maxPollIntervalMs: 60_000,
    downloadDir: '/work/space/audio/songs',
  })
})

describe('api-key', () => {
  test('blank: says where secrets are not available', () => {
    expect(errorsOf({ 'api-key': ' ' })).toEqual([
      'Input `api-key` is blank. Give the MountSea API key, as a secret. Secrets are not available to workflows that ' +
        'a fork or Dependabot started; there the key is always blank.',
    ])
  })

  test.each(['!', '~', 'a', '!~'.repeat(500), '::add-mask::x'])('may be any visible ASCII: %j', (key) => {
    expect(inputsOf({ 'api-key': key }).apiKey).toBe(key)
  })

  test.each(['a b', 'a\nb', 'a\r\nb', 'a\tb', 'ké', 'a\u0000b', 'a\u007f', '🔑', 'Bearer x'])(
    'is one line of visible ASCII, and is never shown: %j',
    (key) => {
      expect(errorsOf({ 'api-key': key })).toEqual([
        `Input \`api-key\` has ${key.length} characters, of which some are white space or not ASCII. Give the key alone: ` +
          'one line of visible ASCII characters, without quotes and without `Bearer`.',
      ])
    },
  )
})

describe('timeout', () => {
  test('is at most 5 days', () => {
    expect(inputsOf({ timeout: '120h' }).timeoutMs).toBe(432_000_000)
    expect(errorsOf({ timeout: '120h1ms' })).toEqual([
      'Input `timeout` is `120h1ms`. Allowed is more than 0 and at most 5 days (`120h`).',
    ])
    expect(errorsOf({ timeout: `${'9'.repeat(70)}h` })).toHaveLength(1)
  })

  test('is more than nothing', () => {
    expect(inputsOf({ timeout: '1ms' }).timeoutMs).toBe(1)
    expect(errorsOf({ timeout: '0s' })).toEqual([
      'Input `timeout` is `0s`. Allowed is more than 0 and at most 5 days (`120h`).',
    ])
  })

  test('has a unit; the error suggests the two that were probably meant', () => {
    expect(errorsOf({ timeout: '30' })).toEqual([
      'Input `timeout` is `30`. A unit is missing: write `30m` for minutes or `30s` for seconds.',
    ])
  })

  test.each(['1.5h', 'soon', '-5m', '30 m', '1d', '3O'])(
    'that is no duration is shown with what is: %s',
    (timeout) => {
      expect(errorsOf({ timeout })).toEqual([
        `Input \`timeout\` is \`${timeout}\`. Allowed are whole numbers with the units h, m, s and ms, such as \`500ms\`, \`90s\`, \`30m\`, \`1h30m\`.`,
      ])
    },
  )
})

describe('poll-interval', () => {
  test('is at least 100 ms', () => {
    expect(inputsOf({ 'poll-interval': '100ms' }).pollIntervalMs).toBe(100)
    expect(errorsOf({ 'poll-interval': '99ms' })).toEqual([
      'Input `poll-interval` is `99ms`. Allowed is `100ms` or more.',
    ])
  })

  test('has a unit', () => {
    expect(errorsOf({ 'poll-interval': '5' })).toEqual([
      'Input `poll-interval` is `5`. A unit is missing: write `5m` for minutes or `5s` for seconds.',
    ])
  })

  test('may be longer than 15 s: the longest gap is then as long', () => {
    expect(inputsOf({ 'poll-interval': '14999ms' }).maxPollIntervalMs).toBe(15_000)
    expect(inputsOf({ 'poll-interval': '15001ms' }).maxPollIntervalMs).toBe(15_001)
  })
})

describe('max-poll-interval', () => {
  test('is not less than poll-interval', () => {
    expect(inputsOf({ 'max-poll-interval': '5s' }).maxPollIntervalMs).toBe(5_000)
    expect(errorsOf({ 'max-poll-interval': '4999ms' })).toEqual([
      'Input `max-poll-interval` is `4999ms`. It must not be less than `poll-interval`, which is 5s.',
    ])
  })

  test('has a unit', () => {
    expect(errorsOf({ 'max-poll-interval': '20' })).toEqual([
      'Input `max-poll-interval` is `20`. A unit is missing: write `20m` for minutes or `20s` for seconds.',
    ])
  })

  test('is not compared with a poll-interval that is none', () => {
    expect(errorsOf({ 'poll-interval': 'often', 'max-poll-interval': '1s' })).toHaveLength(1)
  })
})

describe('download-dir', () => {
  test.each([
    ['audio', '/work/space/audio'],
    ['./a/../b/', '/work/space/b'],
    ['/tmp/x', '/tmp/x'],
    ['../outside', '/work/outside'],
    ['.', '/work/space'],
    ['with space é', '/work/space/with space é'],
  ])('%s is %s', (given, path) => {
    expect(inputsOf({ 'download-dir': given }).downloadDir).toBe(path)
  })

  test.each(['a\nb', 'a\u0000b', 'a\tb'])('has no control characters: %j', (given) => {
    expect(errorsOf({ 'download-dir': given })).toEqual([
      `Input \`download-dir\` is \`${given}\`. Give the path of one folder, without control characters.`,
    ])
  })
})

describe('several bad inputs', () => {
  test('are told together, one error each, in the order of action.yml', () => {
    const errors = errorsOf({
      'task-id': '',
      'api-key': '',
      endpoint: 'x',
      timeout: '1',
      'poll-interval': '1',
      'max-poll-interval': '1',
      'download-dir': '\u0000',
    })
    expect(errors.map((error) => /^Input `([a-z-]+)`/.exec(error)?.[1])).toEqual([...INPUT_NAMES])
  })

  test('are a kind of answer of their own', () => {
    expect(parse({}).kind).toBe('ok')
    expect(parse({ timeout: '1' }).kind).toBe('bad')
  })

  test('leave no room for inputs', () => {
    expect(parse({ timeout: '1' })).not.toHaveProperty('inputs')
  })
})

describe('what an error quotes', () => {
  test('is cut at 80 characters', () => {
    const eighty = 'x'.repeat(80)
    expect(errorsOf({ timeout: eighty })[0]).toContain(`\`${eighty}\``)
    expect(errorsOf({ timeout: `${eighty}x` })[0]).toContain(`\`${'x'.repeat(79)}…\``)
  })

  test('is never the key, nor the part of it that a cut leaves', () => {
    for (const name of ['task-id', 'endpoint', 'timeout', 'poll-interval', 'max-poll-interval'] as const) {
      const given = `${'"'.repeat(70)}${KEY}`
      const [error = ''] = errorsOf({ [name]: given })
      expect(error).toContain(name)
      expect(error).not.toContain(KEY.slice(0, 5))
    }
  })
})
