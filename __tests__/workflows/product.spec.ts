/**
 * Another product than the default (examples/suno.yml): only the endpoint differs.
 */
import { record } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID } from './support/world.ts'

test.concurrent("Suno's word for success is green, with its song in the artifact", () =>
  inWorld(async ({ api, run, artifact }) => {
    const url = api.storage.put('clip.mp3', { sizeBytes: 20_000, seed: 1 })
    api.task(TASK_ID, [
      record({ status: 'stream', data: [{ audio_url: url, status: 'streaming' }] }),
      record({ status: 'success', data: [{ audio_url: url, status: 'complete' }] }),
    ])
    const { red, result } = await run('suno.yml', { inputs: { 'task-id': TASK_ID } })
    expect({ red, wait: result('wait'), polls: api.polls(TASK_ID).length }).toEqual({
      red: false,
      wait: 'success',
      polls: 2,
    })
    expect(artifact('audio')).toEqual(['SHA256SUMS', `${TASK_ID}-1-audio.mp3`])
  }),
)

test.concurrent("another product's word for success is not green at Suno's path", () =>
  inWorld(async ({ api, run, artifact }) => {
    api.task(TASK_ID, [
      record({ status: 'completed', data: {} }),
      record({ status: 'failed', failReason: 'No' }),
    ])
    const { red } = await run('suno.yml', { inputs: { 'task-id': TASK_ID } })
    expect({ red, artifact: artifact('audio') }).toEqual({ red: true, artifact: null })
  }),
)
