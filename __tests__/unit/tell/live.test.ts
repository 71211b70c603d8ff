// What people see during the wait: when lines and outputs are written.
import { OUTPUT_NAMES } from '../../../src/tell/outputs.ts'
import { progressWorld } from '../../support/progress-world.ts'

const FAILING = (problem: string): string =>
  `The API sends no record of the task now: ${problem}. Asking again, until \`timeout\` at most.`

describe('a status change', () => {
  test('is reported at once, with the outputs that follow from it, reason last', async () => {
    const { saw, runner, until } = await progressWorld()
    await until(3_000)
    saw('failed')
    await until(3_000)
    expect(runner.calls.map(({ kind, name, value }) => [kind, name, value])).toEqual([
      ['debug', '', 'Task a is polled'],
      ['output', 'status', 'failed'],
      ['output', 'errorMessage', ''],
      ['output', 'errorCode', ''],
      ['output', 'traceId', ''],
      ['output', 'reason', 'interrupted'],
      ['info', '', '[3s] task a: failed'],
    ])
  })

  test('within a second of the last is reported when that second is over', async () => {
    const { saw, lines, outputs, until, clock } = await progressWorld()
    saw('pending')
    await until(400)
    saw('ready')
    await until(600)
    saw('assigned')
    await until(999)
    expect(clock.asleep).toBe(1)
    expect(lines()).toEqual(['[0s] task a: pending'])
    expect(outputs()).toHaveLength(5)
    await until(1_000)
    expect(lines().slice(1)).toEqual([
      '[400ms] task a: pending -> ready',
      '[600ms] task a: ready -> assigned',
    ])
    expect(outputs().slice(5)).toContain('status=assigned')
    expect(outputs()).toHaveLength(10)
  })

  test('is reported at once where the last poll brought nothing new', async () => {
    const { saw, lines, until } = await progressWorld()
    saw('pending')
    await until(5_000)
    saw('pending')
    await until(5_900)
    saw('ready')
    await until(5_900)
    expect(lines().slice(1)).toEqual(['[6s] task a: pending -> ready'])
  })

  test('writes the small outputs only where they change, and all of them for a task that is completed', async () => {
    const { saw, outputs, until } = await progressWorld(['a', 'b'])
    saw('processing', 'b')
    await until(2_000)
    expect(outputs()[0]).toBe('status=')
    saw('pending', 'a')
    await until(4_000)
    expect(outputs()[5]).toBe('status=pending')
    saw('completed', 'b')
    await until(6_000)
    expect(outputs()).toHaveLength(10 + OUTPUT_NAMES.length)
    saw('completed', 'a')
    await until(8_000)
    expect(outputs()[10 + OUTPUT_NAMES.length]).toBe('status=completed')
  })

  test('that is due at the end gets its line, and leaves the outputs to the final publication', async () => {
    const { live, saw, lines, outputs, clock, until } = await progressWorld()
    saw('pending')
    await until(100)
    saw('completed')
    live.end()
    await until(60_000)
    expect(lines()).toEqual(['[0s] task a: pending', '[100ms] task a: pending -> completed'])
    expect(outputs()).toHaveLength(5)
    expect(clock.asleep).toBe(0)
  })
})

describe('a minute without news', () => {
  test('gets a line, and so does the next', async () => {
    const { live, lines, clock, until } = await progressWorld()
    const everyMinute = live.everyMinute()
    await until(59_999)
    expect(lines()).toEqual([])
    await until(120_000)
    const line = 'still waiting, up to 30m: no answer yet'
    expect(lines()).toEqual([`[1m] ${line}`, `[2m] ${line}`])
    live.end()
    await clock.run(everyMinute)
    expect(clock.asleep).toBe(0)
  })

  test('is counted from the last line, whatever the polls bring that is not new', async () => {
    const { live, saw, lines, until } = await progressWorld()
    void live.everyMinute()
    for (let ms = 50_000; ms <= 109_000; ms += 1_000) {
      await until(ms)
      saw('pending')
    }
    await until(109_999)
    expect(lines()).toEqual(['[50s] task a: pending'])
    await until(110_000)
    expect(lines().slice(1)).toEqual(['[1m 50s] still waiting, up to 30m: pending'])
  })
})

test('an unknown status has a warning', async () => {
  const { lines, saw, until } = await progressWorld()
  saw('new\n::error::x ##[y]')
  await until(1)
  expect(lines()[0]).toBe(
    '! Unknown MountSea status: The API reports the status "new\\n::error::x ##\\[y]", which this action does not know. It counts as not finished. It may be new: look for a newer release of this action.',
  )
})

describe('an outage', () => {
  test('has one warning when it begins and one line when it ends, however many polls fail', async () => {
    const { met, saw, lines, until, runner } = await progressWorld()
    await until(60_100)
    for (let poll = 0; poll < 30; poll++) met(503 + poll)
    await until(150_400)
    saw('pending')
    await until(150_400)
    expect(lines()).toEqual([
      `! MountSea API failing: ${FAILING('HTTP 503')}`,
      '[2m 30s] The API answers again, after 1m 30s.',
      '[2m 30s] task a: pending',
    ])
    expect(runner.values('debug')).toHaveLength(31)
  })

  test.each([
    [299_999, []],
    [300_000, [FAILING('HTTP 502'), '[5m 1s] The API answers again, after 1s.']],
  ])('that comes back after %d ms has no warning, and lines after 5 minutes only', async (atMs, more) => {
    const { met, saw, lines, until } = await progressWorld()
    met(503)
    await until(1_000)
    saw('pending')
    await until(atMs)
    met(502)
    await until(301_000)
    saw('pending')
    expect(lines().slice(3)).toEqual(more)
  })

  test('that lasts is in the line a minute, whether or not its beginning was reported', async () => {
    const { live, met, saw, lines, until } = await progressWorld()
    void live.everyMinute()
    for (const atMs of [0, 10_000]) {
      await until(atMs)
      met(503)
      saw('pending')
    }
    await until(30_000)
    met(502)
    await until(60_000)
    expect(lines().at(-1)).toContain(
      '[1m] still waiting, up to 30m: pending; the API has been failing for 30s',
    )
  })

  test.each([
    [59_999, 1],
    [60_000, 0],
  ])('that the last polls meet, %d ms into a timeout of one minute, has %d lines', async (atMs, count) => {
    const { met, lines, until } = await progressWorld(['a'], 60_000)
    await until(atMs)
    met(503)
    expect(lines()).toHaveLength(count)
  })
})

describe('an error of the runner ends the reporting, and is passed on', () => {
  const full = new Error('disk full')

  test.each(['debug', 'output', 'info'] as const)(
    'from %s, but what the poll brought is kept',
    async (kind) => {
      const { live, saw, errors, ledger, clock } = await progressWorld(['a'], 60_000, (call) => {
        if (call.kind === kind) throw full
      })
      const everyMinute = live.everyMinute()
      saw('completed')
      await clock.run(everyMinute)
      expect(errors).toEqual([full])
      expect(ledger.tasks[0]?.task?.status).toBe('completed')
    },
  )

  test('from the line a minute, which is then not tried again', async () => {
    const { live, errors, clock } = await progressWorld(['a'], 600_000, ({ kind }) => {
      if (kind === 'info') throw full
    })
    await clock.run(live.everyMinute())
    expect(errors).toEqual([full])
    expect(clock.nowMs()).toBe(60_500)
  })

  test('from the last lines', async () => {
    const { live, saw, errors, until } = await progressWorld(['a'], 60_000, ({ value }) => {
      if (value.includes('-> ready')) throw full
    })
    saw('pending')
    await until(10)
    saw('ready')
    live.end()
    expect(errors).toEqual([full])
  })
})
