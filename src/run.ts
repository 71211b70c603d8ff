/**
 * The story of a step: read the inputs, wait for the tasks, save their audio, tell how it ended. The only place that catches.
 */
import { createTaskApi } from './api/client.ts'
import type { Clock } from './ports/clock.ts'
import { describe } from './text/describe.ts'
import { baseNames } from './download/file-name.ts'
import { keepingKey, type HttpGet } from './ports/http.ts'
import { parseInputs, type InputName, type Inputs } from './inputs/inputs.ts'
import { Journal } from './wait/history.ts'
import { LiveReport } from './report/progress.ts'
import { isGreen, type Outcome, type SavedFile } from './outcome.ts'
import { startLine } from './report/log.ts'
import { publishBadInputs, publishEnd, publishFirst } from './report/publish.ts'
import type { Runner } from './ports/runner.ts'
import { createDownloadTurns, saveAudio } from './download/save.ts'
import type { Random } from './wait/schedule.ts'
import { createGate, type Gate } from './text/untrusted.ts'
import { waitForTasks, type Stop, type WaitEnd } from './wait/wait.ts'

/** The world as the step sees it. */
export interface Ports {
  readonly runner: Runner
  readonly clock: Clock
  readonly random: Random
  /** For the API. */
  readonly get: HttpGet
  /** For storage hosts, over connections of their own. */
  readonly download: HttpGet
  readonly stop: Stop
}

/** Runs the step and tells whether it is green: every task completed and every file saved. Never rejects. */
export async function run(ports: Ports): Promise<boolean> {
  const { runner, clock } = ports
  const startMs = clock.nowMs()
  const raw = readInputs(runner)
  const gate = createGate(raw['api-key'])
  let journal = new Journal([])
  let timeoutMs = 0
  const faults: unknown[] = []
  try {
    if (raw['api-key'] !== '') runner.mask(raw['api-key'])
    publishFirst(runner)
    const parsed = parseInputs(raw, runner.workspace, (text) => gate.redact(text))
    if (parsed.kind === 'bad') {
      publishBadInputs(parsed.errors, runner, gate)
      return false
    }
    const { inputs } = parsed
    timeoutMs = inputs.timeoutMs
    journal = new Journal(inputs.taskIds)
    runner.info(startLine(inputs, gate))
    await waitAndSave({ inputs, journal, gate, startMs }, ports)
    faults.push(...faultsOf(ports.stop))
  } catch (error) {
    faults.push(error)
  }
  // For a task whose wait was cut off by a fault of ours.
  const ends = journal.ends({ kind: 'internal-error', why: describe(faults[0]) })
  const elapsedMs = clock.nowMs() - startMs
  const isPublished = publishEnd(
    { ends, outages: journal.outages, elapsedMs, timeoutMs },
    { runner, gate, faults },
  )
  return isPublished && isGreen(ends)
}

/** A fault that came when the tasks had their ends already makes the step red all the same, so the outputs have to say it. */
function faultsOf({ signal, outcome }: Stop): string[] {
  const why = signal.aborted ? outcome() : null
  return why?.kind === 'internal-error' ? [why.why] : []
}

/** A step whose inputs are good. */
interface Step {
  readonly inputs: Inputs
  readonly journal: Journal
  readonly gate: Gate
  readonly startMs: number
}

/** Waits for all tasks at the same time, and saves the audio of each as soon as it is completed. */
async function waitAndSave(step: Step, ports: Ports): Promise<void> {
  const { inputs, journal, gate, startMs } = step
  const { runner, clock, random, get } = ports
  const { stop, fail, faults } = stopOnFault(ports.stop)
  const live = new LiveReport(journal, { clock, runner, gate, fail }, startMs, inputs.timeoutMs)
  const getTask = createTaskApi(inputs, { get, clock, gate })
  const plan = { ...inputs, startMs }
  const waits = waitForTasks(plan, { clock, random, getTask, tell: (event) => live.take(event) }, stop)
  const save = createSaver(step, { ...ports, stop })
  const finish = async (wait: Promise<WaitEnd>, index: number): Promise<void> => {
    const end = await wait
    const { outcome, files } = await save(end, index)
    journal.close(end.taskId, outcome, files, clock.nowMs() - startMs)
  }
  const telling = live.keepTelling()
  await Promise.all(waits.map((wait, index) => finish(wait, index).catch(fail)))
  live.end()
  await telling
  if (faults.length > 0) throw faults[0]
}

/** A stop that a fault of ours brings about too: the other waits and downloads then end at once, and leave nothing half done. */
function stopOnFault(outer: Stop): {
  readonly stop: Stop
  readonly fail: (fault: unknown) => void
  readonly faults: readonly unknown[]
} {
  const faults: unknown[] = []
  const halt = new AbortController()
  return {
    faults,
    fail: (fault) => {
      faults.push(fault)
      halt.abort()
    },
    stop: {
      signal: AbortSignal.any([outer.signal, halt.signal]),
      outcome: () =>
        faults.length === 0 ? outer.outcome() : { kind: 'internal-error', why: describe(faults[0]) },
    },
  }
}

interface Saved {
  readonly outcome: Outcome
  readonly files: readonly SavedFile[]
}

/** What turns the end of a wait into the end of its task: nothing more to do, or the audio of a completed one to save. */
function createSaver(
  { inputs, gate }: Step,
  { runner, clock, random, download, stop }: Ports,
): (end: WaitEnd, index: number) => Promise<Saved> {
  const { downloadDir: folder, taskIds } = inputs
  if (folder === null) return ({ outcome }) => Promise.resolve({ outcome, files: [] })
  const bases = baseNames(taskIds.map((taskId) => gate.redact(taskId)))
  const log = (line: string): void => runner.info(gate.line(line))
  const get = keepingKey(download, (text) => gate.redact(text))
  const ports = { get, clock, random, turns: createDownloadTurns(), log }
  return async ({ task, outcome }, index) => {
    const base = bases[index]
    if (task === null || base === undefined || outcome.kind !== 'completed') return { outcome, files: [] }
    const saved = await saveAudio(task, { base, folder }, ports, stop.signal)
    switch (saved.kind) {
      case 'saved':
        return { outcome, files: saved.files }
      case 'audio-missing':
      case 'download-failed':
        return { outcome: { kind: saved.kind, why: saved.why }, files: saved.files }
      case 'stopped':
        return { outcome: stop.outcome(), files: saved.files }
    }
  }
}

function readInputs(runner: Runner): Record<InputName, string> {
  return {
    'task-id': runner.input('task-id'),
    'api-key': runner.input('api-key'),
    endpoint: runner.input('endpoint'),
    timeout: runner.input('timeout'),
    'poll-interval': runner.input('poll-interval'),
    'max-poll-interval': runner.input('max-poll-interval'),
    'download-dir': runner.input('download-dir'),
  }
}
