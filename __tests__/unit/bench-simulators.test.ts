// The simulators behind docs/benchmarks.md do what they say: nobody can check 20,000 random waits by eye.
import { simulateFleet } from '../../bench/fleet/simulate.ts'
import { worstWave } from '../../bench/fleet/waves.ts'
import { lognormal, seededRandom } from '../../bench/lib/random.ts'
import { mean, quantile } from '../../bench/lib/stats.ts'
import { drawPanels } from '../../bench/lib/svg.ts'
import { OWN, type Policy } from '../../bench/policy/policies.ts'
import { simulate } from '../../bench/policy/simulate.ts'
import { waitForTasks } from '../../src/wait/wait.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

test('seeded chance is even, and the same each time', () => {
  const draw = (): number[] => {
    const random = seededRandom(7)
    return Array.from({ length: 10_000 }, random)
  }
  expect(draw()).toEqual(draw())
  expect(mean(draw())).toBeCloseTo(0.5, 2)
  expect(quantile(draw(), 0.1)).toBeCloseTo(0.1, 1)
})

test('random durations have the median and the deviation that were asked for', () => {
  const random = seededRandom(1)
  const logs = Array.from({ length: 20_000 }, () => Math.log(lognormal(60, 0.6, random)))
  expect(Math.exp(quantile(logs, 0.5))).toBeCloseTo(60, -1)
  expect(quantile(logs, 0.8413) - quantile(logs, 0.5)).toBeCloseTo(0.6, 1)
})

test('a wait under a fixed gap ends with the first poll at or after the end of the task', () => {
  const fixed: Policy = { name: 'fixed 10 s', gapMs: () => 10_000 }
  expect(simulate(fixed, [25_000])).toEqual({
    meanLagMs: 5_000,
    p95LagMs: 5_000,
    lagShare: 0.2,
    meanPolls: 4,
  })
  expect(simulate(fixed, [20_000]).meanLagMs).toBe(0)
})

test('the simulated wait polls when the real one does', async () => {
  const durationMs = 95_000
  const clock = new VirtualClock()
  let polls = 0
  const plan = {
    taskIds: ['a'],
    startMs: 0,
    timeoutMs: 3_600_000,
    pollIntervalMs: 5_000,
    maxPollIntervalMs: 15_000,
  }
  const status = (): string => (clock.nowMs() < durationMs ? 'processing' : 'completed')
  const getTask = () => {
    polls += 1
    const task = {
      taskId: 'a',
      status: status(),
      result: null,
      errorMessage: '',
      errorCode: '',
      traceId: '',
      createdAt: '',
      finishedAt: '',
      record: {},
    }
    return Promise.resolve({ kind: 'record' as const, task })
  }
  const stop = {
    signal: new AbortController().signal,
    outcome: () => ({ kind: 'interrupted' as const, signal: '' }),
  }
  const ports = { clock, random: seededRandom(1), getTask, tell: () => undefined }
  await clock.run(Promise.all(waitForTasks(plan, ports, stop)))
  const score = simulate(OWN, [durationMs])
  expect(score.meanPolls).toBe(polls)
  expect(score.meanLagMs).toBeCloseTo(clock.nowMs() - durationMs, 6)
})

test('a small fleet completes against a limited API, later than against a free one, and the same each time', async () => {
  const fleet = {
    steps: 60,
    startWithinMs: 10_000,
    medianMs: 20_000,
    sigma: 0.6,
    perSecond: 3,
    retryAfterS: 5,
  }
  const limited = await simulateFleet(fleet)
  const free = await simulateFleet({ ...fleet, perSecond: Infinity })
  expect(limited.outcomes).toEqual({ completed: 60 })
  expect(free.outcomes).toEqual({ completed: 60 })
  expect(free.admitted).toEqual(free.offered)
  // A bucket of three that fills at three a second: no second admits more than six.
  expect(Math.max(...limited.admitted)).toBeLessThanOrEqual(6)
  expect(mean(limited.lagsMs)).toBeGreaterThan(mean(free.lagsMs))
  expect(await simulateFleet(fleet)).toEqual(limited)
})

test('a wave is a peak over the minute around it, after the second minute', () => {
  const flat = new Array<number>(300).fill(100)
  expect(worstWave(flat)).toBeCloseTo(1, 6)
  expect(worstWave(flat.map((rate, second) => (second < 100 ? rate * 9 : rate)))).toBeLessThan(1.01)
  expect(
    worstWave(flat.map((rate, second) => (second >= 200 && second < 205 ? rate * 2 : rate))),
  ).toBeCloseTo(2 / (65 / 60), 6)
})

test('a plot shows every point and label, and a text cannot break it', () => {
  const svg = drawPanels(
    [
      {
        title: 'a < b & c',
        x: 'x',
        y: 'y',
        series: [
          {
            points: [
              [1, 2],
              [3, 4],
            ],
            colour: '#000000',
            mark: 'dots',
            labels: ['one', 'two'],
          },
        ],
      },
    ],
    1,
  )
  expect(svg.match(/<circle /g)).toHaveLength(2)
  expect(svg).toContain('>one</text>')
  expect(svg).toContain('a &lt; b &amp; c')
})
