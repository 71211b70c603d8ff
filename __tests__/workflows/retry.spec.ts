/**
 * The recipe with `continue-on-error` (examples/retry-on-wait-timeout.yml): it tests `steps.song.outcome`, and is red unless
 * one of the two waits succeeded.
 */
import {
  completed,
  failed,
  songResult,
  status,
  type MockApi,
  type Reply,
  type Script,
} from '../support/mock-api/index.ts'
import { wayTo } from './support/reasons.ts'
import { inWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'retry-on-wait-timeout.yml'
const SHORT = { inputs: { 'task-id': TASK_ID, timeout: '1s' } }

/** A task that goes on during the first wait and is over in the second: each wait has a connection of its own. */
const overInTheSecondWait = (end: Reply): Script => {
  let first: number | undefined
  return ({ request }) => {
    first ??= request.connectionId
    return request.connectionId === first ? status('processing') : end
  }
}

const song = (api: MockApi): Reply =>
  completed(songResult(api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 })))

test.concurrent.each(['wait-timeout', 'task-failed', 'unreachable', 'download-failed', 'interrupted'])(
  'the job ends red when the wait ends with %s',
  (reason) =>
    inWorld(async (world) => {
      const { red, result, step } = await world.run(WORKFLOW, await wayTo(reason)(world))
      expect({
        reason: step('wait', 'song')?.outputs['reason'],
        // `continue-on-error` hides the failure from the job, not from `outcome`.
        first: step('wait', 'song')?.result,
        secondWaitRan: step('wait', 'second') !== undefined,
        red,
        release: result('release'),
      }).toEqual({
        reason,
        first: 'failure',
        secondWaitRan: reason === 'wait-timeout',
        red: true,
        release: 'skipped',
      })
    }),
)

test.concurrent('the job is green, with one wait, when the first succeeds', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [song(api)])
    const { red, result, step } = await run(WORKFLOW, SHORT)
    expect({ red, release: result('release'), second: step('wait', 'second') }).toEqual({
      red: false,
      release: 'success',
      second: undefined,
    })
  }),
)

test.concurrent('the job is green when the second wait succeeds, with what the second one brought', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, overInTheSecondWait(song(api)))
    const { red, result, step } = await run(WORKFLOW, SHORT)
    expect({
      first: step('wait', 'song')?.outputs['reason'],
      second: step('wait', 'second')?.outputs['reason'],
      red,
      release: result('release'),
      released: step('release', 'Release the song')?.printed.trim(),
    }).toEqual({
      first: 'wait-timeout',
      second: 'completed',
      red: false,
      release: 'success',
      released: `Releasing ${api.storage.origin}/song.mp3`,
    })
  }),
)

test.concurrent('the job ends red when the task fails during the second wait', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, overInTheSecondWait(failed()))
    const { red, result, step } = await run(WORKFLOW, SHORT)
    expect({ second: step('wait', 'second')?.outputs['reason'], red, release: result('release') }).toEqual({
      second: 'task-failed',
      red: true,
      release: 'skipped',
    })
  }),
)
