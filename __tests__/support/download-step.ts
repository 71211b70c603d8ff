/**
 * A step with `download-dir`, for tests of the built action: starts it against a stand-in of its own, and reads what it saved.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isJsonObject } from '../../src/text/json.ts'
import { startMockApi, type MockApi } from './mock-api/index.ts'
import { runAction, type Finished, type Run, type RunOptions } from './run-action.ts'

export const KEY = 'key-that-no-storage-host-may-see'
export const SMALL = { sizeBytes: 100_000, seed: 1 }

export interface DownloadSteps {
  /** The test's own. */
  readonly api: () => MockApi
  readonly put: MockApi['storage']['put']
  /** Starts the action on these tasks; it saves to `audio` unless told otherwise. */
  readonly start: (
    taskIds: readonly string[],
    inputs?: Readonly<Record<string, string>>,
    options?: Partial<RunOptions>,
  ) => Run
}

/** Call it once in a test file: every test gets a fresh API, and what it started is ended and removed. */
export function downloadSteps(): DownloadSteps {
  let api: MockApi | undefined
  const runs: Run[] = []
  const current = (): MockApi => {
    if (api === undefined) throw new Error('no test is running')
    return api
  }
  beforeEach(async () => {
    api = await startMockApi({ apiKey: KEY })
  })
  afterEach(async () => {
    for (const run of runs.splice(0)) await run.dispose()
    await api?.close()
  })
  return {
    api: current,
    put: (...content) => current().storage.put(...content),
    start: (taskIds, inputs = {}, options = {}) => {
      const run = runAction({
        inputs: {
          'task-id': taskIds.join('\n'),
          'api-key': KEY,
          endpoint: current().endpoint,
          'poll-interval': '100ms',
          'download-dir': 'audio',
          ...inputs,
        },
        ...options,
      })
      runs.push(run)
      return run
    },
  }
}

export interface FileEntry {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** The files of all tasks in the output `tasks`, in its order. Throws where that is not what it should be. */
export function listedFiles({ outputs }: Finished): FileEntry[] {
  return listOf(JSON.parse(outputs['tasks'] ?? ''))
    .flatMap((task) => listOf(fieldOf(task, 'files')))
    .map((file) => ({
      path: String(fieldOf(file, 'path')),
      bytes: Number(fieldOf(file, 'bytes')),
      sha256: String(fieldOf(file, 'sha256')),
    }))
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('the output tasks is not what it should be')
  return value
}

function fieldOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined
}

export function sha256OfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
