/**
 * Start-up: a step whose task is already completed, compared with the shortest script that does it and the usual shell loop.
 * Decides what the action may load before its first request.
 */
import { completed, songResult } from '../stand-ins/api/index.ts'
import type { Result, Target } from './report.ts'
import { median, ratios } from './stats.ts'
import { ACTION, BARE_SCRIPT, runStep, SHELL_LOOP, withApi, type Program } from './step.ts'

const ROUNDS = 40
const WARM_UP_ROUNDS = 3

const PROGRAMS: readonly (readonly [name: string, program: Program])[] = [
  ['this action', ACTION],
  ['bare script', BARE_SCRIPT],
  ['shell loop', SHELL_LOOP],
  ['Node with nothing to do', [process.execPath, '--eval', '']],
]

export async function benchStartup(): Promise<Result> {
  const times = await measure()
  const against = (name: string, atMost: number): Target => ({
    what: `start to end of a step: this action / ${name}`,
    ratios: ratios(times.get('this action') ?? [], times.get(name) ?? []),
    atMost,
  })
  return {
    targets: [against('bare script', 1.4), against('shell loop', 1)],
    tables: [
      {
        head: ['program', 'start to end, median'],
        rows: [...times].map(([name, ms]) => [name, `${median(ms).toFixed(0)} ms`]),
      },
    ],
  }
}

/** In each round every program runs once. Each round starts with another one, so their order varies. */
async function measure(): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(PROGRAMS.map(([name]) => [name, new Array<number>()]))
  await withApi(async (api) => {
    api.task('song', [completed(songResult('https://cdn.example.com/song.mp3'))])
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      const first = round % PROGRAMS.length
      for (const [name, program] of [...PROGRAMS.slice(first), ...PROGRAMS.slice(0, first)]) {
        const { ms } = await runStep(program, { endpoint: api.endpoint })
        if (round >= WARM_UP_ROUNDS) times.get(name)?.push(ms)
      }
    }
  })
  return times
}
