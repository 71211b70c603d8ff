/**
 * An album: 100 tasks in one step, and the same 100 tasks in a process each, as a matrix or a loop would have them.
 */
import { startLoopback, type Loopback } from '../lib/loopback.ts'
import { memoryShareBytes } from '../lib/programs.ts'
import type { Table } from '../lib/report.ts'
import { sum } from '../lib/stats.ts'
import { ACTION, METER, runGreenStep, usageOf, type StepEnd } from '../lib/step.ts'

const TASKS = 100
/** Each task takes this long from its first poll, and a little more than the one before. */
const SHORTEST_MS = 4_000
const LATER_EACH_MS = 40

interface Costs {
  readonly requests: number
  readonly connections: number
  /** Of all processes together, when all tasks had been asked for at least once. */
  readonly memoryBytes: number
  readonly cpuMs: number
  readonly wholeMs: number
}

/** Runs both and puts them side by side. */
export async function compareManyTasks(): Promise<{ readonly table: Table }> {
  const ids = Array.from({ length: TASKS }, (_, index) => `task-${index}`)
  const together = await measure([ids.join('\n')])
  const apart = await measure(ids)
  const row = (name: string, costs: Costs): string[] => [
    name,
    costs.requests.toLocaleString('en'),
    String(costs.connections),
    Number.isNaN(costs.memoryBytes) ? 'not known here' : `${(costs.memoryBytes / 1e6).toFixed(0)} MB`,
    `${(costs.cpuMs / 1_000).toFixed(1)} s`,
    `${(costs.wholeMs / 1_000).toFixed(1)} s`,
  ]
  return {
    table: {
      title: '100 tasks of 4 to 8 s, `poll-interval: 1s`',
      head: ['', 'requests', 'connections', 'memory (PSS)', 'processor time', 'start to end'],
      rows: [row('one step', together), row('100 processes on one machine', apart)],
    },
  }
}

/** Starts a step for each list of tasks, all at the same time. */
async function measure(taskLists: readonly string[]): Promise<Costs> {
  const api = await startLoopback({
    status: (_poll, sinceFirstMs, taskId) =>
      sinceFirstMs < SHORTEST_MS + LATER_EACH_MS * Number(taskId.replace('task-', ''))
        ? 'processing'
        : 'completed',
  })
  const pids: number[] = []
  const startMs = performance.now()
  const steps = taskLists.map((taskIds) => start(taskIds, api, (pid) => pids.push(pid)))
  const memory = api.untilRequests(TASKS).then(() => sum(pids.map(memoryShareBytes)))
  const ends = await Promise.all(steps)
  const costs = {
    requests: api.requests(),
    connections: api.connections(),
    memoryBytes: await memory,
    cpuMs: sum(ends.map((end) => usageOf(end).cpuMs)),
    wholeMs: performance.now() - startMs,
  }
  api.close()
  return costs
}

function start(taskIds: string, api: Loopback, started: (pid: number) => void): Promise<StepEnd> {
  return runGreenStep({
    command: process.execPath,
    args: [...METER, ACTION],
    inputs: {
      'task-id': taskIds,
      'api-key': 'key-for-the-benchmark',
      endpoint: api.endpoint,
      'poll-interval': '1s',
    },
    started,
  })
}
