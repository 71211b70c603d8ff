/**
 * A step that waits for many tasks, in real time, against a stand-in of its own; and what its output `tasks` says.
 */
import { readFileSync } from 'node:fs'
import { startMockApi, type MockApi, type MockApiOptions, type Script } from './mock-api/index.ts'
import { runAction, type Finished, type Run, type RunOptions } from './run-action.ts'

export const KEY = 'ms-key-0123456789abcdef'

export const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `song-${index + 1}`)

export interface ManySteps {
  /** Starts a stand-in of which each task has the script that `scripts` gives it. */
  readonly api: (options?: MockApiOptions) => Promise<MockApi>
  /** Starts the action on what `taskIds` says, every 100 ms unless told otherwise. */
  readonly start: (
    api: MockApi,
    taskIds: string | readonly string[],
    inputs?: Readonly<Record<string, string>>,
    options?: Partial<RunOptions>,
  ) => Run
}

/** Call it once in a test file: what a test started is ended and removed after it. */
export function manySteps(): ManySteps {
  const apis: MockApi[] = []
  const runs: Run[] = []
  afterEach(async () => {
    for (const run of runs.splice(0)) await run.dispose()
    for (const api of apis.splice(0)) await api.close()
  })
  return {
    async api(options = {}) {
      const api = await startMockApi({ apiKey: KEY, ...options })
      apis.push(api)
      return api
    },
    start(api, taskIds, inputs = {}, options = {}) {
      const run = runAction({
        inputs: {
          'task-id': typeof taskIds === 'string' ? taskIds : taskIds.join('\n'),
          'api-key': KEY,
          endpoint: api.endpoint,
          'poll-interval': '100ms',
          ...inputs,
        },
        ...options,
      })
      runs.push(run)
      return run
    },
  }
}

/** Gives each of the tasks the script of its place, from the front again where there are more tasks. */
export function scriptAll(api: MockApi, taskIds: readonly string[], scripts: readonly Script[]): void {
  taskIds.forEach((id, index) => api.task(id, scripts[index % scripts.length] ?? []))
}

/** The entries of the output `tasks`. Throws where that is no list of objects. */
export function entriesOf({ outputs }: Pick<Finished, 'outputs'>): Record<string, unknown>[] {
  return listIn(outputs['tasks'] ?? '').map((entry) => {
    if (typeof entry !== 'object' || entry === null) throw new Error('an entry of tasks is no object')
    return { ...entry }
  })
}

/** `ID STATUS REASON` of each task, in the order of the output `tasks`. */
export function fatesOf(finished: Pick<Finished, 'outputs'>): string[] {
  return entriesOf(finished).map(({ taskId, status, reason }) => [taskId, status, reason].join(' '))
}

/** The list in the file `resultPath`. */
export function recordsOf({ outputs }: Pick<Finished, 'outputs'>): unknown[] {
  return listIn(readFileSync(outputs['resultPath'] ?? '', 'utf8'))
}

function listIn(json: string): unknown[] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) throw new Error(`no list: ${json.slice(0, 100)}`)
  return list
}

/** The most memory that a process has had so far, in bytes; 0 where it is gone. Linux: `proc(5)`, VmHWM. */
export function peakMemoryBytes(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0
  }
}
