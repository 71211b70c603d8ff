// The blocks of the summary for what went wrong: a heading where it takes one, what happened, what to do.
import { failureBlocks } from '../../../src/report/failures.ts'
import type { TaskReport } from '../../../src/step-report.ts'
import { plain } from '../../summaries/reading.ts'
import { failed, song, task, waiting } from '../../summaries/reports.ts'

/** The blocks as text, each a list of paragraphs; what to do is told by `reasons.test.ts`. */
const blocks = (...tasks: TaskReport[]): string[][] =>
  failureBlocks(tasks).map((block) =>
    plain(block)
      .replace(/(\*\*What to do:\*\*) .*/, '$1')
      .split('\n\n'),
  )

const interrupted = (taskId: string): TaskReport => ({
  ...waiting(taskId, { kind: 'interrupted', signal: 'SIGTERM' }, 5_000),
  task: task(taskId, 'processing'),
})
const INTERRUPTED = 'The wait for task a was interrupted (SIGTERM); its last status is processing.'
const DETAILS = 'Error code <code>4201</code> · Trace ID for MountSea support <code>trace-a</code>'

test.each<[string, TaskReport, string[]]>([
  ['that MountSea failed is told in its words', failed('a', 'no'), ['> <code>no</code>', DETAILS]],
  [
    'that MountSea cancelled is told in its words',
    { ...failed('a', 'no'), outcome: { kind: 'task-cancelled' } },
    ['> <code>no</code>', DETAILS],
  ],
  [
    'of which MountSea said nothing is told in ours',
    failed('a', '', { errorCode: '', traceId: '' }),
    ['Task a failed at MountSea.'],
  ],
  [
    'that goes on is told in our words, and then in those of MountSea',
    { ...interrupted('a'), task: task('a', 'processing', { errorMessage: 'slow today', traceId: 't' }) },
    [INTERRUPTED, '> <code>slow today</code>', 'Trace ID for MountSea support <code>t</code>'],
  ],
  [
    'with one detail has it alone',
    failed('a', 'no', { traceId: '' }),
    ['> <code>no</code>', 'Error code <code>4201</code>'],
  ],
])('one task %s, without a heading', (_what, report, paragraphs) => {
  expect(blocks(report)).toEqual([[...paragraphs, '**What to do:**']])
})

test('tasks that ended in the very same way share a block, with the number of the first', () => {
  const tasks = [failed('x', 'no'), interrupted('a'), interrupted('b'), song('c', 'C'), interrupted('d')]
  const [, shared, ...others] = blocks(...tasks)
  expect(shared).toEqual([
    '#### 3 tasks: Wait for MountSea task interrupted',
    'They ended alike; the first is number 2 in the table:',
    INTERRUPTED,
    '**What to do:**',
  ])
  expect(others).toEqual([])
})

const alike = failed('b', 'no', { traceId: 't' })

test.each<[string, TaskReport, TaskReport]>([
  ['status', interrupted('a'), { ...interrupted('b'), task: task('b', 'ready') }],
  ['message', failed('a', 'never', { traceId: 't' }), alike],
  ['trace ID', failed('a', 'no', { traceId: 'u' }), alike],
  ['reason', { ...failed('a', 'no', { traceId: 't' }), outcome: { kind: 'task-cancelled' } }, alike],
])('tasks that differ in their %s have a block each', (_what, one, other) => {
  expect(blocks(one, other)).toHaveLength(2)
})

test('twenty blocks are shown, and the tasks of the rest counted', () => {
  const many = (length: number): TaskReport[] =>
    Array.from({ length }, (_, index) => failed(`t${index}`, `message ${index}`))
  expect(blocks(...many(20))).toHaveLength(20)
  expect(
    blocks(...many(20))
      .flat()
      .join(),
  ).not.toContain('more task')
  expect(blocks(...many(21)).slice(20)).toEqual([['_1 more task not completed: only in the table below._']])
  const shared = [...many(20), interrupted('a'), interrupted('b')]
  expect(blocks(...shared).slice(20)).toEqual([['_2 more tasks not completed: only in the table below._']])
})

test('hostile messages that do not fit are counted too', () => {
  const hostile = Array.from({ length: 20 }, (_, index) =>
    failed(`t${index}`, `${'@'.repeat(1_998)}${index}`),
  )
  const told = failureBlocks(hostile)
  expect(told.length).toBeLessThan(20)
  expect(Buffer.byteLength(told.join('\n'))).toBeLessThan(350_100)
  expect(told.at(-1)).toBe(`_${21 - told.length} more tasks not completed: only in the table below._`)
})

test('an ID is cut at 256 characters, an error code and a trace ID at 200', () => {
  const long = failed('i'.repeat(257), 'no', { errorCode: 'c'.repeat(201), traceId: 't'.repeat(201) })
  const text = blocks(long, song('a', 'A')).flat().join('\n')
  expect(text).toMatch(/<code>i{255}…<\/code>[^]*<code>c{199}…<\/code> · .*<code>t{199}…<\/code>/)
})
