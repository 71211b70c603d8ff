/**
 * Ten thousand steps that start within a minute and share an API that admits 500 requests a second: does any fail, do they
 * come in waves, how late are their results.
 */
import { savePicture, type Part } from '../lib/report.ts'
import { mean, quantile, sum } from '../lib/stats.ts'
import { COLOURS, drawPanels } from '../lib/svg.ts'
import { FEW_PER_SECOND, worstWave } from './waves.ts'
import { simulateFleet, type FleetEnd, type FleetOptions } from './simulate.ts'

const FLEET: FleetOptions = {
  steps: 10_000,
  startWithinMs: 60_000,
  medianMs: 60_000,
  sigma: 0.6,
  perSecond: 500,
  retryAfterS: 5,
}
const PICTURE = 'benchmark-fleet.svg'

/** Runs the fleet twice: against the limited API, and against one without limits. */
export async function benchFleet(say: (line: string) => void): Promise<Part> {
  say('10,000 steps against an API without limits, then against one that admits 500 requests a second')
  const free = await simulateFleet({ ...FLEET, perSecond: Infinity })
  const limited = await simulateFleet(FLEET)
  savePicture(PICTURE, draw(free, limited))
  const completed = limited.outcomes['completed'] ?? 0
  const wave = worstWave(limited.offered)
  return {
    title: 'A fleet of 10,000 steps',
    how:
      `Simulated with the action's own wait, judge, retry and schedule code (src/wait.ts and what it imports) in virtual time. ` +
      'The steps start at random within one minute, each with a task of its own (lognormal, median 60 s, sigma 0.6) that starts with the step. ' +
      'The API is a bucket of 500 requests that fills at 500 a second; beyond, it answers 429 with `Retry-After: 5`. An answer takes 50 to 150 ms.',
    figures: [
      {
        what: 'steps that end green',
        value: completed.toLocaleString('en'),
        spread: '',
        target: `all ${FLEET.steps.toLocaleString('en')}`,
        met: completed === FLEET.steps,
      },
      {
        what: 'waves: highest rate over 5 s against the mean of the minute around it, from the third minute on',
        value: `${wave.toFixed(2)} times`,
        spread: '',
        target: 'at most 1.5 times',
        met: wave <= 1.5,
      },
    ],
    tables: [
      {
        title: 'How late the results arrive',
        head: ['API', 'mean lag', 'median', '95th percentile', 'longest', 'requests', 'answered 429'],
        rows: [lagRow('without limits', free), lagRow('500 requests a second', limited)],
      },
    ],
    notes: [
      `A rate below ${FEW_PER_SECOND} requests a second in the mean of a minute is left out of the search for waves, since so few independent requests make ` +
        'such peaks by chance alone. ' +
        'For the first two minutes the fleet asks for about three times what the API admits; most of the extra lag is the queue that this makes, and no schedule can avoid it.',
    ],
    images: [{ file: PICTURE, text: 'Requests a second over time, offered and admitted' }],
  }
}

function lagRow(api: string, { lagsMs, offered, admitted }: FleetEnd): string[] {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
  return [
    api,
    seconds(mean(lagsMs)),
    seconds(quantile(lagsMs, 0.5)),
    seconds(quantile(lagsMs, 0.95)),
    seconds(quantile(lagsMs, 1)),
    sum(offered).toLocaleString('en'),
    (sum(offered) - sum(admitted)).toLocaleString('en'),
  ]
}

function draw(free: FleetEnd, limited: FleetEnd): string {
  const line = (bySecond: readonly number[], colour: string, name: string) => ({
    points: bySecond
      .slice(0, 360)
      .flatMap((_, second): [number, number][] =>
        second % 5 === 0 ? [[second + 2.5, sum(bySecond.slice(second, second + 5)) / 5]] : [],
      ),
    colour,
    mark: 'line' as const,
    name,
  })
  const panel = {
    title: '10,000 steps that start within one minute',
    x: 'seconds after the first step’s start',
    y: 'requests a second',
    series: [
      line(free.offered, COLOURS.light, 'API without limits'),
      line(limited.offered, COLOURS.warm, 'offered to an API that admits 500 a second'),
      line(limited.admitted, COLOURS.own, 'admitted by it'),
    ],
  }
  return drawPanels([panel], 1, 2)
}
