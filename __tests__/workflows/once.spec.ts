/**
 * A look without waiting (examples/check-once.yml): a task that goes on leaves the run green and releases nothing; only a
 * completed one is released.
 */
import { completed, failed, songResult, status, type Reply } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'check-once.yml'
const VARIABLE = ['--var', `MOUNTSEA_TASK_ID=${TASK_ID}`]

test.concurrent.each<[string, Reply | null, string, boolean]>([
  ['is completed', null, 'completed', true],
  ['goes on', status('processing'), 'wait-timeout', false],
  ['failed', failed(), 'task-failed', false],
])('a look at a task that %s ends as it should', (_what, reply, reason, isReleased) =>
  inWorld(async ({ api, run, ghCalls }) => {
    const url = api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })
    api.task(TASK_ID, [reply ?? completed(songResult(url))])
    const { red, result, step } = await run(WORKFLOW, { event: 'schedule', args: VARIABLE })
    const created = ghCalls().filter(({ args }) => args[1] === 'create')
    expect({ red, reason: step('look', 'song')?.outputs['reason'], release: result('release') }).toEqual({
      red: reason === 'task-failed',
      reason,
      release: isReleased ? 'success' : 'skipped',
    })
    expect(created.map(({ args }) => args.slice(0, 3))).toEqual(
      isReleased ? [['release', 'create', `song-${TASK_ID}`]] : [],
    )
  }),
)

test.concurrent('without a task nothing runs', () =>
  inWorld(async ({ api, run }) => {
    const { result } = await run(WORKFLOW, { event: 'schedule' })
    expect({ look: result('look'), requests: api.requests.length }).toEqual({ look: 'skipped', requests: 0 })
  }),
)
