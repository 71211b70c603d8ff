/**
 * The job of the project's own CI that uses the actions from the checkout (.github/workflows/ci.yml), as it is written.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'
import { inWorld } from './support/world.ts'

test('the job that uses the actions from the checkout is green', () =>
  inWorld(
    async ({ run }) => {
      const args = ['--job', 'action', '--matrix', 'os:ubuntu-latest']
      const { red, result, step } = await run('ci.yml', { event: 'push', args })
      expect({
        red,
        job: result('action'),
        reasons: ['good', 'bad', 'text'].map((id) => step('action', id)?.outputs['reason']),
      }).toEqual({
        red: false,
        job: 'success',
        reasons: ['completed', 'task-failed', 'audio-invalid'],
      })
    },
    {
      workflows: { 'ci.yml': readFileSync(join(PROJECT, '.github/workflows/ci.yml'), 'utf8') },
      files: ['action.yml', 'dist', 'rehearsal/action.yml', 'rehearsal/dist', 'package.json'],
    },
  ))
