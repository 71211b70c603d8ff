/**
 * A clock whose time passes only when a test says so: days in milliseconds, and always the same way.
 * Sleeps resolve in the order of their ends; between two of them all promise work is done.
 */
import type { Clock } from '../../src/ports/clock.ts'

interface Sleeper {
  readonly atMs: number
  /** Breaks ties: of two sleeps with the same end, the one that began first wakes first. */
  readonly order: number
  readonly wake: () => void
  gone: boolean
}

/** More than any test needs; who sleeps more often than that goes in circles, and is told so rather than waited for. */
const MOST_SLEEPS = 500_000

/** So often may somebody ask for a sleep that is over at once, while no time passes. */
const MOST_SLEEPS_OF_NO_TIME = 10_000

/** A `Clock` that a test moves. */
export class VirtualClock implements Clock {
  readonly #heap: Sleeper[] = []
  readonly #acts = new WeakMap<AbortSignal, Set<() => void>>()
  #nowMs = 0
  #order = 0
  #asleep = 0
  #sleeps = 0
  #sleepsOfNoTime = 0
  readonly #wallStartMs: number
  /** How far the system's date has been changed (NTP, suspend): does not touch `nowMs`. */
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

  /** How many sleeps go on: 0 at the end of a test that leaks none. */
  get asleep(): number {
    return this.#asleep
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || !(ms > 0)) {
        if (++this.#sleepsOfNoTime > MOST_SLEEPS_OF_NO_TIME)
          throw new Error(`no end of it at ${this.#nowMs} ms`)
        resolve()
        return
      }
      if (++this.#sleeps > MOST_SLEEPS) throw new Error(`${MOST_SLEEPS} sleeps, and no end`)
      const forget = this.#onAbort(signal, () => sleeper.wake())
      const wake = (): void => {
        sleeper.gone = true
        this.#asleep -= 1
        forget()
        resolve()
      }
      const sleeper: Sleeper = { atMs: this.#nowMs + ms, order: this.#order++, wake, gone: false }
      this.#asleep += 1
      push(this.#heap, sleeper)
    })
  }

  /** One listener a signal, however many sleep on it: adding a listener looks through all that are there. */
  #onAbort(signal: AbortSignal, act: () => void): () => void {
    const known = this.#acts.get(signal)
    const acts = known ?? new Set()
    if (known === undefined) {
      this.#acts.set(signal, acts)
      const actAll = (): void => {
        for (const each of acts) each()
      }
      signal.addEventListener('abort', actAll, { once: true })
    }
    acts.add(act)
    return () => {
      acts.delete(act)
    }
  }

  /** Lets time pass until `promise` settles, and passes its value or error on. Throws if nothing is left to happen. */
  async run<T>(promise: Promise<T>): Promise<T> {
    const state: { settled: boolean } = { settled: false }
    const settle = (): void => void (state.settled = true)
    promise.then(settle, settle)
    for (;;) {
      await drainPromises()
      if (state.settled) return promise
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
    while (this.#heap[0]?.gone === true) pop(this.#heap)
    const next = this.#heap[0]
    // A sleep without end ends only by its signal.
    if (next === undefined || next.atMs > limitMs || next.atMs === Infinity) return false
    pop(this.#heap)
    this.#sleepsOfNoTime = 0
    this.#nowMs = Math.max(this.#nowMs, next.atMs)
    next.wake()
    return true
  }
}

/** Node runs an immediate only when the queues of promises and `nextTick` are empty. */
function drainPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function before(a: Sleeper, b: Sleeper): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}

/** A binary heap, so that 100,000 sleeps at once are no burden. */
function push(heap: Sleeper[], sleeper: Sleeper): void {
  let at = heap.length
  heap.push(sleeper)
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (above === undefined || before(above, sleeper)) break
    heap[at] = above
    at = parent
  }
  heap[at] = sleeper
}

function pop(heap: Sleeper[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const child = right !== undefined && left !== undefined && before(right, left) ? 2 * at + 2 : 2 * at + 1
    const below = heap[child]
    if (below === undefined || before(last, below)) break
    heap[at] = below
    at = child
  }
  heap[at] = last
}
