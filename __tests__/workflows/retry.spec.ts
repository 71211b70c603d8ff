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
import { RED_REASONS, wayTo } from './support/reasons.ts'
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

const song = (api: MockApi): Reply => completed(songResult(api.storage.put('song.mp3', Buffer.from('audio'))))

test.concurrent.each(RED_REASONS)('the job ends red when the wait ends with %s', async (reason) => {
  await inWorld(async (world) => {
    const options = await wayTo(reason)(world)
    const { red, result, step } = await world.run(WORKFLOW, options)
    expect({
      reason: step('wait', 'song')?.outputs['reason'],
      // `continue-on-error` hides the failure from the job, not from `outcome`.
      first: step('wait', 'song')?.result,
      secondWaitRan: step('wait', 'second') !== undefined,
      red,
      wait: result('wait'),
      release: result('release'),
    }).toEqual({
      reason,
      first: 'failure',
      secondWaitRan: reason === 'wait-timeout',
      red: true,
      wait: 'failure',
      release: 'skipped',
    })
  })
})

test.concurrent('the job is green, with one wait, when the first succeeds', async () => {
  await inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [song(api)])
    const { red, result, step } = await run(WORKFLOW, SHORT)
    expect({ red, release: result('release'), second: step('wait', 'second') }).toEqual({
      red: false,
      release: 'success',
      second: undefined,
    })
  })
})

test.concurrent(
  'the job is green when the second wait succeeds, with what the second one brought',
  async () => {
    await inWorld(async ({ api, run }) => {
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
    })
  },
)

test.concurrent('the job ends red when the task fails during the second wait', async () => {
  await inWorld(async ({ api, run }) => {
    api.task(TASK_ID, overInTheSecondWait(failed()))
    const { red, result, step } = await run(WORKFLOW, SHORT)
    expect({ second: step('wait', 'second')?.outputs['reason'], red, release: result('release') }).toEqual({
      second: 'task-failed',
      red: true,
      release: 'skipped',
    })
  })
})
