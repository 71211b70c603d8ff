/**
 * Starts a program as a step of a workflow and tells when it began and ended and what it used.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepareStep } from '../../__tests__/support/runner-setup.ts'
import { benchFile, REPOSITORY } from './repository.ts'

export interface StepOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Called with the process's id while it runs. */
  readonly started?: (pid: number) => void
}

export interface StepEnd {
  readonly exitCode: number | null
  /** On the clock of `performance.now()`. */
  readonly startMs: number
  readonly endMs: number
  readonly log: string
  /** The output file as it was written. */
  readonly outputs: string
  /** What the program wrote to the file that BENCH_REPORT_FILE names, parsed; `null` where it wrote none. */
  readonly report: unknown
}

/** What a Node process used from its start to its end: the report of a program started with `METER`. */
export interface Usage {
  readonly cpuMs: number
  readonly peakBytes: number
}

/** The built action. */
export const ACTION = join(REPOSITORY, 'dist/index.js')

/** Arguments for Node that make it report its `Usage`. They cost it some milliseconds: not for measuring times. */
export const METER = ['--require', benchFile('lib/meter.cjs')]

/** Runs a step to its end. Its folder is gone when the promise resolves. */
export async function runStep({ command, args, inputs, env = {}, started }: StepOptions): Promise<StepEnd> {
  const setup = prepareStep(inputs, {})
  const reportFile = join(setup.folder, 'report.json')
  try {
    const startMs = performance.now()
    const child = spawn(command, [...args], {
      cwd: setup.workspace,
      env: { ...setup.env, BENCH_REPORT_FILE: reportFile, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started?.(child.pid ?? 0)
    const log: string[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => log.push(text))
    }
    const { exitCode, endMs } = await new Promise<Pick<StepEnd, 'exitCode' | 'endMs'>>((resolve, reject) => {
      let endedMs = 0
      child.once('error', reject)
      child.once('exit', () => (endedMs = performance.now()))
      child.once('close', (code) => resolve({ exitCode: code, endMs: endedMs }))
    })
    return {
      exitCode,
      startMs,
      endMs,
      log: log.join(''),
      outputs: readFileSync(setup.outputFile, 'utf8'),
      report: existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null,
    }
  } finally {
    rmSync(setup.folder, { recursive: true, force: true })
  }
}

/** The same, and throws unless the step is green: a benchmark of a step that fails says nothing. */
export async function runGreenStep(options: StepOptions): Promise<StepEnd> {
  const end = await runStep(options)
  if (end.exitCode !== 0) {
    throw new Error(`${options.command} ${options.args.join(' ')} ended with ${end.exitCode}:\n${end.log}`)
  }
  return end
}

/** The report of a program that was started with `METER`. */
export function usageOf({ report }: StepEnd): Usage {
  if (!isUsage(report)) throw new Error('the program was not metered')
  return report
}

function isUsage(value: unknown): value is Usage {
  return typeof value === 'object' && value !== null && 'cpuMs' in value && 'peakBytes' in value
}
