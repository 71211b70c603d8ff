/**
 * What people can follow while the wait goes on: log lines as things change, and the small outputs kept current.
 * Changes that come close together are reported together, at most once a second.
 */
import type { Clock } from '../world/clock.ts'
import type { Runner } from '../world/runner.ts'
import { nameProblem, type Problem } from '../mountsea/problems.ts'
import { shortLine } from '../text/plain-line.ts'
import { formatDuration } from '../text/show.ts'
import type { History, News, StatusNews } from '../watch/history.ts'
import type { PollEvent } from '../watch/watch.ts'
import { changeLines, stillWaitingLine } from './log.ts'
import { currentOutputs, FIRST_OUTPUTS } from './outputs.ts'
import { unknownStatusHint } from './reasons.ts'

const FLUSH_EVERY_MS = 1_000
const STILL_WAITING_EVERY_MS = 60_000

/** An API that flickers gets a pair of lines now and then, not one a poll; the line a minute says if it is failing. */
const OUTAGE_EVERY_MS = 300_000

interface ProgressPorts {
  readonly clock: Clock
  readonly runner: Runner
  /** Called with what went wrong where something cannot be reported. */
  readonly fail: (error: unknown) => void
}

export class ProgressReport {
  readonly #history: History
  readonly #ports: ProgressPorts
  readonly #startMs: number
  readonly #timeoutMs: number
  readonly #done = new AbortController()
  #changes: StatusNews[] = []
  #isFlushDue = false
  #lastFlushMs = -Infinity
  #lastLineMs: number
  #lastOutageLineMs = -Infinity
  #isOutageReported = false
  #written = ''

  constructor(history: History, ports: ProgressPorts, startMs: number, timeoutMs: number) {
    this.#history = history
    this.#ports = ports
    this.#startMs = startMs
    this.#timeoutMs = timeoutMs
    this.#lastLineMs = startMs
  }

  /** Says that the wait goes on, once a minute in which nothing else was said. Resolves after `end`. */
  async everyMinute(): Promise<void> {
    const { clock } = this.#ports
    while (!this.#done.signal.aborted) {
      const quietMs = clock.nowMs() - this.#lastLineMs
      // Not less than a millisecond: what rounding leaves of a minute is too little to move a clock on.
      const sleepMs = Math.max(STILL_WAITING_EVERY_MS - quietMs, 1)
      if (quietMs < STILL_WAITING_EVERY_MS) await clock.sleep(sleepMs, this.#done.signal)
      else {
        const { tasks, outages } = this.#history
        const times = { elapsedMs: clock.nowMs() - this.#startMs, timeoutMs: this.#timeoutMs }
        this.#try(() => this.#info(stillWaitingLine(tasks, outages.at(-1), times)))
      }
    }
  }

  /** Takes in what a poll brought. */
  take(event: PollEvent): void {
    const { taskId, answer } = event
    const news = this.#history.record(event)
    this.#try(() => {
      const brought = answer.kind === 'record' ? answer.task.status : nameProblem(answer.problem)
      this.#ports.runner.debug(`Task ${shortLine(taskId)}: ${shortLine(brought)}`)
      for (const item of news) this.#report(item)
      if (this.#changes.length > 0 && !this.#isFlushDue) void this.#flushSoon()
    })
  }

  /** Writes the log lines that are due; the outputs are about to be written whole. */
  end(): void {
    this.#done.abort()
    this.#try(() => this.#reportChanges())
  }

  #try(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#done.abort()
      this.#ports.fail(error)
    }
  }

  #report(news: News): void {
    const { runner } = this.#ports
    switch (news.kind) {
      case 'status':
        this.#changes.push(news)
        break
      case 'odd-status': {
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
      case 'no-record-yet':
        this.#info(
          `The API answers, but with no record of task ${shortLine(news.taskId)} yet: ${shortLine(nameProblem(news.problem))}. Asking again.`,
        )
        break
      case 'outage-began':
        this.#reportOutage(news.problem, news.atMs)
        break
      case 'outage-ended':
        if (!this.#isOutageReported) break
        this.#info(
          `[${formatDuration(news.atMs)}] The API answers again, after ${formatDuration(news.lastedMs)}.`,
        )
    }
  }

  #reportOutage(problem: Problem, atMs: number): void {
    const isFirst = this.#lastOutageLineMs === -Infinity
    // What the last polls meet is reported at the end.
    this.#isOutageReported = atMs - this.#lastOutageLineMs >= OUTAGE_EVERY_MS && atMs < this.#timeoutMs
    if (!this.#isOutageReported) return
    this.#lastOutageLineMs = atMs
    const line = `The API sends no record of the task now: ${shortLine(nameProblem(problem))}. Asking again, until \`timeout\` at most.`
    if (isFirst) this.#ports.runner.warning('MountSea API failing', line)
    else this.#info(line)
  }

  async #flushSoon(): Promise<void> {
    const { clock, runner } = this.#ports
    this.#isFlushDue = true
    await clock.sleep(this.#lastFlushMs + FLUSH_EVERY_MS - clock.nowMs(), this.#done.signal)
    this.#isFlushDue = false
    this.#lastFlushMs = clock.nowMs()
    this.#try(() => {
      const current = Object.entries(currentOutputs(this.#history.tasks))
      const written = JSON.stringify(current)
      // After the end the outputs have been written whole.
      if (this.#changes.length > 0 && written !== this.#written) {
        this.#written = written
        for (const [name, value] of current) runner.output(name, value)
        runner.output('reason', FIRST_OUTPUTS.reason)
      }
      this.#reportChanges()
    })
  }

  #reportChanges(): void {
    const lines = changeLines(this.#changes)
    this.#changes = []
    for (const line of lines) this.#info(line)
  }

  #info(line: string): void {
    this.#lastLineMs = this.#ports.clock.nowMs()
    this.#ports.runner.info(line)
  }
}
