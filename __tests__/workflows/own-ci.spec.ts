/**
 * The job of the project's own CI that uses the action from the checkout (.github/workflows/ci.yml), as it is written.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'
import { signalBelow } from './support/processes.ts'
import { inWorld } from './support/world.ts'

test('the job that uses the action from the checkout is green', () =>
  inWorld(
    async ({ run, cache }) => {
      const args = ['--job', 'action', '--matrix', 'os:ubuntu-latest']
      const { red, result, step } = await run('ci.yml', { event: 'push', args })
      // The real runner ends what a job left running; act does not.
      signalBelow(cache, '/stand-in.ts', 'SIGTERM')
      expect({
        red,
        job: result('action'),
        good: step('action', 'good')?.outputs['reason'],
        bad: step('action', 'bad')?.outputs['reason'],
      }).toEqual({ red: false, job: 'success', good: 'completed', bad: 'task-failed' })
    },
    {
      workflows: { 'ci.yml': readFileSync(join(PROJECT, '.github/workflows/ci.yml'), 'utf8') },
      files: [
        'action.yml',
        'dist',
        'package.json',
        'tools/workflows/stand-in.ts',
        '__tests__/support/mock-api',
      ],
    },
  ))
