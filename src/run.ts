/**
 * The story of a step: read the inputs, wait for the tasks, save their audio, tell how it ended. The only place that catches.
 */
import { createTaskApi } from './api.ts'
import type { Clock } from './clock.ts'
import { baseNames } from './file-name.ts'
import type { HttpGet } from './http.ts'
import { parseInputs, type InputName, type Inputs } from './inputs.ts'
import { Journal } from './journal.ts'
import { LiveReport } from './live.ts'
import { isGreen, type Outcome, type SavedFile } from './outcome.ts'
import { startLine } from './report/log.ts'
import { publishBadInputs, publishEnd, publishFirst, publishInternalError } from './report/publish.ts'
import type { Runner } from './runner.ts'
import { createDownloadTurns, saveAudio, type SavePorts } from './save-audio.ts'
import type { Random } from './schedule.ts'
import { createGate, type Gate } from './untrusted.ts'
import { waitForTasks, type Stop, type WaitEnd } from './wait.ts'

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
  try {
    if (raw['api-key'] !== '') runner.mask(raw['api-key'])
    publishFirst(runner)
    const parsed = parseInputs(raw, runner.workspace)
    if (parsed.kind === 'bad') {
      publishBadInputs(parsed.errors, runner, gate)
      return false
    }
    const { inputs } = parsed
    timeoutMs = inputs.timeoutMs
    journal = new Journal(inputs.taskIds)
    runner.info(startLine(inputs, gate))
    await waitAndSave(inputs, journal, ports, gate, startMs)
    const ends = journal.ends(NO_END)
    publishEnd(
      { ends, outages: journal.outages, elapsedMs: clock.nowMs() - startMs, timeoutMs },
      runner,
      gate,
    )
    return isGreen(ends)
  } catch (error) {
    const ends = journal.ends(NO_END)
    const elapsedMs = clock.nowMs() - startMs
    publishInternalError(
      error,
      { ends, outages: journal.outages, elapsedMs, timeoutMs, resultPath: '' },
      runner,
      gate,
    )
    return false
  }
}

/** For a task whose wait was cut off by a fault of ours. */
const NO_END: Outcome = { kind: 'internal-error', why: 'the wait ended without an end' }

/** Waits for all tasks at the same time, and saves the audio of each as soon as it is completed. */
async function waitAndSave(
  inputs: Inputs,
  journal: Journal,
  ports: Ports,
  gate: Gate,
  startMs: number,
): Promise<void> {
  const { runner, clock, random, stop } = ports
  const live = new LiveReport(journal, { clock, runner, gate }, startMs, inputs.timeoutMs)
  const getTask = createTaskApi(inputs, { get: ports.get, clock, gate })
  const waits = waitForTasks(
    { ...inputs, startMs },
    { clock, random, getTask, tell: (event) => live.take(event) },
    stop,
  )
  const bases = baseNames(inputs.taskIds.map((taskId) => gate.redact(taskId)))
  const savePorts = {
    get: ports.download,
    clock,
    random,
    turns: createDownloadTurns(),
    log: (line: string) => runner.info(gate.line(line)),
  }
  const telling = live.keepTelling()
  try {
    await Promise.all(
      waits.map(async (wait, index) => {
        const end = await wait
        const saved = await save(
          end,
          { base: bases[index] ?? '', folder: inputs.downloadDir },
          savePorts,
          stop,
        )
        journal.close(end.taskId, saved.outcome, saved.files, clock.nowMs() - startMs)
      }),
    )
  } finally {
    live.end()
    await telling
  }
}

interface Saved {
  readonly outcome: Outcome
  readonly files: readonly SavedFile[]
}

/** Saves the audio of a completed task, where that was asked for; whatever comes of it is the task's end. */
async function save(
  { task, outcome }: WaitEnd,
  { base, folder }: { readonly base: string; readonly folder: string | null },
  ports: SavePorts,
  stop: Stop,
): Promise<Saved> {
  if (folder === null || task === null || outcome.kind !== 'completed') return { outcome, files: [] }
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
