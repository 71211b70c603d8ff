/** The wait for many tasks at once, in virtual time: what they share, and how one affects the others. */
import type { Answer } from '../../../src/mountsea/ask.ts'
import { notFound, rateLimited, redirect, transient, unauthorized } from '../../support/builders.ts'
import { unknownHost } from '../../support/builders.ts'
import { SILENCE, WaitWorld } from '../../support/wait-world.ts'

describe('a hundred tasks', () => {
  test('begin with eight polls at once; the other first polls are spread over one poll-interval', async () => {
    const world = new WaitWorld({ tasks: 100 }, () => 'completed')
    await world.ends()
    expect(world.times.filter((atMs) => atMs === 0)).toHaveLength(8)
    expect(world.times.filter((atMs) => atMs <= 2_500)).toHaveLength(8 + 92 / 2)
    expect(world.times.at(-1)).toBe(5_000)
  })

  test('never have more than eight requests under way, and get all of their last answers in ten seconds', async () => {
    const world = new WaitWorld({ tasks: 100 }, ({ atMs }) => ({
      answer: atMs < 59_000 ? 'pending' : 'completed',
      afterMs: 500,
    }))
    expect(await world.kinds()).toEqual(Array(100).fill('completed'))
    expect(world.mostAtOnce).toBe(8)
    expect(world.clock.nowMs()).toBeLessThanOrEqual(70_000)
  })

  test('end as unreachable if no connection is free in those ten seconds, with the last status', async () => {
    const world = new WaitWorld({ tasks: 100 }, ({ atMs }) => ({
      answer: 'pending',
      afterMs: atMs < 60_000 ? 0 : 4_000,
    }))
    const ends = await world.ends()
    expect(world.clock.nowMs()).toBe(70_000)
    const inTime = ends.filter(({ outcome }) => outcome.kind === 'wait-timeout')
    const late = ends.flatMap(({ outcome }) =>
      outcome.kind === 'unreachable' ? [outcome.problemCounts] : [],
    )
    expect([inTime.length, late.length]).toEqual([16, 84])
    expect(late.filter((counts) => counts.has('no free connection in time'))).toHaveLength(76)
    expect(ends.every(({ task }) => task?.status === 'pending')).toBe(true)
  })
})

describe('a 429', () => {
  test('for one task makes all tasks of the step wait, and a shorter one does not end that', async () => {
    const world = new WaitWorld({ tasks: 5 }, ({ taskId, atMs }) => {
      if (atMs > 0 || !['task-1', 'task-2'].includes(taskId)) return 'pending'
      return rateLimited(taskId === 'task-1' ? 20_000 : 6_000)
    })
    await world.ends()
    expect(world.times.find((atMs) => atMs > 0)).toBe(20_000)
  })

  test('for all tasks brings them back one by one, spread over one poll-interval', async () => {
    let chance = 0
    const world = new WaitWorld({ tasks: 8, random: () => (chance = (chance + 0.37) % 1) }, ({ poll }) =>
      poll === 1 ? rateLimited(5_000) : 'completed',
    )
    await world.ends()
    const returns = world.times.slice(8)
    expect(new Set(returns).size).toBe(8)
    const spreadMs = Math.max(...returns) - Math.min(...returns)
    expect(spreadMs).toBeGreaterThan(2_500)
    expect(spreadMs).toBeLessThanOrEqual(5_000)
  })

  test('every second costs no task its result: an API that admits one request a second is asked at that pace', async () => {
    let admittedMs = -Infinity
    const world = new WaitWorld({ timeoutMs: 1_800_000, tasks: 30, random: Math.random }, ({ atMs }) => {
      if (atMs - admittedMs < 1_000) return rateLimited(2_000)
      admittedMs = atMs
      return 'completed'
    })
    expect(await world.kinds()).toEqual(Array(30).fill('completed'))
  })
})

test('a 503 for one task delays no other task, whatever its Retry-After', async () => {
  const world = new WaitWorld({ tasks: 2 }, ({ taskId, atMs }) =>
    taskId === 'task-1' && atMs === 0 ? transient(undefined, 20_000) : 'pending',
  )
  await world.ends()
  expect(world.requests[2]).toMatchObject({ taskId: 'task-2', atMs: 5_000 })
})

test('a refused key ends all waits at once, and what is completed stays completed', async () => {
  const world = new WaitWorld({ tasks: 4 }, ({ taskId, poll }) => {
    if (taskId === 'task-1') return 'completed'
    if (taskId === 'task-2') return poll === 1 ? 'processing' : unauthorized
    return taskId === 'task-3' && poll > 1 ? SILENCE : 'processing'
  })
  const ends = await world.ends()
  expect(ends.map(({ outcome }) => outcome.kind).join(' ')).toBe(`completed${' unauthorized'.repeat(3)}`)
  expect(ends[3]?.task?.status).toBe('processing')
  expect(world.clock.nowMs()).toBe(5_000)
  expect(world.clock.asleep).toBe(0)
})

const REFUSED = transient({ kind: 'network', code: 'ECONNREFUSED' })

test.each<[string, string, Answer, Answer | string]>([
  ['a redirect is a bad answer if another task has a record', 'bad-answer', redirect, 'pending'],
  ['a redirect is a wrong endpoint if no task has a record', 'rejected', redirect, notFound],
  ['a host name may exist if another task has an answer', 'unreachable', unknownHost, 'pending'],
  ['a host name may exist if another task has any answer', 'unreachable', unknownHost, transient()],
  ['a host name is wrong if only network errors came', 'rejected', unknownHost, REFUSED],
])('%s: %s', async (_claim, kind, answer, other) => {
  const world = new WaitWorld({ tasks: 2 }, ({ taskId }) => (taskId === 'task-1' ? other : answer))
  expect((await world.kinds())[1]).toBe(kind)
})
