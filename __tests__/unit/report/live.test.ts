/** What people can follow while the wait goes on: when lines and outputs are written, and when not. */
import { KEY, liveWorld } from '../../support/live-world.ts'

describe('a change of status', () => {
  test('is told at once, with the outputs that follow from it, reason last', async () => {
    const { live, saw, runner, until } = await liveWorld()
    await until(3_000)
    saw('failed', 'a', { errorMessage: 'no', errorCode: 42, traceId: 't' })
    live.end()
    expect(runner.calls.map(({ kind, name, value }) => [kind, name, value])).toEqual([
      ['debug', '', 'Task a: failed'],
      ['info', '', '[3s] task a: failed'],
      ['output', 'status', 'failed'],
      ['output', 'errorMessage', 'no'],
      ['output', 'errorCode', '42'],
      ['output', 'traceId', 't'],
      ['output', 'reason', 'interrupted'],
    ])
  })

  test('that comes within a second of the last is told when that second is over', async () => {
    const { saw, told, outputs, until, clock } = await liveWorld()
    saw('pending')
    await until(400)
    saw('ready')
    await until(600)
    saw('assigned')
    await until(999)
    expect(clock.asleep).toBe(1)
    expect(told()).toEqual(['[0s] task a: pending'])
    expect(outputs()).toHaveLength(5)
    await until(1_000)
    expect(told().slice(1)).toEqual(['[400ms] task a: pending -> ready', '[600ms] task a: ready -> assigned'])
    expect(outputs().slice(5)).toEqual([
      'status=assigned',
      'errorMessage=',
      'errorCode=',
      'traceId=',
      'reason=interrupted',
    ])
  })

  test('makes the outputs be written at most once a second, however often it happens', async () => {
    const times: number[] = []
    const world = await liveWorld(['a'], 60_000, ({ name }) => {
      if (name === 'reason') times.push(world.clock.nowMs() - 500)
    })
    for (let ms = 0; ms < 5_000; ms += 100) {
      await world.until(ms)
      world.saw(`status ${ms}`)
    }
    await world.until(60_000)
    expect(times).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000])
    expect(world.runner.outputs['status']).toBe('status 4900')
    expect(world.runner.log).toHaveLength(50)
  })

  test('a second after the last is told at once again', async () => {
    const { saw, told, until } = await liveWorld()
    saw('pending')
    await until(1_000)
    saw('ready')
    expect(told()).toHaveLength(2)
    await until(1_999)
    saw('assigned')
    expect(told()).toHaveLength(2)
  })

  test('of another task than the one that speaks for the step writes no outputs', async () => {
    const { saw, outputs, told, until } = await liveWorld(['a', 'b'])
    saw('pending', 'a')
    await until(5_000)
    saw('pending', 'b')
    expect(outputs()).toHaveLength(5)
    expect(told()).toHaveLength(2)
  })

  test('shows the task that speaks for the step, which changes when that one is completed', async () => {
    const { saw, outputs, until } = await liveWorld(['a', 'b'])
    saw('processing', 'b')
    expect(outputs()[0]).toBe('status=')
    await until(2_000)
    saw('completed', 'a')
    expect(outputs().slice(5)[0]).toBe('status=processing')
    await until(4_000)
    saw('completed', 'b')
    expect(outputs().slice(10)[0]).toBe('status=completed')
  })

  test('never shows the key, cuts the message, and leaves out what is too long', async () => {
    const { saw, runner } = await liveWorld()
    saw(`x${KEY}`, 'a', { errorMessage: `${KEY}${'m'.repeat(3_000)}`, traceId: 't'.repeat(120_001) })
    expect(runner.outputs).toEqual({
      status: 'x***',
      errorMessage: `***${'m'.repeat(1_996)}…`,
      errorCode: '',
      traceId: '',
      reason: 'interrupted',
    })
    expect(runner.log).toEqual(['[0s] task a: x***'])
    expect(runner.values('debug')).toEqual(['Task a: x***'])
  })
})

describe('the end', () => {
  test('tells the lines that are due, but leaves the outputs to those who write them whole', async () => {
    const { live, saw, told, outputs, clock, until } = await liveWorld()
    saw('pending')
    await until(100)
    saw('completed')
    live.end()
    expect(told()).toEqual(['[0s] task a: pending', '[100ms] task a: pending -> completed'])
    expect(outputs()).toHaveLength(5)
    await until(60_000)
    expect(outputs()).toHaveLength(5)
    expect(told()).toHaveLength(2)
    expect(clock.asleep).toBe(0)
  })
})

describe('a minute in which nothing changes', () => {
  test('gets a line, and the next one too', async () => {
    const { live, told, clock, until } = await liveWorld()
    const telling = live.keepTelling()
    await until(59_999)
    expect(told()).toEqual([])
    await until(120_000)
    expect(told()).toEqual([
      '[1m] still waiting, up to 30m: no answer yet',
      '[2m] still waiting, up to 30m: no answer yet',
    ])
    live.end()
    await clock.run(telling)
    expect(clock.asleep).toBe(0)
  })

  test('is counted from the last line', async () => {
    const { live, saw, told, clock, until } = await liveWorld()
    const telling = live.keepTelling()
    await until(50_000)
    saw('pending')
    await until(109_999)
    expect(told()).toEqual(['[50s] task a: pending'])
    await until(110_000)
    expect(told().slice(1)).toEqual(['[1m 50s] still waiting, up to 30m: pending'])
    live.end()
    await clock.run(telling)
  })

  test('is not ended by a poll that brings nothing new', async () => {
    const { live, saw, told, until } = await liveWorld()
    void live.keepTelling()
    saw('pending')
    for (let ms = 5_000; ms <= 60_000; ms += 5_000) {
      await until(ms)
      saw('pending')
    }
    expect(told()).toEqual(['[0s] task a: pending', '[1m] still waiting, up to 30m: pending'])
    live.end()
  })
})

test('each poll is told in the debug log, and nowhere else', async () => {
  const { runner, saw, missed } = await liveWorld()
  saw('pending')
  saw('pending')
  missed('HTTP 503')
  expect(runner.values('debug')).toEqual(['Task a: pending', 'Task a: pending', 'Task a: HTTP 503'])
})

test('a status that nobody knows gets a warning', async () => {
  const { told, saw } = await liveWorld()
  saw('polishing')
  expect(told()).toEqual([
    '! Unknown MountSea status: The API reports the status "polishing", which this action does not know. It counts as not finished.',
    '[0s] task a: polishing',
  ])
})
