/**
 * The loop over the tasks of a step: ask, judge, sleep, until each has an end or the time runs out. It does not know HTTP or the
 * runner. It reports each poll as an event.
 */
import pLimit from 'p-limit'
import type { Answer, GetTask } from '../mountsea/ask.ts'
import { nameProblem } from '../mountsea/problems.ts'
import { isTerminal } from '../mountsea/read.ts'
import { outcomeOfStop, StopReason, type Outcome } from '../outcome.ts'
import { withTimeLimit, type Clock } from '../world/clock.ts'
import { firstPollMs, gapMs, MAX_CONNECTIONS, retryMs, type PollLimits, type Random } from './pace.ts'
import { judge, NOTHING_YET, type Memory, type Next, type Seen } from './rules.ts'

export interface WaitPlan extends PollLimits {
  readonly taskIds: readonly string[]
  /** The step's start on the monotonic clock. */
  readonly startMs: number
  readonly timeoutMs: number
}

interface WaitPorts {
  readonly clock: Clock
  readonly random: Random
  readonly getTask: GetTask
  readonly report: (event: PollEvent) => void
}

/** The answer to a poll. A problem that ends the wait is not reported as an event: the outcome has it. */
export interface PollEvent {
  readonly taskId: string
  /** After the step's start. */
  readonly atMs: number
  readonly answer: Answer
}

/** A request without a complete answer by then counts as a transient error. */
const REQUEST_LIMIT_MS = 30_000
/** How long the last polls may take, including the wait for a free connection. */
const LAST_POLL_LIMIT_MS = 10_000
/** A busy machine wakes up at most this late. A machine that wakes up later was suspended. */
const SLEEP_SLACK_MS = 2_000

/** The answer if the wait ended before a connection was free. */
const TIMED_OUT_IN_QUEUE: Answer = { kind: 'problem', problem: { kind: 'no-connection' }, retryAfterMs: 0 }

/**
 * Waits for all tasks at the same time. Returns a promise for each, in the order of the IDs; only a bug rejects one. When `stop`
 * aborts, all end at once with the outcome in its reason.
 */
export function waitForTasks(plan: WaitPlan, ports: WaitPorts, stop: AbortSignal) {
  const step = new StepWait(plan, ports, stop)
  return plan.taskIds.map((taskId, index) => step.waitFor(taskId, index))
}

/** The end of one task's wait. */
export type WaitEnd = Awaited<ReturnType<StepWait['waitFor']>>

/** What the waits of one step share: the connections, the pause after a 429, and the signal that ends them. */
class StepWait {
  readonly #plan: WaitPlan
  readonly #ports: WaitPorts
  readonly #takeTurn = pLimit(MAX_CONNECTIONS)
  /** Aborted by `stop`, and by an answer that ends all waits. */
  readonly #halt = new AbortController()
  /** On the monotonic clock, like all moments here. */
  readonly #deadlineMs: number
  #pausedUntilMs = 0
  #seen: Seen = { answer: false, record: false }
  /** The last polls end by then, or later if the machine was suspended. */
  #lastPollsEndMs: number

  constructor(plan: WaitPlan, ports: WaitPorts, stop: AbortSignal) {
    this.#plan = plan
    this.#ports = ports
    this.#deadlineMs = plan.startMs + plan.timeoutMs
    this.#lastPollsEndMs = this.#deadlineMs + LAST_POLL_LIMIT_MS
    const halt = (): void => this.#halt.abort(stop.reason)
    stop.addEventListener('abort', halt)
    if (stop.aborted) halt()
  }

  /** Returns the last record, `null` if there was none, and the outcome. */
  async waitFor(taskId: string, index: number) {
    const { clock } = this.#ports
    const { startMs, taskIds, pollIntervalMs, timeoutMs } = this.#plan
    const problemCounts = new Map<string, number>()
    let memory = NOTHING_YET
    let dueMs = startMs + firstPollMs(index, taskIds.length, pollIntervalMs)
    for (;;) {
      const verdict = this.#judge(taskId, memory, await this.#askAt(dueMs, taskId))
      const { next } = verdict
      memory = verdict.memory
      const { task } = memory
      if (next.kind === 'end') return { taskId, task, outcome: next.outcome }
      const { problem } = next
      if (problem !== null) {
        const name = nameProblem(problem)
        problemCounts.set(name, (problemCounts.get(name) ?? 0) + 1)
      }
      if (clock.nowMs() >= this.#deadlineMs) {
        const outcome: Outcome =
          problem === null
            ? { kind: 'wait-timeout', timeoutMs }
            : { kind: 'unreachable', timeoutMs, problem, problemCounts }
        return { taskId, task, outcome }
      }
      dueMs = clock.nowMs() + this.#delayMs(next)
    }
  }

  /** Judges an answer, and applies it to the step as a whole. */
  #judge(taskId: string, memory: Memory, answer: Answer): ReturnType<typeof judge> {
    // A record that comes during the halt still counts: lose nothing.
    if (this.#halt.signal.aborted && answer.kind !== 'record') {
      return { memory, next: { kind: 'end', outcome: outcomeOfStop(this.#halt.signal) } }
    }
    this.#seen = {
      // With any status: the host name, the proxy and TLS work.
      answer: this.#seen.answer || answer.kind === 'record' || 'excerpt' in answer.problem,
      record: this.#seen.record || answer.kind === 'record',
    }
    const verdict = judge(memory, answer, this.#seen)
    const { next } = verdict
    if (next.kind !== 'end' || answer.kind === 'record') {
      this.#ports.report({ taskId, atMs: this.#elapsedMs(), answer })
    }
    if (next.kind === 'end' && next.outcome.kind === 'unauthorized') {
      this.#halt.abort(new StopReason(next.outcome))
    }
    return verdict
  }

  /** Asks at `dueMs`, or later if a pause or busy connections require it, but never after the deadline. */
  async #askAt(dueMs: number, taskId: string): Promise<Answer> {
    const { clock, random } = this.#ports
    for (let leaveMs = dueMs; ;) {
      const wakeMs = Math.max(Math.min(leaveMs, this.#deadlineMs), clock.nowMs())
      await clock.sleep(wakeMs - clock.nowMs(), this.#halt.signal)
      this.#hasSleptPast(wakeMs)
      const answer = await this.#takeTurn(() => this.#ask(taskId))
      if (answer !== 'paused') return answer
      // Spread over one interval: tasks that were paused together must not return together.
      leaveMs = this.#pausedUntilMs + this.#plan.pollIntervalMs * random()
    }
  }

  async #ask(taskId: string): Promise<Answer | 'paused'> {
    const { clock, getTask } = this.#ports
    const { signal } = this.#halt
    for (;;) {
      // Checked first: once the halt aborts, a sleep returns at once, and waiting for the pause would be a busy loop.
      if (signal.aborted) return TIMED_OUT_IN_QUEUE
      const nowMs = clock.nowMs()
      if (nowMs < Math.min(this.#pausedUntilMs, this.#deadlineMs)) return 'paused'
      const limitMs = Math.min(REQUEST_LIMIT_MS, this.#lastPollsEndMs - nowMs)
      if (limitMs <= 0) return TIMED_OUT_IN_QUEUE
      const answer = await withTimeLimit(clock, limitMs, signal, (limited) => getTask(taskId, limited))
      // Ignore an answer that spans a suspend, unless it is final.
      const isEnd = answer.kind === 'record' && isTerminal(answer.task.meaning)
      if (isEnd || !this.#hasSleptPast(nowMs + limitMs)) return answer
    }
  }

  /** Whether the machine was suspended past `expectedMs` and the deadline. If so, the last polls get their time again. */
  #hasSleptPast(expectedMs: number): boolean {
    const nowMs = this.#ports.clock.nowMs()
    const hasSlept = nowMs > expectedMs + SLEEP_SLACK_MS && nowMs > this.#deadlineMs
    if (hasSlept) this.#lastPollsEndMs = nowMs + LAST_POLL_LIMIT_MS
    return hasSlept
  }

  #delayMs(next: Exclude<Next, { kind: 'end' }>): number {
    const { clock, random } = this.#ports
    if (next.kind === 'poll') return gapMs(this.#elapsedMs(), this.#plan, random)
    const isRateLimit = next.problem.kind === 'rate-limit'
    const delayMs = retryMs({ ...next, atLeastMs: isRateLimit ? this.#plan.pollIntervalMs : 0 }, random)
    if (isRateLimit) this.#pausedUntilMs = Math.max(this.#pausedUntilMs, clock.nowMs() + delayMs)
    return delayMs
  }

  #elapsedMs(): number {
    return this.#ports.clock.nowMs() - this.#plan.startMs
  }
}
