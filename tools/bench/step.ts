/**
 * Runs a program as the runner runs a step: the same environment, a fresh folder, and green or an error.
 */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startApi, type Api } from '../stand-ins/api/index.ts'
import { prepareStep, REPOSITORY } from '../stand-ins/runner/setup.ts'

/** A command and its arguments. */
export type Program = readonly [command: string, ...args: string[]]

/** The built action, and the two alternatives to it. */
export const ACTION = nodeProgram(join(REPOSITORY, 'dist/index.js'))
export const BARE_SCRIPT = nodeProgram(programFile('bare.cjs'))
export const SHELL_LOOP: Program = ['bash', programFile('loop.sh')]

/** The same programs with a meter: its numbers are in `StepEnd.meter`. */
export const METERED_ACTION = metered(join(REPOSITORY, 'dist/index.js'))
export const METERED_BARE_SCRIPT = metered(programFile('bare.cjs'))

function metered(path: string): Program {
  return [process.execPath, '--expose-gc', '--require', programFile('meter.cjs'), path]
}

export interface StepEnd {
  readonly ms: number
  readonly stdout: string
  /** What meter.cjs measured: all the numbers of a name. */
  meter(name: 'live' | 'peak' | 'cpu'): number[]
}

/** Runs the program to its end. Throws if the step is not green: the benchmark of a failing step is worthless. */
export async function runStep(
  [command, ...args]: Program,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<StepEnd> {
  const setup = prepareStep({ 'task-id': 'song', 'api-key': 'key-of-the-benchmark', ...inputs }, env)
  const meterFile = join(setup.folder, 'meter')
  try {
    const startMs = performance.now()
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: setup.workspace,
      env: { ...setup.env, BENCH_METER_FILE: meterFile },
    })
    const ms = performance.now() - startMs
    const measured = existsSync(meterFile) ? readFileSync(meterFile, 'utf8') : ''
    const meter = (name: string): number[] =>
      [...measured.matchAll(new RegExp(`^${name} (\\d+)$`, 'gm'))].map(([, value]) => Number(value))
    return { ms, stdout, meter }
  } finally {
    rmSync(setup.folder, { recursive: true, force: true })
  }
}

/** Runs `work` with the stand-in for the API, which ends afterwards. */
export async function withApi<T>(work: (api: Api) => Promise<T>): Promise<T> {
  const api = await startApi()
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

export function nodeProgram(path: string): Program {
  return [process.execPath, path]
}

function programFile(name: string): string {
  return fileURLToPath(new URL(`programs/${name}`, import.meta.url))
}
