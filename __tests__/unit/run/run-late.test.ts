/** What comes when every task is completed already: a signal takes nothing away, a fault of ours does. */
import { recordOf, stepWorld, type StepWorld } from '../../support/step-world.ts'

/** A step whose only task completes in spite of a stop that came a moment before. */
function stoppedAtTheLastMoment(...why: Parameters<StepWorld['stop']>): StepWorld {
  const world = stepWorld({
    api(request) {
      world.stop(...why)
      return recordOf(request, 'completed')
    },
  })
  return world
}

test('a signal: the step is green, since every task is completed', async () => {
  const world = stoppedAtTheLastMoment({ kind: 'interrupted', signal: 'SIGTERM' })
  expect(await world.run()).toBe(true)
  expect(world.runner.outputs['reason']).toBe('completed')
})

test('a fault: the step is red, its reason says so, and the result is there all the same', async () => {
  const world = stoppedAtTheLastMoment({ kind: 'internal-error', why: 'the log cannot be written' })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs).toMatchObject({ status: 'completed', reason: 'internal-error' })
  expect(world.runner.annotations('error')[0]).toContain('the log cannot be written')
})
