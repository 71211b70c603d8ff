// The blocks of the summary for what went wrong, as a whole: a heading where it takes one, the facts, what to do.
import type { Outcome, TaskEnd } from '../../../src/outcome.ts'
import { failureBlocks } from '../../../src/report/summary-failures.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { end, failed, song, task, waiting } from '../../summaries/reports.ts'

const gate = createGate('sk-0123456789')
const blocks = (...ends: TaskEnd[]): string[] => failureBlocks(ends, gate)

const RESUBMIT =
  '**What to do:** Submit a new task&#44; changed if the message says so&#46; Running the step again brings the same answer&#46;'
const RUN_AGAIN =
  '**What to do:** The task goes on at MountSea&#46; Running the step again waits for the same task&#46;'

test('one task has no heading: the verdict above is about nothing else', () => {
  expect(blocks(failed('a', 'no'))).toEqual([
    [
      '> <code>no</code>',
      'Error code <code>4201</code> · Trace ID for MountSea support <code>trace&#45;a</code>',
      RESUBMIT,
    ].join('\n\n'),
  ])
})

test('where MountSea said nothing, we say it, and there are no details', () => {
  expect(blocks(failed('a', '', { errorCode: '', traceId: '' }))).toEqual([
    `Task a failed at MountSea&#46;\n\n${RESUBMIT}`,
  ])
})

test.each(['task-failed', 'task-cancelled', 'task-timeout'] as const)(
  'where MountSea said something of a %s, that is all',
  (kind) => {
    const [block] = blocks({ ...failed('a', 'no'), outcome: { kind } })
    expect(block).toMatch(/^> <code>no<\/code>\n/)
  },
)

test('one detail stands alone', () => {
  const [block] = blocks(failed('a', 'no', { errorCode: '' }))
  expect(block).toContain('\n\nTrace ID for MountSea support <code>trace&#45;a</code>\n\n')
  const [other] = blocks(failed('a', 'no', { traceId: '' }))
  expect(other).toContain('\n\nError code <code>4201</code>\n\n')
})

test('a task that goes on is told in our words, and MountSea’s message with it', () => {
  const timedOut: Outcome = { kind: 'wait-timeout', timeoutMs: 60_000 }
  const running = task('a', 'processing', { errorMessage: 'slow today' })
  expect(blocks(end('a', { task: running, outcome: timedOut }))).toEqual([
    [
      'Task a is not finished after 1m&#59; its last status is processing&#46;',
      '> <code>slow today</code>',
      `${RUN_AGAIN} Give a longer <code>timeout</code> if this is usual&#46;`,
    ].join('\n\n'),
  ])
})

test('several have headings with their numbers in the table; completed ones have no block', () => {
  const heads = blocks(song('a', 'A'), failed('b', 'no'), song('c', 'C'), failed('d', 'never')).map(
    (block) => block.split('\n\n')[0],
  )
  expect(heads).toEqual([
    '#### 2. <code>b</code>: MountSea task failed',
    '#### 4. <code>d</code>: MountSea task failed',
  ])
})

test('all completed: no block', () => {
  expect(blocks(song('a', 'A'), song('b', 'B'))).toEqual([])
})

describe('tasks that failed in the very same way', () => {
  const stopped = (id: string): TaskEnd => ({
    ...waiting(id, { kind: 'interrupted', signal: 'SIGTERM' }, 5_000),
    task: task(id, 'processing'),
  })

  test('share one block that numbers them all', () => {
    expect(blocks(stopped('a'), stopped('b'), failed('x', 'no'), stopped('c'), stopped('d'))).toEqual([
      [
        '#### 4 tasks: Wait for MountSea task interrupted',
        'Tasks 1 to 2, 4 to 5 ended alike; the first:',
        'The wait for task a was interrupted &#40;SIGTERM&#41;&#59; its last status is processing&#46;',
        RUN_AGAIN,
      ].join('\n\n'),
      [
        '#### 3. <code>x</code>: MountSea task failed',
        '> <code>no</code>',
        'Error code <code>4201</code> · Trace ID for MountSea support <code>trace&#45;x</code>',
        RESUBMIT,
      ].join('\n\n'),
    ])
  })

  test('do not, where one has another status, message or trace ID', () => {
    expect(blocks(stopped('a'), { ...stopped('b'), task: task('b', 'ready') })).toHaveLength(2)
    const same = { errorCode: '', traceId: 't' }
    expect(blocks(failed('a', 'no', same), failed('b', 'no', same))).toHaveLength(1)
    expect(blocks(failed('a', 'no', same), failed('b', 'never', same))).toHaveLength(2)
    expect(blocks(failed('a', 'no', same), failed('b', 'no', { ...same, traceId: 'u' }))).toHaveLength(2)
  })

  test('are numbered one by one where they do not stand together', () => {
    const ends = [stopped('a'), failed('b', 'no'), stopped('c'), failed('d', 'never'), stopped('e')]
    expect(blocks(...ends)[0]).toContain('\n\nTasks 1, 3, 5 ended alike; the first:\n\n')
  })
})

describe('more than anybody reads', () => {
  const many = (length: number): TaskEnd[] =>
    Array.from({ length }, (_, index) => failed(`t${index}`, `message ${index}`))

  test('twenty are told, with not a word of others', () => {
    expect(blocks(...many(20))).toHaveLength(20)
    expect(blocks(...many(20)).join('')).not.toContain('more task')
  })

  test('the rest is counted', () => {
    expect(blocks(...many(21)).slice(20)).toEqual(['_1 more task not completed: only in the table below._'])
    expect(blocks(...many(100)).slice(20)).toEqual([
      '_80 more tasks not completed: only in the table below._',
    ])
  })

  test('hostile messages that do not fit are counted too', () => {
    const hostile = Array.from({ length: 20 }, (_, index) =>
      failed(`t${index}`, `${'@'.repeat(1_998)}${index}`),
    )
    const told = blocks(...hostile)
    const bytes = told.reduce((sum, block) => sum + Buffer.byteLength(block) + 1, 0)
    expect(told.length).toBeLessThan(20)
    expect(bytes).toBeLessThan(350_100)
    expect(told.at(-1)).toBe(`_${20 - (told.length - 1)} more tasks not completed: only in the table below._`)
  })
})
