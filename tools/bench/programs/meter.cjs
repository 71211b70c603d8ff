// Loaded into the action before it starts (`node --expose-gc --require`). Writes to BENCH_METER_FILE what memory the process used:
// `live`, the bytes that are left after a garbage collection, every BENCH_COLLECT_MS where that is set, `peak`, the most bytes
// that the process had, and `cpu`, its milliseconds of processor time. With BENCH_SPEED its time passes so many times faster.
const { readFileSync, writeFileSync } = require('node:fs')
const { BENCH_COLLECT_MS, BENCH_METER_FILE, BENCH_SPEED } = process.env

const lines = []
const collect = () => {
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  lines.push(`live ${heapUsed + external}`)
}
if (BENCH_COLLECT_MS !== undefined) setInterval(collect, Number(BENCH_COLLECT_MS)).unref()

process.on('exit', () => {
  // Not `process.resourceUsage().maxRSS`, which begins with the parent's value.
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  const { user, system } = process.cpuUsage()
  const cpuMs = Math.round((user + system) / 1_000)
  writeFileSync(BENCH_METER_FILE, [...lines, `peak ${kib * 1024}`, `cpu ${cpuMs}`].join('\n'))
})

if (BENCH_SPEED !== undefined) {
  const { setTimeout, performance } = globalThis
  const [realNs, realMs] = [process.hrtime.bigint.bind(process.hrtime), performance.now.bind(performance)]
  process.hrtime.bigint = () => realNs() * BigInt(BENCH_SPEED)
  performance.now = () => realMs() * Number(BENCH_SPEED)
  globalThis.setTimeout = (act, ms) => setTimeout(act, ms / Number(BENCH_SPEED))
}
