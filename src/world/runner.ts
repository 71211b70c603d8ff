/** The runner: inputs in; log lines, annotations, outputs and the summary out. No other file imports `@actions/core`. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import { EOL, tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { MachineError } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import { appendWhole, onDiskNow, patiently } from './disk.ts'

export type Runner = ReturnType<typeof createGithubRunner>

/** Differs between the jobs of a runner (GitHub's documentation of default variables; the last is the runner's own). */
const JOB = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB', 'RUNNER_TRACKING_ID']

/** The real runner, found through its environment variables (GitHub's documentation of default variables). */
export function createGithubRunner() {
  const folder = environment('RUNNER_TEMP') ?? tmpdir()
  const records = join(folder, `mountsea-tasks-${randomUUID()}.json`)
  let summaryStartBytes: number | null = null
  let keptRecords = ''
  return {
    /** The folder where relative paths start. */
    workspace: environment('GITHUB_WORKSPACE') ?? process.cwd(),
    /** `folder` (absolute) is shared by the steps of a job; `id` names the job. */
    job: { folder, id: JOB.map((name) => environment(name) ?? '').join(' ') },
    /** A raw input; '' if it is not given. */
    input: (name: string) => core.getInput(name),
    /** Hides a value in everything that the runner prints from now on. */
    mask: core.setSecret,
    info: (line: string) => core.info(lineOf(line)),
    /** Shown only if debug logging is on. */
    debug: (line: string) => {
      if (core.isDebug()) core.debug(lineOf(line))
    },
    warning: (title: string, line: string) => core.warning(lineOf(line), { title: lineOf(title) }),
    error: (title: string, line: string) => core.error(lineOf(line), { title: lineOf(title) }),
    /** Writes these outputs in order, all or none. The last value of a name counts. Throws a `DiskError`. */
    setOutputs(values: Readonly<Record<string, string>>): void {
      const file = environment('GITHUB_OUTPUT')
      if (file !== undefined) {
        appendWhole(file, Object.entries(values).map(outputBlock).join(''))
      } else if (environment('GITHUB_ACTIONS') === 'true') {
        throw new MachineError('cannot write the outputs: the variable GITHUB_OUTPUT is blank or missing')
      } else {
        // Shows the outputs to people who start the action by hand.
        for (const [name, value] of Object.entries(values)) core.info(lineOf(`${name}: ${value}`))
      }
    },
    /** Adds to the job summary, in place of what it added before. Never throws: a missing summary does not make a step red. */
    summary(markdown: string): void {
      const path = environment('GITHUB_STEP_SUMMARY')
      if (path === undefined) return
      try {
        patiently(() => {
          // There is a second summary if the log breaks after the first was written.
          if (summaryStartBytes !== null) fs.truncateSync(path, summaryStartBytes)
          summaryStartBytes ??= fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0
          fs.appendFileSync(path, markdown)
        })
      } catch (error) {
        core.info(lineOf(`The job summary cannot be written: ${String(error)}`))
      }
    },
    /** Replaces the step's file of records, piece by piece. Returns its path, in the runner's temporary folder. Throws a `DiskError`. */
    keepRecords(pieces: Iterable<string>): string {
      replaceFile(records, pieces)
      return (keptRecords = records)
    },
    /** The path of that file; '' if none was written yet. */
    keptRecords: () => keptRecords,
  }
}

/** Writes a temporary file, then renames it, so that readers never see half a file. Throws a `DiskError`. */
function replaceFile(path: string, pieces: Iterable<string>): void {
  const part = `${path}.part`
  try {
    onDiskNow(path, () => {
      const file = patiently(() => fs.openSync(part, 'w'))
      try {
        // Small pieces are joined, since a slow disk delays each write.
        let block = ''
        for (const piece of pieces) {
          block += piece
          if (block.length < MAX_BLOCK_CHARS) continue
          fs.writeFileSync(file, block)
          block = ''
        }
        fs.writeFileSync(file, block)
      } finally {
        fs.closeSync(file)
      }
      patiently(() => fs.renameSync(part, path))
    })
  } catch (error) {
    fs.rmSync(part, { force: true })
    throw error
  }
}

/** None of our lines is longer. Making a line of some megabytes plain takes too much time and stack. */
const MAX_LINE_CHARS = 20_000
const MAX_BLOCK_CHARS = 8 * 1024 * 1024

function lineOf(text: string): string {
  return shortLine(text, MAX_LINE_CHARS)
}

/**
 * One output in the format of `GITHUB_OUTPUT` (GitHub's documentation of workflow commands, "Multiline strings"). Not by
 * `core.setOutput`, which opens the file for each name: one append is all or nothing, and a slow disk delays it only once.
 */
function outputBlock([name, value]: readonly [string, string]): string {
  const delimiter = `ghadelimiter_${randomUUID()}`
  return `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`
}

/** An environment variable; a blank one counts as missing. */
function environment(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}
