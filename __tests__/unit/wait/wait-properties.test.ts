/** What holds for every schedule: thousands of random worlds in virtual time. */
import fc from 'fast-check'
import type { Answer } from '../../../src/api/answer.ts'
import { badAnswer, notFound, rateLimited, record, transient } from '../../support/builders.ts'
import { waitWorld, type Script } from '../../support/wait-world.ts'

/** A mutation run does with less (jest.mutation.config.js). */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000) }
const LAST_POLL_MS = 10_000

interface Case {
  readonly timeoutMs: number
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
  readonly doneAtMs: number
  readonly faults: readonly Answer[]
  readonly latencyMs: number
  readonly dice: readonly number[]
  readonly wallJumpMs: number
}

const fault = fc.oneof(
  fc.constant(transient('HTTP 502')),
  fc.nat(100_000).map((ms) => transient('HTTP 503', ms)),
  fc.nat(100_000).map((ms) => rateLimited(ms)),
  fc.constant(notFound),
  fc.constant(badAnswer),
)
const aCase: fc.Arbitrary<Case> = fc
  .record({
    timeoutMs: fc.integer({ min: 1, max: 600_000 }),
    pollIntervalMs: fc.integer({ min: 100, max: 20_000 }),
    more: fc.nat(30_000),
    doneAtMs: fc.nat(900_000),
    faults: fc.array(fault, { maxLength: 12 }),
    latencyMs: fc.nat(2_000),
    dice: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    }),
    wallJumpMs: fc.integer({ min: -1e9, max: 1e9 }),
  })
  .map(({ more, ...rest }) => ({ ...rest, maxPollIntervalMs: rest.pollIntervalMs + more }))

/** A task that is done at `doneAtMs`; from its second poll on, its API fails as often as there are faults. */
function play(given: Case): ReturnType<typeof waitWorld> {
  let rolls = 0
  const script: Script = ({ atMs, poll }) => {
    world.clock.wallJumpMs += given.wallJumpMs
    const standIn = given.faults[poll - 2]
    const answer =
      poll > 1 && standIn !== undefined ? standIn : record(atMs < given.doneAtMs ? 'processing' : 'completed')
    return { answer, afterMs: given.latencyMs }
  }
  const world = waitWorld(script, given, () => given.dice[rolls++ % given.dice.length] ?? 0)
  return world
}

test('no request leaves after the deadline, and every wait is over ten seconds after it', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (given) => {
      const world = play(given)
      await world.ends()
      for (const { atMs } of world.requests) expect(atMs).toBeLessThanOrEqual(given.timeoutMs)
      expect(world.clock.nowMs()).toBeLessThanOrEqual(given.timeoutMs + LAST_POLL_MS)
      expect(world.clock.asleep).toBe(0)
    }),
    RUNS,
  )
})

test('the last poll leaves at the deadline or is under way then, unless the task was done before', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (given) => {
      const world = play(given)
      const [end] = await world.ends()
      const last = world.requests.at(-1)?.atMs ?? -1
      if (end?.outcome.kind === 'completed') expect(last).toBeGreaterThanOrEqual(given.doneAtMs)
      else expect(last + given.latencyMs).toBeGreaterThanOrEqual(given.timeoutMs)
    }),
    RUNS,
  )
})

test('a task that is done in time is completed, whatever the faults on the way', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (given) => {
      const world = play({ ...given, faults: [] })
      const [end] = await world.ends()
      const askedWhenDone = world.requests.some(({ atMs }) => atMs >= given.doneAtMs)
      expect(end?.outcome.kind).toBe(askedWhenDone ? 'completed' : 'wait-timeout')
      if (given.doneAtMs + given.latencyMs <= given.timeoutMs) expect(end?.outcome.kind).toBe('completed')
      const [withFaults] = await play(given).ends()
      expect(['completed', 'wait-timeout', 'unreachable']).toContain(withFaults?.outcome.kind)
      if (withFaults?.outcome.kind === 'completed') expect(withFaults.task?.status).toBe('completed')
    }),
    RUNS,
  )
})

test('no gap breaks the contract', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (given) => {
      const world = play(given)
      await world.ends()
      world.requests.slice(1).forEach(({ atMs }, index) => {
        if (atMs >= given.timeoutMs) return
        const answeredMs = (world.requests[index]?.atMs ?? 0) + given.latencyMs
        const gap = atMs - answeredMs
        const before = index === 0 ? undefined : given.faults[index - 1]
        const slack = 0.001
        if (before?.kind === 'transient') {
          const atLeast = Math.max(500, before.retryAfterMs, before.rateLimited ? given.pollIntervalMs : 0)
          expect(gap).toBeGreaterThanOrEqual(atLeast - slack)
          expect(gap).toBeLessThanOrEqual(Math.max(30_000, before.retryAfterMs * 1.1, atLeast) + slack)
        } else {
          const wanted = Math.min(Math.max(answeredMs / 10, given.pollIntervalMs), given.maxPollIntervalMs)
          expect(gap).toBeGreaterThanOrEqual(wanted * 0.9 - slack)
          expect(gap).toBeLessThanOrEqual(wanted + slack)
        }
      })
    }),
    RUNS,
  )
})

test('a system clock that jumps changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (given) => {
      const [steady, jumping] = [play({ ...given, wallJumpMs: 0 }), play(given)]
      const ends = [await steady.ends(), await jumping.ends()]
      expect(ends[1]).toEqual(ends[0])
      expect(jumping.requests).toEqual(steady.requests)
    }),
    { numRuns: 300 },
  )
})

test('a fault that ends the day before the deadline never costs the result', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, fc.integer({ min: 1, max: 20 }), async (given, outages) => {
      const faults = Array<Answer>(outages).fill(transient('HTTP 503'))
      const world = play({ ...given, faults, doneAtMs: 0, timeoutMs: 3_600_000 })
      const [end] = await world.ends()
      expect(end?.outcome.kind).toBe('completed')
    }),
    { numRuns: 200 },
  )
})
