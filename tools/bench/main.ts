/**
 * `npm run bench` runs every benchmark and writes docs/benchmarks.md; `npm run bench -- startup` runs one of them.
 * Nothing here runs in `npm test`.
 */
import { buildIfStale } from '../build/fresh.ts'
import { benchAnswers } from './answers.ts'
import { benchCpu } from './cpu.ts'
import { benchFleet } from './fleet.ts'
import { benchInspection } from './inspection.ts'
import { benchMemory } from './memory.ts'
import { save, sentenceOf, type Result } from './report.ts'
import { benchSchedule } from './schedule.ts'
import { benchStartup } from './startup.ts'

const BENCHMARKS: Readonly<Record<string, () => Result | Promise<Result>>> = {
  startup: benchStartup,
  cpu: benchCpu,
  memory: benchMemory,
  answers: benchAnswers,
  inspection: benchInspection,
  schedule: benchSchedule,
  fleet: benchFleet,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !(name in BENCHMARKS))
if (unknown !== undefined) {
  process.stderr.write(
    `There is no benchmark ${unknown}. There are: ${Object.keys(BENCHMARKS).join(', ')}.\n`,
  )
  process.exit(1)
}
buildIfStale()
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`${name} ...\n`)
  const result = await run()
  await save(name, result)
  for (const target of result.targets) process.stdout.write(`  ${sentenceOf(target)}\n`)
}
