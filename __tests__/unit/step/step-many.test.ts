/** Several tasks in one step, in virtual time: what the outputs say of each, whatever happens to the others. */
import fc from 'fast-check'
import { recordOf, stepWorld, taskEntries, type StepWorld } from '../../support/step-world.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `t${index + 1}`)
const numberOf = (taskId: string): number => Number(taskId.slice(1))
const FATES = ['completed', 'failed', 'cancelled', 'timeout'] as const

/** `ID STATUS REASON` of each task in the output `tasks`. */
const fatesIn = (world: StepWorld): string[] =>
  taskEntries(world).map(({ taskId, status, reason }) => [taskId, status, reason].join(' '))

test('one task’s failure does not stop the others, and the outputs are in the order of the IDs', async () => {
  const world = stepWorld({
    inputs: { 'task-id': 'c\n\na\n b \na\r\nc' },
    api: (request) => {
      const doneAtMs = { a: 20_000, b: 0, c: 40_000 }[request.taskId] ?? 0
      const fate = request.taskId === 'b' ? 'failed' : 'completed'
      const result = { audioUrl: `https://h/${request.taskId}` }
      return recordOf(request, request.atMs < doneAtMs ? 'processing' : fate, { result })
    },
  })
  expect(await world.run()).toBe(false)
  expect(fatesIn(world)).toEqual(['c completed completed', 'a completed completed', 'b failed task-failed'])
  const urls = ['https://h/c', 'https://h/a', 'https://h/b']
  const result = JSON.stringify(urls.map((audioUrl) => ({ audioUrl })))
  const told = { status: 'failed', reason: 'task-failed', audioUrl: urls.join('\n'), result }
  expect(world.runner.outputs).toMatchObject(told)
  expect(world.runner.annotations('error')).toHaveLength(1)
})

test('the outputs depend on the fates, not on the order in which the tasks finish', async () => {
  const ends = { doneAtMs: fc.nat(60_000), otherDoneAtMs: fc.nat(60_000) }
  const aTask = fc.record({ fate: fc.constantFrom(...FATES), ...ends })
  await fc.assert(
    fc.asyncProperty(fc.array(aTask, { minLength: 1, maxLength: 12 }), async (tasks) => {
      const play = async (when: 'doneAtMs' | 'otherDoneAtMs'): Promise<unknown> => {
        const world = stepWorld({
          inputs: { 'task-id': ids(tasks.length).join('\n') },
          api: (request) => {
            const task = tasks[numberOf(request.taskId) - 1]
            const isDone = task !== undefined && request.atMs >= task[when]
            return recordOf(request, isDone ? task.fate : 'processing', { result: request.taskId })
          },
        })
        const green = await world.run()
        return { green, outputs: world.runner.outputs, record: world.runner.values('records').at(-1) }
      }
      const once = await play('doneAtMs')
      expect(await play('otherDoneAtMs')).toEqual(once)
      expect(once).toMatchObject({ green: tasks.every(({ fate }) => fate === 'completed') })
    }),
    { numRuns: 60 },
  )
})
