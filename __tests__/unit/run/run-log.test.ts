/** The log as a whole: it fits on a screen, whatever goes on. */
import { recordOf, stepWorld, type StepScript } from '../../support/step-world.ts'

const MINUTE = 60_000
const ids = (count: number): string =>
  Array.from({ length: count }, (_, index) => `task-${index + 1}`).join('\n')
const numberOf = (taskId: string): number => Number(taskId.replace('task-', ''))

/** A task that is queued for 25 s and done after 20 minutes. */
const twentyMinutes: StepScript = (request) =>
  recordOf(
    request,
    request.atMs < 25_000 ? 'pending' : request.atMs < 20 * MINUTE ? 'processing' : 'completed',
    request.atMs < 20 * MINUTE
      ? {}
      : { createdAt: '2025-02-06T10:25:00Z', finishedAt: '2025-02-06T10:45:00Z' },
  )

/** How many lines the log has at the most in any second. */
function mostInASecond(lines: readonly string[]): number {
  const perSecond = Map.groupBy(lines, (line) => /^\[(?!.*still)[^\]]*\]/.exec(line)?.[0] ?? line)
  return Math.max(...[...perSecond.values()].map(({ length }) => length))
}

describe('one task, 20 minutes', () => {
  test('is told on one screen: each change, a line a minute, the end', async () => {
    const world = stepWorld({ api: twentyMinutes })
    expect(await world.run()).toBe(true)
    const { log } = world.runner
    expect(log.length).toBeLessThanOrEqual(24)
    expect(log.slice(0, 4)).toEqual([
      'Waiting for task a: up to 30m, asking every 5s to 15s.',
      '[0s] task a: pending',
      '[25s] task a: pending -> processing',
      '[1m 25s] still waiting, up to 30m: processing',
    ])
    expect(log.slice(-3)).toEqual([
      '[19m 25s] still waiting, up to 30m: processing',
      '[20m 7s] task a: processing -> completed',
      'a: completed (task took 20m, queued for 25s as seen from here, step waited 20m 7s)',
    ])
    for (const line of log) expect(line.length).toBeLessThanOrEqual(120)
  })

  test('of an API that fails with every other poll, not much more', async () => {
    const world = stepWorld({
      api: (request) => (request.count % 2 === 0 ? { status: 503, body: '' } : twentyMinutes(request)),
    })
    expect(await world.run()).toBe(true)
    expect(world.runner.log.length).toBeLessThanOrEqual(33)
    expect(world.runner.annotations('warning')).toHaveLength(1)
  })

  test('of an API that is down for ten of them: one warning, one line when it is back', async () => {
    const world = stepWorld({
      api: (request) =>
        request.atMs > 5 * MINUTE && request.atMs < 15 * MINUTE
          ? Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
          : twentyMinutes(request),
    })
    expect(await world.run()).toBe(true)
    expect(world.runner.annotations('warning')).toEqual([
      'MountSea API failing: The API does not tell of the task now: connection refused. Asking again, until `timeout` at most.',
    ])
    expect(world.runner.log.filter((line) => line.includes('answers again'))).toEqual([
      expect.stringMatching(/^\[15m( \d+s)?\] The API answers again, after (9m \d+s|10m( \d+s)?)\.$/),
    ])
    expect(world.runner.log.length).toBeLessThanOrEqual(26)
  })

  test('with polls in the debug log only', async () => {
    const world = stepWorld({ api: twentyMinutes })
    await world.run()
    expect(world.runner.values('debug')).toHaveLength(world.requests.length)
    expect(world.requests.length).toBeGreaterThan(80)
  })
})

describe('a hundred tasks', () => {
  test('that go the same way at the same time share their lines', async () => {
    const world = stepWorld({ inputs: { 'task-id': ids(100) }, api: twentyMinutes })
    expect(await world.run()).toBe(true)
    const { log } = world.runner
    expect(log[0]).toBe(
      'Waiting for 100 tasks task-1, task-2, task-3, task-4, task-5 and 95 more: up to 30m, asking every 5s to 15s.',
    )
    expect(log[1]).toBe('[0s] task task-1: pending')
    expect(log.length).toBeLessThanOrEqual(75)
    expect(mostInASecond(log)).toBeLessThanOrEqual(2)
    expect(log.at(-1)).toMatch(/^100 of 100 tasks completed \(100 completed\), after 20m \d+s\.$/)
  })

  test('that go each their own way have a line a change at most, and no second with more than a line a kind of change', async () => {
    const STATUSES = ['pending', 'ready', 'assigned', 'processing', 'completed']
    const world = stepWorld({
      inputs: { 'task-id': ids(100) },
      api: (request) => {
        const at = Math.floor(request.atMs / (30_000 + 2_000 * numberOf(request.taskId)))
        return recordOf(request, STATUSES[Math.min(at, 4)] ?? 'completed')
      },
    })
    expect(await world.run()).toBe(true)
    const { log } = world.runner
    expect(log.filter((line) => line.includes('->')).length).toBeLessThanOrEqual(400)
    expect(mostInASecond(log)).toBeLessThanOrEqual(5)
  })

  test('of an API that fails for one in ten polls, no flood', async () => {
    let dice = 0
    const world = stepWorld({
      inputs: { 'task-id': ids(100) },
      api: (request) => ((dice = (dice + 7) % 10) === 0 ? { status: 500, body: '' } : twentyMinutes(request)),
    })
    expect(await world.run()).toBe(true)
    expect(world.runner.annotations('warning')).toHaveLength(1)
    expect(world.runner.log.length).toBeLessThanOrEqual(140)
  })

  test('that all fail make ten annotations and one line', async () => {
    const world = stepWorld({
      inputs: { 'task-id': ids(100) },
      api: (request) => recordOf(request, 'failed'),
    })
    expect(await world.run()).toBe(false)
    expect(world.runner.annotations('error')).toHaveLength(10)
    expect(world.runner.log.at(-1)).toMatch(/^0 of 100 tasks completed \(100 task-failed\), after 5s\.$/)
    expect(world.runner.log.length).toBeLessThanOrEqual(9)
  })
})
