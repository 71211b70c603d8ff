/**
 * A small world to run workflows in: the stand-ins for the API and for the endpoint that takes orders, a repository with the
 * examples, and act. Every test has its own, so that tests can run side by side.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startMockApi, type MockApi } from '../../support/mock-api/index.ts'
import { namesInArtifact } from './artifacts.ts'
import { asFields, asText, asTexts, fieldsOf } from './json.ts'
import { readLog, type WorkflowRun } from './log.ts'
import { freePort, startProducer, type Order } from './producer.ts'
import { stage, type Extras, type Stage } from './stage.ts'

export const API_KEY = 'key-of-the-workflow-tests'
/** The task that an order leads to. */
export const TASK_ID = 'task-1'

/** One call of the stand-in for the GitHub CLI. */
export interface GhCall {
  readonly args: readonly string[]
  readonly token: string
  readonly repo: string
  /** The files among its arguments: path to hash and (the beginning of the) text. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly text: string }>>
}

export interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly apiKey?: string
  /** The event that starts the run; `workflow_dispatch` unless given. */
  readonly event?: string
  /** More arguments for act. */
  readonly args?: readonly string[]
}

export interface World {
  readonly api: MockApi
  readonly orders: readonly Order[]
  /** Where act keeps what the jobs see, while they run. */
  readonly cache: string
  /** Runs one of the examples, or one of the workflows that the world was opened with. */
  readonly run: (workflow: string, options?: RunOptions) => Promise<WorkflowRun>
  readonly ghCalls: () => readonly GhCall[]
  /** The names of the files in an artifact, `null` where none was uploaded under that name. */
  readonly artifact: (name: string) => readonly string[] | null
}

/** Opens a world, and closes it when `use` is done. */
export async function inWorld(use: (world: World) => Promise<void>, extras: Extras = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-'))
  const api = await startMockApi({ apiKey: API_KEY })
  const producer = await startProducer(() => TASK_ID)
  try {
    const staged = stage(folder, { tasks: api.endpoint, orders: producer.url }, extras)
    await use({
      api,
      orders: producer.orders,
      cache: join(folder, 'cache'),
      run: (workflow, options = {}) => runAct(folder, staged, workflow, options),
      ghCalls: () => readGhCalls(join(folder, 'gh')),
      artifact: (name) => namesInArtifact(join(folder, 'artifacts'), name),
    })
  } finally {
    await Promise.all([api.close(), producer.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runAct(
  folder: string,
  staged: Stage,
  workflow: string,
  options: RunOptions,
): Promise<WorkflowRun> {
  const { inputs = {}, apiKey = API_KEY, event = 'workflow_dispatch', args = [] } = options
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const flags: readonly (readonly string[])[] = [
    ['--directory', staged.repository],
    ['--workflows', `.github/workflows/${workflow}`],
    ['--json'],
    ['--platform', 'ubuntu-latest=-self-hosted'],
    ['--platform', 'ubuntu-slim=-self-hosted'],
    ['--action-cache-path', join(folder, 'cache')],
    ['--no-cache-server'],
    ['--artifact-server-addr', '127.0.0.1'],
    ['--artifact-server-port', String(await freePort())],
    ['--artifact-server-path', join(folder, 'artifacts')],
    ['--secret', `MOUNTSEA_API_KEY=${apiKey}`],
    // Without one, act would ask the GitHub CLI for a token.
    ['--secret', 'GITHUB_TOKEN=token-of-the-workflow-tests'],
    ['--env', 'GITHUB_REPOSITORY=octo/songs'],
    ['--env', 'GITHUB_REF=refs/heads/main'],
    ['--env', 'SHA_REF=0123456789abcdef0123456789abcdef01234567'],
    ...staged.localRepositories.map((mapping) => ['--local-repository', mapping]),
    ...Object.entries(inputs).map(([name, value]) => ['--input', `${name}=${value}`]),
  ]
  const child = spawn(actPath(), [event, ...flags.flat(), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(folder, home),
  })
  const [log, errors, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ])
  return readLog(`${log}${errors}`, exitCode)
}

/** Nothing of the machine's own environment: a job on a real runner would not see it, and act hands all of it on. */
function environment(folder: string, home: string): Readonly<Record<string, string>> {
  const bin = fileURLToPath(new URL('./bin', import.meta.url))
  const nowhere = 'http://127.0.0.1:9'
  return {
    // The real runner starts an action with its own Node; act takes the first on the path. Ours is Node 24.
    PATH: [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    GH_CALLS: join(folder, 'gh'),
    // Whatever a workflow would send past the stand-ins is refused on the spot.
    http_proxy: nowhere,
    https_proxy: nowhere,
    no_proxy: '127.0.0.1',
  }
}

function actPath(): string {
  const path = process.env['ACT']
  if (path === undefined)
    throw new Error('start these tests with `npm run test:workflows`, which installs act')
  return path
}

function readGhCalls(folder: string): readonly GhCall[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => fieldsOf(readFileSync(join(folder, name), 'utf8')))
    .map((call) => ({
      args: asTexts(call['args']),
      token: asText(call['token']),
      repo: asText(call['repo']),
      files: Object.fromEntries(
        Object.entries(asFields(call['files'])).map(([path, file]) => {
          const { sha256, text: contents } = asFields(file)
          return [path, { sha256: asText(sha256), text: asText(contents) }]
        }),
      ),
    }))
}
