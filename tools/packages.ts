/**
 * Packages that one command alone needs: each set lies in a folder below tools/ with a lock file of its own, and the command
 * installs it when it runs for the first time. So `npm ci` at the root stays small.
 */
import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Installs the packages of `tools/NAME/package-lock.json` if they are missing. Returns the path of their `node_modules`. Throws if npm
 * fails or takes longer than `limitMs`. With `limitMs`, npm asks the registry once and prints nothing.
 */
export function installPackages(name: string, limitMs?: number): string {
  const cwd = join(PROJECT, 'tools', name)
  const modules = join(cwd, 'node_modules')
  // Written last, and removed by `npm ci` first: an interrupted installation has none.
  const stamp = join(modules, '.installed')
  const lock = createHash('sha256')
    .update(readFileSync(join(cwd, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return modules
  process.stderr.write(`installing the packages of tools/${name}\n`)
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  if (limitMs !== undefined) args.push('--fetch-retries=0')
  // npm's list of added packages is noise.
  run('npm', args, {
    cwd,
    stdio: ['ignore', 'ignore', limitMs === undefined ? 2 : 'ignore'],
    ...(limitMs === undefined ? {} : { timeout: limitMs }),
  })
  writeFileSync(stamp, lock)
  return modules
}

/** Runs a program, with its output on standard error. Throws if it fails. */
export function run(program: string, args: readonly string[], options: SpawnSyncOptions = {}): void {
  const { status, error } = spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    // npm is a script on Windows, which only a shell starts. The arguments are all our own words.
    shell: process.platform === 'win32' && program === 'npm',
    ...options,
  })
  if (status !== 0) throw new Error(`\`${program} ${args.join(' ')}\` failed`, { cause: error })
}
