// What people see during the wait: when lines and outputs are written.
import { OUTPUT_NAMES } from '../../../src/tell/publish.ts'
import { recordOf, stepWorld, type StepWorld } from '../../support/step-world.ts'

const SMALL = ['status', 'errorMessage', 'errorCode', 'traceId', 'reason']
const FAILING = (problem: string): string =>
  `The API sends no record of the task now: ${problem}. Asking again, until \`timeout\` at most.`

type Seen = readonly (readonly [fromMs: number, status: string | number])[]
const stepThatSees = (...seen: Seen): StepWorld => stepAt('https://api.mountsea.ai/producer/tasks', seen)

/** A step that polls every 100 ms. From each time on, the API answers with this status of the task or of HTTP. */
const stepAt = (endpoint: string, seen: Seen): StepWorld =>
  stepWorld({
    inputs: { endpoint, 'poll-interval': '100ms', 'max-poll-interval': '100ms' },
    api: (request) => {
      const [, status = ''] = seen.findLast(([fromMs]) => request.atMs >= fromMs) ?? []
      return typeof status === 'number' ? { status, body: '' } : recordOf(request, status)
    },
  })
/** The log with its warnings (`! TITLE: MESSAGE`), in order, without its first and its last line. */
const linesOf = async (world: StepWorld): Promise<string[]> => {
  await world.run()
  const lines = world.runner.calls.flatMap(({ kind, name, value }) =>
    kind === 'info' ? [value] : kind === 'warning' ? [`! ${name}: ${value}`] : [],
  )
  return lines.slice(1, -1)
}

describe('a status change', () => {
  test('is reported at once if the last is a second ago, first in the outputs, `reason` last', async () => {
    const world = stepThatSees([0, 'pending'], [1_500, 'processing'], [9_000, 'failed'])
    let calls: (readonly string[])[] = []
    world.clock.after(
      1_550,
      () => (calls = world.runner.calls.map(({ kind, name, value }) => [kind, name, value])),
    )
    await world.run()
    expect(calls.slice(-6)).toEqual([
      ['output', 'status', 'processing'],
      ['output', 'errorMessage', ''],
      ['output', 'errorCode', ''],
      ['output', 'traceId', ''],
      ['output', 'reason', 'interrupted'],
      ['info', '', '[2s] task a: pending -> processing'],
    ])
  })

  test('within a second of the last is reported when that second is over, or at the end', async () => {
    const world = stepThatSees([0, 'pending'], [400, 'ready'], [600, 'assigned'], [1_300, 'failed'])
    let early = 0
    world.clock.after(999, () => (early = world.runner.log.length))
    expect(await linesOf(world)).toEqual([
      '[0s] task a: pending',
      '[400ms] task a: pending -> ready',
      '[600ms] task a: ready -> assigned',
      '[1s] task a: assigned -> failed',
    ])
    expect(early).toBe(2)
    const outputs = world.runner.calls.filter(({ kind }) => kind === 'output').map(({ name }) => name)
    expect(outputs).toEqual([...OUTPUT_NAMES, ...OUTPUT_NAMES, ...SMALL, ...SMALL, ...OUTPUT_NAMES])
  })
})

test('an unknown status has a warning', async () => {
  const world = stepThatSees([0, 'new\n::error::x ##[y]'], [2_000, 'failed'])
  expect((await linesOf(world))[0]).toBe(
    '! Unknown MountSea status: The API reports the status "new\\n::error::x ##\\[y]", which this action does not know. It counts as not finished. It may be new: look for a newer release of this action.',
  )
})

test('a status that waits for a person has one warning', async () => {
  const seen: Seen = [
    [0, 'awaiting'],
    [500, 'running'],
    [900, 'awaiting'],
    [2_000, 'failed'],
  ]
  const lines = await linesOf(stepAt('https://api.mountsea.ai/suno/v2/status', seen))
  expect(lines.filter((line) => line.startsWith('!'))).toEqual([
    '! MountSea task waits for a person: The API reports the status "awaiting": the task goes on only when a person acts at MountSea.',
  ])
})

test('an answer in place of the first record has one line', async () => {
  expect(await linesOf(stepThatSees([0, 404], [150, 'failed']))).toEqual([
    'The API answers, but has no record of task a yet: HTTP 404. Asking again.',
    '[200ms] task a: failed',
  ])
})

describe('an outage', () => {
  test('has one warning when it begins and one line when it ends, however many polls fail', async () => {
    const world = stepThatSees([0, 'pending'], [60_500, 503], [70_000, 502], [150_000, 'failed'])
    expect((await linesOf(world)).slice(2)).toEqual([
      `! MountSea API failing: ${FAILING('HTTP 503')}`,
      '[2m] still waiting, up to 30m: pending; the API has been failing for 1m',
      expect.stringMatching(/^\[2m 3\ds\] The API answers again, after 1m 3\ds\.$/),
      expect.stringMatching(/^\[2m 3\ds\] task a: pending -> failed$/),
    ])
  })

  test('that comes back has no further warning, and lines after five minutes only', async () => {
    const fails = [10_000, 200_000, 311_000]
    const seen = fails.flatMap((atMs) => [[atMs, 503] as const, [atMs + 100, 'pending'] as const])
    const lines = await linesOf(stepThatSees([0, 'pending'], ...seen, [320_000, 'failed']))
    expect(lines.filter((line) => /record of the task now|answers again/.test(line))).toEqual([
      `! MountSea API failing: ${FAILING('HTTP 503')}`,
      '[11s] The API answers again, after 500ms.',
      FAILING('HTTP 503'),
      '[5m 12s] The API answers again, after 500ms.',
    ])
  })
})
