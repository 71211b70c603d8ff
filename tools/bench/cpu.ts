/**
 * Processor time: the cost of one more poll, in this action and in the usual shell loop. A wait shares its machine with the rest of
 * the job.
 */
import { completed, songResult, status } from '../stand-ins/api/index.ts'
import type { Result } from './report.ts'
import { median, ratios, sum } from './stats.ts'
import { ACTION, runStep, SHELL_LOOP, withApi, type Program } from './step.ts'

const POLLS = 30
const ROUNDS = 5

export async function benchCpu(): Promise<Result> {
  const [action, shell] = await Promise.all([msPerPoll(ACTION), msPerPoll(SHELL_LOOP)])
  return {
    targets: [
      {
        what: 'processor time of a poll: this action / shell loop',
        ratios: ratios(action, shell),
        atMost: 0.1,
      },
    ],
    tables: [
      {
        head: ['program', 'processor time of a poll, median'],
        rows: [
          ['this action', `${median(action).toFixed(1)} ms`],
          ['shell loop', `${median(shell).toFixed(1)} ms`],
        ],
      },
    ],
  }
}

/** A step of many polls minus a step of one. All rounds run at once, since a step sleeps nearly all of its time. */
function msPerPoll(program: Program): Promise<number[]> {
  const costOfOne = async (): Promise<number> => {
    const [many, one] = await Promise.all([cpuMs(program, POLLS), cpuMs(program, 1)])
    return (many - one) / (POLLS - 1)
  }
  return Promise.all(Array.from({ length: ROUNDS }, costOfOne))
}

/** User and system time of the program and its children, as Bash's `times` shows them. Polls are a second apart. */
function cpuMs(program: Program, polls: number): Promise<number> {
  return withApi(async (api) => {
    const goesOn = new Array<ReturnType<typeof status>>(polls - 1).fill(status('processing'))
    api.task('song', [...goesOn, completed(songResult('https://cdn.example.com/song.mp3'))])
    const inputs = { endpoint: api.endpoint, 'poll-interval': '1s', 'max-poll-interval': '1s' }
    const { stdout } = await runStep(['bash', '-c', '"$@" && times', 'bash', ...program], inputs)
    const [user, system] = [...stdout.matchAll(/(\d+)m([\d.]+)s/g)]
      .slice(-2)
      .map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds))
    return sum([user ?? NaN, system ?? NaN]) * 1_000
  })
}
