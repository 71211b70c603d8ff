/**
 * A test runner for Stryker: loads each test file once in a process and runs its tests with Jest's own library (jest-circus), again
 * for each mutant. Stryker's Jest runner loads all modules anew for each mutant, which takes most of a run's time. No module of src/
 * has state, so nothing is left over from one mutant to the next; if a failed test fails again without its mutant, something is,
 * and Stryker starts a new process.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { jestExpect } from '@jest/expect'
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin'
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import * as circus from 'jest-circus'
import { ModuleMocker } from 'jest-mock'
import { importTest } from './modules.js'

const RINGS = ['__tests__/unit', '__tests__/server']
// step-key runs the whole step hundreds of times for what other tests say in examples; hostile-media waits for bounds of
// processor time in another process; the others read files as text.
const LEFT_OUT = /[\\/]unit[\\/](?:step[\\/]step-key|audio[\\/]hostile-media|repository[\\/])/
/** How long each test takes, in milliseconds: the first process measures it for all. */
const DURATIONS = 'durations.json'
/** Longer tests (of large results, or of time-outs) run against no mutant: each survivor would cost all of them. */
const LONGEST_TEST_MS = 1_000
/** The tests that run against one mutant take about this long in the first run; the nearest come first. */
const MOST_MS = 4_000
/** Test files that run against a static mutant, for which Stryker does not know the tests that reach it. */
const MOST_FILES = 40
/** Several times the duration of the slowest test that runs against mutants. */
const TEST_LIMIT_MS = 4_000
/** After this many static mutants a process is replaced: it then holds some hundred megabytes of modules. */
const MOST_STATICS = 150

// Chance is fixed: with other cases in each run, a mutant would be noticed in one run and survive the next.
process.env.FUZZ_SEED ??= '20260801'
process.env.PROPERTY_RUNS ??= '100'

const { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } = circus
const jest = new ModuleMocker(globalThis)
Object.assign(globalThis, {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect: jestExpect,
  it,
  jest,
  test,
})
/** What Stryker's instrumented code reads and counts. */
const stryker = (globalThis.__stryker__ ??= {})
const ids = new WeakMap()
let strayErrors = []
let hasFailed = false

circus.addEventHandler(({ name, test: current }) => {
  if (name === 'test_start') {
    stryker.currentTestId = ids.get(current)
    if (hasFailed) current.mode = 'skip'
  }
  if (name === 'test_done' && (current.errors.length > 0 || strayErrors.length > 0)) hasFailed = true
})
process.on('uncaughtException', (error) => strayErrors.push(error))

/** A test file and its tests, as they are before any run. For a static mutant, all its modules are loaded anew. */
async function loadFile(path, mutant) {
  stryker.currentTestId = undefined
  circus.resetState()
  await importTest(path, mutant)
  const state = circus.getState()
  const tests = []
  const collect = (block, names) => {
    for (const child of block.children) {
      if (child.type === 'describeBlock') collect(child, [...names, child.name])
      else tests.push({ id: '', name: [...names, child.name].join(' '), entry: child, mode: child.mode })
    }
  }
  collect(state.rootDescribeBlock, [])
  for (const [index, each] of tests.entries()) {
    each.id = `${path}#${index} ${each.name}`
    ids.set(each.entry, each.id)
  }
  return { path, state, tests }
}

/** Runs the tests that `isWanted` by their ID, in their order, up to the first that fails; all if `goesOn`. */
async function runFile({ state, tests }, isWanted, goesOn) {
  circus.setState(state)
  for (const { id, entry, mode } of tests) {
    Object.assign(entry, { errors: [], status: null, duration: null, startedAt: null, invocations: 0 })
    entry.timeout = goesOn ? 60_000 : TEST_LIMIT_MS
    entry.mode = isWanted(id) ? mode : 'skip'
  }
  // Hooks count for the first test that they prepare.
  stryker.currentTestId = tests.find(({ id }) => isWanted(id))?.id
  ;[strayErrors, hasFailed] = [[], false]
  if (goesOn) state.unhandledErrors = []
  await circus.run()
  const done = tests.filter(({ entry }) => entry.status === 'done')
  return done.map(({ id, name, entry }) => {
    const errors = [...entry.errors.flat(), ...(done.at(-1).entry === entry ? strayErrors : [])].filter(
      Boolean,
    )
    const result = { id, name, timeSpentMs: entry.duration ?? 0 }
    return errors.length === 0
      ? { ...result, status: TestStatus.Success }
      : { ...result, status: TestStatus.Failed, failureMessage: String(errors[0]?.message ?? errors[0]) }
  })
}

/** 0 for a test named after the file, 1 for one in the folder of the same name, 2 for all others. */
function distance(mutated, path) {
  const name = basename(mutated, '.ts')
  if (basename(path).startsWith(name)) return 0
  return [basename(dirname(mutated)), name].includes(basename(dirname(path))) ? 1 : 2
}

const imports = new Map()

/** The files of the project that a file imports, directly or not, and the file itself. */
function closure(path, into = new Set()) {
  if (into.has(path)) return into
  into.add(path)
  if (!imports.has(path)) {
    const found = readFileSync(path, 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g)
    imports.set(
      path,
      Array.from(found, ([, name]) => join(dirname(path), name)),
    )
  }
  for (const each of imports.get(path)) closure(each, into)
  return into
}

/** The tests that run against a mutant in the file `mutated`, and their files in the order to run. Stryker filters by coverage. */
function nearest(mutated, testFilter, isStatic) {
  const durations = new Map(JSON.parse(readFileSync(DURATIONS, 'utf8')))
  const ids = testFilter ?? [...durations.keys()]
  const wanted = new Set(ids.filter((id) => durations.get(id) < LONGEST_TEST_MS))
  const msOf = new Map()
  for (const id of wanted) {
    const path = id.slice(0, id.indexOf('#'))
    msOf.set(path, (msOf.get(path) ?? 0) + durations.get(id))
  }
  const paths = [...msOf.keys()]
    .filter((path) => !isStatic || closure(path).has(mutated))
    .sort((a, b) => distance(mutated, a) - distance(mutated, b) || msOf.get(a) - msOf.get(b))
    .slice(0, isStatic ? MOST_FILES : Infinity)
  let ms = 0
  return { wanted, paths: paths.filter((path) => (ms += msOf.get(path)) - msOf.get(path) <= MOST_MS) }
}

class Runner {
  #files = new Map()
  /** How many static mutants this process has loaded. Node keeps their modules. */
  #statics = 0

  async init() {
    await import(pathToFileURL(join(process.cwd(), '__tests__/fuzz/setup.ts')).href)
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun() {
    const tests = []
    for (const path of testFiles()) tests.push(...(await runFile(await this.#load(path), () => true, true)))
    writeFileSync(DURATIONS, JSON.stringify(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs])))
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, sandboxFileName }) {
    const isStatic = mutantActivation === 'static'
    const { wanted, paths } = nearest(relative(process.cwd(), sandboxFileName), testFilter, isStatic)
    const tests = []
    Object.assign(stryker, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 })
    for (const path of paths) {
      activate(isStatic ? activeMutant.id : undefined)
      const file = isStatic ? await loadFile(path, activeMutant.id) : await this.#load(path)
      activate(activeMutant.id)
      tests.push(...(await runFile(file, (id) => wanted.has(id), false)))
      activate(undefined)
      const tooMany = determineHitLimitReached(stryker.hitCount, stryker.hitLimit)
      if (tooMany !== undefined) return toMutantRunResult(tooMany)
      const failed = tests.find(({ status }) => status === TestStatus.Failed)
      if (failed === undefined) continue
      if (failed.failureMessage.includes('Exceeded timeout')) return hung(failed)
      await verify(await this.#load(path), failed)
      break
    }
    if (isStatic && ++this.#statics === MOST_STATICS) leave()
    return toMutantRunResult({ status: DryRunStatus.Complete, tests })
  }

  async #load(path) {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const file = await loadFile(path)
    this.#files.set(path, file)
    return file
  }
}

/** Ends this process once it has answered. Stryker starts another for the next mutant. */
function leave() {
  setTimeout(() => process.exit(1), 100)
}

/** Code that hangs may still act later. */
function hung({ name }) {
  leave()
  return toMutantRunResult({ status: DryRunStatus.Timeout, reason: name })
}

/** Throws if the test fails without a mutant too. */
async function verify(file, { id, name }) {
  const [again] = await runFile(file, (each) => each === id, false)
  if (again?.status !== TestStatus.Success) throw new Error(`fails without a mutant: ${name}`)
}

/** For this process, and for those that a test starts. */
function activate(mutant) {
  stryker.activeMutant = mutant
  if (mutant === undefined) delete process.env.__STRYKER_ACTIVE_MUTANT__
  else process.env.__STRYKER_ACTIVE_MUTANT__ = mutant
}

function testFiles() {
  return RINGS.flatMap((ring) => readdirSync(ring, { recursive: true }).map((name) => join(ring, name)))
    .filter((path) => path.endsWith('.test.ts') && !LEFT_OUT.test(`${sep}${path}`))
    .sort()
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'same-process', Runner)]
