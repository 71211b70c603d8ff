/** A whole step in virtual time: the order of things, and every way to end, as the runner hears of it. */
import { FIRST_OUTPUTS, OUTPUT_NAMES } from '../../../src/report/outputs.ts'
import { SAVED_PATH } from '../../support/fake-runner.ts'
import { KEY, recordOf, stepWorld, type StepReply, type StepScript } from '../../support/step-world.ts'

const song = { audioUrl: 'https://cdn.example/a.mp3' }
const http = (status: number, body = 'no', headers = {}): StepReply => ({ status, body, headers })
const tasksOf = (outputs: Readonly<Record<string, string>>): unknown => JSON.parse(outputs['tasks'] ?? '')

describe('a step', () => {
  test('is green where its task is completed', async () => {
    const world = stepWorld({ api: (request) => recordOf(request, 'completed', { result: song }) })
    expect(await world.run()).toBe(true)
    expect(world.runner.outputs).toMatchObject({
      status: 'completed',
      result: JSON.stringify(song),
      audioUrl: song.audioUrl,
      resultPath: SAVED_PATH,
      reason: 'completed',
    })
    expect(world.runner.log).toEqual([
      'Waiting for task a: up to 30m, asking every 5s to 15s.',
      '[0s] task a: completed',
      'a: completed (step waited 0s)',
    ])
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
    const first = world.runner.calls.slice(1, 11)
    expect(first.map(({ name }) => name)).toEqual([...OUTPUT_NAMES])
    expect(Object.fromEntries(first.map(({ name, value }) => [name, value]))).toEqual(FIRST_OUTPUTS)
    expect(callsAtRequest).toEqual([12])
  })

  test('asks the endpoint, with the key', async () => {
    const world = stepWorld({ inputs: { endpoint: 'https://h.example/t?x=1', 'task-id': 'a/b' } })
    await world.run()
    expect(world.requests.map(({ url, headers }) => [url.href, headers['authorization']])).toEqual([
      ['https://h.example/t?x=1&taskId=a%2Fb', `Bearer ${KEY}`],
    ])
  })

  test('takes every input by its name', async () => {
    const world = stepWorld({
      inputs: { timeout: '2m', 'poll-interval': '3s', 'max-poll-interval': '7s', 'task-id': 'b' },
    })
    await world.run()
    expect(world.runner.log[0]).toBe('Waiting for task b: up to 2m, asking every 3s to 7s.')
  })

  test('keeps the status current while it waits, reason last, and whole at the end', async () => {
    const world = stepWorld({
      api: (request) => recordOf(request, request.atMs < 12_000 ? 'processing' : 'failed', { traceId: 't' }),
    })
    let current: unknown
    world.after(11_000, () => (current = world.runner.outputs))
    expect(await world.run()).toBe(false)
    expect(current).toEqual({ ...FIRST_OUTPUTS, status: 'processing', traceId: 't' })
    const outputs = world.runner.calls.filter(({ kind }) => kind === 'output').map(({ name }) => name)
    const small = ['status', 'errorMessage', 'errorCode', 'traceId', 'reason']
    expect(outputs).toEqual([...OUTPUT_NAMES, ...small, ...small, ...OUTPUT_NAMES])
    expect(world.runner.outputs).toMatchObject({ status: 'failed', reason: 'task-failed' })
  })

  test('counts its time from its own start', async () => {
    const world = stepWorld({
      inputs: { timeout: '1m' },
      api: (request) => recordOf(request, request.atMs < 1_030_000 ? 'pending' : 'completed'),
    })
    await world.clock.runUntil(1_000_000)
    expect(await world.run()).toBe(true)
    expect(world.runner.log.slice(1)).toEqual([
      '[0s] task a: pending',
      '[30s] task a: pending -> completed',
      'a: completed (step waited 30s)',
    ])
    expect(world.runner.values('summary')[0]).toContain('| 30s waited |')
  })
})

describe('a step is red', () => {
  const rows: [string, StepScript, Readonly<Record<string, string>>?][] = [
    ['task-failed', (request) => recordOf(request, 'failed')],
    ['task-cancelled', (request) => recordOf(request, 'cancelled')],
    ['task-timeout', (request) => recordOf(request, 'timeout')],
    ['wait-timeout', (request) => recordOf(request, 'processing'), { timeout: '1m' }],
    ['wait-timeout', (request) => recordOf(request, 'polishing'), { timeout: '1m' }],
    ['unreachable', () => http(503), { timeout: '1m' }],
    ['unreachable', () => 'never', { timeout: '1m' }],
    ['unauthorized', () => http(401)],
    ['unauthorized', () => http(403)],
    ['not-found', () => http(404)],
    ['rejected', () => http(422)],
    ['rejected', () => http(302, '', { location: 'https://other.example/' })],
    ['rejected', () => Object.assign(new Error('x'), { code: 'ENOTFOUND' })],
    ['rejected', () => Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' })],
    ['bad-answer', () => http(200, '<html>')],
    ['bad-answer', () => ({ body: '{"taskId":"b","status":"completed"}' })],
    ['bad-answer', () => ({ body: `${'['.repeat(10_000)}${']'.repeat(10_000)}` })],
  ]

  test.each(rows)('for %s: every output is written, with one error', async (reason, api, inputs = {}) => {
    const world = stepWorld({ api, inputs })
    expect(await world.run()).toBe(false)
    const { outputs } = world.runner
    expect(Object.keys(outputs).sort()).toEqual([...OUTPUT_NAMES].sort())
    expect(outputs).toMatchObject({ reason, result: 'null', resultPath: SAVED_PATH, files: '' })
    expect(tasksOf(outputs)).toMatchObject([{ taskId: 'a', reason }])
    expect(world.runner.annotations('error')).toHaveLength(1)
    expect(world.runner.values('summary')).toHaveLength(1)
    expect(world.clock.asleep).toBe(0)
  })

  test('for bad-input, before any request, with an error for each', async () => {
    const world = stepWorld({ inputs: { timeout: '30', 'task-id': ' ', 'poll-interval': KEY } })
    expect(await world.run()).toBe(false)
    expect(world.requests).toEqual([])
    expect(world.runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'bad-input' })
    expect(world.runner.annotations('error')).toHaveLength(3)
    expect(world.runner.values('saveFile')).toEqual([])
    expect(JSON.stringify(world.runner.values('error'))).not.toContain(KEY)
    expect(world.runner.values('error')[2]).toContain('`***`')
  })

  test('for a blank key, which is not registered as a secret', async () => {
    const world = stepWorld({ inputs: { 'api-key': '' } })
    expect(await world.run()).toBe(false)
    expect(world.runner.values('mask')).toEqual([])
    expect(world.runner.outputs['reason']).toBe('bad-input')
  })

  test('for a key of any length or kind that is none: it is registered, and ends as bad-input', async () => {
    for (const key of ['k y', 'ké'.repeat(5_000), `${'\\'.repeat(2_000)} x`]) {
      const world = stepWorld({ inputs: { 'api-key': key } })
      expect(await world.run()).toBe(false)
      expect(world.runner.values('mask')).toEqual([key])
      expect(world.runner.outputs['reason']).toBe('bad-input')
    }
  })
})

describe('a signal', () => {
  test('in the middle of a sleep ends the step at once, with what is known', async () => {
    const world = stepWorld({ api: (request) => recordOf(request, 'processing', { traceId: 't' }) })
    world.after(7_000, () => world.stop())
    expect(await world.run()).toBe(false)
    expect(world.clock.nowMs()).toBe(7_000)
    expect(world.clock.asleep).toBe(0)
    expect(world.runner.outputs).toMatchObject({ status: 'processing', reason: 'interrupted', traceId: 't' })
    expect(world.runner.values('saveFile')).toEqual(['[{"taskId":"a","status":"processing","traceId":"t"}]'])
    expect(world.runner.annotations('error')[0]).toContain('The task goes on at MountSea.')
  })

  test('in the middle of a request gives it up', async () => {
    const world = stepWorld({ api: () => 'never' })
    world.after(7_000, () => world.stop({ kind: 'interrupted', signal: 'SIGTERM' }))
    expect(await world.run()).toBe(false)
    expect(world.requests[0]?.signal.aborted).toBe(true)
    expect(world.clock.nowMs()).toBe(7_000)
    expect(world.runner.outputs).toMatchObject({
      status: '',
      reason: 'interrupted',
    })
    expect(world.runner.annotations('error')[0]).toContain('(SIGTERM)')
  })

  test('before the start: nothing is asked', async () => {
    const world = stepWorld()
    world.stop()
    expect(await world.run()).toBe(false)
    expect(world.requests).toEqual([])
    expect(world.runner.outputs).toMatchObject({ reason: 'interrupted', resultPath: SAVED_PATH })
  })
})

test('the key is in nothing that the runner is told, should the API echo it', async () => {
  const echo = { result: { [KEY]: [KEY] }, errorMessage: KEY, errorCode: KEY, traceId: KEY }
  const world = stepWorld({
    api: (request) => recordOf(request, request.count < 3 ? `at ${KEY}` : 'failed', echo),
  })
  await world.run()
  const told = world.runner.calls.filter(({ kind }) => kind !== 'mask')
  expect(JSON.stringify(told)).not.toContain(KEY)
  expect(world.runner.outputs).toMatchObject({
    result: '{"***":["***"]}',
    errorMessage: '***',
    traceId: '***',
  })
})
