/** The wait for many tasks at once, in virtual time: connections, bursts, one pause for all, and fates that do not mix. */
import fc from 'fast-check'
import { rateLimited, record, transient, unauthorized } from '../../support/builders.ts'
import { waitWorld } from '../../support/wait-world.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `task-${index + 1}`)
const numberOf = (taskId: string): number => Number(taskId.replace('task-', ''))
const never = new AbortController().signal

describe('a hundred tasks', () => {
  test('start with eight polls at once and spread the rest over one poll-interval', async () => {
    const world = waitWorld(({ taskId }) => record('completed', taskId), { taskIds: ids(100) })
    await world.ends()
    const times = world.requests.map(({ atMs }) => atMs)
    expect(times.filter((atMs) => atMs === 0)).toHaveLength(8)
    expect(times.at(-1)).toBe(5_000)
    for (let atMs = 0; atMs < 5_000; atMs += 500) {
      expect(times.filter((time) => time > atMs && time <= atMs + 500).length).toBeLessThanOrEqual(10)
    }
  })

  test('never have more than eight requests under way', async () => {
    const world = waitWorld(
      ({ taskId, poll }) => ({ answer: record(poll < 4 ? 'pending' : 'completed', taskId), afterMs: 3_000 }),
      {
        taskIds: ids(100),
        timeoutMs: 3_600_000,
      },
    )
    await world.ends()
    expect(world.mostAtOnce()).toBe(8)
  })

  test('send their last polls in turn within ten seconds of the deadline', async () => {
    const world = waitWorld(
      ({ taskId, atMs }) => ({
        answer: record(atMs < 59_000 ? 'pending' : 'completed', taskId),
        afterMs: 500,
      }),
      {
        taskIds: ids(100),
      },
    )
    const ends = await world.ends()
    expect(ends.map(({ outcome }) => outcome.kind)).toEqual(Array(100).fill('completed'))
    expect(world.clock.nowMs()).toBeLessThanOrEqual(70_000)
  })

  test('whose turn does not come in those ten seconds are unreachable, with the status last seen', async () => {
    const world = waitWorld(
      ({ taskId, atMs }) => ({ answer: record('pending', taskId), afterMs: atMs < 60_000 ? 0 : 4_000 }),
      {
        taskIds: ids(100),
      },
    )
    const ends = await world.ends()
    expect(world.clock.nowMs()).toBe(70_000)
    const kinds = ends.map(({ outcome }) => outcome.kind)
    expect(kinds.filter((kind) => kind === 'wait-timeout')).toHaveLength(16)
    expect(kinds.filter((kind) => kind === 'unreachable')).toHaveLength(84)
    const turnless = ends.flatMap(({ outcome }) =>
      outcome.kind === 'unreachable' ? [...outcome.seen.keys()] : [],
    )
    expect(turnless).toContain('no free connection in time')
    expect(ends.every(({ task }) => task?.status === 'pending')).toBe(true)
  })
})

describe('a 429', () => {
  test('makes all tasks of the step wait', async () => {
    const world = waitWorld(
      ({ taskId, atMs }) =>
        taskId === 'task-1' && atMs === 0 ? rateLimited(20_000) : record('pending', taskId),
      { taskIds: ids(5) },
    )
    await world.ends()
    const later = world.requests.filter(({ atMs }) => atMs > 0)
    expect(Math.min(...later.map(({ atMs }) => atMs))).toBe(20_000)
  })

  test('does not bring back together those who were sent away together', async () => {
    let dice = 0
    const world = waitWorld(
      ({ taskId, poll }) => (poll === 1 ? rateLimited(5_000) : record('completed', taskId)),
      { taskIds: ids(8) },
      () => (dice = (dice + 0.37) % 1),
    )
    await world.ends()
    const returns = world.requests.filter(({ poll }) => poll === 2).map(({ atMs }) => atMs)
    expect(new Set(returns).size).toBe(8)
    expect(Math.max(...returns) - Math.min(...returns)).toBeGreaterThan(1_000)
  })

  test('in a storm fails no task: an API that admits one request a second is served at that pace', async () => {
    let admittedMs = -Infinity
    const world = waitWorld(
      ({ taskId, atMs }) => {
        if (atMs - admittedMs < 1_000) return rateLimited(2_000)
        admittedMs = atMs
        return record('completed', taskId)
      },
      { taskIds: ids(30), timeoutMs: 1_800_000 },
      Math.random,
    )
    const ends = await world.ends()
    expect(ends.every(({ outcome }) => outcome.kind === 'completed')).toBe(true)
  })
})

describe('an end', () => {
  test('of one task does not stop the others', async () => {
    const world = waitWorld(
      ({ taskId, poll }) =>
        record(taskId === 'task-2' ? 'failed' : poll < 3 ? 'pending' : 'completed', taskId),
      {
        taskIds: ids(3),
      },
    )
    expect((await world.ends()).map(({ outcome }) => outcome.kind)).toEqual([
      'completed',
      'task-failed',
      'completed',
    ])
  })

  test('by a refused key ends all waits, and keeps what is done', async () => {
    const world = waitWorld(
      ({ taskId, atMs }) => {
        if (taskId === 'task-1') return record('completed', taskId)
        return taskId === 'task-3' && atMs >= 5_000 ? unauthorized : record('processing', taskId)
      },
      { taskIds: ids(4) },
    )
    const ends = await world.ends()
    expect(ends.map(({ outcome }) => outcome.kind)).toEqual([
      'completed',
      'unauthorized',
      'unauthorized',
      'unauthorized',
    ])
    expect(ends[1]?.task?.status).toBe('processing')
    expect(world.clock.nowMs()).toBe(5_000)
    expect(world.clock.asleep).toBe(0)
  })

  test('by a stop while half are done keeps what is done', async () => {
    const world = waitWorld(
      ({ taskId }) => record(numberOf(taskId) % 2 === 0 ? 'completed' : 'processing', taskId),
      { taskIds: ids(12) },
    )
    void world.clock.sleep(6_000, never).then(() => world.stop({ kind: 'interrupted', signal: 'SIGINT' }))
    const kinds = (await world.ends()).map(({ outcome }) => outcome.kind)
    expect(kinds.filter((kind) => kind === 'completed')).toHaveLength(6)
    expect(kinds.filter((kind) => kind === 'interrupted')).toHaveLength(6)
  })
})

test('the ends depend on the fates of the tasks, not on the order in which they finish', async () => {
  const FATES = ['completed', 'failed', 'cancelled', 'timeout'] as const
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ fate: fc.constantFrom(...FATES), doneAtMs: fc.nat(50_000), latencyMs: fc.nat(900) }),
        {
          minLength: 1,
          maxLength: 20,
        },
      ),
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
        minLength: 1,
        maxLength: 30,
      }),
      async (tasks, dice) => {
        let rolls = 0
        const world = waitWorld(
          ({ taskId, atMs }) => {
            const task = tasks[numberOf(taskId) - 1]
            const status = task !== undefined && atMs >= task.doneAtMs ? task.fate : 'processing'
            return { answer: record(status, taskId), afterMs: task?.latencyMs ?? 0 }
          },
          { taskIds: ids(tasks.length), timeoutMs: 600_000 },
          () => dice[rolls++ % dice.length] ?? 0,
        )
        const ends = await world.ends()
        expect(ends.map(({ taskId, task }) => [taskId, task?.status])).toEqual(
          tasks.map(({ fate }, index) => [`task-${index + 1}`, fate]),
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('an outage that hits all of a hundred tasks and ends costs none of them', async () => {
  const world = waitWorld(
    ({ taskId, atMs }) =>
      atMs > 20_000 && atMs < 300_000
        ? transient()
        : record(atMs < 400_000 ? 'pending' : 'completed', taskId),
    { taskIds: ids(100), timeoutMs: 1_800_000 },
    Math.random,
  )
  expect((await world.ends()).every(({ outcome }) => outcome.kind === 'completed')).toBe(true)
})
