/** What a fault that one task meets means for the others of its step. */
import type { Answer } from '../../../src/api/answer.ts'
import { record, transient } from '../../support/builders.ts'
import { waitWorld } from '../../support/wait-world.ts'

const taskIds = ['task-1', 'task-2']

test('a 503 for one task makes no other wait', async () => {
  const world = waitWorld(
    ({ taskId, atMs }) =>
      taskId === 'task-1' && atMs === 0 ? transient('HTTP 503', 20_000) : record('pending', taskId),
    { taskIds },
  )
  await world.ends()
  expect(world.requests.find(({ atMs }) => atMs > 0)).toMatchObject({ taskId: 'task-2', atMs: 5_000 })
})

describe('a host name that is not found', () => {
  const unknownHost: Answer = { kind: 'unknown-host', why: 'host name not found' }

  test.each<[string, Answer, string]>([
    ['is a fault that may pass, once any task has had an answer', record('pending', 'task-1'), 'unreachable'],
    ['is wrong, if all that ever came were faults that may pass', transient('HTTP 503'), 'rejected'],
    ['is wrong, if nothing ever came', unknownHost, 'rejected'],
  ])('%s', async (_what, other, kind) => {
    const world = waitWorld(({ taskId }) => (taskId === 'task-1' ? other : unknownHost), { taskIds })
    expect((await world.ends())[1]?.outcome.kind).toBe(kind)
  })
})
