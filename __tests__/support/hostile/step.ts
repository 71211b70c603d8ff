/**
 * A step of the built action whose every line and file is looked at with the runner's own eyes.
 */
import { startMockApi, type MockApi } from '../mock-api/index.ts'
import { runAction, type Finished, type Run } from '../run-action.ts'
import { complaints } from './inspect.ts'

export const KEY = 'sk-4f9b2c7d1e8a'

export interface HostileStep {
  readonly api: MockApi
  /**
   * Runs the step to its end, has nothing to complain about, and lets `look` see what is left before its folder is gone. It waits
   * for the task `t` unless the inputs say otherwise.
   */
  readonly finish: (
    inputs: Readonly<Record<string, string>>,
    look: (finished: Finished) => void,
    options?: {
      readonly env?: Readonly<Record<string, string>>
      readonly nodeArguments?: readonly string[]
      readonly meanwhile?: (run: Run) => Promise<void>
    },
  ) => Promise<Finished>
}

/** Call it once in a test file; each test has an API of its own. */
export function hostileSteps(): () => HostileStep {
  let api: MockApi | undefined
  beforeEach(async () => {
    api = await startMockApi()
  })
  afterEach(() => api?.close())
  return () => {
    if (api === undefined) throw new Error('only in a test')
    return { api, finish: finishWith(api) }
  }
}

function finishWith({ endpoint }: MockApi): HostileStep['finish'] {
  return async (inputs, look, { env = {}, nodeArguments = [], meanwhile } = {}) => {
    const run = runAction({
      inputs: { 'task-id': 't', 'api-key': KEY, endpoint, 'poll-interval': '100ms', ...inputs },
      // With debug logging, so that those lines are looked at too.
      env: { RUNNER_DEBUG: '1', ...env },
      nodeArguments,
    })
    try {
      await meanwhile?.(run)
      const finished = await run.finished
      expect(complaints(finished, KEY)).toEqual([])
      look(finished)
      return finished
    } finally {
      await run.dispose()
    }
  }
}

/** As the kernel lets it into an environment. */
export const inEnvironment = (text: string): string => text.replaceAll('\0', '')

/** As a header may have it (RFC 9110, 5.5): visible Latin-1 and spaces. */
export const inHeader = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '~').trim()
