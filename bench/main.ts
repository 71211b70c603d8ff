/**
 * `npm run bench`: measures, compares and simulates, and writes docs/benchmarks.md. `npm run bench -- startup` runs one part.
 * Nothing here runs in `npm test`.
 */
import { figureLines, PART_NAMES, saveResult, type Part, type PartName } from './lib/report.ts'
import { benchDownloads } from './downloads/index.ts'
import { benchFleet } from './fleet/index.ts'
import { benchPolicy } from './policy/index.ts'
import { benchStartup } from './startup/index.ts'
import { benchWaiting } from './waiting/index.ts'

const PARTS: Readonly<Record<PartName, (say: (line: string) => void) => Promise<Part>>> = {
  startup: benchStartup,
  waiting: benchWaiting,
  downloads: benchDownloads,
  policy: benchPolicy,
  fleet: benchFleet,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !PART_NAMES.some((known) => known === name))
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}; there are ${PART_NAMES.join(', ')}.\n`)
  process.exit(1)
}
const say = (line: string): void => void process.stdout.write(`${line}\n`)
for (const name of PART_NAMES) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const startMs = performance.now()
  say(`\n== ${name}`)
  const part = await PARTS[name](say)
  await saveResult(name, part)
  for (const line of figureLines(part.figures)) say(line)
  say(`(${((performance.now() - startMs) / 1000).toFixed(0)} s; written to docs/benchmarks.md)`)
}
