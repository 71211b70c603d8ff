/**
 * The job of the project's own CI that uses the actions from the checkout (.github/workflows/ci.yml).
 */
import { openWorld } from './support/world.ts'

const FILES = ['.github/workflows/ci.yml', 'action.yml', 'dist', 'rehearsal/action.yml', 'rehearsal/dist']

test('the job that uses the actions from the checkout is green', async () => {
  const { run } = await openWorld({ files: [...FILES, 'package.json'] })
  const args = ['push', '--job', 'action', '--matrix', 'os:ubuntu-latest']
  expect(await run('ci.yml', {}, args)).toMatchObject({
    red: false,
    reasons: ['completed', 'task-failed', 'audio-invalid'],
    jobs: { action: 'success' },
  })
})
