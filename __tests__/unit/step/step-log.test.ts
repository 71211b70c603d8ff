/** The whole log fits on a screen. */
import { recordOf, stepWorld, type StepReply, type StepScript } from '../../support/step-world.ts'

const MINUTE = 60_000
const HUNDRED = Array.from({ length: 100 }, (_, index) => `task-${index + 1}`).join('\n')

/** A task that is queued for 25 s and done after 20 minutes. */
const twentyMinutes: StepScript = (request) => {
  if (request.atMs < 20 * MINUTE) return recordOf(request, request.atMs < 25_000 ? 'pending' : 'processing')
  const times = { createdAt: '2025-02-06T10:25:00Z', finishedAt: '2025-02-06T10:45:00Z' }
  return recordOf(request, 'completed', { ...times, result: { audioUrl: 'https://cdn.example/a.mp3' } })
}

describe('one task, 20 minutes', () => {
  test('is told on one screen: each change, a line a minute, the end; polls in the debug log only', async () => {
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
    expect(log.slice(-2)).toEqual([
      '[20m 7s] task a: processing -> completed',
      'a: completed (task took 20m, queued for about 25s, step waited 20m 7s)',
    ])
    for (const line of log) expect(line.length).toBeLessThanOrEqual(120)
    expect(world.runner.values('debug')).toHaveLength(world.requests.length)
    expect(world.requests.length).toBeGreaterThan(80)
  })
})

describe('a hundred tasks', () => {
  test('that go the same way at the same time share their lines', async () => {
    const world = stepWorld({ inputs: { 'task-id': HUNDRED }, api: twentyMinutes })
    expect(await world.run()).toBe(true)
    const { log } = world.runner
    expect(log[0]).toMatch(/^Waiting for 100 tasks task-1, .*task-5 and 95 more: up to 30m/)
    expect(log.length).toBeLessThanOrEqual(75)
    expect(log.at(-1)).toMatch(/^100 of 100 tasks completed \(step waited 20m \d+s\)\.$/)
  })

  test.each<[string, StepReply]>([
    ['fails for one in ten polls', { status: 500, body: '' }],
    ['limits their rate', { status: 429, headers: { 'retry-after': '2' }, body: '' }],
  ])('of an API that %s: no flood, and all are completed', async (_what, failure) => {
    let dice = 0
    const world = stepWorld({
      inputs: { 'task-id': HUNDRED },
      random: () => (dice * 0.377) % 1,
      api: (request) => ((dice = (dice + 7) % 10) === 0 ? failure : twentyMinutes(request)),
    })
    expect(await world.run()).toBe(true)
    expect(world.runner.annotations('warning')).toHaveLength(1)
    expect(world.runner.log.length).toBeLessThanOrEqual(140)
  })
})
