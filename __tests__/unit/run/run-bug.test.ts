/** A bug of ours in the middle of a poll is told as one, at once; it must not pass for a fault of the network until the deadline. */
import { recordOf, stepWorld } from '../../support/step-world.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

class BrokenClock extends VirtualClock {
  override wallMs(): number {
    throw new TypeError('a bug of ours')
  }
}

test('a bug in the sorting of an answer ends the step as internal-error after one request', async () => {
  const world = stepWorld({ clock: new BrokenClock(), api: (request) => recordOf(request, 'completed') })
  expect(await world.run()).toBe(false)
  expect(world.requests).toHaveLength(1)
  expect(world.runner.outputs['reason']).toBe('internal-error')
  expect(world.runner.annotations('error')[0]).toContain('TypeError: a bug of ours')
})
