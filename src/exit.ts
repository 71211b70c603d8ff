/**
 * How the process ends: red until proven green. Loaded first, so that the exit code is 1 and the signals are heard before anything
 * else runs.
 *
 * Everything that can end a wait from outside aborts one signal, with the outcome as its reason: the signals of a cancelled job
 * (the runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that; on Windows CTRL_C and CTRL_BREAK:
 * `ProcessInvoker` in actions/runner), an uncaught error, a log that nobody reads any more, an event loop with nothing left to do.
 */
import { existsSync } from 'node:fs'
import { internalError, StopReason, type StopOutcome } from './outcome.ts'

export interface Guard {
  /** Aborts with a `StopReason`. */
  readonly stop: AbortSignal
  /** Takes what is done at once when a stop does not end the step in time; it must not throw. */
  readonly atLimit: (lastWords: () => void) => void
  /** Ends the process once all that was printed has left it. The only place that can make the exit code 0. */
  finish(green: boolean): Promise<void>
}

/**
 * How long downloads and polls may take to end after a stop. Then a disk does not answer: what is known is published, and the
 * process is ended, since the runner would kill it soon.
 */
const STOP_LIMIT_MS = 900

export const guard: Guard = guardProcess()

function guardProcess(): Guard {
  process.exitCode = 1
  let isProven = false
  let hasBug = false
  // Whoever else ends the process, and with whatever code (0, '0', 256): without the proof it is 1.
  process.on('exit', () => {
    if (!isProven) process.exitCode = 1
  })
  const controller = new AbortController()
  let lastWords = (): void => undefined
  const stop = (outcome: StopOutcome): void => {
    controller.abort(new StopReason(outcome))
    setTimeout(() => {
      lastWords()
      leave(1)
    }, STOP_LIMIT_MS)
  }
  const bug = (error: unknown): void => {
    hasBug = true
    stop(internalError(error))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
    process.on(signal, () => stop({ kind: 'interrupted', signal }))
  }
  process.on('uncaughtException', bug)
  process.on('unhandledRejection', bug)
  process.on('beforeExit', () => bug('nothing is left to wait for'))
  process.stdout.on('error', () => bug('the log cannot be written'))
  process.stderr.on('error', () => undefined)
  return {
    stop: controller.signal,
    atLimit: (work) => void (lastWords = work),
    async finish(green) {
      // A turn later, so that a file that was just written is no work under way any more.
      await new Promise<void>((resolve) => process.stdout.write('', () => setImmediate(resolve)))
      // Not left to an empty event loop: a kept-alive connection, or a name lookup that was given up, would hold the step.
      // A signal that comes when every task is completed and reported changes nothing; a bug does.
      isProven = green && !hasBug
      // The log broke after the outputs were written: they must not say `completed` beside an exit code of 1.
      if (green && hasBug) lastWords()
      leave(isProven ? 0 : 1)
    },
  }
}

/** Work of Node's thread pool, as `process.getActiveResourcesInfo` names it. */
const POOL_WORK = /^(?:GetAddrInfoReq|GetNameInfoReq|FSReq)/

/**
 * Ends the process now. `process.exit` waits for Node's thread pool, and a name server that never answers keeps a thread of it
 * for half a minute (measured: 28 s). So the process becomes a shell that ends with the code, which ends all its threads.
 *
 * Windows has no such shell, and `execve` throws there. `SIGKILL` to itself is `TerminateProcess(self, 1)` (libuv,
 * src/win/process.c); for a green end there is no quick way. Every file is closed and every request has ended by then: only a name
 * lookup that an earlier poll gave up can still be at work, and Windows' resolver ends it after some 12 s.
 */
function leave(code: 0 | 1): void {
  const isWindows = process.platform === 'win32'
  if (isWindows && code === 1) process.kill(process.pid, 'SIGKILL')
  const isPoolAtWork = process.getActiveResourcesInfo().some((name) => POOL_WORK.test(name))
  // Where there is no such shell, Node would abort (read in Node 24).
  if (!isWindows && isPoolAtWork && existsSync('/bin/sh')) {
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  }
  process.exit(code)
}
