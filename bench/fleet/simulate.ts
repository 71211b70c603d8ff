/**
 * A fleet of steps against one API, in virtual time: every step runs the action's own wait, judge, retry and schedule code;
 * only the network is made up.
 */
import { VirtualClock } from '../../__tests__/support/virtual-clock.ts'
import { sortAnswer } from '../../src/api/answer.ts'
import type { GetTask } from '../../src/api/client.ts'
import { waitForTasks, type WaitEnd } from '../../src/wait/wait.ts'
import type { Random } from '../../src/wait/schedule.ts'
import { lognormal, seededRandom } from '../lib/random.ts'

export interface FleetOptions {
  readonly steps: number
  /** The steps start at random within this time. */
  readonly startWithinMs: number
  readonly medianMs: number
  readonly sigma: number
  /** Requests a second that the API admits; Infinity for all. */
  readonly perSecond: number
  readonly retryAfterS: number
}

export interface FleetEnd {
  /** Steps by how they ended. */
  readonly outcomes: Readonly<Record<string, number>>
  /** From each task's end to its step's knowledge of it. */
  readonly lagsMs: readonly number[]
  /** Requests that came in, and those admitted, by the second. */
  readonly offered: readonly number[]
  readonly admitted: readonly number[]
}

/** As the inputs' defaults. */
const PLAN = { pollIntervalMs: 5_000, maxPollIntervalMs: 15_000, timeoutMs: 30 * 60_000 }

/** An answer's way there and back: from 50 ms to 150 ms. */
const LATENCY_MS = { least: 50, more: 100 }

const ENDPOINT = new URL('https://api.example.com/tasks')

/** Runs the fleet to its end. The same options give the same numbers. */
export async function simulateFleet(options: FleetOptions): Promise<FleetEnd> {
  const clock = new VirtualClock()
  const random = seededRandom(options.steps)
  const api = new FleetApi(clock, options, random)
  const lagsMs: number[] = []
  const outcomes: Record<string, number> = {}
  const step = async (index: number): Promise<void> => {
    const stop = { signal: new AbortController().signal, outcome: () => ({ kind: 'completed' }) as const }
    await clock.sleep(random() * options.startWithinMs, stop.signal)
    const startMs = clock.nowMs()
    const endsAtMs = startMs + lognormal(options.medianMs, options.sigma, random)
    const plan = { ...PLAN, taskIds: [String(index)], startMs }
    const getTask = api.client(endsAtMs)
    const [end] = await Promise.all(
      waitForTasks(plan, { clock, random, getTask, tell: () => undefined }, stop),
    )
    count(outcomes, end)
    lagsMs.push(clock.nowMs() - endsAtMs)
  }
  await clock.run(Promise.all(Array.from({ length: options.steps }, (_, index) => step(index))))
  return { outcomes, lagsMs, offered: api.offered, admitted: api.admitted }
}

function count(outcomes: Record<string, number>, end: WaitEnd | undefined): void {
  const kind = end?.outcome.kind ?? 'none'
  outcomes[kind] = (outcomes[kind] ?? 0) + 1
}

/** A server with a bucket of one second's requests, which fills as fast as it admits. */
class FleetApi {
  readonly offered: number[] = []
  readonly admitted: number[] = []
  readonly #clock: VirtualClock
  readonly #options: FleetOptions
  readonly #random: Random
  #tokens: number
  #filledMs = 0

  constructor(clock: VirtualClock, options: FleetOptions, random: Random) {
    this.#clock = clock
    this.#options = options
    this.#random = random
    this.#tokens = options.perSecond
  }

  /** What a step asks for its task, which completes at `endsAtMs`. */
  client(endsAtMs: number): GetTask {
    return async (taskId, signal) => {
      const latencyMs = LATENCY_MS.least + LATENCY_MS.more * this.#random()
      await this.#clock.sleep(latencyMs / 2, signal)
      const raw = this.#serve(taskId, endsAtMs)
      await this.#clock.sleep(latencyMs / 2, signal)
      return sortAnswer(raw, {
        taskId,
        endpoint: ENDPOINT,
        wallMs: this.#clock.wallMs(),
        excerpt: (body) => body,
      })
    }
  }

  #serve(taskId: string, endsAtMs: number): Parameters<typeof sortAnswer>[0] {
    const nowMs = this.#clock.nowMs()
    tick(this.offered, nowMs)
    if (!this.#admit(nowMs)) {
      return { status: 429, headers: { 'retry-after': String(this.#options.retryAfterS) }, body: '' }
    }
    tick(this.admitted, nowMs)
    const status = nowMs >= endsAtMs ? 'completed' : 'processing'
    return { status: 200, headers: {}, body: JSON.stringify({ taskId, status }) }
  }

  #admit(nowMs: number): boolean {
    const { perSecond } = this.#options
    if (perSecond === Infinity) return true
    this.#tokens = Math.min(perSecond, this.#tokens + ((nowMs - this.#filledMs) * perSecond) / 1_000)
    this.#filledMs = nowMs
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}

function tick(bySecond: number[], nowMs: number): void {
  const second = Math.floor(nowMs / 1_000)
  while (bySecond.length <= second) bySecond.push(0)
  bySecond[second] = (bySecond[second] ?? 0) + 1
}
