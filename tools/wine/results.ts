/** The results of a ring, of the build or of the demo, in a few lines. */

/** `isGood`: the program ended with exit code 0. The lists have names of tests; the build and the demo have none. */
export interface Ring {
  readonly name: string
  readonly isGood: boolean
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

/** `text` is what `reporter.js` wrote. */
export function readRing(name: string, exitCode: number, text: string): Ring {
  const tests = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t', 2))
  const named = (...states: readonly string[]): string[] =>
    tests.flatMap(([state = '', test = '']) => (states.includes(state) ? [test] : []))
  return {
    name,
    isGood: exitCode === 0,
    passed: named('passed'),
    failed: named('failed'),
    skipped: named('pending', 'todo', 'disabled'),
  }
}

/** Prints the counts, the names of failed tests, and the number of skipped tests for each reason, which is in the name. */
export function printRing({ name, isGood, passed, failed, skipped }: Ring): void {
  const hasTests = passed.length + failed.length > 0
  const counts = `: ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`
  process.stdout.write(`\n${isGood ? 'ok' : 'FAILED'} ${name}${hasTests ? counts : ''}\n`)
  for (const test of failed) process.stdout.write(`  failed: ${test}\n`)
  const reasons = Map.groupBy(skipped, (test) => /\(skipped: (.*?)\)/.exec(test)?.[1] ?? `no reason: ${test}`)
  for (const [reason, tests] of reasons) process.stdout.write(`  skipped, ${tests.length}: ${reason}\n`)
}
