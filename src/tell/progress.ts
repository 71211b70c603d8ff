/**
 * Writes what people and later steps see while the step runs: log lines when something changes, and current outputs. Changes are
 * written together, at most once a second.
 */
import type { News, Snapshot, StatusNews } from '../ledger.ts'
import { nameProblem } from '../mountsea/problems.ts'
import { shortLine } from '../text/plain-line.ts'
import { formatDuration } from '../text/show.ts'
import type { Clock } from '../world/clock.ts'
import type { Runner } from '../world/runner.ts'
import { changeLines, stillWaitingLine } from './log.ts'
import { publishResults, publishStatus } from './publish.ts'
import { unknownStatusHint } from './reasons.ts'

const FLUSH_EVERY_MS = 1_000
/** Writing large records to a slow disk takes at most a tenth of the time, since no signal is heard meanwhile. */
const FLUSH_SHARE = 10
const STILL_WAITING_EVERY_MS = 60_000

interface ProgressPorts {
  readonly clock: Clock
  readonly runner: Runner
  /** What is known now. */
  readonly snapshot: () => Snapshot
  /** Ends the pause before the next flush. */
  readonly stop: AbortSignal
  /** Called with the error when the runner cannot take a line or an output. */
  readonly fail: (error: unknown) => void
}

export class ProgressWriter {
  readonly #ports: ProgressPorts
  readonly #done = new AbortController()
  #changes: StatusNews[] = []
  /** The next flush, for all who wait for it. */
  #flush: Promise<void> | null = null
  #nextFlushMs = -Infinity
  /** Whether all outputs are to be written, and the records. */
  #isWholeDue = false
  #lastLineMs: number

  constructor(ports: ProgressPorts) {
    this.#ports = ports
    this.#lastLineMs = ports.clock.nowMs()
    const end = (): void => this.#done.abort()
    ports.stop.addEventListener('abort', end)
    if (ports.stop.aborted) end()
  }

  /** Logs that the wait goes on after each minute without another line. Resolves after `end`. */
  async everyMinute(): Promise<void> {
    const { clock } = this.#ports
    while (!this.#done.signal.aborted) {
      const quietMs = clock.nowMs() - this.#lastLineMs
      // At least a millisecond: a shorter rest, from rounding, may not move the clock.
      const sleepMs = Math.max(STILL_WAITING_EVERY_MS - quietMs, 1)
      if (quietMs < STILL_WAITING_EVERY_MS) await clock.sleep(sleepMs, this.#done.signal)
      else this.#try(() => this.#info(stillWaitingLine(this.#ports.snapshot())))
    }
  }

  /** Writes the poll's result to the debug log, and its news to the log. */
  tell(news: readonly News[], poll: string): void {
    this.#try(() => {
      this.#ports.runner.debug(poll)
      for (const item of news) this.#tellOne(item)
    })
    void this.flushed()
  }

  /** A task has ended: write everything that is known about it to the outputs. */
  ended(): void {
    this.#isWholeDue = true
    void this.flushed()
  }

  /** Resolves once every change so far is in the log and the outputs. For a completed task, that includes its result. */
  async flushed(): Promise<void> {
    if (this.#changes.length > 0 || this.#isWholeDue) this.#flush ??= this.#flushSoon()
    await this.#flush
  }

  /** Writes the remaining log lines. The caller writes all outputs next. */
  end(): void {
    this.#done.abort()
    this.#try(() => this.#tellChanges())
  }

  #try(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#done.abort()
      this.#ports.fail(error)
    }
  }

  #tellOne(news: News): void {
    const { runner } = this.#ports
    switch (news.kind) {
      case 'status': {
        this.#changes.push(news)
        // A paid result must be in the outputs before anything can end the process.
        if (news.meaning === 'completed') this.#isWholeDue = true
        if (!news.isFirstOdd) break
        const reports = `The API reports the status "${shortLine(news.status)}"`
        if (news.meaning === 'awaits-person') {
          const line = `${reports}: the task goes on only when a person acts at MountSea.`
          runner.warning('MountSea task waits for a person', line)
        } else {
          const line = `${reports}, which this action does not know. It counts as not finished. ${unknownStatusHint(news.status)}`
          runner.warning('Unknown MountSea status', line)
        }
        break
      }
      case 'no-record-yet': {
        const problem = shortLine(nameProblem(news.problem))
        const task = `task ${shortLine(news.taskId)}`
        this.#info(`The API answers, but has no record of ${task} yet: ${problem}. Asking again.`)
        break
      }
      case 'outage-began': {
        const problem = shortLine(nameProblem(news.problem))
        const line = `The API sends no record of the task now: ${problem}. Asking again, until \`timeout\` at most.`
        if (news.isFirst) runner.warning('MountSea API failing', line)
        else this.#info(line)
        break
      }
      case 'outage-ended': {
        const lasted = formatDuration(news.lastedMs)
        this.#info(`[${formatDuration(news.atMs)}] The API answers again, after ${lasted}.`)
      }
    }
  }

  async #flushSoon(): Promise<void> {
    const { clock, runner, snapshot } = this.#ports
    await clock.sleep(this.#nextFlushMs - clock.nowMs(), this.#done.signal)
    this.#flush = null
    const beforeMs = clock.nowMs()
    const publish = this.#isWholeDue ? publishResults : publishStatus
    this.#isWholeDue = false
    this.#try(() => {
      // At the end, and after a stop, the outputs are about to be written whole.
      if (!this.#done.signal.aborted) publish(snapshot(), runner)
      this.#tellChanges()
    })
    const tookMs = clock.nowMs() - beforeMs
    this.#nextFlushMs = clock.nowMs() + Math.max(FLUSH_EVERY_MS, tookMs * FLUSH_SHARE)
  }

  #tellChanges(): void {
    const lines = changeLines(this.#changes, this.#ports.snapshot())
    this.#changes = []
    for (const line of lines) this.#info(line)
  }

  #info(line: string): void {
    this.#lastLineMs = this.#ports.clock.nowMs()
    this.#ports.runner.info(line)
  }
}
