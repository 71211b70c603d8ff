/** A stop, whenever it comes: all waits are over at that very moment, and nothing is asked or told afterwards. */
import fc from 'fast-check'
import type { Answer } from '../../../src/api/answer.ts'
import { badAnswer, notFound, rateLimited, record, transient, unauthorized } from '../../support/builders.ts'
import { waitWorld, type World } from '../../support/wait-world.ts'

const never = new AbortController().signal
const interrupted = { kind: 'interrupted', signal: 'SIGTERM' } as const
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `task-${index + 1}`)

function stopAt(world: World, atMs: number): void {
  void world.clock.sleep(atMs, never).then(() => world.stop(interrupted))
}

test.each([
  ['after a 429, while the pause that it asked for lasts', rateLimited(30_000)],
  ['after a 503 with Retry-After', transient('HTTP 503', 30_000)],
  ['during the ordinary gap', record('processing')],
])('%s ends the wait at once', async (_when, answer) => {
  const world = waitWorld(() => answer)
  stopAt(world, 2_000)
  const [end] = await world.ends()
  expect(end?.outcome).toEqual(interrupted)
  expect(world.clock.nowMs()).toBe(2_000)
  expect(world.requests).toHaveLength(1)
})

test('a refused key ends the waits of those who were sent away by a 429', async () => {
  const world = waitWorld(
    ({ taskId }) => (taskId === 'task-1' ? { answer: unauthorized, afterMs: 1_000 } : rateLimited(30_000)),
    { taskIds: ids(4) },
  )
  const ends = await world.ends()
  expect(new Set(ends.map(({ outcome }) => outcome.kind))).toEqual(new Set(['unauthorized']))
  expect(world.clock.nowMs()).toBe(1_000)
})

test('during a request, what the request was given up for is not told as a fault of the API', async () => {
  const world = waitWorld(() => ({ answer: 'never', afterMs: 0 }))
  stopAt(world, 2_000)
  await world.ends()
  expect(world.events).toEqual([])
})

test('whatever happens, and whenever it comes, all waits end at that moment, and no more is asked or told', async () => {
  const answer = fc.oneof(
    fc.constantFrom<Answer>(record('processing'), notFound, badAnswer),
    fc.nat(100_000).map((ms) => transient('HTTP 503', ms)),
    fc.nat(100_000).map((ms) => rateLimited(ms)),
  )
  const slow = fc.record({ answer: fc.oneof(answer, fc.constant('never' as const)), afterMs: fc.nat(20_000) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(slow, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 59_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async (answers, tasks, stopMs, dice) => {
        let asked = 0
        const world = waitWorld(
          ({ taskId }) => {
            const next = answers[asked++ % answers.length] ?? { answer: notFound, afterMs: 0 }
            return next.answer === 'never' || next.answer.kind !== 'record'
              ? next
              : { ...next, answer: record('processing', taskId) }
          },
          { taskIds: ids(tasks) },
          () => dice,
        )
        stopAt(world, stopMs)
        const ends = await world.ends()
        expect(ends.map(({ outcome }) => outcome.kind)).not.toContain('wait-timeout')
        expect(world.clock.nowMs()).toBeLessThanOrEqual(stopMs)
        for (const { atMs } of [...world.requests, ...world.events]) expect(atMs).toBeLessThanOrEqual(stopMs)
        expect(
          world.events.filter(({ atMs, fault }) => atMs === stopMs && fault === 'no complete answer in time'),
        ).toEqual([])
        expect(world.clock.asleep).toBe(world.clock.nowMs() < stopMs ? 1 : 0)
      },
    ),
    { numRuns: 300 },
  )
})
