/**
 * How the process ends: red until proven green, whatever happens to it. Loaded first, so that the exit code is 1 and the
 * signals are heard before anything else runs.
 *
 * Everything that can end a wait from outside becomes one `Stop`: the signals of a cancelled job (the runner sends SIGINT,
 * SIGTERM 7.5 s later, and kills 2.5 s after that; on Windows CTRL_C and CTRL_BREAK: `ProcessInvoker` in actions/runner),
 * an uncaught error, a log that nobody reads any more, an event loop with nothing left to do.
 */
import { describe } from './text/describe.ts'
import type { Outcome } from './outcome.ts'
import type { Stop } from './wait/wait.ts'

export interface Guard {
  readonly stop: Stop
  /** Ends the process once all that was printed has left it. The only place that can make the exit code 0. */
  finish(green: boolean): Promise<void>
}

/** What a report has, after a stop, before the process is ended without it: a bug then, and the outputs say `interrupted`. */
const REPORT_LIMIT_MS = 5_000

export const guard: Guard = guardProcess()

function guardProcess(): Guard {
  process.exitCode = 1
  let proven = false
  // Whoever else ends the process, and with whatever code (0, '0', 256): without the proof it is 1.
  process.on('exit', () => {
    if (!proven) process.exitCode = 1
  })
  // A deprecation in a dependency (`tunnel` and `new Buffer`) is nothing that a user of the action can act on.
  process.noDeprecation = true
  const controller = new AbortController()
  let reason: Outcome | undefined
  let faulted = false
  const stopFor = (outcome: Outcome): void => {
    reason ??= outcome
    controller.abort()
    setTimeout(() => process.exit(1), REPORT_LIMIT_MS).unref()
  }
  const fault = (why: string): void => {
    faulted = true
    stopFor({ kind: 'internal-error', why })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
    process.on(signal, () => stopFor({ kind: 'interrupted', signal }))
  }
  process.on('uncaughtException', (error) => fault(describe(error)))
  process.on('unhandledRejection', (error) => fault(describe(error)))
  process.on('beforeExit', () => fault('nothing is left to wait for'))
  process.stdout.on('error', () => fault('the log cannot be written'))
  process.stderr.on('error', () => undefined)
  return {
    stop: {
      signal: controller.signal,
      outcome: () => reason ?? { kind: 'internal-error', why: 'stopped for no reason' },
    },
    async finish(green) {
      await new Promise<void>((resolve) => process.stdout.write('', () => resolve()))
      // Not left to an empty event loop: a proxy that never answered a CONNECT would hold the step for minutes.
      // A signal that comes when every task is completed and told takes nothing away from that; a fault does.
      proven = green && !faulted
      process.exit(proven ? 0 : 1)
    },
  }
}
