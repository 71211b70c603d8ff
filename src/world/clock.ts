/** Time. No other file uses timers and clocks, so that tests can use a virtual clock. */

export type Clock = typeof systemClock

export const systemClock = {
  /** Monotonic: NTP and a changed system time do not affect it. Only differences have a meaning. */
  nowMs: monotonicMs,
  /** The system's date, in milliseconds since 1970: only for dates in headers. */
  wallMs: () => Date.now(),
  /** Resolves at `ms` from now (at most 24 days, as `setTimeout`), or at once when `signal` aborts or is aborted. Never rejects. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const end = monotonicMs() + ms
    // A timer may fire a fraction of a millisecond early, but the time must have passed.
    for (let left = ms; left > 0 && !signal.aborted; left = end - monotonicMs()) {
      await timer(Math.ceil(left), signal)
    }
  },
}

/** Not `performance.now()`, which is the same clock but makes Node load ten more modules: a millisecond for every step. */
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
 * Runs `work` with a signal that aborts after `limitMs`, or when `outer` does. The timer ends with the work. Not by
 * `AbortSignal.any`, whose signals stay in memory as long as `outer`.
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
