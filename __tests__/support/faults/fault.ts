/**
 * One thing that goes wrong, as data: what the world does, and what a user sees of the step. The tables in this folder are
 * run by `__tests__/dist/faults-*.test.ts` on the built action.
 */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { Reason } from '../../../src/outcome.ts'
import { startMockApi, type MockApi, type MockApiOptions, type Script } from '../mock-api/index.ts'
import { endOf } from '../patience.ts'
import { runAction, type Finished, type Run, type RunOptions } from '../run-action.ts'

export interface Fault {
  /** What goes wrong, and when. No two have the same. */
  readonly name: string
  /** What the API answers for the task `t`. */
  readonly script?: Script
  /** What else there is in the world before the action starts. */
  readonly world?: MakeWorld
  /** What happens while the action runs. */
  readonly meanwhile?: (api: MockApi, run: Run) => Promise<void>
  readonly apiOptions?: MockApiOptions
  /** Besides `task-id`, `api-key`, `endpoint`, a `timeout` of 5 min, and a `poll-interval` of 100 ms. */
  readonly inputs?: Readonly<Record<string, string>>
  /** How time passes for the action: ten times faster while no request is under way, unless given (see `preload/hurry.ts`). */
  readonly pace?: 'always hurried' | 'real'
  readonly reason: Reason
  /** The output `status` at the end, '' unless given. */
  readonly status?: string
  /** All of these stand in the one error of a red step, or in the log of a green one. */
  readonly says?: readonly RegExp[]
  /** How many polls the API sees. */
  readonly polls?: number
  /** What else to look at. */
  readonly check?: (seen: Seen) => void
}

/** What a world adds to the start of the action, and how it is undone. */
export interface World extends Partial<RunOptions> {
  readonly undo?: () => Promise<void>
}

export type MakeWorld = (api: MockApi) => Promise<World>

export interface Seen extends Finished {
  readonly api: MockApi
  /** What stands in the file `resultPath`; `undefined` where there is none. */
  readonly records: unknown
}

/** How much faster time passes for the action. */
export const HURRY = 10

export const KEY = 'ms-key-0123456789abcdef'

/** The argument that has Node run `preload/NAME.ts` first. As JavaScript: each start would spend 60 ms on stripping its types. */
export function preload(name: 'hurry' | 'lookup'): string {
  const source = readFileSync(new URL(`../preload/${name}.ts`, import.meta.url), 'utf8')
  return `--import=data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(source))}`
}

/** Runs the built action against a world in which this goes wrong. */
export async function suffer(fault: Fault): Promise<Seen> {
  const api = await startMockApi(fault.apiOptions)
  let world: World = {}
  try {
    if (fault.script !== undefined) api.task('t', fault.script)
    world = (await fault.world?.(api)) ?? {}
    return await runIn(world, api, fault)
  } finally {
    await Promise.all([api.close(), world.undo?.()])
  }
}

async function runIn(world: World, api: MockApi, { inputs, pace, meanwhile }: Fault): Promise<Seen> {
  const run = runAction({
    ...world,
    inputs: {
      'task-id': 't',
      'api-key': KEY,
      endpoint: api.endpoint,
      timeout: '5m',
      'poll-interval': '100ms',
      ...inputs,
      ...world.inputs,
    },
    env: { ...world.env, ...(pace === 'always hurried' ? { HURRY: 'always' } : {}) },
    nodeArguments: [...(pace === 'real' ? [] : [preload('hurry')]), ...(world.nodeArguments ?? [])],
  })
  try {
    const finished = await endOf(run, () => meanwhile?.(api, run) ?? Promise.resolve())
    return { ...finished, api, records: recordsOf(finished) }
  } finally {
    await run.dispose()
  }
}

function recordsOf({ outputs }: Finished): unknown {
  const path = outputs['resultPath'] ?? ''
  return path === '' ? undefined : JSON.parse(readFileSync(path, 'utf8'))
}
