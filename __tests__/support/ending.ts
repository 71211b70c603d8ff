/**
 * Starts the built action with something in its process that ends it, and tells how it went. The task would complete in the
 * end, or go on for an hour: whoever ends the process before the proof must not make it green.
 */
import { completed, startMockApi, status, type MockApi, type Script } from './mock-api/index.ts'
import { endOf } from './patience.ts'
import { runAction, type Finished, type Run, type RunOptions } from './run-action.ts'

export interface Ending extends Partial<RunOptions> {
  /** JavaScript (an ES module) that runs in the action's process before the action does. */
  readonly preload?: string
  readonly script?: Script
  /** What happens to the process from outside. */
  readonly meanwhile?: (run: Run) => Promise<void>
}

export interface End extends Finished {
  readonly api: MockApi
}

/** The task goes on for longer than any test. */
export const GOES_ON: Script = [status('processing')]
export const COMPLETES: Script = [status('pending'), status('processing'), completed({ n: 1 })]

/** Runs the action until it has ended. */
export async function end(ending: Ending): Promise<End> {
  const api = await startMockApi()
  api.task('t', ending.script ?? GOES_ON)
  const { preload } = ending
  const run = runAction({
    ...ending,
    inputs: {
      'task-id': 't',
      'api-key': 'ms-key-0123456789abcdef',
      endpoint: api.endpoint,
      'poll-interval': '100ms',
      timeout: '1h',
      ...ending.inputs,
    },
    nodeArguments: [
      ...(ending.nodeArguments ?? []),
      ...(preload === undefined ? [] : [`--import=data:text/javascript,${encodeURIComponent(preload)}`]),
    ],
  })
  try {
    return { ...(await endOf(run, ending.meanwhile)), api }
  } finally {
    await run.dispose()
    await api.close()
  }
}
