/**
 * A small world to run a workflow in: a stand-in for the API, a repository with the examples, and act. Each test has its own, so
 * tests can run side by side.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { listen } from '../../../tools/stand-ins/api/host.ts'
import { completed, songResult, startApi, type Api, type Reply } from '../../../tools/stand-ins/api/index.ts'
import { closeLater, makeFolder } from '../../support/step.ts'
import { readLog, type Log, type StepRun } from './log.ts'
import { stage, type Stage } from './stage.ts'

export const API_KEY = 'key-of-the-workflow-tests'
/** The task that the input `task-id` names unless a test says otherwise. */
export const TASK_ID = 'task-1'

export type Inputs = Readonly<Record<string, string>>

export interface Ran extends Log {
  /** Whether act says that the run failed. */
  readonly red: boolean
  /** How each wait ended, in the order in which they began. */
  readonly reasons: readonly string[]
  /** Calls of the GitHub CLI: `args`, `repo`, and the `files` among the arguments (path to `sha256` and `text`). */
  readonly calls: readonly unknown[]
  /** The files in all artifacts, as `ARTIFACT/FILE`. */
  readonly artifacts: readonly string[]
  /** Everything that act printed. */
  readonly log: string
  /** The step of that id or name, `undefined` where it did not run. */
  readonly step: (job: string, idOrName: string) => StepRun | undefined
  /** The text that this step printed. */
  readonly printed: (job: string, idOrName: string) => string
}

export interface World {
  readonly api: Api
  /** The record of a completed song, with its audio in the storage. */
  readonly song: () => Reply
  /** Runs a workflow with inputs. `args` are the event and more arguments for act. Once in a world. */
  readonly run: (workflow: string, inputs?: Inputs, args?: readonly string[]) => Promise<Ran>
}

/** Opens a world; it ends after the last test of the file. */
export async function openWorld(extras: Omit<Stage, 'endpoint'> = {}): Promise<World> {
  const folder = makeFolder('workflow')
  const api = await startApi({ apiKey: API_KEY })
  closeLater(() => api.close())
  const localRepositories = stage(folder, { endpoint: api.endpoint, ...extras })
  return {
    api,
    song: () => completed(songResult(api.storage.put('song.mp3', { sizeBytes: 20_000, seed: 1 }))),
    run: async (workflow, inputs = {}, args = ['workflow_dispatch']) => {
      const path = join('.github/workflows', workflow)
      const [log, exitCode] = await runAct(folder, [
        ...[...args, '--workflows', path],
        ...localRepositories.flatMap((mapping) => ['--local-repository', mapping]),
        ...Object.entries({ 'task-id': TASK_ID, ...inputs }).flatMap((pair) => ['--input', pair.join('=')]),
      ])
      const { jobs, steps } = readLog(log)
      const step: Ran['step'] = (job, idOrName) =>
        steps.find((each) => each.job === job && [each.id, each.name].includes(idOrName))
      return {
        red: exitCode !== 0,
        jobs: { ...skipped(readFileSync(join(folder, 'repository', path), 'utf8')), ...jobs },
        steps,
        step,
        printed: (job, idOrName) => step(job, idOrName)?.printed.trim() ?? '',
        reasons: steps.flatMap(({ outputs: { reason } }) => reason ?? []),
        calls: filesIn(join(folder, 'gh')).map((call): unknown => JSON.parse(readFileSync(call, 'utf8'))),
        artifacts: filesIn(join(folder, 'artifacts')).flatMap(namesInArtifact),
        log,
      }
    },
  }
}

/** Every job of the workflow as skipped: act does not mention those. */
function skipped(source: string): Record<string, string> {
  const names = source.replace(/^.*^jobs:$/ms, '').matchAll(/^ {2}([\w-]+):$/gm)
  return Object.fromEntries([...names].map(([, name = '']) => [name, 'skipped']))
}

async function runAct(folder: string, args: readonly string[]): Promise<[log: string, exitCode: unknown]> {
  const { ACT } = process.env
  if (ACT === undefined)
    throw new Error('start these tests with `npm run test:workflows`, which installs act')
  const free = await listen({}, () => undefined)
  await free.close()
  const flags = [
    ...['--json', '--no-cache-server', '--directory', join(folder, 'repository')],
    ...['--platform', 'ubuntu-latest=-self-hosted', '--platform', 'ubuntu-slim=-self-hosted'],
    ...['--action-cache-path', join(folder, 'cache'), '--artifact-server-path', join(folder, 'artifacts')],
    // act cannot choose a port itself: this one was free a moment ago.
    ...['--artifact-server-addr', '127.0.0.1', '--artifact-server-port', String(free.port)],
    // Without a token, act would ask the GitHub CLI for one.
    ...['--secret', `MOUNTSEA_API_KEY=${API_KEY}`, '--secret', 'GITHUB_TOKEN=token-of-the-workflow-tests'],
    ...['--env', 'GITHUB_REPOSITORY=octo/songs', '--env', 'GITHUB_REF=refs/heads/main'],
    ...['--env', 'SHA_REF=0123456789abcdef0123456789abcdef01234567'],
  ]
  const child = spawn(ACT, [...args, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(folder),
  })
  const ended = new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const [log, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return [`${log}${errors}`, exitCode]
}

/** Without the machine's own environment, which act would pass on and a job on a real runner does not see. */
function environment(folder: string): Inputs {
  const home = join(folder, 'home')
  mkdirSync(home)
  const nowhere = 'http://127.0.0.1:9'
  return {
    // The real runner starts an action with its own Node; act takes the first on the path. Ours is Node 24.
    PATH: [join(import.meta.dirname, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    GH_CALLS: join(folder, 'gh'),
    // A request to anywhere but the stand-ins is refused.
    http_proxy: nowhere,
    https_proxy: nowhere,
    no_proxy: '127.0.0.1',
  }
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
}

/** From the directory at the end of a ZIP: an entry has its name at byte 46, and the name's length at byte 28. */
function namesInArtifact(path: string): readonly string[] {
  const zip = readFileSync(path)
  const mark = Buffer.from('PK\u0001\u0002', 'latin1')
  const names: string[] = []
  for (let at = zip.indexOf(mark); at !== -1; at = zip.indexOf(mark, at + 1))
    names.push(
      join(basename(path, '.zip'), zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))),
    )
  return names.sort()
}
