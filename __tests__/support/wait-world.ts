/**
 * A world for `waitForTasks` in which time is virtual: a scripted API, a stop to press, and a record of every request.
 */
import type { Answer } from '../../src/api/answer.ts'
import type { Outcome } from '../../src/outcome.ts'
import { waitForTasks, type PollEvent, type WaitEnd, type WaitPlan } from '../../src/wait/wait.ts'
import { VirtualClock } from './virtual-clock.ts'

/** A request as the API saw it. `poll` counts this task's requests from 1. */
export interface Request {
  readonly taskId: string
  readonly atMs: number
  readonly poll: number
}

/** An answer that takes its time; `never` keeps silent until the request is given up. */
export interface Slow {
  readonly answer: Answer | 'never'
  readonly afterMs: number
  /** It was complete already when the request was given up. */
  readonly evenIfGivenUp?: boolean
}

/** What the API answers to a request. */
export type Script = (request: Request) => Answer | Slow

export interface World {
  readonly clock: VirtualClock
  readonly requests: Request[]
  readonly events: PollEvent[]
  /** How many requests were under way at the same time, at most. */
  readonly mostAtOnce: () => number
  readonly stop: (outcome: Outcome) => void
  /** Waits to the end of all tasks, in virtual time. */
  readonly ends: () => Promise<WaitEnd[]>
}

const GIVEN_UP: Answer = {
  kind: 'transient',
  why: 'no complete answer in time',
  retryAfterMs: 0,
  rateLimited: false,
}

export function waitWorld(
  script: Script,
  plan: Partial<WaitPlan> = {},
  random: () => number = () => 0,
): World {
  const clock = new VirtualClock()
  const requests: Request[] = []
  const events: PollEvent[] = []
  const stop = new AbortController()
  let outcome: Outcome = { kind: 'interrupted', signal: 'SIGINT' }
  let underWay = 0
  let mostAtOnce = 0
  const getTask = async (taskId: string, signal: AbortSignal): Promise<Answer> => {
    const poll = requests.filter((request) => request.taskId === taskId).length + 1
    const request = { taskId, atMs: clock.nowMs(), poll }
    requests.push(request)
    mostAtOnce = Math.max(mostAtOnce, (underWay += 1))
    const scripted = script(request)
    const slow: Slow = 'answer' in scripted ? scripted : { answer: scripted, afterMs: 0 }
    const { answer, evenIfGivenUp = false } = slow
    await clock.sleep(answer === 'never' ? Infinity : slow.afterMs, signal)
    underWay -= 1
    return answer === 'never' || (signal.aborted && !evenIfGivenUp) ? GIVEN_UP : answer
  }
  const whole: WaitPlan = {
    taskIds: ['task-1'],
    startMs: clock.nowMs(),
    timeoutMs: 60_000,
    pollIntervalMs: 5_000,
    maxPollIntervalMs: 15_000,
    ...plan,
  }
  return {
    clock,
    requests,
    events,
    mostAtOnce: () => mostAtOnce,
    stop: (why) => {
      outcome = why
      stop.abort()
    },
    ends: () =>
      clock.run(
        Promise.all(
          waitForTasks(
            whole,
            { clock, random, getTask, tell: (event) => events.push(event) },
            { signal: stop.signal, outcome: () => outcome },
          ),
        ),
      ),
  }
}
