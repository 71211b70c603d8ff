/** Several tasks in one step, in virtual time: what the outputs say of each, whatever happens to the others. */
import fc from 'fast-check'
import { recordOf, stepWorld, type StepWorld } from '../../support/step-world.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `t${index + 1}`)
const numberOf = (taskId: string): number => Number(taskId.slice(1))
const FATES = ['completed', 'failed', 'cancelled', 'timeout'] as const

/** `ID STATUS REASON` of each task in the output `tasks`. */
const fatesIn = ({ runner }: StepWorld): string[] => {
  const list: unknown = JSON.parse(runner.outputs['tasks'] ?? '')
  if (!Array.isArray(list)) throw new Error('tasks is no list')
  return list.map(
    (entry: Record<string, unknown>) =>
      `${String(entry['taskId'])} ${String(entry['status'])} ${String(entry['reason'])}`,
  )
}

test('one task’s failure does not stop the others, and the outputs are in the order of the IDs', async () => {
  const world = stepWorld({
    inputs: { 'task-id': 'c\n\na\n b \na\r\nc' },
    api: (request) => {
      const doneAtMs = { a: 20_000, b: 0, c: 40_000 }[request.taskId] ?? 0
      const fate = request.taskId === 'b' ? 'failed' : 'completed'
      return recordOf(request, request.atMs < doneAtMs ? 'processing' : fate, {
        result: { audioUrl: `https://h/${request.taskId}` },
      })
    },
  })
  expect(await world.run()).toBe(false)
  expect(fatesIn(world)).toEqual(['c completed completed', 'a completed completed', 'b failed task-failed'])
  expect(world.runner.outputs).toMatchObject({
    status: 'failed',
    reason: 'task-failed',
    audioUrl: 'https://h/c\nhttps://h/a\nhttps://h/b',
    result: '[{"audioUrl":"https://h/c"},{"audioUrl":"https://h/a"},{"audioUrl":"https://h/b"}]',
  })
  expect(world.runner.annotations('error')).toHaveLength(1)
  expect(world.runner.log[0]).toContain('Waiting for 3 tasks c, a, b:')
})

test('a hundred completed tasks are green', async () => {
  const world = stepWorld({ inputs: { 'task-id': JSON.stringify(ids(100)) } })
  expect(await world.run()).toBe(true)
  expect(fatesIn(world)).toEqual(ids(100).map((id) => `${id} completed completed`))
  expect(world.runner.outputs).toMatchObject({ status: 'completed', reason: 'completed' })
  expect(world.requests).toHaveLength(100)
})

test('one that is not completed among a hundred makes the step red', async () => {
  const world = stepWorld({
    inputs: { 'task-id': ids(100).join('\n') },
    api: (request) => recordOf(request, request.taskId === 't77' ? 'cancelled' : 'completed'),
  })
  expect(await world.run()).toBe(false)
  expect(world.runner.outputs).toMatchObject({ status: 'cancelled', reason: 'task-cancelled' })
  expect(world.runner.annotations('error')).toHaveLength(1)
})

test('a signal while half are done keeps what is done', async () => {
  const world = stepWorld({
    inputs: { 'task-id': ids(12).join('\n') },
    api: (request) =>
      recordOf(request, numberOf(request.taskId) % 2 === 0 ? 'completed' : 'processing', { result: 1 }),
  })
  world.after(8_000, () => world.stop())
  expect(await world.run()).toBe(false)
  expect(world.clock.nowMs()).toBe(8_000)
  expect(fatesIn(world).filter((fate) => fate.endsWith('completed completed'))).toHaveLength(6)
  expect(fatesIn(world).filter((fate) => fate.endsWith('processing interrupted'))).toHaveLength(6)
  expect(world.runner.outputs).toMatchObject({
    status: 'processing',
    reason: 'interrupted',
    result: `[${Array(12).fill(1).join(',')}]`,
  })
})

test('a key that is refused in the middle ends all waits, and keeps what is done', async () => {
  const world = stepWorld({
    inputs: { 'task-id': 't1\nt2\nt3' },
    api: (request) =>
      request.taskId === 't1'
        ? recordOf(request, 'completed')
        : request.atMs > 0 && request.taskId === 't3'
          ? { status: 401, body: 'no' }
          : recordOf(request, 'processing'),
  })
  expect(await world.run()).toBe(false)
  expect(fatesIn(world)).toEqual([
    't1 completed completed',
    't2 processing unauthorized',
    't3 processing unauthorized',
  ])
  expect(world.clock.nowMs()).toBe(5_000)
})

test('a storm of 429 costs time, not tasks', async () => {
  let dice = 0
  const world = stepWorld({
    inputs: { 'task-id': ids(30).join('\n') },
    random: () => (dice = (dice + 0.377) % 1),
    api: (request) =>
      request.count < 4
        ? { status: 429, headers: { 'retry-after': '2' }, body: '' }
        : recordOf(request, 'completed'),
  })
  expect(await world.run()).toBe(true)
  expect(world.runner.annotations('warning')).toEqual([
    'MountSea API failing: The API does not tell of the task now: HTTP 429. Asking again, until `timeout` at most.',
  ])
})

test('the outputs depend on the fates, not on the order in which the tasks finish', async () => {
  const aTask = fc.record({
    fate: fc.constantFrom(...FATES),
    doneAtMs: fc.nat(60_000),
    otherDoneAtMs: fc.nat(60_000),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(aTask, { minLength: 1, maxLength: 12 }), async (tasks) => {
      const play = async (when: 'doneAtMs' | 'otherDoneAtMs'): Promise<unknown> => {
        const world = stepWorld({
          inputs: { 'task-id': ids(tasks.length).join('\n') },
          api: (request) => {
            const task = tasks[numberOf(request.taskId) - 1]
            return recordOf(
              request,
              task !== undefined && request.atMs >= task[when] ? task.fate : 'processing',
              {
                result: { n: numberOf(request.taskId) },
              },
            )
          },
        })
        const green = await world.run()
        return { green, outputs: world.runner.outputs, record: world.runner.values('saveFile') }
      }
      const once = await play('doneAtMs')
      expect(await play('otherDoneAtMs')).toEqual(once)
      expect(once).toMatchObject({ green: tasks.every(({ fate }) => fate === 'completed') })
    }),
    { numRuns: 60 },
  )
})
