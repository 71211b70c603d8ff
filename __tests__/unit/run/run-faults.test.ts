/** Bugs and broken machines: the step is red with internal-error, and whatever is known is told all the same. */
import { FIRST_OUTPUTS, OUTPUT_NAMES } from '../../../src/report/outputs.ts'
import { SAVED_PATH, type Call } from '../../support/fake-runner.ts'
import { recordOf, stepWorld, type StepScript, type StepWorld } from '../../support/step-world.ts'

const done: StepScript = (request) => recordOf(request, 'completed', { result: { n: 1 } })
/** Throws at calls that match, and only the first `times` of them. */
const broken = (matches: (call: Call) => boolean, times = Infinity): ((call: Call) => void) => {
  let left = times
  return (call) => {
    if (matches(call) && left-- > 0) throw new Error('disk full')
  }
}
const reasonsOf = ({ runner }: StepWorld): unknown => {
  const list: unknown = JSON.parse(runner.outputs['tasks'] ?? '')
  return Array.isArray(list) ? list.map((entry: { reason?: unknown }) => entry.reason) : list
}
const firstError = ({ runner }: StepWorld): string => runner.annotations('error')[0] ?? ''
const DISK = 'Wait for MountSea task: internal error: Something went wrong that should not: Error: disk full.'

test('outputs that cannot be written at all: nothing is asked, and the error says why', async () => {
  const world = stepWorld({ before: broken(({ kind }) => kind === 'output') })
  expect(await world.run()).toBe(false)
  expect(world.requests).toEqual([])
  expect(firstError(world)).toContain(DISK)
  expect(world.runner.annotations('error')).toHaveLength(1)
  expect(world.runner.values('summary')).toHaveLength(1)
})

test('outputs of a step with bad inputs that cannot be written: the inputs are told as well', async () => {
  const world = stepWorld({ inputs: { timeout: '5' }, before: broken(({ value }) => value === 'bad-input') })
  expect(await world.run()).toBe(false)
  expect(world.runner.annotations('error')).toHaveLength(2)
  expect(firstError(world)).toContain('Bad input: Input `timeout` is `5`')
  expect(world.runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'internal-error' })
})

test('a secret that cannot be registered: nothing is asked', async () => {
  const world = stepWorld({ before: broken(({ kind }) => kind === 'mask') })
  expect(await world.run()).toBe(false)
  expect(world.requests).toEqual([])
  expect(world.runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'internal-error' })
})

test('an output that cannot be written while the wait goes on ends it at once, and what is known is kept', async () => {
  const world = stepWorld({
    inputs: { 'task-id': 'a\nb\nc' },
    api: (request) =>
      recordOf(request, request.taskId === 'b' || request.atMs >= 12_000 ? 'completed' : 'processing'),
    before: broken(({ name, value }) => name === 'status' && value === 'completed', 1),
  })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs['reason']).toBe('internal-error')
  expect(world.clock.nowMs()).toBe(15_000)
  expect(world.clock.asleep).toBe(0)
  expect(firstError(world)).toContain(DISK)
  expect(world.runner.outputs['resultPath']).toBe(SAVED_PATH)
})

test('a change that cannot be told a second later ends the wait then', async () => {
  const world = stepWorld({
    inputs: { 'poll-interval': '100ms' },
    api: (request) => recordOf(request, request.count === 1 ? 'pending' : 'processing'),
    before: broken(({ value }) => value.includes('-> processing'), 1),
  })
  expect(await world.run()).toBe(false)
  expect(world.clock.nowMs()).toBe(1_000)
  expect(world.runner.outputs).toMatchObject({ status: 'processing', reason: 'internal-error' })
  expect(reasonsOf(world)).toEqual(['internal-error'])
  expect(world.runner.values('summary')[0]?.match(/disk full/g)).toHaveLength(2)
  expect(world.runner.values('saveFile')).toEqual(['[{"taskId":"a","status":"processing"}]'])
  expect(world.runner.annotations('error')).toHaveLength(1)
  expect(firstError(world)).toContain(DISK)
})

test('a line a minute that cannot be written ends the wait then', async () => {
  const world = stepWorld({
    api: (request) => recordOf(request, 'processing'),
    before: broken(({ value }) => value.includes('still waiting'), 1),
  })
  expect(await world.run()).toBe(false)
  expect(world.clock.nowMs()).toBe(60_000)
  expect(world.runner.outputs).toMatchObject({ status: 'processing', reason: 'internal-error' })
})

test('a fault during the wait keeps what is done', async () => {
  const world = stepWorld({
    inputs: { 'task-id': 'a\nb' },
    api: (request) => recordOf(request, request.taskId === 'a' ? 'completed' : 'processing', { result: 1 }),
    before: broken(({ value }) => value.includes('still waiting'), 1),
  })
  expect(await world.run()).toBe(false)
  expect(reasonsOf(world)).toEqual(['completed', 'internal-error'])
  expect(world.runner.outputs['result']).toBe('[1,1]')
})

test('the record file cannot be written: red, with the outputs of a completed task', async () => {
  const world = stepWorld({ api: done, before: broken(({ kind }) => kind === 'saveFile') })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs).toMatchObject({
    status: 'completed',
    result: '{"n":1}',
    resultPath: '',
    reason: 'internal-error',
  })
  expect(reasonsOf(world)).toEqual(['completed'])
})

test.each(OUTPUT_NAMES.slice(0, -1))(
  'the output %s cannot be written at the end: red, all others are there',
  async (name) => {
    let isWaiting = true
    const world = stepWorld({
      api: (request) => {
        isWaiting = false
        return done(request)
      },
      before: (call) => {
        if (
          !isWaiting &&
          call.kind === 'output' &&
          call.name === name &&
          world.runner.values('saveFile').length > 0
        )
          throw new Error('disk full')
      },
    })
    expect(await world.run()).toBe(false)
    expect(world.runner.outputs['reason']).toBe('internal-error')
    expect(Object.keys(world.runner.outputs).sort()).toEqual([...OUTPUT_NAMES].sort())
    expect(firstError(world)).toContain(DISK)
  },
)

test.each(['info', 'debug', 'error', 'summary'] as const)('a bug in %s: red, never rejects', async (kind) => {
  const world = stepWorld({
    api: (request) => recordOf(request, kind === 'error' ? 'failed' : 'completed'),
    before: broken((call) => call.kind === kind),
  })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs['reason']).toBe('internal-error')
  expect(world.clock.asleep).toBe(0)
})

test('everything broken: red, never rejects', async () => {
  const world = stepWorld({ before: broken(() => true) })
  expect(await world.run()).toBe(false)
  expect(world.runner.calls).toEqual([])
})

test('chance that is broken: red, with internal-error', async () => {
  const world = stepWorld({
    api: (request) => recordOf(request, 'processing'),
    random: () => {
      throw new Error('no dice')
    },
  })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs).toMatchObject({ status: 'processing', reason: 'internal-error' })
  expect(reasonsOf(world)).toEqual(['internal-error'])
  expect(firstError(world)).toContain('Error: no dice')
})

test('a stop that says completed is still red where the task is not', async () => {
  const world = stepWorld({ api: (request) => recordOf(request, 'processing') })
  world.after(1_000, () => world.stop({ kind: 'completed' }))
  expect(await world.run()).toBe(false)
})

test('a network that throws something odd is a fault like any other, retried until the time is over', async () => {
  const world = stepWorld({
    inputs: { timeout: '10s' },
    api: () => {
      throw new TypeError('x')
    },
  })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs['reason']).toBe('unreachable')
  expect(firstError(world)).toContain('network error')
})
