// The error annotations: one for each task that is not completed, up to GitHub's limit for a step.
import type { Outcome } from '../../../src/outcome.ts'
import { errorAnnotations } from '../../../src/tell/log.ts'
import type { TaskSnapshot } from '../../../src/snapshot.ts'
import { aReport } from '../../support/builders.ts'

const DONE = aReport({ kind: 'completed' })
const FAILED: Outcome = { kind: 'task-failed' }
const failures = (count: number): TaskSnapshot[] =>
  Array.from({ length: count }, (_, index) => aReport(FAILED, { taskId: `t${index + 1}` }))
const messageOf = (report: TaskSnapshot): string => errorAnnotations([report], null)[0]?.message ?? ''

test('a task that is not completed has one, with what happened first and then what to do', () => {
  const failed = aReport(FAILED, { errorMessage: 'bad lyrics', errorCode: 4201, traceId: 't1' })
  expect(errorAnnotations([DONE, failed, DONE], null)).toEqual([
    {
      title: 'MountSea task failed',
      message:
        'Task task-1 failed at MountSea: bad lyrics (errorCode 4201, traceId t1). ' +
        'Submit a new task, and change it if the message says so. Polling this one again gives the same answer.',
    },
  ])
  expect(errorAnnotations([DONE, DONE], null)).toEqual([])
})

test.each([
  [9, 9, undefined],
  [10, 10, '1 more task is not completed'],
  [11, 10, '2 more tasks are not completed'],
  [100, 10, '91 more tasks are not completed'],
])(
  'of %d tasks not completed there are %d annotations, the tenth with a count of the rest',
  (red, shown, rest) => {
    const annotations = errorAnnotations(
      failures(red).flatMap((failed) => [DONE, failed]),
      null,
    )
    expect(annotations).toHaveLength(shown)
    expect(annotations[8]?.message).toContain('Task t9 failed')
    if (rest === undefined) return
    expect(annotations[9]?.title).toBe('More MountSea tasks not completed')
    expect(annotations[9]?.message).toContain(rest)
  },
)

test('an ordinary message of 2,000 characters is whole, with what support asks for', () => {
  const message = messageOf(
    aReport(FAILED, { errorMessage: 'm'.repeat(2_000), errorCode: 4201, traceId: 't1' }),
  )
  expect(message).toContain(`${'m'.repeat(2_000)} (errorCode 4201, traceId t1).`)
})

test('texts that GitHub would cut still end with what to do', () => {
  const texts = { taskId: 'i'.repeat(256), errorMessage: '\u0007'.repeat(3_000), traceId: 't'.repeat(300) }
  const message = messageOf(aReport(FAILED, texts))
  expect(message.length).toBeLessThanOrEqual(4_096)
  expect(message.indexOf('… Submit a new task')).toBe(2_999)
})
