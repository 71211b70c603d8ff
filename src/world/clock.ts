/** Time. The only file that touches timers and clocks, so that tests can hand in a virtual one. */

export interface Clock {
  /** Monotonic, so only differences mean anything: NTP and a changed system time do not touch durations. */
  nowMs(): number
  /** The system's idea of the date, in milliseconds since 1970: only for dates in headers. */
  wallMs(): number
  /** Resolves at `ms` from now (at most 24 days, as `setTimeout`), or at once when `signal` is or becomes aborted. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  nowMs: monotonicMs,
  wallMs: () => Date.now(),
  async sleep(ms, signal) {
    const end = monotonicMs() + ms
    // A timer may fire a fraction of a millisecond early; a deadline that was slept to must have passed.
    for (let left = ms; left > 0 && !signal.aborted; left = end - monotonicMs()) {
      await timer(Math.ceil(left), signal)
    }
  },
}

/** Not `performance.now()`, the same clock: that makes Node load ten more of its modules, a millisecond of every step. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

function timer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(handle)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const handle = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

/**
 * Runs `work` with a signal that aborts after `limitMs`, or when `outer` does; the timer is gone when the work is.
 * Listens by hand: signals joined by `AbortSignal.any` stay with a long-lived `outer` for as long as it lives.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  limitMs: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const finished = new AbortController()
  const abort = (): void => {
    if (!finished.signal.aborted) limit.abort()
  }
  outer.addEventListener('abort', abort)
  if (outer.aborted) abort()
  void clock.sleep(limitMs, finished.signal).then(abort)
  try {
    return await work(limit.signal)
  } finally {
    finished.abort()
    outer.removeEventListener('abort', abort)
  }
}
