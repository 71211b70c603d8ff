// What each reason says, as people read it in an annotation and in the summary.
import { readFileSync } from 'node:fs'
import type { Outcome } from '../../../src/outcome.ts'
import { explain, explainInternalError } from '../../../src/tell/reasons.ts'
import { aReport } from '../../support/builders.ts'
import { OUTCOMES } from '../../summaries/outcomes.ts'

/** As `reasons.txt` has it: the reason, its title, what happened, what to do. */
const entryOf = (outcome: Outcome): string => {
  const { title, happened, todo } = explain(aReport(outcome))
  return [outcome.kind, title, happened, todo].join('\n  ').trimEnd()
}
const told = readFileSync(new URL('../../summaries/reasons.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n\n')

test.each(OUTCOMES.map((outcome, index) => [outcome.kind, outcome, told[index]] as const))(
  'the reason %s has the text in reasons.txt',
  (_kind, outcome, entry) => {
    expect(entryOf(outcome)).toBe(entry)
  },
)

test('every entry of reasons.txt belongs to an outcome', () => {
  expect(told).toHaveLength(OUTCOMES.length)
})

test('a step that is interrupted while it saves says that the task is completed', () => {
  const { happened, todo } = explain(
    aReport({ kind: 'interrupted', signal: 'SIGTERM' }, { status: 'completed' }),
  )
  expect(happened).toBe('Task task-1 is completed, but saving its files was interrupted (SIGTERM).')
  expect(todo).toMatch(/^The outputs `result` and `audioUrl` are there\./)
})

test('an internal error of two lines is one line, cut at 2,000 characters', () => {
  const happened = (message: string): string =>
    explainInternalError({ kind: 'internal-error', message, isMachines: false }).happened
  expect(happened('Error: EACCES\n')).toBe('An internal error ended the step: Error: EACCES\\n.')
  expect(happened('\n'.repeat(1_001))).toMatch(/: (?:\\n){999}\\…\.$/)
})

test.each([
  ['Success', /another product's word/],
  [' canceled ', /another product's word/],
  ['time out', /another product's word/],
  ['polishing', /a newer release/],
  ['unfinished', /a newer release/],
])('a task that waits in an unknown status, %s, has a hint about its meaning', (status, hint) => {
  const { todo } = explain(aReport({ kind: 'wait-timeout', timeoutMs: 1 }, { status }))
  expect(todo).toMatch(hint)
  expect(todo).toMatch(/To wait for the same task again, choose "Re-run failed jobs"/)
})
