/** One error a task that is not completed, within what GitHub shows of one step. */
import fc from 'fast-check'
import type { Outcome, TaskEnd } from '../../../src/outcome.ts'
import { errorAnnotations } from '../../../src/report/annotations.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'

const gate = createGate('sk-0123456789')
const DONE = anEnd({ kind: 'completed' })
const FAILED: Outcome = { kind: 'task-failed' }
const failures = (count: number): TaskEnd[] =>
  Array.from({ length: count }, (_, index) => anEnd(FAILED, { taskId: `t${index + 1}` }))
const messages = (ends: readonly TaskEnd[]): string[] =>
  errorAnnotations(ends, gate).map(({ title, message }) => `${title}: ${message}`)
const more = (words: string): string =>
  `More MountSea tasks not completed: ${words} not completed either; the job summary and the output \`tasks\` name them all.`

test('a task that is completed gets none', () => {
  expect(messages([DONE, DONE])).toEqual([])
  expect(messages([])).toEqual([])
})

test('a task that is not gets one, titled, with the fact first and then what to do', () => {
  const end = anEnd(FAILED, { errorMessage: 'bad lyrics', errorCode: 4201, traceId: 't1' })
  expect(errorAnnotations([DONE, end], gate)).toEqual([
    {
      title: 'MountSea task failed',
      message:
        'Task task-1 failed at MountSea: bad lyrics (errorCode 4201, traceId t1). ' +
        'Submit a new task, changed if the message says so. Running the step again brings the same answer.',
    },
  ])
})

describe('what to send to support', () => {
  const timeUp = (fields: Readonly<Record<string, unknown>>): string =>
    errorAnnotations([anEnd({ kind: 'wait-timeout', timeoutMs: 60_000 }, fields)], gate)[0]?.message ?? ''

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{}, ''],
    [{ traceId: 't1' }, ' For MountSea support: traceId t1.'],
    [{ errorCode: 42 }, ' For MountSea support: errorCode 42.'],
    [
      { traceId: 't1', errorCode: 42, errorMessage: 'slow\nday' },
      ' For MountSea support: traceId t1, errorCode 42, slow\\nday.',
    ],
  ])('follows what to do, where the fact does not have it: %j', (fields, support) => {
    expect(timeUp(fields)).toBe(
      'Task task-1 is not finished after 1m; its last status is processing. The task goes on at MountSea. ' +
        `Running the step again waits for the same task. Give a longer \`timeout\` if this is usual.${support}`,
    )
  })

  test('is cut, so that all of it stays within what GitHub shows', () => {
    const message = timeUp({
      traceId: 't'.repeat(201),
      errorCode: 'c'.repeat(201),
      errorMessage: '\u0007'.repeat(2_000),
    })
    expect(message).toContain(`traceId ${'t'.repeat(199)}…, errorCode ${'c'.repeat(199)}…, \\u{7}`)
    expect(/For MountSea support: (.*)\.$/.exec(message)?.[1]).toHaveLength(700)
    const shorter = timeUp({
      traceId: 't'.repeat(200),
      errorCode: 'c'.repeat(200),
      errorMessage: 'm'.repeat(278),
    })
    expect(/For MountSea support: (.*)\.$/.exec(shorter)?.[1]).toHaveLength(700)
    expect(shorter).not.toContain('…')
  })

  test.each(['task-failed', 'task-cancelled', 'task-timeout'] as const)(
    'is in the fact already: %s',
    (kind) => {
      expect(errorAnnotations([anEnd({ kind }, { traceId: 't1' })], gate)[0]?.message).not.toContain(
        'support',
      )
    },
  )

  test('is nothing where nothing was heard', () => {
    const end = { ...anEnd({ kind: 'interrupted', signal: 'SIGINT' }), task: null }
    expect(errorAnnotations([end], gate)[0]?.message).toMatch(/waits for the same task\.$/)
  })
})

test('nine tasks get one each; of ten and more the tenth counts the rest', () => {
  expect(messages(failures(9))).toHaveLength(9)
  expect(messages(failures(9))[8]).toContain('Task t9 failed')
  expect(messages(failures(10))).toHaveLength(10)
  expect(messages(failures(10))[9]).toBe(more('1 more task is'))
  expect(messages(failures(11))[9]).toBe(more('2 more tasks are'))
  expect(messages(failures(100))).toHaveLength(10)
  expect(messages(failures(100))[9]).toBe(more('91 more tasks are'))
})

test('tasks that are completed do not count', () => {
  const mixed = failures(10).flatMap((end) => [DONE, end])
  expect(messages(mixed)).toEqual(messages(failures(10)))
})

test('what to do is not what GitHub cuts off, however long the rest is', () => {
  const long = anEnd(FAILED, {
    taskId: 'i'.repeat(256),
    errorMessage: '\u0007'.repeat(3_000),
    traceId: 't'.repeat(300),
  })
  const [annotation] = errorAnnotations([long], gate)
  expect(annotation?.message.length).toBeLessThanOrEqual(4_096)
  expect(annotation?.message).toMatch(/\\u\{7\}.*… Submit a new task, .* brings the same answer\.$/)
  expect(annotation?.message.indexOf('… ')).toBe(2_999)
})

test('ordinary long words of MountSea are whole, with what support asks for', () => {
  const end = anEnd(FAILED, { errorMessage: 'm'.repeat(2_000), errorCode: 4201, traceId: 't1' })
  expect(messages([end])[0]).toContain(`${'m'.repeat(2_000)} (errorCode 4201, traceId t1).`)
})

test('whatever the API sent, an annotation is one line of at most 4,096 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000, size: 'max' }), (errorMessage) => {
      const [annotation] = errorAnnotations([anEnd(FAILED, { errorMessage })], gate)
      expect(annotation?.message.length).toBeLessThanOrEqual(4_096)
      expect(annotation?.message).not.toMatch(/[\n\r\u0085\u2028\u2029]/)
    }),
  )
})
