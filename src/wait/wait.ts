/**
 * The loop over the tasks of a step: ask, judge, sleep, until each has an end or the time runs out. It knows a clock and a
 * `getTask`; nothing of HTTP, nothing of the runner. What each poll brought leaves as an event.
 */
import pLimit from 'p-limit'
import type { GetTask } from '../api/client.ts'
import type { Answer } from '../api/answer.ts'
import { withTimeLimit, type Clock } from '../ports/clock.ts'
import { judge, NOTHING_YET, type Memory, type Next, type Verdict } from './judge.ts'
import type { Outcome } from '../outcome.ts'
import { firstPollMs, gapMs, MAX_CONNECTIONS, retryMs, type PollLimits, type Random } from './schedule.ts'
import type { Task } from '../products/producer.ts'

export interface WaitPlan extends PollLimits {
  readonly taskIds: readonly string[]
  /** The step's start on the monotonic clock. */
  readonly startMs: number
  readonly timeoutMs: number
}

export interface WaitPorts {
  readonly clock: Clock
  readonly random: Random
  readonly getTask: GetTask
  readonly tell: (event: PollEvent) => void
}

/** What ends the step from outside: a signal to the process, a bug. */
export interface Stop {
  readonly signal: AbortSignal
  /** Why; asked only once `signal` is aborted. */
  readonly outcome: () => Outcome
}

/** What a wait tells of each poll that is not the end without a record. */
export interface PollEvent {
  readonly taskId: string
  /** After the step's start. */
  readonly atMs: number
  /** The record that the poll brought, `null` if it brought none. */
  readonly task: Task | null
  /** What stood in place of a record, '' if there was one. */
  readonly fault: string
}

/** The end of one task's wait. */
export interface WaitEnd {
  readonly taskId: string
  /** The last record, `null` if there was none. */
  readonly task: Task | null
  readonly outcome: Outcome
}

/** A request that is not answered in full by then counts as a transient error. */
const REQUEST_LIMIT_MS = 30_000

/** How long the last polls may take, those that wait for their turn included. */
const LAST_POLL_LIMIT_MS = 10_000

/** Stands in for an answer where the wait, or the last polls' time, was over before a task's turn came. */
const NO_TURN: Answer = {
  kind: 'transient',
  why: 'no free connection in time',
  retryAfterMs: 0,
  rateLimited: false,
}

type Again = Exclude<Next, { kind: 'end' }>

/** Waits for every task of the plan at the same time: one promise a task, in the order of the IDs. They never reject. */
export function waitForTasks(plan: WaitPlan, ports: WaitPorts, stop: Stop): Promise<WaitEnd>[] {
  const step = new StepWait(plan, ports, stop)
  const { length } = plan.taskIds
  return plan.taskIds.map((taskId, index) =>
    step.waitFor(taskId, firstPollMs(index, length, plan.pollIntervalMs)),
  )
}

/** What the waits of one step share: the connections, the pause after a 429, and the two ways to end all at once. */
class StepWait {
  readonly #plan: WaitPlan
  readonly #ports: WaitPorts
  readonly #stop: Stop
  readonly #takeTurn = pLimit(MAX_CONNECTIONS)
  /** Aborted by the outer stop, and by an answer that ends all tasks' waits. */
  readonly #halt = new AbortController()
  readonly #deadlineMs: number
  #haltOutcome: Outcome | null = null
  #pausedUntilMs = 0
  #anyAnswer = false

  constructor(plan: WaitPlan, ports: WaitPorts, stop: Stop) {
    this.#plan = plan
    this.#ports = ports
    this.#stop = stop
    this.#deadlineMs = plan.startMs + plan.timeoutMs
    const halt = (): void => this.#halt.abort()
    stop.signal.addEventListener('abort', halt)
    if (stop.signal.aborted) halt()
  }

  async waitFor(taskId: string, firstPollMs: number): Promise<WaitEnd> {
    const seen = new Map<string, number>()
    let memory = NOTHING_YET
    let dueMs = this.#plan.startMs + firstPollMs
    for (;;) {
      const answer = await this.#askAt(dueMs, taskId)
      const verdict = this.#judge(taskId, memory, answer)
      const { next } = verdict
      memory = verdict.memory
      if (next.kind === 'end') return { taskId, task: memory.task, outcome: next.outcome }
      if (next.fault !== '') seen.set(next.fault, (seen.get(next.fault) ?? 0) + 1)
      if (this.#ports.clock.nowMs() >= this.#deadlineMs) {
        return { taskId, task: memory.task, outcome: this.#timeUp(next, seen) }
      }
      dueMs = this.#ports.clock.nowMs() + this.#delayMs(next)
    }
  }

  /** `judge`, and what it means for the step as a whole. */
  #judge(taskId: string, memory: Memory, answer: Answer): Verdict {
    // A record that came in spite of the halt still counts: nothing that the API told us is thrown away.
    if (this.#halt.signal.aborted && answer.kind !== 'record') {
      return { memory, next: { kind: 'end', outcome: this.#haltOutcome ?? this.#stop.outcome() } }
    }
    if (answer.kind !== 'transient' && answer.kind !== 'unknown-host') this.#anyAnswer = true
    const verdict = judge(memory, answer, this.#anyAnswer)
    const { next } = verdict
    // An answer that ends the wait without a record is told by the end itself.
    if (next.kind !== 'end' || answer.kind === 'record') this.#tell(taskId, answer)
    if (next.kind === 'end' && next.outcome.kind === 'unauthorized') {
      this.#haltOutcome = next.outcome
      this.#halt.abort()
    }
    return verdict
  }

  /** One answer, asked for at `dueMs`: later where a pause or busy connections demand it, sooner only at the deadline. */
  async #askAt(dueMs: number, taskId: string): Promise<Answer> {
    const { clock, random } = this.#ports
    for (let leaveMs = dueMs; ;) {
      await clock.sleep(Math.min(leaveMs, this.#deadlineMs) - clock.nowMs(), this.#halt.signal)
      const answer = await this.#takeTurn(() => this.#ask(taskId))
      if (answer !== 'paused') return answer
      // Spread over one interval: those that were sent away together must not come back together.
      leaveMs = this.#pausedUntilMs + this.#plan.pollIntervalMs * random()
    }
  }

  async #ask(taskId: string): Promise<Answer | 'paused'> {
    const { clock, getTask } = this.#ports
    const { signal } = this.#halt
    // Before anything else: a pause cannot be slept out any more, and to try would keep the process from ending.
    if (signal.aborted) return NO_TURN
    const nowMs = clock.nowMs()
    if (nowMs < Math.min(this.#pausedUntilMs, this.#deadlineMs)) return 'paused'
    const limitMs = Math.min(REQUEST_LIMIT_MS, this.#deadlineMs + LAST_POLL_LIMIT_MS - nowMs)
    if (limitMs <= 0) return NO_TURN
    return withTimeLimit(clock, limitMs, signal, (limited) => getTask(taskId, limited))
  }

  #delayMs(next: Again): number {
    const { clock, random } = this.#ports
    if (next.kind === 'gap') return gapMs(this.#elapsedMs(), this.#plan, random)
    const delayMs = retryMs({ ...next, atLeastMs: next.rateLimited ? this.#plan.pollIntervalMs : 0 }, random)
    if (next.rateLimited) this.#pausedUntilMs = Math.max(this.#pausedUntilMs, clock.nowMs() + delayMs)
    return delayMs
  }

  #timeUp(next: Again, seen: ReadonlyMap<string, number>): Outcome {
    const { timeoutMs } = this.#plan
    return next.fault === '' ? { kind: 'wait-timeout', timeoutMs } : { kind: 'unreachable', timeoutMs, seen }
  }

  #tell(taskId: string, answer: Answer): void {
    const brought =
      answer.kind === 'record' ? { task: answer.task, fault: '' } : { task: null, fault: answer.why }
    this.#ports.tell({ taskId, atMs: this.#elapsedMs(), ...brought })
  }

  #elapsedMs(): number {
    return this.#ports.clock.nowMs() - this.#plan.startMs
  }
}
