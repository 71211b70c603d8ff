/** Properties of every schedule: thousands of random worlds in virtual time. */
import fc from 'fast-check'
import { problemRow } from '../../../src/mountsea/problems.ts'
import { badAnswer, httpStatus, notFound, rateLimited, transient } from '../../support/builders.ts'
import { WaitWorld, type Slow } from '../../support/wait-world.ts'

/** Chance is new in each run. More cases would take minutes on a busy machine; a mutation run uses fewer. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 200)
const LAST_POLL_MS = 10_000

const transientError = fc.oneof(
  fc.constant(transient()),
  fc.nat(100_000).map((ms) => transient(httpStatus(503), ms)),
  fc.nat(100_000).map((ms) => rateLimited(ms)),
)
const problem = fc.oneof(transientError, fc.constantFrom(notFound, badAnswer))
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const chances = fc.array(chance, { minLength: 1, maxLength: 20 })
const aCase = fc
  .record({
    timeoutMs: fc.integer({ min: 1, max: 600_000 }),
    pollIntervalMs: fc.integer({ min: 100, max: 20_000 }),
    more: fc.nat(30_000),
    doneAtMs: fc.nat(900_000),
    problems: fc.array(problem, { maxLength: 12 }),
    latencyMs: fc.nat(2_000),
    chances,
    wallJumpMs: fc.integer({ min: -1e9, max: 1e9 }),
  })
  .map(({ more, ...rest }) => ({ ...rest, maxPollIntervalMs: rest.pollIntervalMs + more }))

type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never

const inTurn = (numbers: readonly number[]): (() => number) => {
  let taken = 0
  return () => numbers[taken++ % numbers.length] ?? 0
}

/**
 * The wait for a task that is completed at `doneAtMs`; from its second poll on the API sends the problems, then records again. The
 * system's date jumps at each poll, so no property depends on it.
 */
async function play(given: Case): Promise<{ world: WaitWorld; kind: string }> {
  const world = new WaitWorld({ ...given, random: inTurn(given.chances) }, ({ atMs, poll }) => {
    world.clock.wallJumpMs += given.wallJumpMs
    const answer = given.problems[poll - 2] ?? (atMs < given.doneAtMs ? 'processing' : 'completed')
    return { answer, afterMs: given.latencyMs }
  })
  const [kind = ''] = await world.kinds()
  return { world, kind }
}

function always(claim: string, hold: (given: Case) => Promise<void>): void {
  test(claim, () => fc.assert(fc.asyncProperty(aCase, hold), { numRuns: RUNS }))
}

always(
  'no request leaves after the deadline, and the last one is under way then, for ten seconds more',
  async (given) => {
    const { world, kind } = await play(given)
    const lastMs = world.times.at(-1) ?? -1
    expect(lastMs).toBeLessThanOrEqual(given.timeoutMs)
    if (kind === 'completed') expect(lastMs).toBeGreaterThanOrEqual(given.doneAtMs)
    else expect(lastMs + given.latencyMs).toBeGreaterThanOrEqual(given.timeoutMs)
    expect(world.clock.nowMs()).toBeLessThanOrEqual(given.timeoutMs + LAST_POLL_MS)
    expect(world.clock.asleep).toBe(0)
  },
)

always('a task that is done in time is completed', async (given) => {
  const { kind } = await play({ ...given, problems: [] })
  if (given.doneAtMs > given.timeoutMs) expect(kind).toBe('wait-timeout')
  // A poll that is under way at the deadline is the last one, and may have left before the task was done.
  else if (given.doneAtMs + given.latencyMs <= given.timeoutMs) expect(kind).toBe('completed')
})

always('problems that end long before the deadline never cost the result', async (given) => {
  const { kind } = await play({ ...given, doneAtMs: 1, timeoutMs: 3_600_000 })
  expect(kind).toBe('completed')
})

always('no gap between two polls is shorter or longer than the README says', async (given) => {
  const { world } = await play(given)
  world.times.slice(1).forEach((atMs, index) => {
    if (atMs >= given.timeoutMs) return
    const answeredMs = (world.times[index] ?? 0) + given.latencyMs
    const before = given.problems[index - 1]
    let [least, most] = [0, 0]
    if (before?.kind === 'problem' && problemRow(before.problem).course === 'passes') {
      const isRateLimit = before.problem.kind === 'rate-limit'
      least = Math.max(500, before.retryAfterMs, isRateLimit ? given.pollIntervalMs : 0)
      most = Math.max(30_000, before.retryAfterMs * 1.1, least)
    } else {
      most = Math.min(Math.max(answeredMs / 10, given.pollIntervalMs), given.maxPollIntervalMs)
      least = most * 0.9
    }
    expect(atMs - answeredMs).toBeGreaterThanOrEqual(least - 0.001)
    expect(atMs - answeredMs).toBeLessThanOrEqual(most + 0.001)
  })
})

const terminal = fc.constantFrom('completed', 'failed', 'cancelled', 'timeout')
const fate = fc.record({ status: terminal, doneAtMs: fc.nat(50_000), latencyMs: fc.nat(900) })
const fates = fc.array(fate, { minLength: 1, maxLength: 20 })

test('each task ends with its own status, in the order of the IDs, whichever ends first', async () => {
  await fc.assert(
    fc.asyncProperty(fates, chances, async (tasks, given) => {
      const world = new WaitWorld(
        { timeoutMs: 600_000, tasks: tasks.length, random: inTurn(given) },
        ({ taskId, atMs }) => {
          const { status = '', doneAtMs = 0, latencyMs = 0 } = tasks[Number(taskId.slice(5)) - 1] ?? {}
          return { answer: atMs >= doneAtMs ? status : 'processing', afterMs: latencyMs }
        },
      )
      const ends = await world.ends()
      expect(ends.map(({ taskId, task }) => [taskId, task?.status])).toEqual(
        tasks.map(({ status }, index) => [`task-${index + 1}`, status]),
      )
    }),
    { numRuns: 300 },
  )
})

const answer = fc.oneof(problem, fc.constant('processing'))
const afterMs = fc.oneof(fc.nat(20_000), fc.constant(Infinity))
const slowAnswers = fc.array(fc.record({ answer, afterMs }), { minLength: 1, maxLength: 8 })
const [someTasks, aMoment] = [fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 59_000 })]

test('whenever a signal comes, all waits end at that moment, and nothing is asked or reported after it', async () => {
  await fc.assert(
    fc.asyncProperty(slowAnswers, someTasks, aMoment, chances, async (answers, tasks, stopMs, given) => {
      let asked = 0
      const next = (): Slow => answers[asked++ % answers.length] ?? { answer: '', afterMs: 0 }
      const world = new WaitWorld({ tasks, random: inTurn(given) }, next)
      world.interruptAt(stopMs)
      for (const kind of await world.kinds())
        expect(['interrupted', 'not-found', 'bad-answer']).toContain(kind)
      expect(world.clock.nowMs()).toBeLessThanOrEqual(stopMs)
      for (const { atMs } of [...world.requests, ...world.events]) expect(atMs).toBeLessThanOrEqual(stopMs)
      // If all tasks ended first, only the signal is still sleeping.
      expect(world.clock.asleep).toBe(world.clock.nowMs() < stopMs ? 1 : 0)
    }),
    { numRuns: 300 },
  )
})
