// A Jest runner for mutation runs: the tests named after the mutated file first, the rest quickest first, and no more after the first
// failure. Stryker's Jest runner switches Jest's own `bail` off (it would end the process), and then each mutant costs all tests.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import TestRunner from 'jest-runner'

// Stryker's Jest runner names the active mutant there, by the number that the instrumented source asks for.
const ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__'
const MUTANT = /stryMutAct_\w+\("(\d+)"\)/g

let fileOf

/** Which source file (without `.ts`) holds which mutant: from the copy of `src/` that Stryker has instrumented. */
function mutantFiles() {
  const files = new Map()
  for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
    for (const [, id] of text.matchAll(MUTANT)) files.set(id, basename(entry.name, '.ts'))
  }
  return files
}

/** 0 for a test named after the file, 1 for one of its family (`download-...`), 2 for all others. */
function distance(mutated, { path }) {
  const test = basename(path)
  if (mutated === undefined) return 2
  if (test.startsWith(mutated)) return 0
  return test.startsWith(mutated.split('-', 1)[0]) ? 1 : 2
}

export default class MutationRunner extends TestRunner {
  runTests(tests, watcher, options) {
    fileOf ??= mutantFiles()
    const mutated = fileOf.get(process.env[ACTIVE_MUTANT])
    const inOrder = tests.toSorted(
      (a, b) => distance(mutated, a) - distance(mutated, b) || (a.duration ?? 0) - (b.duration ?? 0),
    )
    // The dry run has no active mutant, and must see every test.
    if (mutated !== undefined) {
      this.on('test-file-success', ([, result]) => {
        if (result.numFailingTests > 0) return watcher.setState({ interrupted: true })
      })
    }
    return super.runTests(inOrder, watcher, options)
  }
}
