/**
 * What a wait costs: processor time a poll, memory over thousands of polls, connections; one step for many tasks.
 */
import type { Figure, Part } from '../lib/report.ts'
import { startLoopback } from '../lib/loopback.ts'
import { canRun } from '../lib/programs.ts'
import { benchFile } from '../lib/repository.ts'
import { median, quartiles } from '../lib/stats.ts'
import { ACTION, METER, runGreenStep, usageOf } from '../lib/step.ts'
import { compareManyTasks } from './many-tasks.ts'

const LONG_WAIT_POLLS = 10_000
/** The compiler warms up and pools fill: the heap is compared from here on. */
const WARM_UP_POLLS = 1_000
const MB = 1e6

/** Runs all comparisons. */
export async function benchWaiting(say: (line: string) => void): Promise<Part> {
  say(`one step through ${LONG_WAIT_POLLS.toLocaleString('en')} polls`)
  const long = await waitLong()
  say('processor time of a poll in the built action, and in the shell loop')
  const builtMs = await cpuOfPolls()
  const shellMs = await cpuOfShellPolls(say)
  say('100 tasks in one step, then in 100 processes')
  const { table } = await compareManyTasks()
  const cpu = (what: string, ms: readonly number[]): Figure => ({
    what,
    value: `${median(ms).toFixed(2)} ms`,
    spread: quartiles(ms, 2),
    target: 'at most 2 ms',
    met: median(ms) <= 2,
  })
  return {
    title: 'Waiting',
    how:
      `Memory and connections: the whole step (src/run.ts with the real HTTP, runner and files) in a process of its own, polling a loopback server ` +
      `${LONG_WAIT_POLLS.toLocaleString('en')} times on a clock that runs fast, the heap measured after a collection every 500 polls. Processor time: also of dist/index.js itself at ` +
      'its shortest `poll-interval`: 60 polls less 1 poll, user and system together.',
    figures: [
      cpu('processor time a poll, 10,000 polls', long.cpuMs),
      cpu('processor time a poll, dist/index.js', builtMs),
      {
        what: `heap over ${LONG_WAIT_POLLS.toLocaleString('en')} polls: highest less lowest after the first ${WARM_UP_POLLS.toLocaleString('en')}`,
        value: `${(long.heapRangeBytes / MB).toFixed(2)} MB`,
        spread: `of ${(long.heapBytes / MB).toFixed(1)} MB`,
        target: 'within 2 MB',
        met: long.heapRangeBytes <= 2 * MB,
      },
      {
        what: 'connections for all of them',
        value: String(long.connections),
        spread: '',
        target: '1',
        met: long.connections === 1,
      },
    ],
    tables: [table],
    notes:
      shellMs === null
        ? ['Not compared with a shell loop: bash, curl or jq is missing on this machine.']
        : [
            `A shell loop with curl, jq and sleep takes ${shellMs.toFixed(0)} ms of processor time a poll (20 polls).`,
          ],
    images: [],
  }
}

interface Mark {
  readonly polls: number
  readonly heapBytes: number
  /** Since the start, collections for the marks left out. */
  readonly cpuMs: number
}

async function waitLong(): Promise<{
  readonly cpuMs: readonly number[]
  readonly heapBytes: number
  readonly heapRangeBytes: number
  readonly connections: number
}> {
  const api = await startLoopback({
    status: (poll) => (poll < LONG_WAIT_POLLS ? 'processing' : 'completed'),
  })
  const { report } = await runGreenStep({
    command: process.execPath,
    args: ['--expose-gc', benchFile('waiting/long-wait.ts')],
    inputs: { ...inputsFor(api.endpoint), 'max-poll-interval': '100ms', timeout: '5h' },
  })
  const connections = api.connections()
  api.close()
  if (!isMarks(report)) throw new Error('the long wait reported nothing')
  const marks = report.filter(({ polls }) => polls >= WARM_UP_POLLS)
  const heaps = marks.map(({ heapBytes }) => heapBytes)
  const cpuMs = marks.flatMap(({ polls, cpuMs: at }, index) => {
    const before = marks[index - 1]
    return before === undefined ? [] : [(at - before.cpuMs) / (polls - before.polls)]
  })
  return {
    cpuMs,
    heapBytes: median(heaps),
    heapRangeBytes: Math.max(...heaps) - Math.min(...heaps),
    connections,
  }
}

function isMarks(value: unknown): value is readonly Mark[] {
  return Array.isArray(value) && value.length > 2
}

function inputsFor(endpoint: string): Record<string, string> {
  return { 'task-id': 'task-a', 'api-key': 'key-for-the-benchmark', endpoint, 'poll-interval': '100ms' }
}

const POLLS = 30
const REPEATS = 5

/**
 * Processor time of one poll more, by the difference between a step with many and a step with one. A second lies between two
 * polls, since a process that has slept runs slower than one that is busy; the steps share the machine, to save time.
 */
async function cpuOfPolls(): Promise<number[]> {
  const many = await Promise.all(Array.from({ length: REPEATS }, () => cpuOfStep(POLLS)))
  const costs: number[] = []
  for (const manyMs of many) costs.push((manyMs - (await cpuOfStep(1))) / (POLLS - 1))
  return costs
}

async function cpuOfStep(polls: number): Promise<number> {
  const api = await startLoopback({ status: (poll) => (poll < polls - 1 ? 'processing' : 'completed') })
  const inputs = { ...inputsFor(api.endpoint), 'poll-interval': '1s', 'max-poll-interval': '1s' }
  const end = await runGreenStep({ command: process.execPath, args: [...METER, ACTION], inputs })
  api.close()
  return usageOf(end).cpuMs
}

/** The same for the shell loop, which prints what all its processes used; `null` where it cannot run. */
async function cpuOfShellPolls(say: (line: string) => void): Promise<number | null> {
  if (!['bash', 'curl', 'jq'].every(canRun)) {
    say('SKIPPED: the shell loop needs bash, curl and jq, and one of them is missing here')
    return null
  }
  const polls = 20
  const api = await startLoopback({ status: (poll) => (poll < polls - 1 ? 'processing' : 'completed') })
  const { log } = await runGreenStep({
    command: 'bash',
    args: [benchFile('startup/loop.sh')],
    inputs: inputsFor(api.endpoint),
    env: { BENCH_SLEEP: '0.1' },
  })
  api.close()
  const seconds = [...log.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s))
  return (seconds.reduce((total, each) => total + each, 0) * 1_000) / polls
}
