/**
 * What people can follow while the wait goes on: log lines as things change, and the small outputs kept current.
 * Changes that come close together are told together, at most once a second.
 */
import type { Clock } from '../ports/clock.ts'
import type { Journal, News } from '../wait/history.ts'
import { changeLines, outageBeganLine, outageEndedLine, stillWaitingLine, unknownStatusLine } from './log.ts'
import { currentOutputs, FIRST_OUTPUTS } from './outputs.ts'
import type { Runner } from '../ports/runner.ts'
import type { Gate } from '../text/untrusted.ts'
import type { PollEvent } from '../wait/wait.ts'

const FLUSH_EVERY_MS = 1_000
const STILL_WAITING_EVERY_MS = 60_000

/** An API that flickers gets a pair of lines now and then, not one a poll; the line a minute says if it is failing. */
const OUTAGE_EVERY_MS = 300_000

export interface LivePorts {
  readonly clock: Clock
  readonly runner: Runner
  readonly gate: Gate
  /** Called with what went wrong where something cannot be told. */
  readonly fail: (error: unknown) => void
}

export class LiveReport {
  readonly #journal: Journal
  readonly #ports: LivePorts
  readonly #startMs: number
  readonly #timeoutMs: number
  readonly #done = new AbortController()
  #changes: Extract<News, { kind: 'status' }>[] = []
  #flushIsDue = false
  #lastFlushMs = -Infinity
  #lastLineMs: number
  #lastOutageLineMs = -Infinity
  #outageIsTold = false
  #told = ''

  constructor(journal: Journal, ports: LivePorts, startMs: number, timeoutMs: number) {
    this.#journal = journal
    this.#ports = ports
    this.#startMs = startMs
    this.#timeoutMs = timeoutMs
    this.#lastLineMs = startMs
  }

  /** Says that the wait goes on, once a minute in which nothing else was said. Resolves after `end`. */
  async keepTelling(): Promise<void> {
    const { clock } = this.#ports
    while (!this.#done.signal.aborted) {
      const quietMs = clock.nowMs() - this.#lastLineMs
      if (quietMs >= STILL_WAITING_EVERY_MS) this.#try(() => this.#stillWaiting())
      // Not less than a millisecond: what rounding leaves of a minute is too little to move a clock on.
      else await clock.sleep(Math.max(STILL_WAITING_EVERY_MS - quietMs, 1), this.#done.signal)
    }
  }

  /** Takes in what a poll brought. */
  take(event: PollEvent): void {
    const { runner, gate } = this.#ports
    const news = this.#journal.record(event)
    this.#try(() => {
      runner.debug(`Task ${gate.line(event.taskId)}: ${gate.line(event.task?.status ?? event.fault)}`)
      for (const item of news) this.#tell(item)
      if (this.#changes.length > 0) this.#flushSoon()
    })
  }

  /** Writes the log lines that are due; the outputs are about to be written whole. */
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

  #tell(news: News): void {
    const { runner, gate } = this.#ports
    switch (news.kind) {
      case 'status':
        this.#changes.push(news)
        break
      case 'unknown-status':
        runner.warning('Unknown MountSea status', unknownStatusLine(news.status, gate))
        break
      case 'outage-began':
        this.#tellOutage(outageBeganLine(news.why, gate), news.atMs)
        break
      case 'outage-ended':
        if (this.#outageIsTold) this.#info(outageEndedLine(news.atMs, news.lastedMs))
        break
    }
  }

  #tellOutage(line: string, atMs: number): void {
    const isFirst = this.#lastOutageLineMs === -Infinity
    // What the last polls meet is told by the end.
    this.#outageIsTold = atMs - this.#lastOutageLineMs >= OUTAGE_EVERY_MS && atMs < this.#timeoutMs
    if (!this.#outageIsTold) return
    this.#lastOutageLineMs = atMs
    if (isFirst) this.#ports.runner.warning('MountSea API failing', line)
    else this.#info(line)
  }

  #flushSoon(): void {
    if (this.#flushIsDue) return
    const { clock } = this.#ports
    const waitMs = this.#lastFlushMs + FLUSH_EVERY_MS - clock.nowMs()
    if (waitMs <= 0) {
      this.#flush()
      return
    }
    this.#flushIsDue = true
    void clock.sleep(waitMs, this.#done.signal).then(() => {
      this.#flushIsDue = false
      this.#try(() => this.#flush())
    })
  }

  #flush(): void {
    this.#lastFlushMs = this.#ports.clock.nowMs()
    if (this.#changes.length === 0) return
    this.#tellChanges()
    this.#updateOutputs()
  }

  #tellChanges(): void {
    const lines = changeLines(this.#changes, this.#ports.gate)
    this.#changes = []
    for (const line of lines) this.#info(line)
  }

  #updateOutputs(): void {
    const { runner, gate } = this.#ports
    const current = Object.entries(currentOutputs(this.#journal.views, gate))
    const told = JSON.stringify(current)
    if (told === this.#told) return
    this.#told = told
    for (const [name, value] of current) runner.output(name, value)
    runner.output('reason', FIRST_OUTPUTS.reason)
  }

  #info(line: string): void {
    this.#lastLineMs = this.#ports.clock.nowMs()
    this.#ports.runner.info(line)
  }

  #stillWaiting(): void {
    const { views, outages } = this.#journal
    const times = { elapsedMs: this.#ports.clock.nowMs() - this.#startMs, timeoutMs: this.#timeoutMs }
    this.#info(stillWaitingLine(views, outages.at(-1), times, this.#ports.gate))
  }
}
