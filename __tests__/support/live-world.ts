/**
 * A world for `LiveReport` in which time is virtual: polls bring what the test says, and all that is told is kept.
 */
import { Journal } from '../../src/wait/history.ts'
import { LiveReport } from '../../src/report/progress.ts'
import { createGate } from '../../src/text/untrusted.ts'
import { aTask } from './builders.ts'
import { fakeRunner, type Call, type FakeRunner } from './fake-runner.ts'
import { VirtualClock } from './virtual-clock.ts'

export const KEY = 'sk-0123456789'

export interface LiveWorld {
  readonly clock: VirtualClock
  readonly runner: FakeRunner
  readonly live: LiveReport
  readonly journal: Journal
  readonly faults: unknown[]
  /** A poll brings this status, now. */
  readonly saw: (status: string, taskId?: string, fields?: Readonly<Record<string, unknown>>) => void
  readonly missed: (fault: string, taskId?: string) => void
  /** The log with warnings in it, in order. */
  readonly told: () => string[]
  /** The written outputs, `name=value`, in order. */
  readonly outputs: () => string[]
  /** Lets time pass until so many milliseconds after the step's start. */
  readonly until: (ms: number) => Promise<void>
}

/** The step does not begin at 0 on the clock, so that a time that is not counted from there shows. */
const START_MS = 500

export async function liveWorld(
  taskIds = ['a'],
  timeoutMs = 1_800_000,
  before?: (call: Call) => void,
): Promise<LiveWorld> {
  const clock = new VirtualClock()
  await clock.runUntil(START_MS)
  const runner = fakeRunner({}, before === undefined ? {} : { before })
  const journal = new Journal(taskIds)
  const faults: unknown[] = []
  const fail = (fault: unknown): void => void faults.push(fault)
  const live = new LiveReport(
    journal,
    { clock, runner, gate: createGate(KEY), fail },
    clock.nowMs(),
    timeoutMs,
  )
  const now = (): number => clock.nowMs() - START_MS
  return {
    until: (ms) => clock.runUntil(ms + START_MS),
    clock,
    runner,
    live,
    journal,
    faults,
    saw: (status, taskId = 'a', fields = {}) =>
      live.take({ taskId, atMs: now(), task: aTask({ taskId, status, ...fields }), fault: '' }),
    missed: (fault, taskId = 'a') => live.take({ taskId, atMs: now(), task: null, fault }),
    told: () =>
      runner.calls.flatMap(({ kind, name, value }) =>
        kind === 'info' ? [value] : kind === 'warning' ? [`! ${name}: ${value}`] : [],
      ),
    outputs: () =>
      runner.calls.flatMap(({ kind, name, value }) => (kind === 'output' ? [`${name}=${value}`] : [])),
  }
}
