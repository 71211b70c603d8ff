/** A whole step in virtual time: the order of calls to the runner, and every way to end; and the whole log fits on a screen. */
import { OUTPUT_NAMES } from '../../../src/tell/publish.ts'
import { SAVED_PATH } from '../../support/fake-runner.ts'
import { KEY, reasonsOf, recordOf, stepWorld } from '../../support/step-world.ts'
import type { StepReply, StepScript } from '../../support/step-world.ts'

const http = (status: number, body = 'no'): StepReply => ({ status, body })

describe('a step', () => {
  test('is green if its task is completed', async () => {
    const result = { audioUrl: 'https://cdn.example/a.mp3' }
    const world = stepWorld({ api: (request) => recordOf(request, 'completed', { result }) })
    expect(await world.run()).toBe(true)
    const told = { status: 'completed', result: JSON.stringify(result), ...result, resultPath: SAVED_PATH }
    expect(world.runner.outputs).toMatchObject({ ...told, reason: 'completed' })
    expect(world.runner.log).toEqual([
      'Waiting for task a: up to 30m, asking every 5s to 15s.',
      '[0s] task a: completed',
      'a: completed (step waited 0s)',
    ])
    expect(world.runner.values('debug')).toEqual(['Task a: completed'])
    expect(world.clock.asleep).toBe(0)
  })

  test('first hides the key, then writes every output, then asks', async () => {
    const callsAtRequest: number[] = []
    const world = stepWorld({
      api: (request) => {
        callsAtRequest.push(world.runner.calls.length)
        return recordOf(request, 'completed')
      },
    })
    await world.run()
    expect(world.runner.calls[0]).toEqual({ kind: 'mask', name: '', value: KEY })
    expect(world.runner.calls.slice(1, 1 + OUTPUT_NAMES.length).map(({ name }) => name)).toEqual([
      ...OUTPUT_NAMES,
    ])
    expect(callsAtRequest).toEqual([1 + OUTPUT_NAMES.length * 2 + 2])
  })

  test.each([
    ['https://api.example/tasks', 'false'],
    ['http://127.0.0.1:8080/tasks', 'true'],
  ])('at %s says whether it is a rehearsal: %s', async (endpoint, rehearsal) => {
    const world = stepWorld({ inputs: { endpoint } })
    expect(await world.run()).toBe(true)
    expect(world.runner.outputs['rehearsal']).toBe(rehearsal)
  })
})

test('a step that is forced to end does not say completed, since its exit code is 1', async () => {
  const world = stepWorld()
  await world.run()
  world.lastWords()
  expect([world.runner.outputs['status'], reasonsOf(world)]).toEqual(['completed', ['interrupted']])
})

describe('a step is red', () => {
  const rows: [string, StepScript, Readonly<Record<string, string>>?][] = [
    ['task-failed', (request) => recordOf(request, 'failed')],
    ['wait-timeout', (request) => recordOf(request, 'polishing'), { timeout: '1m' }],
    ['unreachable', () => http(503), { timeout: '1m' }],
    ['unauthorized', () => http(403)],
    ['bad-answer', () => http(200, '<html>')],
  ]

  test.each(rows)('for %s: every output is written, with one error', async (reason, api, inputs = {}) => {
    const world = stepWorld({ api, inputs })
    expect(await world.run()).toBe(false)
    const { outputs } = world.runner
    expect(Object.keys(outputs).sort()).toEqual([...OUTPUT_NAMES].sort())
    expect(outputs).toMatchObject({ reason, result: 'null', resultPath: SAVED_PATH, files: '' })
    expect(reasonsOf(world)).toEqual([reason])
    expect(world.runner.annotations('error')).toHaveLength(1)
    expect(world.runner.values('summary')).toHaveLength(1)
    expect(world.clock.asleep).toBe(0)
  })

  test('for an invalid key, which is registered as a secret unless it is blank', async () => {
    for (const key of ['', 'k y', 'ké'.repeat(5_000), `${'\\'.repeat(2_000)} x`, '漢'.repeat(10_000)]) {
      const world = stepWorld({ inputs: { 'api-key': key } })
      expect(await world.run()).toBe(false)
      expect(world.runner.values('mask')).toEqual(key === '' ? [] : [key])
      expect(world.runner.outputs['reason']).toBe('bad-input')
    }
  })
})

test('a task that has ended is whole in the outputs while another goes on', async () => {
  const world = stepWorld({
    inputs: { 'task-id': 't1\nt2' },
    api: (request) => recordOf(request, request.taskId === 't1' ? 'completed' : 'processing'),
  })
  let reasons: unknown
  world.clock.after(20_000, () => (reasons = reasonsOf(world)))
  world.clock.after(30_000, () => world.stop())
  await world.run()
  expect(reasons).toEqual(['completed', 'interrupted'])
})

describe('a signal', () => {
  test('in the middle of a sleep ends the step at once, with what is known', async () => {
    const world = stepWorld({ api: (request) => recordOf(request, 'processing', { traceId: 't' }) })
    world.clock.after(7_000, () => world.stop())
    expect(await world.run()).toBe(false)
    expect([world.clock.nowMs(), world.clock.asleep]).toEqual([7_000, 0])
    expect(world.runner.outputs).toMatchObject({ status: 'processing', reason: 'interrupted', traceId: 't' })
    expect(world.runner.values('records').at(-1)).toBe('[{"taskId":"a","status":"processing","traceId":"t"}]')
  })

  test('that does not end the step in time publishes what is known, with the reason', async () => {
    const world = stepWorld({ api: (request) => recordOf(request, 'processing', { result: 1 }) })
    world.clock.after(7_000, () => {
      world.stop()
      world.lastWords()
    })
    expect(await world.run()).toBe(false)
    const [first] = world.runner.values('summary')
    expect(first).toContain('(SIGINT)')
    expect(world.runner.outputs).toMatchObject({ status: 'processing', result: '1', reason: 'interrupted' })
  })

  test('before the step begins ends it without a request', async () => {
    const world = stepWorld()
    world.stop()
    expect(await world.run()).toBe(false)
    expect([world.requests, world.runner.outputs['reason']]).toEqual([[], 'interrupted'])
  })

  test('as the last task completes changes nothing: the step is green', async () => {
    const world = stepWorld({
      api(request) {
        world.stop()
        return recordOf(request, 'completed')
      },
    })
    expect(await world.run()).toBe(true)
    expect(world.runner.outputs['reason']).toBe('completed')
  })
})

const MINUTE = 60_000
const HUNDRED = Array.from({ length: 100 }, (_, index) => `task-${index + 1}`).join('\n')

/** A task that is queued for 25 s and done after 20 minutes. */
const twentyMinutes: StepScript = (request) => {
  if (request.atMs < 20 * MINUTE) return recordOf(request, request.atMs < 25_000 ? 'pending' : 'processing')
  const times = { createdAt: '2025-02-06T10:25:00Z', finishedAt: '2025-02-06T10:45:00Z' }
  return recordOf(request, 'completed', { ...times, result: { audioUrl: 'https://cdn.example/a.mp3' } })
}

test('the log of 20 minutes fits on one screen: each change, a line a minute, the end; polls are in the debug log only', async () => {
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

test('a hundred tasks that go the same way at the same time share their lines', async () => {
  const world = stepWorld({ inputs: { 'task-id': HUNDRED }, api: twentyMinutes })
  expect(await world.run()).toBe(true)
  const { log } = world.runner
  expect(log[0]).toMatch(/^Waiting for 100 tasks task-1, .*task-5 and 95 more: up to 30m/)
  expect(log.length).toBeLessThanOrEqual(75)
  expect(log.at(-1)).toMatch(/^100 of 100 tasks succeeded \(step waited 20m \d+s\)\.$/)
})
