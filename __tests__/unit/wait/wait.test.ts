/** The wait for one task, in virtual time: when requests leave, and how it ends. */
import { record, notFound, rateLimited, transient, unauthorized } from '../../support/builders.ts'
import { waitWorld } from '../../support/wait-world.ts'

const times = (world: { requests: readonly { atMs: number }[] }): number[] =>
  world.requests.map((request) => request.atMs)

describe('polling', () => {
  test('asks at once, then with gaps that grow with the wait, and ends with the record', async () => {
    const world = waitWorld(({ atMs }) => record(atMs < 120_000 ? 'processing' : 'completed'), {
      timeoutMs: 600_000,
    })
    const [end] = await world.ends()
    expect(times(world).slice(0, 4)).toEqual([0, 5_000, 10_000, 15_000])
    expect(times(world).length).toBeLessThan(25)
    expect(end?.outcome).toEqual({ kind: 'completed' })
    expect(end?.task?.status).toBe('completed')
  })

  test('never asks again after a final status', async () => {
    for (const status of ['completed', 'failed', 'cancelled', 'timeout']) {
      const world = waitWorld(() => record(status))
      await world.ends()
      expect(world.requests).toHaveLength(1)
      expect(world.clock.asleep).toBe(0)
    }
  })

  test('tells of every poll that brought a record, or a fault on the way to one', async () => {
    const world = waitWorld(
      ({ poll }) => [transient('HTTP 502'), record('pending')][poll - 1] ?? record('failed'),
    )
    await world.ends()
    expect(world.events.map(({ task, fault }) => task?.status ?? fault)).toEqual([
      'HTTP 502',
      'pending',
      'failed',
    ])
    expect(world.events[1]).toMatchObject({ taskId: 'task-1', atMs: 500 })
  })

  test('does not tell of an answer that ends the wait without a record: the end says it', async () => {
    const world = waitWorld(() => unauthorized)
    await world.ends()
    expect(world.events).toEqual([])
  })
})

describe('the deadline', () => {
  test('cuts the last sleep, so that one last poll leaves right then, and it wins', async () => {
    const world = waitWorld(({ atMs }) => record(atMs < 12_345 ? 'processing' : 'completed'), {
      timeoutMs: 12_345,
    })
    const [end] = await world.ends()
    expect(times(world)).toEqual([0, 5_000, 10_000, 12_345])
    expect(end?.outcome.kind).toBe('completed')
  })

  test('is a wait-timeout where the last poll brings a task that goes on', async () => {
    const [end] = await waitWorld(() => record('assigned'), { timeoutMs: 8_000 }).ends()
    expect(end?.outcome).toEqual({ kind: 'wait-timeout', timeoutMs: 8_000 })
    expect(end?.task?.status).toBe('assigned')
  })

  test('is unreachable where the last poll brings no record, and says what was seen', async () => {
    const world = waitWorld(
      ({ poll }) => [record('pending'), transient('HTTP 502')][poll - 1] ?? transient('HTTP 503'),
      {
        timeoutMs: 7_000,
      },
    )
    const [end] = await world.ends()
    expect(end?.outcome.kind).toBe('unreachable')
    const seen = end?.outcome.kind === 'unreachable' ? [...end.outcome.seen] : []
    expect(seen).toEqual([
      ['HTTP 502', 1],
      ['HTTP 503', world.requests.length - 2],
    ])
    expect(end?.task?.status).toBe('pending')
  })

  test('comes sooner than Retry-After', async () => {
    const world = waitWorld(({ atMs }) => (atMs === 0 ? rateLimited(31_536_000_000) : record('completed')))
    const [end] = await world.ends()
    expect(times(world)).toEqual([0, 60_000])
    expect(end?.outcome.kind).toBe('completed')
  })

  test('is given ten seconds for a request that is under way, which is the last poll then', async () => {
    const world = waitWorld(({ atMs }) =>
      atMs < 55_000 ? record('processing') : { answer: record('completed'), afterMs: 14_999 },
    )
    const [end] = await world.ends()
    expect(end?.outcome.kind).toBe('completed')
    expect(world.clock.nowMs()).toBeLessThanOrEqual(70_000)
  })

  test('gives up a silent last poll after ten seconds', async () => {
    const world = waitWorld(({ atMs }) =>
      atMs < 60_000 ? record('processing') : { answer: 'never', afterMs: 0 },
    )
    const [end] = await world.ends()
    expect(world.clock.nowMs()).toBe(70_000)
    expect(end?.outcome).toMatchObject({ kind: 'unreachable', timeoutMs: 60_000 })
    expect(end?.task?.status).toBe('processing')
  })
})

describe('a request', () => {
  test('that is silent is given up after 30 s and asked again', async () => {
    const world = waitWorld(({ poll }) =>
      poll === 1 ? { answer: 'never', afterMs: 0 } : record('completed'),
    )
    const [end] = await world.ends()
    expect(times(world)).toEqual([0, 30_500])
    expect(end?.outcome.kind).toBe('completed')
    expect(world.events[0]?.fault).toBe('no complete answer in time')
  })

  test('that is answered within 30 s is waited for', async () => {
    const world = waitWorld(() => ({ answer: record('completed'), afterMs: 29_999 }))
    const [end] = await world.ends()
    expect(end?.outcome.kind).toBe('completed')
    expect(world.requests).toHaveLength(1)
  })
})

describe('retries', () => {
  test('back off, with full jitter and a floor', async () => {
    const world = waitWorld(
      ({ poll }) => (poll < 5 ? transient() : record('completed')),
      {},
      () => 0.5,
    )
    await world.ends()
    expect(times(world)).toEqual([0, 500, 1_500, 3_500, 7_500])
  })

  test('after a 429 wait at least poll-interval', async () => {
    const world = waitWorld(({ poll }) => (poll === 1 ? rateLimited() : record('completed')))
    await world.ends()
    expect(times(world)).toEqual([0, 5_000])
  })

  test('of a 404 come after the ordinary gap', async () => {
    const world = waitWorld(({ poll }) => (poll < 3 ? notFound : record('completed')))
    await world.ends()
    expect(times(world)).toEqual([0, 5_000, 10_000])
  })
})

describe('a stop', () => {
  const interrupted = { kind: 'interrupted', signal: 'SIGTERM' } as const

  test('during a sleep ends the wait at once, with the last record', async () => {
    const world = waitWorld(() => record('processing'))
    void world.clock.sleep(2_000, new AbortController().signal).then(() => world.stop(interrupted))
    const [end] = await world.ends()
    expect(end).toMatchObject({ outcome: interrupted, task: { status: 'processing' } })
    expect(world.clock.nowMs()).toBe(2_000)
    expect(world.requests).toHaveLength(1)
  })

  test('during a request gives it up at once', async () => {
    const world = waitWorld(() => ({ answer: 'never', afterMs: 0 }))
    void world.clock.sleep(2_000, new AbortController().signal).then(() => world.stop(interrupted))
    const [end] = await world.ends()
    expect(end?.outcome).toEqual(interrupted)
    expect(world.clock.nowMs()).toBe(2_000)
  })

  test('before the start asks nothing', async () => {
    const world = waitWorld(() => record('completed'))
    world.stop(interrupted)
    const [end] = await world.ends()
    expect(end?.outcome).toEqual(interrupted)
    expect(world.requests).toEqual([])
  })

  test.each([
    ['completed', 'completed'],
    ['processing', 'interrupted'],
  ])('does not throw away a record that has just come in: %s ends as %s', async (status, kind) => {
    const world = waitWorld(() => ({ answer: record(status), afterMs: 5_000, evenIfGivenUp: true }))
    void world.clock.sleep(2_000, new AbortController().signal).then(() => world.stop(interrupted))
    const [end] = await world.ends()
    expect(end).toMatchObject({ outcome: { kind }, task: { status } })
    expect(world.events).toHaveLength(1)
  })
})
