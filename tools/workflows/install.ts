/**
 * Installs the pinned tools (see `pins.ts`), each once. A missing Go or Python is a value, not an error: the caller decides whether
 * to fail.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT, run } from '../packages.ts'
import type { GoTool, PythonTool } from './pins.ts'

export type Installed =
  | { readonly kind: 'installed'; readonly path: string }
  /** `needs` is the missing program: `go`, `python3`. */
  | { readonly kind: 'unavailable'; readonly needs: string }

const TOOLS = join(PROJECT, 'tmp', 'tools')

/** Installs a tool if it is missing. Throws if the installer fails. */
export function install(tool: GoTool | PythonTool): Installed {
  const folder = join(TOOLS, `${tool.name}-${tool.version}`)
  const windows = process.platform === 'win32'
  const bin = tool.kind === 'python' && windows ? 'Scripts' : 'bin'
  const path = join(folder, bin, windows ? `${tool.name}.exe` : tool.name)
  const needs = tool.kind === 'go' ? 'go' : windows ? 'python' : 'python3'
  if (existsSync(path)) return { kind: 'installed', path }
  if (!isThere(needs)) return { kind: 'unavailable', needs }
  process.stderr.write(`installing ${tool.name} ${tool.version}\n`)
  // A virtual environment contains its own path and cannot be moved, so a Python tool is built in place.
  if (tool.kind === 'python') {
    rmSync(folder, { recursive: true, force: true })
    run(needs, ['-m', 'venv', folder])
    run(join(folder, bin, windows ? 'python.exe' : 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...['--only-binary', ':all:', '--no-deps', `${tool.package}==${tool.version}`],
    ])
  } else {
    inOneGo(folder, (draft) => {
      run('go', ['install', `${tool.module}@${tool.version}`], {
        env: { ...process.env, GOBIN: join(draft, bin) },
      })
    })
  }
  return { kind: 'installed', path }
}

/** Fills a draft and renames it: an interrupted installation leaves nothing behind. */
function inOneGo(folder: string, fill: (draft: string) => void): void {
  mkdirSync(TOOLS, { recursive: true })
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
