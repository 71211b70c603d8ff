/**
 * Runs the build, the tests and the demo with Node for Windows under Wine, and prints which tests passed, failed or were skipped.
 * docs/workflows.md says what Wine cannot show. A second run at the same time waits for the first: they share a folder.
 *
 *     npm run test:wine                          all of it
 *     npm run test:wine -- dist/process --bail   Jest with these arguments
 *
 * The first run fetches Wine and Node (1 GB, below tmp/tools).
 */
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildIfStale } from '../build/fresh.ts'
import { PROJECT, run } from '../packages.ts'
import { inside } from './inside.ts'
import { COPY, copyProject, installWine, ROOT } from './install.ts'
import { printRing, readRing, type Ring } from './results.ts'

const LOGS = join(PROJECT, 'tmp', 'wine')

const lock = join(PROJECT, 'tmp', 'tools', 'wine.lock')
mkdirSync(dirname(lock), { recursive: true })
// Held until this process ends: `flock` locks the open file that both processes share.
run('flock', ['3'], { stdio: ['ignore', 2, 2, openSync(lock, 'w')] })
const node = installWine()
buildIfStale()
copyProject()
rmSync(LOGS, { recursive: true, force: true })
mkdirSync(LOGS, { recursive: true })
const options = process.argv.slice(2)
const rings = options.length === 0 ? await everything() : [await jest('chosen', options)]
for (const ring of rings) printRing(ring)
process.exitCode = rings.every(({ isGood }) => isGood) ? 0 : 1

async function everything(): Promise<Ring[]> {
  const build = await program('build', ['tools/build/main.ts'])
  const isSame = ['dist', 'rehearsal/dist'].every((folder) =>
    isSameFolder(join(PROJECT, folder), join(COPY, folder)),
  )
  const results: Ring[] = [{ ...build, isGood: build.isGood && isSame }]
  const tests = join(COPY, '__tests__')
  for (const name of readdirSync(tests)) {
    const files = readdirSync(join(tests, name), { recursive: true })
    if (files.some((file) => String(file).endsWith('.test.ts')))
      results.push(await jest(name, [`__tests__/${name}/`]))
  }
  return [...results, await program('demo', ['tools/demo/main.ts'])]
}

/** Whether both have the same files with the same bytes. */
function isSameFolder(one: string, other: string): boolean {
  const [names, others] = [readdirSync(one), readdirSync(other)]
  const isSame = (name: string): boolean =>
    readFileSync(join(one, name)).equals(readFileSync(join(other, name)))
  return names.join() === others.join() && names.every(isSame)
}

async function program(name: string, args: readonly string[]): Promise<Ring> {
  const exitCode = await underWine(name, args)
  return { name, isGood: exitCode === 0, passed: [], failed: [], skipped: [] }
}

async function jest(name: string, patterns: readonly string[]): Promise<Ring> {
  const results = join(COPY, 'tmp', 'results.txt')
  mkdirSync(dirname(results), { recursive: true })
  writeFileSync(results, '')
  const reporters = ['--reporters=default', '--reporters=<rootDir>/tools/wine/reporter.js']
  // The patterns first: Jest would take them for more reporters.
  const exitCode = await underWine(name, ['tools/test/jest.ts', ...patterns, '--color=false', ...reporters])
  return readRing(name, exitCode, readFileSync(results, 'utf8'))
}

/** Runs Node with `args`, and shows and keeps its output. Resolves to the exit code. */
async function underWine(name: string, args: readonly string[]): Promise<number> {
  process.stderr.write(`\n=== ${name}\n`)
  // Files of tests that were killed.
  rmSync(join(ROOT, 'prefix/drive_c/users/wine/AppData/Local/Temp'), { recursive: true, force: true })
  mkdirSync(join(ROOT, 'prefix/drive_c/users/wine/AppData/Local/Temp'), { recursive: true })
  const path = join(LOGS, `${name}.log`)
  const log = openSync(path, 'w')
  let shown = 0
  const show = (): void => {
    const text = readFileSync(path)
    process.stderr.write(text.subarray(shown))
    shown = text.length
  }
  const [command, commandArgs, { env }] = inside(ROOT, [node, ...args])
  const timer = setInterval(show, 500)
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(command, commandArgs, { env, stdio: ['ignore', log, log] })
      child.once('error', reject)
      child.once('close', (exitCode) => resolve(exitCode ?? 1))
    })
  } finally {
    clearInterval(timer)
    show()
    closeSync(log)
  }
}
