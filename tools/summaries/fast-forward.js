// Loaded into the action before it starts (node --import): time runs FAST_FORWARD times as fast, and cdn.example.com is this
// machine. So a real run of dist/ that waits for four minutes takes seconds, and its links look like a user's.
import dns from 'node:dns'

const factor = Number(process.env.FAST_FORWARD)
const realTimeout = globalThis.setTimeout
const realBigint = process.hrtime.bigint
const realDate = Date.now
const start = realBigint()
const startedAt = realDate()

// All the clocks that src/world/clock.ts could read; runs.ts notices if it uses another one.
process.hrtime.bigint = () => start + (realBigint() - start) * BigInt(factor)
performance.now = () => Number(process.hrtime.bigint()) / 1e6
Date.now = () => startedAt + (realDate() - startedAt) * factor
globalThis.setTimeout = (work, ms = 0, ...rest) => realTimeout(work, ms / factor, ...rest)

const realLookup = dns.lookup
dns.lookup = (name, options, done) =>
  realLookup(name === 'cdn.example.com' ? '127.0.0.1' : name, options, done)
