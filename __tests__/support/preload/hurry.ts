/**
 * Loaded into the action before it starts: its time passes ten times faster, so that pauses and limits of many seconds are
 * over in one or two. Unless the variable HURRY is `always`, it does so only while no request is under way: however slow the
 * machine is, an answer has all the time that it has in reality.
 */
import type { ClientRequest } from 'node:http'

const FACTOR = 10n
const ENDS = ['close', 'error', 'connect']
const always = process.env['HURRY'] === 'always'

const realTimeout = globalThis.setTimeout
const realNs = process.hrtime.bigint.bind(process.hrtime)

let underWay = 0
let lastRealNs = realNs()
let nowNs = lastRealNs

/** The time so far, at the pace that there was. */
function tick(): bigint {
  const real = realNs()
  nowNs += (real - lastRealNs) * (always || underWay === 0 ? FACTOR : 1n)
  lastRealNs = real
  return nowNs
}

/** Real time, until the request is over: closed, failed before it had a connection to close, or a tunnel is there. */
function watch(asked: ClientRequest): void {
  tick()
  underWay += 1
  const over = (): void => {
    tick()
    underWay -= 1
    for (const end of ENDS) asked.off(end, over)
  }
  for (const end of ENDS) asked.on(end, over)
}

// Each clock that a program may look at, so that none of them is left behind.
process.hrtime.bigint = tick
performance.now = () => Number(tick()) / 1e6
// A timer may fire too early so, when a request slows the time down: the action looks at its clock and sleeps on.
Object.assign(globalThis, {
  setTimeout: (act: () => void, ms: number) => realTimeout(act, ms / Number(FACTOR)),
})
// Not by `import`, which would cost each start 30 ms.
const http = process.getBuiltinModule('node:http')
for (const module of [http, process.getBuiltinModule('node:https')]) {
  const { request } = module
  Object.assign(module, {
    request: (...question: readonly unknown[]) => {
      const asked: unknown = Reflect.apply(request, module, question)
      if (asked instanceof http.ClientRequest) watch(asked)
      return asked
    },
  })
}
