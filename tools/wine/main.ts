/**
 * Runs the tests and the demo with Node for Windows under Wine, and prints what passed, what failed and what was skipped.
 * docs/workflows.md says what Wine cannot show.
 *
 *     npm run test:wine                          every ring, and the demo
 *     npm run test:wine -- dist/process --bail   Jest with these arguments
 *
 * The first run fetches Wine and Node (1 GB, below tmp/tools). `dist/` is tested as it is: build it first.
 */
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setInterval } from 'node:timers'
import { PROJECT } from '../packages.ts'
import { inside } from './inside.ts'
import { COPY, copyProject, installWine, ROOT } from './install.ts'
import { printRing, readRing, type Ring } from './results.ts'

const LOGS = join(PROJECT, 'tmp', 'wine')

const node = installWine()
copyProject()
rmSync(LOGS, { recursive: true, force: true })
mkdirSync(LOGS, { recursive: true })
const args = process.argv.slice(2)
const rings = args.length === 0 ? await everyRing() : [await jest('chosen', args)]
for (const ring of rings) printRing(ring)
process.exitCode = rings.every(({ isGood }) => isGood) ? 0 : 1

async function everyRing(): Promise<Ring[]> {
  const tests = join(COPY, '__tests__')
  const names = readdirSync(tests).filter((name) =>
    readdirSync(join(tests, name), { recursive: true }).some((file) => String(file).endsWith('.test.ts')),
  )
  const results: Ring[] = []
  for (const name of names) results.push(await jest(name, [`__tests__/${name}/`]))
  const exitCode = await underWine('demo', ['tools/demo/main.ts'])
  return [...results, { name: 'demo', isGood: exitCode === 0, passed: [], failed: [], skipped: [] }]
}

async function jest(name: string, options: readonly string[]): Promise<Ring> {
  const results = join(COPY, 'tmp', 'results.txt')
  mkdirSync(dirname(results), { recursive: true })
  writeFileSync(results, '')
  const exitCode = await underWine(name, [
    ...[
      'tools/test/jest.ts',
      '--color=false',
      '--reporters=default',
      '--reporters=<rootDir>/tools/wine/reporter.js',
    ],
    ...options,
  ])
  return readRing(name, exitCode, readFileSync(results, 'utf8'))
}

/** Runs Node with `program`; what it prints is shown as it comes, and kept. Resolves to the exit code. */
async function underWine(name: string, program: readonly string[]): Promise<number> {
  process.stderr.write(`\n=== ${name}\n`)
  // What tests that were ended left behind.
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
  const [command, commandArgs, { env }] = inside(ROOT, [node, ...program])
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
