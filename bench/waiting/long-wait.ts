/**
 * A whole step in a process of its own that waits through thousands of polls: the action's own `run` with everything real but
 * the clock, which goes `SPEED` times as fast. Writes what it used along the way to the file that BENCH_REPORT_FILE names.
 *
 * Started with --expose-gc.
 */
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../src/ports/clock.ts'
import { createHttpGet, type HttpGet } from '../../src/ports/http.ts'
import { run } from '../../src/run.ts'
import { githubRunner } from '../../src/ports/runner.ts'
import { MAX_CONNECTIONS } from '../../src/wait/schedule.ts'

/** At a `poll-interval` of 100 ms, a poll every few milliseconds; a request may still take half a second. */
const SPEED = 50
const MARK_EVERY = 500

const clock: Clock = {
  nowMs: () => performance.now() * SPEED,
  wallMs: () => Date.now(),
  sleep: (ms, signal) =>
    signal.aborted || ms <= 0
      ? Promise.resolve()
      : sleep(ms / SPEED, undefined, { signal }).catch(() => undefined),
}

const marks: { readonly polls: number; readonly heapBytes: number; readonly cpuMs: number }[] = []
const get = createHttpGet(MAX_CONNECTIONS)
let polls = 0
/** What the collections for the marks cost, which is no cost of a poll. */
let collectionsMs = 0

const countedGet: HttpGet = (...question) => {
  if (polls % MARK_EVERY === 0) {
    const beforeMs = cpuMs()
    globalThis.gc?.()
    marks.push({ polls, heapBytes: process.memoryUsage().heapUsed, cpuMs: beforeMs - collectionsMs })
    collectionsMs += cpuMs() - beforeMs
  }
  polls += 1
  return get(...question)
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const green = await run({
  runner: githubRunner,
  clock,
  random: Math.random,
  get: countedGet,
  download: get,
  stop: {
    signal: new AbortController().signal,
    outcome: () => ({ kind: 'internal-error', why: 'stopped' }),
  },
})
writeFileSync(process.env['BENCH_REPORT_FILE'] ?? '', JSON.stringify(marks))
process.exit(green ? 0 : 1)
