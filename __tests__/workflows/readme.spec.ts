/**
 * The workflow that the README offers to copy, in both languages, as it stands there.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'
import { completed, failed, songResult, status } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID } from './support/world.ts'

const INPUTS = { 'task-id': TASK_ID }

/** The first YAML block. */
function workflowIn(name: string): string {
  return /^```yaml\n(.*?)^```/ms.exec(readFileSync(join(PROJECT, name), 'utf8'))?.[1] ?? ''
}

test.concurrent.each(['README.md', 'README.zh-CN.md'])(
  'the workflow in %s saves a completed song and publishes those very bytes',
  (name) =>
    inWorld(
      async ({ api, run, artifact }) => {
        const url = api.storage.put('song.mp3', { sizeBytes: 100_000, seed: 1 })
        api.task(TASK_ID, [status('pending'), completed(songResult(url))])
        const { red, result, steps } = await run('song.yml', { inputs: INPUTS })
        const published = steps.filter(({ jobId }) => jobId === 'publish').map(({ printed }) => printed)
        expect({ red, song: result('song'), publish: result('publish') }).toEqual({
          red: false,
          song: 'success',
          publish: 'success',
        })
        expect(artifact('audio')).toEqual(['SHA256SUMS', `${TASK_ID}.mp3`])
        expect(published.join('\n')).toContain(`${TASK_ID}.mp3: OK`)
      },
      { workflows: { 'song.yml': workflowIn(name) } },
    ),
)

test.concurrent.each(['README.md', 'README.zh-CN.md'])(
  'the workflow in %s publishes nothing when the task fails',
  (name) =>
    inWorld(
      async ({ api, run, artifact }) => {
        api.task(TASK_ID, [failed()])
        const { red, result, step } = await run('song.yml', { inputs: INPUTS })
        expect({
          red,
          reason: step('song', 'song')?.outputs['reason'],
          publish: result('publish'),
          artifact: artifact('audio'),
        }).toEqual({ red: true, reason: 'task-failed', publish: 'skipped', artifact: null })
      },
      { workflows: { 'song.yml': workflowIn(name) } },
    ),
)
