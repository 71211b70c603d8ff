// Loaded before a measured program: writes what its process used to the file that BENCH_REPORT_FILE names.
const { writeFileSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 }
  writeFileSync(process.env.BENCH_REPORT_FILE, JSON.stringify(usage))
})
