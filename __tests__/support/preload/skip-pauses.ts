/**
 * Loaded into the action before it starts: its time is virtual. It stands still while anything is under way (a request, a file,
 * another process), however slow the machine is, and where the action would only sleep, it jumps to the next timer.
 * The timers and sockets of Node itself know nothing of it.
 */
interface Timer {
  readonly atMs: number
  readonly act: () => void
  /** An unref'd timer keeps no process alive, and nothing waits for it. */
  isWaitedFor: boolean
}

/** Not 0: no clock begins with the step. */
let nowMs = 1_000_000
const timers = new Set<Timer>()
const realClearTimeout = globalThis.clearTimeout

process.hrtime.bigint = () => BigInt(Math.round(nowMs * 1e6))
performance.now = () => nowMs
Object.assign(globalThis, {
  setTimeout(act: () => void, ms = 0) {
    const timer = { atMs: nowMs + ms, act, isWaitedFor: true, unref: () => (timer.isWaitedFor = false) }
    timers.add(timer)
    return timer
  },
  clearTimeout(timer: Timer & NodeJS.Timeout) {
    if (!timers.delete(timer)) realClearTimeout(timer)
  },
})

function jump(): void {
  const [next] = [...timers].sort((one, other) => one.atMs - other.atMs)
  if (next === undefined) return
  timers.delete(next)
  nowMs = Math.max(nowMs, next.atMs)
  next.act()
}

// Node says `beforeExit` when nothing is under way, and goes on where that brings something to do.
const emit = process.emit.bind(process)
Object.assign(process, {
  emit(name: string, ...values: readonly unknown[]): unknown {
    if (name !== 'beforeExit' || ![...timers].some(({ isWaitedFor }) => isWaitedFor)) {
      return Reflect.apply(emit, process, [name, ...values])
    }
    setImmediate(jump)
    return true
  },
})
