/** A world for `waitForTasks` in which time is virtual: a scripted API, a stop, and a record of every request. */
import type { Answer } from '../../src/mountsea/ask.ts'
import { StopReason, type StopOutcome } from '../../src/outcome.ts'
import { waitForTasks, type PollEvent, type WaitEnd, type WaitPlan } from '../../src/watch/watch.ts'
import { met, record } from './builders.ts'
import { VirtualClock } from './virtual-clock.ts'

/** A request as the API saw it. `poll` counts this task's requests from 1. */
export interface Request {
  readonly taskId: string
  readonly atMs: number
  readonly poll: number
}

/** An answer that takes its time, unless the request is given up before; with `evenIfGivenUp` it comes all the same. */
export interface Slow {
  readonly answer: Answer | string
  readonly afterMs: number
  readonly evenIfGivenUp?: true
}

/** What the API answers to a request; a string is the status in a record of the task that was asked for. */
export type Script = (request: Request) => Answer | string | Slow

/** The request is never answered. */
export const SILENCE: Slow = { answer: '', afterMs: Infinity }

export const INTERRUPTED: StopOutcome = { kind: 'interrupted', signal: 'SIGTERM' }

/** What differs from an ordinary step: one task, a minute, and chance that makes no gap shorter and no backoff longer. */
export interface Situation extends Partial<WaitPlan> {
  /** How many: `task-1`, `task-2` and so on. */
  readonly tasks?: number
  readonly random?: () => number
}

export class WaitWorld {
  readonly clock = new VirtualClock()
  readonly requests: Request[] = []
  readonly events: PollEvent[] = []
  /** How many requests were under way at the same time, at most. */
  mostAtOnce = 0
  #underWay = 0
  readonly #situation: Situation
  readonly #script: Script
  readonly #stop = new AbortController()

  constructor(situation: Situation, script: Script) {
    this.#situation = situation
    this.#script = script
  }

  /** When the requests left. */
  get times(): number[] {
    return this.requests.map(({ atMs }) => atMs)
  }

  interrupt(): void {
    this.#stop.abort(new StopReason(INTERRUPTED))
  }

  interruptAt(atMs: number): void {
    this.clock.after(atMs, () => this.interrupt())
  }

  /** The machine is suspended: a closed laptop, a frozen VM. */
  suspend(fromMs: number, toMs: number): void {
    this.clock.after(fromMs, () => this.clock.suspendUntil(toMs))
  }

  /** Waits to the end of all tasks, in virtual time. */
  ends(): Promise<WaitEnd[]> {
    const { clock } = this
    const { tasks = 1, random = () => 0, ...plan } = this.#situation
    const taskIds = Array.from({ length: tasks }, (_, index) => `task-${index + 1}`)
    const ordinary = { startMs: 0, timeoutMs: 60_000, pollIntervalMs: 5_000, maxPollIntervalMs: 15_000 }
    const getTask = (taskId: string, signal: AbortSignal): Promise<Answer> => this.#answer(taskId, signal)
    const report = (event: PollEvent): void => void this.events.push(event)
    const ports = { clock, random, getTask, report }
    return clock.run(Promise.all(waitForTasks({ taskIds, ...ordinary, ...plan }, ports, this.#stop.signal)))
  }

  async kinds(): Promise<string[]> {
    return (await this.ends()).map(({ outcome }) => outcome.kind)
  }

  async #answer(taskId: string, signal: AbortSignal): Promise<Answer> {
    const poll = this.requests.filter((request) => request.taskId === taskId).length + 1
    const request = { taskId, atMs: this.clock.nowMs(), poll }
    this.requests.push(request)
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.#underWay += 1))
    const scripted = this.#script(request)
    const slow: Slow =
      typeof scripted === 'object' && 'answer' in scripted ? scripted : { answer: scripted, afterMs: 0 }
    await this.clock.sleep(slow.afterMs, signal)
    this.#underWay -= 1
    if (signal.aborted && slow.evenIfGivenUp !== true) return met({ kind: 'no-answer' })
    return typeof slow.answer === 'string' ? record(slow.answer, taskId) : slow.answer
  }
}
