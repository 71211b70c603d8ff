// How the input `tasks` of the rehearsal is read.
import { parseTasks, type RehearsedTask } from '../../rehearsal/src/tasks.ts'

/** The tasks of an input that is well written. */
function read(input: string): readonly RehearsedTask[] {
  const parsed = parseTasks(input)
  if (parsed.kind === 'errors') throw new Error(parsed.errors.join('\n'))
  return parsed.tasks
}

function errorsOf(input: string): readonly string[] {
  const parsed = parseTasks(input)
  return parsed.kind === 'errors' ? parsed.errors : []
}

test('each word of a line lasts as long as it says, and the last one lasts for good', () => {
  expect(read('song: pending 5s, down 1m30s , completed')).toEqual([
    {
      id: 'song',
      line: 'pending 5s, down 1m30s, completed',
      phases: [
        { scene: { kind: 'goes-on', status: 'pending' }, untilMs: 5_000 },
        { scene: { kind: 'down' }, untilMs: 95_000 },
        { scene: { kind: 'completed', audio: 'tone' }, untilMs: Infinity },
      ],
    },
  ])
})

test.each([
  ['failed "No: such, voice"', 'No: such, voice', null],
  ['failed "Rejected" 4201', 'Rejected', 4201],
  ['failed "" 0', '', 0],
])('`%s` fails with that message and code', (word, errorMessage, errorCode) => {
  const scene = { kind: 'failed', errorMessage, errorCode }
  expect(read(`t: ready 2s, ${word}`)[0]?.phases.at(-1)).toEqual({ scene, untilMs: Infinity })
})

const ONE_SONG = ['song: pending 5s, processing 10s, completed']

test.each([
  ['', ONE_SONG],
  [' \n\t\n', ONE_SONG],
  ['\n  a : completed \r\n\r\nb:failed\n', ['a: completed', 'b: failed']],
])('the input %j means the tasks %j', (input, tasks) => {
  expect(read(input).map(({ id, line }) => `${id}: ${line}`)).toEqual(tasks)
})

const BAD_LINES: readonly (readonly [line: string, error: string])[] = [
  ['completed', '`completed` does not begin with a name and a colon. Write it like `song: '],
  ['my song: completed', 'does not begin with a name and a colon'],
  ['t: ', '`` is not known as the end. Write it like `song: pending 5s, processing 20s, completed`. With a'],
  ['t: succeeded', '`succeeded` is not known as the end'],
  ['t: constructor', '`constructor` is not known as the end'],
  ['t: processing 20s', '`processing 20s` is not known as the end'],
  ['t: failed because', '`failed because` is not known as the end'],
  ['t: failed "half', 'is not known as the end'],
  ['t: failed "x" E4', 'is not known as the end. Write it like'],
  ['t: queued 5s, completed', '`queued 5s` is not known before the end'],
  ['t: completed, processing 5s', '`completed` is not known before the end'],
  ['t: processing, completed', '`processing` needs a duration with a unit. Write it like `processing 20s`'],
  ['t: processing 20, completed', '`processing 20` needs a duration with a unit'],
  ['t: processing 20 s, completed', '`processing 20 s` needs a duration with a unit'],
]

test.each(BAD_LINES)('the line `%s` gets an error that says how to write it', (line, error) => {
  const errors = errorsOf(`ok: completed\n\n${line}`)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatch(/^Input `tasks`, line 3: /)
  expect(errors[0]).toContain(error)
})

test('a line of a million commas is read at once', () => {
  expect(errorsOf(`t: ${','.repeat(1_000_000)}`)).toHaveLength(1)
})

test('a repeated name is an error', () => {
  expect(errorsOf('a: completed\na: failed')).toEqual(['Input `tasks` has two tasks `a`.'])
})

test('the limit for tasks is that of one step of the action', () => {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, index) => `t${index}: completed`).join('\n')
  expect(read(lines(100))).toHaveLength(100)
  expect(errorsOf(lines(101))).toEqual(['Input `tasks` has 101 tasks. Allowed are 100.'])
})
