/**
 * Installs the pinned tools (see `pins.ts`), each once. What is missing on the machine comes back as a value, since it is
 * for the caller to say whether that is a reason to fail.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GoTool, PythonTool } from './pins.ts'

export type Installed =
  | { readonly kind: 'installed'; readonly path: string }
  /** `needs` is what the machine lacks: `go`, `python3`. */
  | { readonly kind: 'unavailable'; readonly needs: string }

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const TOOLS = join(PROJECT, 'tmp', 'tools')
const ARTIFACT_CLIENT = fileURLToPath(new URL('./artifact-client', import.meta.url))

/** Installs a tool unless it is there already. Throws where the installer itself fails. */
export function install(tool: GoTool | PythonTool): Installed {
  const folder = join(TOOLS, `${tool.name}-${tool.version}`)
  const windows = process.platform === 'win32'
  const bin = tool.kind === 'python' && windows ? 'Scripts' : 'bin'
  const path = join(folder, bin, windows ? `${tool.name}.exe` : tool.name)
  const needs = tool.kind === 'go' ? 'go' : windows ? 'python' : 'python3'
  if (existsSync(path)) return { kind: 'installed', path }
  if (!isThere(needs)) return { kind: 'unavailable', needs }
  say(`installing ${tool.name} ${tool.version}`)
  // A virtual environment knows its own path, so a Python tool is built in place; it counts once the program is there.
  if (tool.kind === 'python') {
    rmSync(folder, { recursive: true, force: true })
    run(needs, ['-m', 'venv', folder])
    run(join(folder, bin, windows ? 'python.exe' : 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...['--only-binary', ':all:', '--no-deps', `${tool.package}==${tool.version}`],
    ])
  } else {
    inOneGo(folder, (draft) => {
      run('go', ['install', `${tool.module}@${tool.version}`], { env: { GOBIN: join(draft, bin) } })
    })
  }
  return { kind: 'installed', path }
}

/** The folder whose `node_modules` has `@actions/artifact`, as `artifact-client/package-lock.json` says. Installs it once. */
export function installArtifactClient(): string {
  const lock = readFileSync(join(ARTIFACT_CLIENT, 'package-lock.json'))
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12)
  const folder = join(TOOLS, `artifact-client-${digest}`)
  if (!existsSync(folder)) {
    say('installing @actions/artifact')
    inOneGo(folder, (draft) => {
      cpSync(ARTIFACT_CLIENT, draft, { recursive: true })
      run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: draft })
    })
  }
  return folder
}

/** Fills a draft and renames it, so that an installation that was interrupted is none. */
function inOneGo(folder: string, fill: (draft: string) => void): void {
  mkdirSync(dirname(folder), { recursive: true })
  const draft = mkdtempSync(`${folder}.draft-`)
  try {
    fill(draft)
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function isThere(program: string): boolean {
  const flag = program === 'go' ? 'version' : '--version'
  return spawnSync(program, [flag], { stdio: 'ignore' }).status === 0
}

function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): void {
  const { status, error } = spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    // npm is a script on Windows, which only a shell starts. The arguments are all our own words.
    shell: process.platform === 'win32' && program === 'npm',
  })
  if (status !== 0) throw new Error(`\`${program} ${args.join(' ')}\` failed`, { cause: error })
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
