/**
 * The action `rehearsal`: one program with three roles. The runner starts it as the step and, at the job's end, as the
 * step's clean-up; the step starts it a third time, in the background, as the server.
 */
import * as core from '@actions/core'
import { serve } from './server.ts'
import { end, start } from './step.ts'

/** Set by the step, so that the clean-up knows that it is not the step. */
const STARTED = 'started'

if (process.argv[2] === 'serve') {
  await serve(core.getInput('tasks'), Number(process.argv[3]))
} else if (core.getState(STARTED) === '') {
  core.saveState(STARTED, 'true')
  await start()
} else {
  await end()
}
