/**
 * Makes dist/ from src/: tsc turns TypeScript into JavaScript, and ncc puts that and its packages into one file, with their
 * licences beside it. dist/ is not minified, since people and scanners read it.
 */
import { execFileSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'

const BUNDLE = 'build/bundle'
const NCC = 'node_modules/@vercel/ncc/dist/ncc/cli.js'

rmSync('build', { recursive: true, force: true })
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')
node(NCC, 'build', 'build/index.js', '--out', BUNDLE, '--license', 'licenses.txt', '--quiet')
// Put in place whole, so that nobody who runs dist/ meanwhile meets half of it.
rmSync('dist', { recursive: true, force: true })
renameSync(BUNDLE, 'dist')

function node(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' })
}
