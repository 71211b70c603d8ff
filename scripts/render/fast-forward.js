// Loaded into the action before it starts (node --import): time runs FAST_FORWARD times as fast, and cdn.example.com is this
// machine. So a real run of dist/ that waits for four minutes is seen in seconds, and its links look as a user's do.
import dns from 'node:dns'

const factor = Number(process.env.FAST_FORWARD)
const startMs = performance.now()
const startedAt = Date.now()
const realNow = performance.now.bind(performance)
const realTimeout = globalThis.setTimeout
performance.now = () => startMs + (realNow() - startMs) * factor
Date.now = () => startedAt + (realNow() - startMs) * factor
globalThis.setTimeout = (work, ms = 0, ...rest) => realTimeout(work, ms / factor, ...rest)

const realLookup = dns.lookup
dns.lookup = (name, options, done) =>
  realLookup(name === 'cdn.example.com' ? '127.0.0.1' : name, options, done)
