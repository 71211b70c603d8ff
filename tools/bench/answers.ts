/**
 * Large answers: the cost of a record of some megabytes, compared with the shortest script that reads it. While a record is read
 * no signal is heard, so reading must not cost much more than `JSON.parse`. Decides what src/text/json.ts and src/text/secret.ts walk.
 */
import { record } from '../stand-ins/api/index.ts'
import type { Result, Target } from './report.ts'
import { median, ratios } from './stats.ts'
import { METERED_ACTION, METERED_BARE_SCRIPT, runStep, withApi, type Program } from './step.ts'

const MIB = 2 ** 20
const ROUNDS = 5

/** Lists of `bytes` bytes, made of one repeated `item`. */
const SHAPES: Readonly<Record<string, readonly [bytes: number, item: unknown]>> = {
  'objects without a field, 8 MiB': [8 * MIB, {}],
  'objects with three fields, 8 MiB': [8 * MIB, { id: 1, name: 'a song', isWhole: true }],
  'numbers, 8 MiB': [8 * MIB, 12.5],
  'short strings, 8 MiB': [8 * MIB, 'la'],
  'strings with escapes, 8 MiB': [8 * MIB, 'la\nla'],
  'lists in 100 levels, 8 MiB': [8 * MIB, nested(100)],
  'strings of 1 MiB, 31 MiB': [31 * MIB, 'x'.repeat(MIB)],
}

interface Cost {
  readonly cpuMs: number
  readonly peakBytes: number
}

export async function benchAnswers(): Promise<Result> {
  const costs = new Map<string, { action: Cost[]; bare: Cost[] }>()
  for (const [name, [bytes, item]] of Object.entries(SHAPES)) {
    const action: Cost[] = []
    const bare: Cost[] = []
    const result = { audioUrl: 'https://cdn.example.com/song.mp3', list: listOf(bytes, item) }
    await withApi(async (api) => {
      api.task('song', [record({ status: 'completed', result })])
      for (let round = 0; round < ROUNDS; round++) {
        action.push(await cost(METERED_ACTION, api.endpoint))
        bare.push(await cost(METERED_BARE_SCRIPT, api.endpoint))
      }
    })
    costs.set(name, { action, bare })
  }
  const against = (what: string, part: keyof Cost, atMost: number): Target[] =>
    [...costs].map(([name, { action, bare }]) => ({
      what: `${what}, ${name}: this action / bare script`,
      ratios: ratios(
        action.map((each) => each[part]),
        bare.map((each) => each[part]),
      ),
      atMost,
    }))
  const middle = (list: readonly Cost[], part: keyof Cost): number => median(list.map((each) => each[part]))
  return {
    targets: [...against('processor time', 'cpuMs', 3), ...against('memory', 'peakBytes', 1.5)],
    tables: [
      {
        head: ['list in a record', 'time, action', 'time, script', 'memory, action', 'memory, script'],
        rows: [...costs].map(([name, { action, bare }]) => [
          name,
          ...[action, bare].map((list) => `${middle(list, 'cpuMs').toFixed(0)} ms`),
          ...[action, bare].map((list) => `${(middle(list, 'peakBytes') / 1e6).toFixed(0)} MB`),
        ]),
      },
    ],
  }
}

function listOf(bytes: number, item: unknown): unknown[] {
  return new Array<unknown>(Math.floor(bytes / (JSON.stringify(item).length + 1))).fill(item)
}

function nested(levels: number): unknown[] {
  return levels === 1 ? [] : [nested(levels - 1)]
}

/** The cost of a whole step: one poll, the outputs, the end. */
async function cost(program: Program, endpoint: string): Promise<Cost> {
  const end = await runStep(program, { endpoint })
  return { cpuMs: end.meter('cpu')[0] ?? NaN, peakBytes: end.meter('peak')[0] ?? NaN }
}
