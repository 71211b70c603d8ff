// What `npm run fuzz` tries many thousand times, tried a few hundred times. A failure prints the seed; so does the first line.
import { CLAIMS } from '../fuzz/claims.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const numRuns = 150

describe(`whatever comes in (FUZZ_SEED=${seed})`, () => {
  test.each(CLAIMS)('$claim', ({ check }) => {
    check({ numRuns, seed })
  })
})
