/**
 * A stand-in for the MountSea task API on loopback, scripted by the test: `GET ?taskId=ID` takes the next step of the
 * task's script; a path of hub or ms has the ID at its end. It answers at every path, since the endpoint is an input. No part of
 * `dist/`, no dependency.
 */
import { listen, type Listener, type ListenOptions, type RecordedRequest } from './listener.ts'
import { perform, resetIfDoomed, type Step } from './misbehaviour.ts'
import { http } from './replies.ts'
import { startStorage, type Storage } from './storage.ts'

export * from './content.ts'
export * from './misbehaviour.ts'
export * from './replies.ts'
export * from './results.ts'
export * from './serving.ts'
export type { Storage } from './storage.ts'
export type { Connections, ListenOptions, RecordedRequest } from './listener.ts'

/** One poll of a task. */
export interface Poll {
  /** 0 for the task's first poll. */
  readonly index: number
  readonly sinceFirstMs: number
  readonly request: RecordedRequest
}

/** What a task answers: a list of steps of which the last repeats, or anything that looks at the poll. */
export type Script = readonly Step[] | ((poll: Poll) => Step)

/** A script by time: from `afterMs` after the task's first poll on, it answers `step`. In order of time, the first at 0. */
export function timeline(...entries: readonly { readonly afterMs: number; readonly step: Step }[]): Script {
  return ({ sinceFirstMs }) => entries.findLast(({ afterMs }) => afterMs <= sinceFirstMs)?.step ?? http(404)
}

export interface MockApiOptions extends ListenOptions {
  /** Another key, or none, is answered with 401. Any key will do where this is not set. */
  readonly apiKey?: string
}

/** `close` ends the storage host too. */
export interface MockApi extends Listener {
  /** What goes into the input `endpoint`. */
  readonly endpoint: string
  readonly storage: Storage
  /** Sets, or replaces, a task's script. A task without one answers 404. */
  task(id: string, script: Script): void
  /** The requests for one task so far. */
  polls(id: string): readonly RecordedRequest[]
}

interface ScriptedTask {
  readonly script: Script
  polls: number
  firstAtMs: number
}

/** Starts the API and its storage on free ports of 127.0.0.1. */
export async function startMockApi(options: MockApiOptions = {}): Promise<MockApi> {
  const tasks = new Map<string, ScriptedTask>()
  const choose = (request: RecordedRequest): Step => {
    if (request.method !== 'GET') return http(405)
    if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`) {
      return http(401, { body: JSON.stringify({ message: 'Invalid API key' }) })
    }
    const task = tasks.get(request.taskId ?? '')
    return task === undefined
      ? http(404, { body: JSON.stringify({ message: 'Task not found' }) })
      : take(task, request)
  }
  const listener = await listen(options, ({ socket }, response, request) => {
    if (!resetIfDoomed(socket)) perform(choose(request), { taskId: request.taskId ?? '', response, socket })
  })
  const storage = await startStorage(options)
  return {
    ...listener,
    endpoint: `${listener.origin}/producer/tasks`,
    storage,
    task: (id, script) => void tasks.set(id, { script, polls: 0, firstAtMs: 0 }),
    polls: (id) => listener.requests.filter(({ taskId }) => taskId === id),
    close: async () => {
      await Promise.all([listener.close(), storage.close()])
    },
  }
}

function take(task: ScriptedTask, request: RecordedRequest): Step {
  if (task.polls === 0) task.firstAtMs = request.atMs
  const poll = { index: task.polls, sinceFirstMs: request.atMs - task.firstAtMs, request }
  task.polls += 1
  if (typeof task.script === 'function') return task.script(poll)
  return task.script[Math.min(poll.index, task.script.length - 1)] ?? http(404)
}
