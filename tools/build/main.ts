/**
 * Makes dist/ from src/, and rehearsal/dist/ from rehearsal/src/: tsc turns TypeScript into JavaScript, and ncc bundles that and
 * its packages: what every step loads into index.js, what only a download loads into numbered files beside it, their licences
 * into licenses.txt. dist/ is not minified, since people and scanners read it.
 *
 * With a folder as its argument, `rehearsal`, it makes only the dist/ there.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

const NCC = 'node_modules/@vercel/ncc/dist/ncc/cli.js'

/** The folder of each action, and what its tsconfig.build.json makes of its index.ts, below build/. */
const ENTRIES: Readonly<Record<string, string>> = { '.': 'index.js', rehearsal: 'rehearsal/src/index.js' }

const only = process.argv[2]
for (const [folder, entry] of Object.entries(ENTRIES)) {
  if (only === undefined || only === folder) bundle(folder, entry)
}

function bundle(folder: string, entry: string): void {
  const build = folder === '.' ? 'build' : `${folder}/build`
  const dist = folder === '.' ? 'dist' : `${folder}/dist`
  rmSync(build, { recursive: true, force: true })
  node('node_modules/typescript/bin/tsc', '-p', `${folder}/tsconfig.build.json`)
  markAsSideEffectFree(build, '@actions/core')
  node(NCC, 'build', `${build}/${entry}`, '--out', `${build}/bundle`, '--license', 'licenses.txt', '--quiet')
  // Put in place whole, so that nobody who runs dist/ meanwhile meets half of it.
  rmSync(dist, { recursive: true, force: true })
  renameSync(`${build}/bundle`, dist)
}

/**
 * Lets ncc leave out the parts of a package that nobody uses: for that its package.json must say that loading it does nothing.
 * `@actions/core` does not say so; its parts for OpenID, summaries and platform details are 20 kB and load more of Node's modules.
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
