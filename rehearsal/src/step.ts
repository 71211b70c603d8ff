/**
 * The step: refuses to run for releases, reads the tasks, starts the server in the background, and prints its address. Its clean-up
 * ends the server.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline'
import * as core from '@actions/core'
import { plainLine } from '../../src/text/plain-line.ts'
import { API_KEY } from './answers.ts'
import { parseTasks } from './tasks.ts'

/** The name under which the step saves the URL that ends the server. */
const STOP_STATE = 'stop'
const END_LIMIT_MS = 5_000

/** Reports each error, if it could not start, and makes the step red. */
export async function start(): Promise<void> {
  for (const error of await tryToStart()) {
    core.error(plainLine(error), { title: 'The rehearsal did not start' })
    process.exitCode = 1
  }
}

/** Resolves to the errors; to none if the server runs. */
async function tryToStart(): Promise<readonly string[]> {
  // Not every runner sets the last one.
  const { GITHUB_EVENT_NAME: event, GITHUB_REF: ref = '', GITHUB_REF_TYPE: refType } = process.env
  const isTag = refType === 'tag' || ref.startsWith('refs/tags/')
  const what = event === 'release' ? 'a release' : isTag ? 'a tag' : null
  if (what !== null) {
    return [
      `This run is for ${what}, and the output of a rehearsal must not be released. Run the workflow on a branch, or give this step \`if: github.event_name != 'release' && github.ref_type != 'tag'\`.`,
    ]
  }
  const parsed = parseTasks(core.getInput('tasks'))
  if (parsed.kind === 'errors') return parsed.errors
  const server = await startServer()
  if (server.kind === 'failed') return [`The server did not start: ${server.why}`]

  core.saveState(STOP_STATE, server.stopUrl)
  core.setOutput('endpoint', server.endpoint)
  core.setOutput('task-ids', parsed.tasks.map(({ id }) => id).join('\n'))
  core.setOutput('api-key', API_KEY)
  core.notice('A stand-in on the runner answers for MountSea in this job. Do not release its results.', {
    title: 'This is a rehearsal',
  })
  core.info(`Until the job ends it answers at ${server.endpoint}, to the key ${API_KEY}:`)
  for (const { id, line } of parsed.tasks) core.info(plainLine(`  ${id}: ${line}`))
  return []
}

type Started =
  | { readonly kind: 'started'; readonly endpoint: string; readonly stopUrl: string }
  | { readonly kind: 'failed'; readonly why: string }

/**
 * Starts this program once more, as the server. It reads the same input, and outlives the step: it has a session and pipes
 * of its own, since the runner waits until nobody holds the step's. After the job's last step the runner kills every process whose
 * environment has the job's `RUNNER_TRACKING_ID`, on each system (`FinalizeJob` in `JobExtension.cs`, actions/runner): this one has it.
 */
async function startServer(): Promise<Started> {
  const [program = '', ...args] = [process.argv[1], 'serve', String(process.ppid)]
  const child = spawn(process.execPath, [program, ...args], {
    // Not a folder of the job, since Windows cannot remove a folder while a process runs in it.
    cwd: tmpdir(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const started = await firstWord(child)
  child.stdout.destroy()
  child.stderr.destroy()
  child.unref()
  return started
}

/** Waits for the line that says where the server listens, or for its end. */
function firstWord(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Started> {
  let errors = ''
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()))
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      const [endpoint = '', stopUrl = ''] = line.split(' ')
      resolve({ kind: 'started', endpoint, stopUrl })
    })
    child.once('error', (error) => resolve({ kind: 'failed', why: error.message }))
    child.once('close', () =>
      resolve({ kind: 'failed', why: errors.trim().slice(-500) || 'it ended at once' }),
    )
  })
}

/** The runner calls it at the job's end, also when the job failed or was cancelled. It never makes a job red. */
export async function end(): Promise<void> {
  const url = core.getState(STOP_STATE)
  if (url === '') return
  try {
    core.info(`The rehearsal is over. It answered ${await askToEnd(url)}.`)
  } catch {
    core.info('The rehearsal had already ended.')
  }
}

/** Resolves to how often the server was asked, in words. */
function askToEnd(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // An agent of its own: the common one may go through a proxy that the environment names.
    const options = { method: 'DELETE', agent: false, signal: AbortSignal.timeout(END_LIMIT_MS) }
    const asked = request(url, options, (response) => void text(response).then(resolve, reject))
    asked.once('error', reject).end()
  })
}
