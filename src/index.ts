/** Puts the real world together, runs the step, ends the process. */
// First: it sets the exit code to 1 and handles signals before anything else is loaded.
import { guard } from './exit.ts'
import { join } from 'node:path'
import { systemClock } from './world/clock.ts'
import { createHttpGet } from './world/http.ts'
import { createGithubRunner } from './world/runner.ts'
import { run } from './step.ts'
import { MAX_CONNECTIONS } from './watch/pace.ts'

const green = await run({
  runner: createGithubRunner(),
  clock: systemClock,
  random: Math.random,
  get: createHttpGet(MAX_CONNECTIONS),
  download: createHttpGet(MAX_CONNECTIONS),
  inspector: { node: process.execPath, program: join(import.meta.dirname, 'inspector.js') },
  stop: guard.stop,
  atLimit: guard.atLimit,
})
await guard.finish(green)
