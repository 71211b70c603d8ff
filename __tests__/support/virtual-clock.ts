/**
 * A clock whose time passes only when a test says so: days in milliseconds, and always the same way.
 * Sleeps end in the order of their ends; between two of them all promise work is done.
 */
import type { Clock } from '../../src/world/clock.ts'

/** More than any test needs, so code in an endless loop fails its test and does not hang it. */
const MOST_SLEEPS = 500_000
const MOST_SLEEPS_OF_NO_TIME = 10_000

export class VirtualClock implements Clock {
  /** The next to wake first; of two with the same end, the one that fell asleep first. */
  readonly #sleepers: { readonly atMs: number; readonly wake: () => void }[] = []
  readonly #wallStartMs: number
  #nowMs = 0
  #sleeps = 0
  #sleepsOfNoTime = 0
  /** How far the system's date has been changed: does not touch `nowMs`. */
  wallJumpMs = 0

  constructor(wallStartMs = Date.UTC(2025, 1, 6, 10, 25)) {
    this.#wallStartMs = wallStartMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  wallMs(): number {
    return this.#wallStartMs + this.#nowMs + this.wallJumpMs
  }

  /** The machine is suspended until then (on `nowMs`): whoever wanted to wake before wakes then. */
  suspendUntil(atMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, atMs)
  }

  /** How many sleeps go on: 0 at the end of a step that leaves none behind. */
  get asleep(): number {
    return this.#sleepers.length
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const isOver = signal.aborted || !(ms > 0)
      if (isOver ? ++this.#sleepsOfNoTime > MOST_SLEEPS_OF_NO_TIME : ++this.#sleeps > MOST_SLEEPS) {
        throw new Error(`sleep after sleep at ${this.#nowMs} ms, and no end`)
      }
      if (isOver) {
        resolve()
        return
      }
      const wake = (): void => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { atMs: this.#nowMs + ms, wake }
      const after = this.#sleepers.findLastIndex(({ atMs }) => atMs <= sleeper.atMs)
      this.#sleepers.splice(after + 1, 0, sleeper)
      signal.addEventListener('abort', wake)
    })
  }

  /** Calls `act` after `ms` milliseconds. */
  after(ms: number, act: () => void): void {
    void this.sleep(ms, new AbortController().signal).then(act)
  }

  /** Lets time pass until `promise` settles, and passes its value or error on. Throws if nothing is left to happen. */
  async run<T>(promise: Promise<T>): Promise<T> {
    const state: { isSettled: boolean } = { isSettled: false }
    const settle = (): void => void (state.isSettled = true)
    promise.then(settle, settle)
    for (;;) {
      await drainPromises()
      if (state.isSettled) return promise
      if (!this.#wakeNext(Infinity)) {
        throw new Error(`deadlock at ${this.#nowMs} ms: the promise is not settled and nobody sleeps`)
      }
    }
  }

  /** Lets time pass until `atMs` (on `nowMs`). */
  async runUntil(atMs: number): Promise<void> {
    await drainPromises()
    while (this.#wakeNext(atMs)) await drainPromises()
    this.#nowMs = Math.max(this.#nowMs, atMs)
  }

  #wakeNext(limitMs: number): boolean {
    const [next] = this.#sleepers
    // A sleep without end ends only by its signal.
    if (next === undefined || next.atMs > limitMs || next.atMs === Infinity) return false
    this.#sleepsOfNoTime = 0
    this.#nowMs = Math.max(this.#nowMs, next.atMs)
    next.wake()
    return true
  }
}

/** Lets everything run that is ready to: Node runs an immediate only when the queues of promises and `nextTick` are empty. */
export function drainPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
