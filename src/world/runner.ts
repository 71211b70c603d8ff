/** The runner: inputs in; log lines, annotations, outputs and the summary out. The only file that imports `@actions/core`. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, closeSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { DiskError, onDiskNow } from './disk.ts'
import { plainLine } from '../text/plain-line.ts'

export interface Runner {
  /** What relative paths are relative to. */
  readonly workspace: string
  /** An input, raw; '' where it is not given. */
  input(name: string): string
  /** Has the runner hide a value in everything that it prints from now on. */
  mask(secret: string): void
  info(line: string): void
  /** Shown only where debug logging is on. */
  debug(line: string): void
  warning(title: string, line: string): void
  error(title: string, line: string): void
  /** Throws where the value cannot be written. The runner takes the last value of each name. */
  output(name: string, value: string): void
  /** Adds to the job summary. Never throws: a missing summary does not make a step red. */
  summary(markdown: string): void
  /** Writes a file of its own, piece by piece, to the runner's temporary folder and returns its path. Throws where that fails. */
  saveFile(pieces: Iterable<string>): string
}

/** The real runner, found through its environment variables (GitHub's documentation of default variables). */
export const githubRunner: Runner = {
  workspace: environment('GITHUB_WORKSPACE') ?? process.cwd(),
  input: (name) => core.getInput(name),
  mask: core.setSecret,
  info: (line) => core.info(plainLine(line)),
  debug: (line) => {
    if (core.isDebug()) core.debug(plainLine(line))
  },
  warning: (title, line) => core.warning(plainLine(line), { title: plainLine(title) }),
  error: (title, line) => core.error(plainLine(line), { title: plainLine(title) }),
  output(name, value) {
    // Without that file `core` prints a `set-output` command, which GitHub ignores: only for who starts the action by hand.
    const isRun = environment('GITHUB_ACTIONS') === 'true'
    const file = environment('GITHUB_OUTPUT')
    if (isRun && file === undefined) throw new DiskError('the outputs, since GITHUB_OUTPUT names no file', '')
    onDiskNow(file ?? 'the outputs', () => core.setOutput(name, value))
  },
  summary(markdown) {
    const path = environment('GITHUB_STEP_SUMMARY')
    if (path === undefined) return
    try {
      appendFileSync(path, markdown)
    } catch (error) {
      core.info(plainLine(`The job summary cannot be written: ${String(error)}`))
    }
  },
  saveFile(pieces) {
    const path = join(environment('RUNNER_TEMP') ?? tmpdir(), `mountsea-tasks-${randomUUID()}.json`)
    const file = onDiskNow(path, () => openSync(path, 'wx'))
    try {
      for (const piece of pieces) onDiskNow(path, () => writeFileSync(file, piece))
    } finally {
      closeSync(file)
    }
    return path
  },
}

/** A variable of the environment; a blank one is none. */
function environment(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}
