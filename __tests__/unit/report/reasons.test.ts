// What each reason says, as people read it in an annotation and in the summary.
import { readFileSync } from 'node:fs'
import type { Outcome } from '../../../src/outcome.ts'
import { explain, explainInternalError } from '../../../src/report/reasons.ts'
import { aReport } from '../../support/builders.ts'
import { OUTCOMES } from '../../summaries/outcomes.ts'

/** As `reasons.txt` has it: how a reason follows a number of tasks, its title, what happened, what to do. */
const entryOf = (outcome: Outcome): string => {
  const { title, counted, happened, todo } = explain(aReport(outcome))
  return [`${outcome.kind}: 2 ${counted}`, title, happened, todo].join('\n  ').trimEnd()
}
const told = readFileSync(new URL('../../summaries/reasons.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n\n')

test.each(OUTCOMES.map((outcome, index) => [outcome.kind, outcome, told[index]] as const))(
  'the reason %s is told as reasons.txt has it',
  (_kind, outcome, entry) => {
    expect(entryOf(outcome)).toBe(entry)
  },
)

test('every entry of reasons.txt is told of some outcome', () => {
  expect(told).toHaveLength(OUTCOMES.length)
})

test('a step that is interrupted while it saves says that the task is completed', () => {
  const { happened, todo } = explain(
    aReport({ kind: 'interrupted', signal: 'SIGTERM' }, { status: 'completed' }),
  )
  expect(happened).toBe('Task task-1 is completed, but saving its audio was interrupted (SIGTERM).')
  expect(todo).toMatch(/^The outputs `result` and `audioUrl` are there\./)
})

test('an internal error that no task can be blamed for ended the step', () => {
  expect(explainInternalError('Error: EACCES\n').happened).toBe(
    'An internal error ended the step: Error: EACCES\\n.',
  )
})

test('only what MountSea itself ended is told in its own words', () => {
  const vendors = OUTCOMES.filter((outcome) => explain(aReport(outcome)).isVendors === true)
  expect(vendors.map(({ kind }) => kind)).toEqual(['task-failed', 'task-cancelled', 'task-timeout'])
})
