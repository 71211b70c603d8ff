/**
 * Makes dist/ from src/, and rehearsal/dist/ from rehearsal/src/: tsc turns TypeScript into JavaScript, and ncc bundles each program
 * with its packages: index.js, what only a download loads into audio.js, and inspector.js, which is a process of its own. Nothing is
 * minified, since people and scanners read it.
 *
 * With a folder as its argument, `rehearsal`, it makes only the dist/ there.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stampBuild } from './fresh.ts'
import { bundledPackages, licensesText } from './licenses.ts'

const NCC = 'node_modules/@vercel/ncc/dist/ncc/cli.js'

/** The folder of each action, with the files of its dist/ and what tsc makes of their sources, below build/. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '.': { 'index.js': 'index.js', 'inspector.js': 'audio/inspector/main.js' },
  rehearsal: { 'index.js': 'rehearsal/src/index.js' },
}

const only = process.argv[2]
for (const [folder, programs] of Object.entries(ACTIONS)) {
  if (only === undefined || only === folder) make(folder === '.' ? '' : `${folder}/`, programs)
}

// Only after a build of everything: a hash of half a build would prove nothing.
if (only === undefined) stampBuild()

/** @param folder  with a slash at its end, or nothing */
function make(folder: string, programs: Readonly<Record<string, string>>): void {
  const build = `${folder}build`
  const done = `${build}/dist`
  rmSync(build, { recursive: true, force: true })
  node('node_modules/typescript/bin/tsc', '-p', `${folder}tsconfig.build.json`)
  markAsSideEffectFree(build, '@actions/core')
  mkdirSync(done)
  const packages = Object.entries(programs).flatMap(([file, entry]) =>
    bundle(`${build}/${entry}`, `${build}/bundle/${file}`, `${done}/${file}`),
  )
  writeFileSync(`${done}/licenses.txt`, licensesText(packages))
  writeFileSync(`${done}/package.json`, '{ "type": "module" }\n')
  // Renamed when complete, so a program that runs dist/ meanwhile never sees half of it.
  rmSync(`${folder}dist`, { recursive: true, force: true })
  renameSync(done, `${folder}dist`)
}

/**
 * Bundles a program. ncc gives a number to a part that is loaded later, and uses it in one expression. There may be one such part,
 * `audio/`, and its number is replaced by that name. Returns the folders of the packages whose code the program has.
 */
function bundle(entry: string, temporary: string, file: string): string[] {
  const stats = `${temporary}.json`
  node(NCC, 'build', entry, '--out', temporary, '--stats-out', stats, '--quiet')
  const chunks = readdirSync(temporary).filter((name) => name !== 'index.js' && name !== 'package.json')
  const numbered = '"" + chunkId + ".index.js"'
  const [before = '', after, ...more] = readFileSync(`${temporary}/index.js`, 'utf8').split(numbered)
  if (chunks.length !== (after === undefined ? 0 : 1) || more.length > 0) {
    throw new Error(`${entry} is split into ${chunks.join(', ')}`)
  }
  for (const chunk of chunks) renameSync(`${temporary}/${chunk}`, join(dirname(file), 'audio.js'))
  writeFileSync(file, after === undefined ? before : `${before}"audio.js"${after}`)
  return bundledPackages(stats)
}

/**
 * Lets ncc leave out unused parts of a package. For that, its package.json must say that loading it has no side effects, which
 * `@actions/core` does not say. OpenID, summaries and platform details are 20 kB, and bring a client with most of `undici`. The
 * copy below build/ is found before the package itself.
 */
function markAsSideEffectFree(build: string, name: string): void {
  const copy = `${build}/node_modules/${name}`
  cpSync(`node_modules/${name}`, copy, { recursive: true })
  const manifest = readFileSync(`${copy}/package.json`, 'utf8')
  writeFileSync(`${copy}/package.json`, manifest.replace('{', '{ "sideEffects": false,'))
}

function node(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' })
}
