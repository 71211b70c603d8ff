/** Puts the real world together, runs the step, ends the process. */
import { guard } from './exit.ts'
import { systemClock } from './ports/clock.ts'
import { createHttpGet } from './ports/http.ts'
import { githubRunner } from './ports/runner.ts'
import { run } from './run.ts'
import { MAX_CONNECTIONS } from './wait/schedule.ts'

const green = await run({
  runner: githubRunner,
  clock: systemClock,
  random: Math.random,
  get: createHttpGet(MAX_CONNECTIONS),
  download: createHttpGet(MAX_CONNECTIONS),
  stop: guard.stop,
})
await guard.finish(green)
