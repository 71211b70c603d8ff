/**
 * The story of a step: read the inputs, wait for the tasks, save their audio, report how it ended.
 */
import { createTaskApi } from './api/client.ts'
import { writeChecksums } from './download/checksums.ts'
import { prepareFolder } from './download/folder.ts'
import { baseNames } from './download/file-name.ts'
import { createDownloadTurns, saveFiles, type SavedTask } from './download/save.ts'
import { parseInputs, type Inputs, type RawInputs } from './inputs/inputs.ts'
import { internalError, outcomeOfStop, StopReason, type InternalError, type Outcome } from './outcome.ts'
import type { Clock } from './ports/clock.ts'
import { withCleanHeaders, type HttpGet } from './ports/http.ts'
import type { Runner } from './ports/runner.ts'
import { startLine } from './report/log.ts'
import { ProgressReport } from './report/progress.ts'
import { publishBadInputs, publishEnd, publishFirst, publishOldNode } from './report/publish.ts'
import { isGreen } from './step-report.ts'
import { canKeepDigits } from './text/json.ts'
import { plainLine } from './text/plain-line.ts'
import { createRedactor, type Redactor } from './text/redact.ts'
import { History } from './wait/history.ts'
import type { Random } from './wait/schedule.ts'
import { waitForTasks, type PollEvent, type WaitEnd } from './wait/wait.ts'

/** The world as the step sees it. */
export interface Ports {
  readonly runner: Runner
  readonly clock: Clock
  readonly random: Random
  /** For the API. */
  readonly get: HttpGet
  /** For storage hosts, over connections of their own. */
  readonly download: HttpGet
  /** Aborts with a `StopReason`. */
  readonly stop: AbortSignal
}

/** Runs the step and tells whether it is green: every task completed and every file saved. Never rejects. */
export async function run(ports: Ports): Promise<boolean> {
  const { runner, clock } = ports
  const startMs = clock.nowMs()
  const raw = readInputs(runner)
  const redactor = createRedactor(raw['api-key'].trim())
  const stop = new StepStop(ports.stop, redactor)
  let history = new History([])
  let timeoutMs = 0
  let savesFiles = false
  try {
    if (raw['api-key'] !== '') runner.mask(raw['api-key'])
    publishFirst(runner)
    if (!canKeepDigits()) {
      publishOldNode(runner)
      return false
    }
    const parsed = parseInputs(raw, runner.workspace, redactor)
    if (parsed.kind === 'bad') {
      publishBadInputs(parsed.errors, runner)
      return false
    }
    const { inputs } = parsed
    const folderError = await prepareFolder(inputs.downloadDir, clock)
    if (folderError !== '') {
      publishBadInputs([folderError], runner)
      return false
    }
    timeoutMs = inputs.timeoutMs
    savesFiles = inputs.downloadDir !== null
    history = new History(inputs.taskIds)
    runner.info(startLine(inputs))
    await waitAndSave({ inputs, history, redactor, stop, startMs }, ports)
  } catch (error) {
    stop.fail(error)
  }
  const tasks = history.reports(stop.internalError ?? internalError('the wait was cut off'))
  const elapsedMs = clock.nowMs() - startMs
  if (stop.stack !== '') runner.debug(stop.stack)
  const { outages } = history
  const report = { tasks, outages, elapsedMs, timeoutMs, savesFiles }
  return publishEnd(report, stop.internalError, runner) && isGreen(tasks)
}

/**
 * What ends the step early: a signal from outside, or an error of our own. All waits and downloads then end at once and leave
 * nothing half done. Errors are known here without the key.
 */
class StepStop {
  readonly #controller = new AbortController()
  readonly #redactor: Redactor
  /** The first error that is ours or the machine's: the step is red for it, even if it comes after the tasks' ends. */
  internalError: InternalError | null = null
  /** Where it was thrown, for debug logging. */
  stack = ''

  constructor(outer: AbortSignal, redactor: Redactor) {
    this.#redactor = redactor
    const abort = (): void => this.#end(outcomeOfStop(outer))
    outer.addEventListener('abort', abort)
    if (outer.aborted) abort()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  fail(error: unknown): void {
    if (this.stack === '' && error instanceof Error) this.stack = this.#redactor.text(error.stack ?? '')
    this.#end(internalError(error))
  }

  #end(outcome: Outcome): void {
    if (outcome.kind !== 'internal-error') {
      this.#controller.abort(new StopReason(outcome))
      return
    }
    const clean = { ...outcome, message: this.#redactor.text(outcome.message) }
    this.internalError ??= clean
    this.#controller.abort(new StopReason(clean))
  }
}

/** A step whose inputs are good. */
interface Step {
  readonly inputs: Inputs
  readonly history: History
  readonly redactor: Redactor
  readonly stop: StepStop
  readonly startMs: number
}

/** Waits for all tasks at the same time, and saves the audio of each as soon as it is completed. */
async function waitAndSave({ inputs, history, redactor, stop, startMs }: Step, ports: Ports): Promise<void> {
  const { runner, clock, random } = ports
  const fail = (error: unknown): void => stop.fail(error)
  const progress = new ProgressReport(history, { clock, runner, fail }, startMs, inputs.timeoutMs)
  const getTask = createTaskApi(inputs, {
    get: withCleanHeaders(ports.get, redactor.text),
    clock,
    redactor,
  })
  const report = (event: PollEvent): void => progress.take(event)
  const waits = waitForTasks({ ...inputs, startMs }, { clock, random, getTask, report }, stop.signal)
  const save = createSaver({ inputs, redactor, stop }, ports)
  const finish = async (wait: Promise<WaitEnd>, index: number): Promise<void> => {
    const end = await wait
    const { outcome, files } = await save(end, index)
    history.close(end.taskId, outcome, files, clock.nowMs() - startMs)
  }
  const everyMinute = progress.everyMinute()
  await Promise.all(waits.map((wait, index) => finish(wait, index).catch(fail)))
  progress.end()
  await everyMinute
  const saved = history.tasks.flatMap(({ files }) => files)
  if (inputs.downloadDir !== null) await writeChecksums(inputs.downloadDir, saved, clock)
}

/** What turns the end of a wait into the end of its task: nothing more to do, or the files of a completed one to save. */
function createSaver(
  { inputs, redactor, stop }: Pick<Step, 'inputs' | 'redactor' | 'stop'>,
  { runner, clock, random, download }: Ports,
): (end: WaitEnd, index: number) => Promise<SavedTask> {
  const { downloadDir: folder, taskIds } = inputs
  if (folder === null) return ({ outcome }) => Promise.resolve({ outcome, files: [] })
  const bases = baseNames(taskIds)
  const get = withCleanHeaders(download, redactor.text)
  const log = (line: string): void => runner.info(plainLine(line))
  const warn = (line: string): void => runner.warning('MountSea file', plainLine(line))
  const ports = { get, clock, random, takeTurn: createDownloadTurns(), log, warn }
  return async ({ task, outcome }, index) => {
    const base = bases[index]
    if (task === null || base === undefined || outcome.kind !== 'completed') return { outcome, files: [] }
    return saveFiles(task, { base, folder }, ports, stop.signal)
  }
}

function readInputs(runner: Runner): RawInputs {
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
