// A Jest runner for mutation runs: the tests named after the mutated file come first, then those in the folder of the same
// name, then the rest, quickest first; after the first file that fails it runs no more. Stryker's Jest runner switches Jest's
// own `bail` off, since that would end the process, and then each mutant costs all tests.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import TestRunner from 'jest-runner'

// Stryker's Jest runner names the active mutant there, by the number that the instrumented source asks for.
const ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__'
const MUTANT = /stryMutAct_\w+\("(\d+)"\)/g

let pathOf

/** Which source file holds which mutant: from the copy of `src/` that Stryker has instrumented. */
function mutantPaths() {
  const paths = new Map()
  for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    for (const [, id] of readFileSync(path, 'utf8').matchAll(MUTANT)) paths.set(id, path)
  }
  return paths
}

/** 0 for a test named after the file, 1 for one in the folder of the same name, 2 for all others. */
function distance(mutated, { path }) {
  if (mutated === undefined) return 2
  const name = basename(mutated, '.ts')
  if (basename(path).startsWith(name)) return 0
  return [basename(dirname(mutated)), name].includes(basename(dirname(path))) ? 1 : 2
}

export default class MutationRunner extends TestRunner {
  runTests(tests, watcher, options) {
    pathOf ??= mutantPaths()
    const mutated = pathOf.get(process.env[ACTIVE_MUTANT])
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
