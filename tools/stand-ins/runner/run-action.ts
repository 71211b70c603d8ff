/**
 * Starts the built action as the GitHub runner does, and returns what the step left: its outputs, annotations, log and
 * end. The tests of the `dist` ring and the demo use nothing else.
 */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { EOL } from 'node:os'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { prepareStep, REPOSITORY, type Setup } from './setup.ts'
import { annotationsOf, parseCommands, parseOutputFile } from './protocol.ts'

export interface RunOptions {
  /** As in a workflow's `with`. Inputs that are not given have the defaults of `action.yml`. */
  readonly inputs: Readonly<Record<string, string>>
  /** Added to the runner's environment; `undefined` takes a variable away from it. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The program that runs it, if not the Node of the tests. */
  readonly node?: string
  /** What to start; `dist/index.js` of this repository by default. */
  readonly entry?: string
  /** Arguments for Node itself, before the entry. */
  readonly nodeArguments?: readonly string[]
  /** No file that the process writes can grow beyond this (the shell's `ulimit -f`): a disk that takes no more. */
  readonly fileLimitBytes?: number
  /** Shell commands that come first, in namespaces for network and mounts that only the process has. Linux. */
  readonly namespace?: string
}

/** `dispose()` it when the test is over. */
export type Run = ReturnType<typeof runAction>
/** What a step left when it ended. */
export type Finished = Awaited<Run['finished']>

/** Starts the action. Call `dispose()` when the test is over, however it went. */
export function runAction(options: RunOptions) {
  const setup = prepareStep(options.inputs, options.env ?? {})
  const entry = resolve(REPOSITORY, options.entry ?? 'dist/index.js')
  const [command = '', ...args] = [
    ...wrapped(options, setup.env),
    ...[options.node ?? process.execPath, ...(options.nodeArguments ?? []), entry],
  ]
  const { workspace: cwd, env } = setup
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const ended = new Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>(
    (resolveEnd, reject) => {
      child.once('error', reject)
      child.once('close', (exitCode, signal) => resolveEnd({ exitCode, signal }))
    },
  )
  return {
    /** Resolves once standard output and error together match; rejects if the process ends first. */
    async waitForLog(pattern: RegExp): Promise<void> {
      const log = (): string => stdout().toString() + stderr().toString()
      const seen = new Promise<void>((resolveSeen) => {
        const check = (): void => {
          if (pattern.test(log())) resolveSeen()
        }
        for (const stream of [child.stdout, child.stderr]) stream.on('data', check)
        check()
      })
      await Promise.race([seen, ended])
      if (!pattern.test(log())) throw new Error(`ended without printing ${String(pattern)}:\n${log()}`)
    },
    /** Calls back with every line of either stream, as it comes. */
    eachLine(listener: (line: string) => void): void {
      for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', listener)
    },
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    /** Closes our end of its standard output, as a runner that died. */
    closeStdout: () => void child.stdout.destroy(),
    /** The output file as it is at this moment. Throws if it would fail the step. */
    outputsNow: () => Object.fromEntries(parseOutputFile(readFileSync(setup.outputFile, 'utf8'))),
    setup,
    /** Resolves when the process is gone and its pipes are read to the end. Rejects only if it could not be started. */
    finished: ended.then((end) => ({ ...end, ...readResults(setup, stdout(), stderr()) })),
    /** Removes the step's folder, after killing the process if it still runs. */
    async dispose(): Promise<void> {
      child.kill('SIGKILL')
      await ended.catch(() => undefined)
      rmSync(setup.folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The shell commands that run before the program. POSIX counts blocks of 512 bytes. */
function wrapped({ fileLimitBytes, namespace }: RunOptions, env: Setup['env']): string[] {
  if (fileLimitBytes === undefined && namespace === undefined) return []
  const first = namespace ?? `ulimit -f ${(fileLimitBytes ?? 0) / 512}`
  const inNamespace = namespace === undefined ? [] : ['unshare', '-r', '-n', '-m']
  // A shell drops variables whose names have a hyphen, as those of inputs do.
  const variables = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${value}`,
  )
  return [...inNamespace, '/bin/sh', '-c', `${first} && exec env "$@"`, 'sh', ...variables]
}

/** Keeps what comes, and returns a function that says what came so far. */
function collect(stream: Readable): () => Buffer {
  const parts: Buffer[] = []
  stream.on('data', (part: Buffer) => parts.push(part))
  return () => Buffer.concat(parts)
}

function readResults(setup: Setup, stdout: Buffer, stderr: Buffer) {
  const commands = [...parseCommands(stdout), ...parseCommands(stderr)]
  return {
    ...setup,
    // `@actions/core` ends lines as the system does.
    stdout: stdout.toString('utf8').replaceAll(EOL, '\n'),
    stderr: stderr.toString('utf8'),
    /** From both streams, standard output's first. */
    commands,
    errors: annotationsOf(commands, 'error'),
    warnings: annotationsOf(commands, 'warning'),
    /** What was registered as secret: the value of each `add-mask`, whole. */
    masks: commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message),
    /** What a later step would get. */
    outputs: Object.fromEntries(parseOutputFile(readIfThere(setup.outputFile))),
    /** The job summary, '' if there is none. */
    summary: readIfThere(setup.summaryFile),
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The runner also reads a missing file as an empty one.
    return ''
  }
}
