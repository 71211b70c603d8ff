/**
 * Start-up: a step on a task that is already completed, beside the least that could do it, the same action from the plain
 * stack, the shell loop that people write, and Node itself. And how soon the process is gone after the last byte.
 */
import { statSync } from 'node:fs'
import { canRun } from '../lib/programs.ts'
import { startLoopback, type Loopback } from '../lib/loopback.ts'
import type { Figure, Part } from '../lib/report.ts'
import { benchFile } from '../lib/repository.ts'
import { median, pairedRatios, quartiles } from '../lib/stats.ts'
import { ACTION, runGreenStep } from '../lib/step.ts'
import { buildPlainStack } from './plain-stack.ts'

const ROUNDS = 40
const WARM_UP_ROUNDS = 3
const LARGEST_BUNDLE_KB = 256

interface Program {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

interface Times {
  readonly wholeMs: number[]
  /** From the last byte of the terminal answer to the end of the process. */
  readonly tailMs: number[]
}

/** Runs the comparison. */
export async function benchStartup(say: (line: string) => void): Promise<Part> {
  say('building the plain stack to compare with (the first time this installs packages)')
  const plain = buildPlainStack()
  const programs = listPrograms(plain, say)
  const api = await startLoopback({ status: () => 'completed' })
  const times = new Map(programs.map(({ name }) => [name, { wholeMs: [], tailMs: [] } satisfies Times]))
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    // Each round starts with another one, so that none always runs after the same neighbour.
    for (let turn = 0; turn < programs.length; turn++) {
      const program = programs[(turn + round + WARM_UP_ROUNDS) % programs.length]
      if (program === undefined) continue
      const time = await measure(program, api)
      if (round >= 0) keep(times.get(program.name), time)
    }
  }
  const tailAfterPolls = await measureTailAfterPolls()
  api.close()
  return describe(times, tailAfterPolls, plain)
}

const [THIS, BARE, BARE_HTTPS, PLAIN, SHELL, EMPTY] = [
  'this action',
  'bare CommonJS script',
  'bare CommonJS script that also loads `node:https`',
  'plain stack',
  'curl and jq',
  'empty Node process',
] as const

function listPrograms(plain: string, say: (line: string) => void): Program[] {
  const node = (name: string, path: string): Program => ({ name, command: process.execPath, args: [path] })
  const programs = [
    node(THIS, ACTION),
    node(BARE, benchFile('startup/bare.cjs')),
    node(BARE_HTTPS, benchFile('startup/bare-https.cjs')),
    node(PLAIN, plain),
    node(EMPTY, benchFile('startup/empty.cjs')),
  ]
  if (canRun('curl') && canRun('jq') && canRun('bash')) {
    return [...programs, { name: SHELL, command: 'bash', args: [benchFile('startup/loop.sh')] }]
  }
  say('SKIPPED: the shell loop needs bash, curl and jq, and one of them is missing here')
  return programs
}

async function measure({ command, args }: Program, api: Loopback): Promise<[number, number]> {
  api.reset()
  const inputs = { 'task-id': 'task-a', 'api-key': 'key-for-the-benchmark', endpoint: api.endpoint }
  const { startMs, endMs } = await runGreenStep({ command, args, inputs })
  return [endMs - startMs, endMs - api.lastAnswerMs()]
}

function keep(times: Times | undefined, [wholeMs, tailMs]: readonly [number, number]): void {
  times?.wholeMs.push(wholeMs)
  times?.tailMs.push(tailMs)
}

/** The same tail where a wait went before: a warm connection, sleeps and timers that must not hold the process. */
async function measureTailAfterPolls(): Promise<number[]> {
  const api = await startLoopback({ status: (poll) => (poll < 3 ? 'processing' : 'completed') })
  const tails: number[] = []
  for (let run = 0; run < 15; run++) {
    api.reset()
    const inputs = {
      'task-id': 'task-a',
      'api-key': 'key-for-the-benchmark',
      endpoint: api.endpoint,
      'poll-interval': '100ms',
    }
    const { endMs } = await runGreenStep({ command: process.execPath, args: [ACTION], inputs })
    tails.push(endMs - api.lastAnswerMs())
  }
  api.close()
  return tails
}

function describe(times: ReadonlyMap<string, Times>, tailAfterPolls: readonly number[], plain: string): Part {
  const wholeOf = (name: string): readonly number[] => times.get(name)?.wholeMs ?? []
  const ratio = (name: string, atMost: number): Figure => {
    const ratios = pairedRatios(wholeOf(THIS), wholeOf(name))
    return {
      what: `start to end of a step on a completed task, against: ${name}`,
      value: `${median(ratios).toFixed(2)} times`,
      spread: quartiles(ratios, 2),
      target: `at most ${atMost} times`,
      met: median(ratios) <= atMost,
    }
  }
  const tail = (what: string, tails: readonly number[]): Figure => ({
    what,
    value: `${median(tails).toFixed(1)} ms`,
    spread: quartiles(tails, 1),
    target: 'at most 20 ms',
    met: median(tails) <= 20,
  })
  const kB = (path: string): number => statSync(path).size / 1000
  const empty = median(wholeOf(EMPTY))
  return {
    title: 'Start-up and end',
    how:
      'Each program is started as the runner starts a step, reads one record of a completed task over loopback, writes its ' +
      `outputs and ends. ${ROUNDS} rounds, the programs in turn within each; medians and quartiles; a ratio is the median of the ` +
      'ratios within the rounds. The plain stack is the same source with the real packages in place of the stubs.',
    figures: [
      ratio(BARE, 1.6),
      ratio(PLAIN, 0.8),
      tail('last byte of the terminal answer to the end of the process', times.get(THIS)?.tailMs ?? []),
      tail('the same after a wait of four polls', tailAfterPolls),
      {
        what: 'dist/index.js, not minified',
        value: `${kB(ACTION).toFixed(0)} kB`,
        spread: '',
        target: `at most ${LARGEST_BUNDLE_KB} kB`,
        met: kB(ACTION) <= LARGEST_BUNDLE_KB,
      },
    ],
    tables: [
      {
        title: 'Start to end',
        head: ['program', 'median', 'quartiles', 'above an empty Node process'],
        rows: [...times].map(([name, { wholeMs }]) => [
          name,
          `${median(wholeMs).toFixed(0)} ms`,
          quartiles(wholeMs, 0),
          `${(median(wholeMs) - empty).toFixed(0)} ms`,
        ]),
      },
    ],
    notes: [
      `The plain stack's bundle is ${kB(plain).toFixed(0)} kB.`,
      'The action loads `node:https` (and with it TLS) before it knows the endpoint, which for the real API it needs; the bare script, over loopback, does not. ' +
        `Against the bare script that loads it too: ${median(pairedRatios(wholeOf(THIS), wholeOf(BARE_HTTPS))).toFixed(2)} times.`,
    ],
    images: [],
  }
}
