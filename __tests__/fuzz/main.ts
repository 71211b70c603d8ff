/**
 * `npm run fuzz -- CASES SEED`: tries all claims with CASES cases in all (120,000). Ends with 1 at the first claim that does not
 * hold, and prints the seed and the smallest counterexample.
 */
import { inspect } from 'node:util'
import { CLAIMS } from './claims.ts'

const [cases = '120000', seedText = String(Date.now() % 2 ** 31)] = process.argv.slice(2)
const seed = Number(seedText)
const numRuns = Math.ceil(Number(cases) / CLAIMS.length)
if (!(numRuns > 0) || !Number.isSafeInteger(seed))
  throw new Error('npm run fuzz [-- CASES [SEED]], both whole numbers')

console.log(`seed ${seed}: ${CLAIMS.length} claims, ${numRuns} cases each`)
for (const { claim, check } of CLAIMS) {
  const startMs = performance.now()
  try {
    check({ numRuns, seed })
  } catch (error) {
    console.error(`does not hold: ${claim}\nseed ${seed}, ${numRuns} cases\n${inspect(error)}`)
    process.exit(1)
  }
  console.log(`holds: ${claim} (${Math.round(performance.now() - startMs)} ms)`)
}
console.log(`${numRuns * CLAIMS.length} cases, seed ${seed}: all hold`)
