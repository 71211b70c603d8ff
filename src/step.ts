/** The story of a step: read the inputs, watch the tasks, save their files, publish what is known. */
import type { Check, Inspector } from './audio/check.ts'
import type { AudioFolder } from './audio/save.ts'
import { parseInputs, type Inputs } from './inputs/inputs.ts'
import { isGreen, Ledger, type Snapshot } from './ledger.ts'
import { createTaskApi } from './mountsea/ask.ts'
import { nameProblem } from './mountsea/problems.ts'
import { internalError, outcomeOfStop, StopReason, type StopOutcome } from './outcome.ts'
import { startLine } from './tell/log.ts'
import { ProgressWriter } from './tell/progress.ts'
import {
  FIRST_OUTPUTS,
  publishBadInputs,
  publishEnd,
  publishOldNode,
  publishResults,
} from './tell/publish.ts'
import { canKeepDigits } from './text/json.ts'
import { shortLine } from './text/plain-line.ts'
import { createRedactor, type Redactor } from './text/secret.ts'
import type { Random } from './watch/pace.ts'
import { waitForTasks, type PollEvent, type WaitEnd } from './watch/watch.ts'
import type { Clock } from './world/clock.ts'
import { withCleanHeaders, type HttpGet } from './world/http.ts'
import type { Runner } from './world/runner.ts'

/** The world as the step sees it. */
export interface Ports {
  readonly runner: Runner
  readonly clock: Clock
  readonly random: Random
  /** For the API. */
  readonly get: HttpGet
  /** For storage hosts, over separate connections. */
  readonly download: HttpGet
  /** Inspects downloaded files; tests may pass a check instead. */
  readonly inspector: Inspector | Check
  /** Aborts with a `StopReason`. */
  readonly stop: AbortSignal
  /** Takes what runs just before the process ends, if a stop does not end the step in time. */
  readonly atLimit: (lastWords: () => void) => void
}

/** Runs the step. Resolves to whether it is green: every task completed and every file saved. Never rejects. */
export function run(ports: Ports): Promise<boolean> {
  return new Step(ports).run()
}

class Step {
  readonly #ports: Ports
  readonly #startMs: number
  readonly #redactor: Redactor
  readonly #ledger = new Ledger()
  /** Ends all waits and downloads, on a stop from outside or an internal error. */
  readonly #halt = new AbortController()

  constructor(ports: Ports) {
    this.#ports = ports
    this.#startMs = ports.clock.nowMs()
    this.#redactor = createRedactor(ports.runner.input('api-key').trim())
    const stop = (): void => this.#stop(outcomeOfStop(ports.stop))
    ports.stop.addEventListener('abort', stop)
    if (ports.stop.aborted) stop()
  }

  async run(): Promise<boolean> {
    try {
      const { runner } = this.#ports
      const key = runner.input('api-key')
      if (key !== '') runner.mask(key)
      runner.setOutputs(FIRST_OUTPUTS)
      if (!canKeepDigits()) return publishOldNode(runner)
      const parsed = parseInputs((name) => runner.input(name), runner.workspace, this.#redactor)
      if (parsed.kind === 'bad') return publishBadInputs(parsed.errors, runner)
      this.#ledger.started(parsed.inputs)
      this.#ports.atLimit(() => {
        this.#ledger.cutOff()
        this.#end()
      })
      const folder = await this.#folderFor(parsed.inputs)
      if (typeof folder === 'string') return publishBadInputs([folder], runner)
      await this.#watchAndSave(parsed.inputs, folder)
    } catch (error) {
      this.#fail(error)
    }
    return this.#end()
  }

  /** Watches all tasks at the same time. Saves the files of a completed task once its result is published. */
  async #watchAndSave(inputs: Inputs, folder: AudioFolder | null): Promise<void> {
    const { runner, clock, random } = this.#ports
    const ledger = this.#ledger
    // Finds out before the wait whether the record file can be written.
    publishResults(this.#snapshot(), runner)
    runner.info(startLine(inputs))
    const stop = this.#halt.signal
    const progress = new ProgressWriter({ clock, runner, snapshot: this.#snapshot, fail: this.#fail, stop })
    const report = (event: PollEvent): void => {
      const { taskId, answer } = event
      const brought = answer.kind === 'record' ? answer.task.status : nameProblem(answer.problem)
      progress.tell(ledger.polled(event), `Task ${shortLine(taskId)}: ${shortLine(brought)}`)
    }
    const getTask = createTaskApi(inputs, { get: this.#ports.get, clock, redactor: this.#redactor })
    const plan = { ...inputs, startMs: this.#startMs }
    const waits = waitForTasks(plan, { clock, random, getTask, report }, stop)
    const finish = async (wait: Promise<WaitEnd>, index: number): Promise<void> => {
      const { taskId, task, outcome } = await wait
      let end = outcome
      if (folder !== null && task !== null && outcome.kind === 'completed') {
        await progress.flushed()
        end = await folder.save(task, index, stop)
      }
      ledger.ended(taskId, end, this.#elapsedMs())
      progress.ended()
    }
    const everyMinute = progress.everyMinute()
    await Promise.all(waits.map((wait, index) => finish(wait, index).catch(this.#fail)))
    progress.end()
    await everyMinute
    await folder?.close(stop)
  }

  /** The folder to save to, `null` if `download-dir` is blank, or a text that says why the folder cannot be used. */
  async #folderFor({ downloadDir, taskIds }: Inputs): Promise<AudioFolder | string | null> {
    if (downloadDir === null) return null
    const { runner, clock, random, download, inspector } = this.#ports
    // Loaded only here, so that a step without downloads starts faster.
    const { openFolder } = await import('./audio/save.ts')
    return openFolder(downloadDir, taskIds, {
      clock,
      random,
      inspector,
      job: runner.job,
      workspace: runner.workspace,
      get: withCleanHeaders(download, this.#redactor.text),
      log: (line) => runner.info(line),
      warn: (line) => runner.warning('MountSea file', line),
      saved: (taskId, file, place) => this.#ledger.saved(taskId, file, place),
    })
  }

  /** Publishes what is known, at the end or before the process must end. Returns whether the step is green. */
  #end(): boolean {
    const snapshot = this.#snapshot()
    return publishEnd(snapshot, this.#ports.runner) === null && isGreen(snapshot)
  }

  /** Ends the step for an internal error. The stack goes to the debug log. */
  readonly #fail = (thrown: unknown): void => {
    const error = internalError(thrown)
    const stack = thrown instanceof Error && !error.isMachines ? (thrown.stack ?? '') : ''
    try {
      if (stack !== '' && !this.#halt.signal.aborted) this.#ports.runner.debug(this.#redactor.text(stack))
    } catch {
      // The error itself is reported at the end.
    }
    this.#stop(error)
  }

  #stop(outcome: StopOutcome): void {
    // The ledger must not contain the key.
    const safe =
      'message' in outcome ? { ...outcome, message: this.#redactor.text(outcome.message) } : outcome
    this.#ledger.stopped(safe)
    this.#halt.abort(new StopReason(safe))
  }

  #elapsedMs(): number {
    return this.#ports.clock.nowMs() - this.#startMs
  }

  readonly #snapshot = (): Snapshot => this.#ledger.snapshot(this.#elapsedMs())
}
