/**
 * How the process ends: red until proven green. Loaded first, so that the exit code is 1 and the signals are heard before anything
 * else runs.
 *
 * Everything that can end a wait from outside aborts one signal, with the outcome as its reason: the signals of a cancelled job
 * (the runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that; on Windows CTRL_C and CTRL_BREAK:
 * `ProcessInvoker` in actions/runner), an uncaught error, a log that cannot be written, an event loop with nothing left to do.
 */
import { existsSync } from 'node:fs'
import { internalError, StopReason, type StopOutcome } from './outcome.ts'

/**
 * How long downloads and polls may take to end after a stop. If they take longer, a disk is hanging: publish what is known and end
 * the process before the runner kills it.
 */
const STOP_LIMIT_MS = 900

export const guard = guardProcess()

function guardProcess() {
  process.exitCode = 1
  let isProven = false
  let hasBug = false
  // Other code may end the process with any exit code (0, '0', 256). Without the proof it is 1.
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
    /** Sets what runs just before the process ends, if a stop does not end the step in time. It must be synchronous and not throw. */
    atLimit: (work: () => void) => void (lastWords = work),
    /** Ends the process once its whole output is written. Nothing else can make the exit code 0. */
    async finish(green: boolean) {
      // One turn later, so that a file just written no longer counts as work in progress.
      await new Promise<void>((resolve) => process.stdout.write('', () => setImmediate(resolve)))
      // Do not wait for the event loop to empty: a kept-alive connection or an abandoned name lookup would hold the step.
      // A signal that comes after everything is published changes nothing; a bug does.
      isProven = green && !hasBug
      // A bug after the outputs were written: they must not say `completed` when the exit code is 1.
      if (green && hasBug) lastWords()
      leave(isProven ? 0 : 1)
    },
  }
}

/** Work of Node's thread pool, as `process.getActiveResourcesInfo` names it. */
const POOL_WORK = /^(?:GetAddrInfoReq|GetNameInfoReq|FSReq)/

/**
 * Ends the process now. `process.exit` waits for Node's thread pool, and a name server that never answers blocks one of its
 * threads for half a minute (measured: 28 s). So the process turns into a shell that exits with the code; that ends all threads.
 *
 * `execve` throws on Windows. There, `SIGKILL` to itself is `TerminateProcess(self, 1)` (libuv, src/win/process.c); a green step
 * cannot use that. By then every file is closed and every request has ended. Only an abandoned name lookup can still be running, and
 * Windows ends it after about 12 s.
 */
function leave(code: 0 | 1): void {
  const isWindows = process.platform === 'win32'
  if (isWindows && code === 1) process.kill(process.pid, 'SIGKILL')
  const isPoolAtWork = process.getActiveResourcesInfo().some((name) => POOL_WORK.test(name))
  // Without a shell, Node would abort (read in Node 24).
  if (!isWindows && isPoolAtWork && existsSync('/bin/sh')) {
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  }
  process.exit(code)
}
