/**
 * A `LiveReport` in virtual time: polls bring what the test says, and every line and output is kept.
 */
import { LiveReport } from '../../src/tell/live.ts'
import { Ledger } from '../../src/ledger.ts'
import type { PollEvent } from '../../src/watch/watch.ts'
import { httpStatus, record, transient } from './builders.ts'
import { fakeRunner, type Call, type FakeRunner } from './fake-runner.ts'
import { VirtualClock } from './virtual-clock.ts'

export interface ProgressWorld {
  readonly clock: VirtualClock
  readonly runner: FakeRunner
  readonly ledger: Ledger
  readonly live: LiveReport
  /** As a signal to the process would. */
  readonly stop: AbortController
  /** What the report could not report. */
  readonly errors: readonly unknown[]
  /** A poll brings a record with this status, now. */
  readonly saw: (status: string, taskId?: string) => void
  /** A poll brings an answer with this HTTP status in place of a record, now. */
  readonly met: (httpStatus: number) => void
  /** The log with its warnings (`! TITLE: MESSAGE`), in order. */
  readonly lines: () => string[]
  /** The written outputs, `name=value`, in order. */
  readonly outputs: () => string[]
  /** Lets time pass until so many milliseconds after the step's start. */
  readonly until: (ms: number) => Promise<void>
}

/** Not 0, so that a time that is not counted from the step's start shows. */
const START_MS = 500

export async function progressWorld(
  taskIds = ['a'],
  timeoutMs = 1_800_000,
  before?: (call: Call) => void,
): Promise<ProgressWorld> {
  const clock = new VirtualClock()
  await clock.runUntil(START_MS)
  const runner = fakeRunner({}, { before })
  const ledger = new Ledger()
  ledger.started({ taskIds, timeoutMs, downloadDir: null, endpoint: new URL('https://api.example/') })
  const stop = new AbortController()
  const errors: unknown[] = []
  const fail = (error: unknown): void => void errors.push(error)
  const live = new LiveReport(ledger, { clock, runner, fail, stop: stop.signal, startMs: START_MS })
  const poll = (event: PollEvent): void => live.tell(ledger.polled(event), `Task ${event.taskId} is polled`)
  const atMs = (): number => clock.nowMs() - START_MS
  return {
    ...{ clock, runner, ledger, live, errors, stop },
    saw: (status, taskId = 'a') => poll({ taskId, atMs: atMs(), answer: record(status, taskId) }),
    met: (code) => poll({ taskId: 'a', atMs: atMs(), answer: transient(httpStatus(code)) }),
    lines: () =>
      runner.calls.flatMap(({ kind, name, value }) =>
        kind === 'info' ? [value] : kind === 'warning' ? [`! ${name}: ${value}`] : [],
      ),
    outputs: () =>
      runner.calls.flatMap(({ kind, name, value }) => (kind === 'output' ? [`${name}=${value}`] : [])),
    until: (ms) => clock.runUntil(ms + START_MS),
  }
}
