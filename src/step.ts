/** The story of a step: read the inputs, wait for the tasks, save their files, report how it ended. */
import { createTaskApi } from './mountsea/ask.ts'
import type { DownloadFolder } from './audio/index.ts'
import { parseInputs, type Inputs, type RawInputs } from './inputs/inputs.ts'
import { internalError, outcomeOfStop, StopReason, type InternalError } from './outcome.ts'
import type { Clock } from './world/clock.ts'
import { withCleanHeaders, type HttpGet } from './world/http.ts'
import type { Runner } from './world/runner.ts'
import { startLine } from './tell/log.ts'
import { ProgressReport } from './tell/live.ts'
import { publishBadInputs, publishEnd, publishFirst, publishOldNode } from './tell/publish.ts'
import { isGreen } from './ledger.ts'
import { canKeepDigits } from './text/json.ts'
import { createRedactor, type Redactor } from './text/secret.ts'
import { History } from './watch/history.ts'
import type { Random } from './watch/pace.ts'
import { waitForTasks, type WaitEnd } from './watch/watch.ts'

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
    const folder = await openFolder(inputs, redactor, ports)
    if (typeof folder === 'string') {
      publishBadInputs([folder], runner)
      return false
    }
    timeoutMs = inputs.timeoutMs
    savesFiles = folder !== null
    history = new History(inputs.taskIds)
    runner.info(startLine(inputs))
    await waitAndSave({ inputs, history, redactor, stop, startMs, folder }, ports)
  } catch (error) {
    stop.fail(error)
  }
  try {
    if (stop.stack !== '') runner.debug(stop.stack)
  } catch (error) {
    stop.fail(error)
  }
  const tasks = history.reports(stop.internalError ?? internalError('the wait was cut off'))
  const elapsedMs = clock.nowMs() - startMs
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
  readonly signal = this.#controller.signal

  constructor(outer: AbortSignal, redactor: Redactor) {
    this.#redactor = redactor
    const abort = (): void => {
      const outcome = outcomeOfStop(outer)
      if (outcome.kind === 'internal-error') this.#failWith(outcome)
      else this.#controller.abort(outer.reason)
    }
    outer.addEventListener('abort', abort)
    if (outer.aborted) abort()
  }

  fail(error: unknown): void {
    if (this.stack === '' && error instanceof Error) this.stack = this.#redactor.text(error.stack ?? '')
    this.#failWith(internalError(error))
  }

  #failWith(error: InternalError): void {
    const clean = { ...error, message: this.#redactor.text(error.message) }
    this.internalError ??= clean
    this.#controller.abort(new StopReason(clean))
  }
}

/** A step whose inputs are good; `folder` is `null` where nothing is to be downloaded. */
interface Step {
  readonly inputs: Inputs
  readonly history: History
  readonly redactor: Redactor
  readonly stop: StepStop
  readonly startMs: number
  readonly folder: DownloadFolder | null
}

/** Waits for all tasks at the same time, and saves the files of each as soon as it is completed. */
async function waitAndSave(step: Step, ports: Ports): Promise<void> {
  const { inputs, history, redactor, stop, startMs, folder } = step
  const { runner, clock, random } = ports
  const fail = (error: unknown): void => stop.fail(error)
  const progress = new ProgressReport(history, { clock, runner, fail }, startMs, inputs.timeoutMs)
  const get = withCleanHeaders(ports.get, redactor.text)
  const getTask = createTaskApi(inputs, { get, clock, redactor })
  const waitPorts = { clock, random, getTask, report: progress.take.bind(progress) }
  const waits = waitForTasks({ ...inputs, startMs }, waitPorts, stop.signal)
  const finish = async (wait: Promise<WaitEnd>, index: number): Promise<void> => {
    const { taskId, task, outcome } = await wait
    const isToSave = folder !== null && task !== null && outcome.kind === 'completed'
    const saved = isToSave ? await folder.save(task, index, stop.signal) : { outcome, files: [] }
    history.close(taskId, saved.outcome, saved.files, clock.nowMs() - startMs)
  }
  const everyMinute = progress.everyMinute()
  await Promise.all(waits.map((wait, index) => finish(wait, index).catch(fail)))
  progress.end()
  await everyMinute
  await folder?.close(history.tasks.flatMap(({ files }) => files))
}

/** The folder to save to, `null` where `download-dir` is blank; a text says why it cannot be used. */
async function openFolder(
  { downloadDir, taskIds }: Inputs,
  redactor: Redactor,
  { runner, clock, random, download }: Ports,
): Promise<DownloadFolder | string | null> {
  if (downloadDir === null) return null
  const room = await import('./audio/index.ts')
  const get = withCleanHeaders(download, redactor.text)
  const log = (line: string): void => runner.info(line)
  const warn = (line: string): void => runner.warning('MountSea file', line)
  return room.openFolder(downloadDir, taskIds, { get, clock, random, log, warn })
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
