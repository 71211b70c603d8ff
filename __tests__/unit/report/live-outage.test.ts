/** What is told of an API that fails while the wait goes on: once, then its end; a flickering one does not flood the log. */
import { liveWorld } from '../../support/live-world.ts'

const BEGAN = (why: string): string =>
  `The API does not tell of the task now: ${why}. Asking again, until \`timeout\` at most.`

describe('an outage', () => {
  test('gets one warning when it begins and one line when it ends, however many polls fail', async () => {
    const { missed, saw, told, until } = await liveWorld()
    saw('pending')
    await until(60_100)
    for (let poll = 0; poll < 30; poll++) missed(poll === 0 ? 'HTTP 503' : 'connection refused')
    await until(150_400)
    saw('pending')
    expect(told()).toEqual([
      '[0s] task a: pending',
      `! MountSea API failing: ${BEGAN('HTTP 503')}`,
      '[2m 30s] The API answers again, after 1m 30s.',
    ])
  })

  // The end of an outage was once recognised by a sum of floating-point numbers, and four of ten were not.
  test('gets its end told whatever the times are', async () => {
    for (let run = 0; run < 200; run++) {
      const { missed, saw, told, until } = await liveWorld()
      await until(Math.random() * 1e5)
      missed('HTTP 503')
      await until(1e5 + Math.random() * 1e6)
      saw('completed')
      expect(told()).toHaveLength(3)
      expect(told()[1]).toContain('The API answers again')
    }
  })

  test('that comes back later is a line in the log, no second warning', async () => {
    const { missed, saw, told, until } = await liveWorld()
    missed('HTTP 503')
    await until(1_000)
    saw('pending')
    await until(300_000)
    missed('HTTP 502')
    await until(301_000)
    saw('pending')
    expect(told().filter((line) => line.startsWith('!'))).toHaveLength(1)
    expect(told().slice(-2)).toEqual([BEGAN('HTTP 502'), '[5m 1s] The API answers again, after 1s.'])
  })

  test('within five minutes of the last is not told, nor is its end', async () => {
    const { missed, saw, told, until } = await liveWorld()
    missed('HTTP 503')
    await until(1_000)
    saw('pending')
    const before = told()
    await until(299_999)
    missed('HTTP 502')
    await until(310_000)
    saw('pending')
    expect(told()).toEqual(before)
  })

  test('that flickers with every poll makes a pair of lines in five minutes', async () => {
    const { live, missed, saw, told, until } = await liveWorld()
    void live.keepTelling()
    saw('processing')
    for (let ms = 0; ms < 1_200_000; ms += 10_000) {
      await until(ms)
      missed('HTTP 503')
      await until(ms + 5_000)
      saw('processing')
    }
    expect(told().length).toBeLessThanOrEqual(1 + 2 * 4 + 20)
    expect(told().filter((line) => line.includes('does not tell'))).toHaveLength(4)
    live.end()
  })

  test('that lasts is in the line a minute, whether or not its beginning was told', async () => {
    const { live, missed, saw, told, until } = await liveWorld()
    const telling = live.keepTelling()
    missed('HTTP 503')
    saw('pending')
    await until(10_000)
    missed('HTTP 504')
    saw('pending')
    await until(30_000)
    missed('HTTP 502')
    await until(60_000)
    expect(told().at(-1)).toBe('[1m] still waiting, up to 30m: pending; the API has been failing for 30s')
    live.end()
    await telling
  })

  test('that the last polls meet is left to the end to tell', async () => {
    const { missed, told, until } = await liveWorld(['a'], 60_000)
    await until(60_000)
    missed('HTTP 503')
    expect(told()).toEqual([])
  })

  test('that begins just before the time is over is told', async () => {
    const { missed, told, until } = await liveWorld(['a'], 60_000)
    await until(59_999)
    missed('HTTP 503')
    expect(told()).toHaveLength(1)
  })

  test('cannot start a workflow command by what it is called', async () => {
    const { missed, told } = await liveWorld()
    missed('x\n::error::y ##[add-mask]')
    expect(told()).toEqual([`! MountSea API failing: ${BEGAN('x\\n::error::y ##\\[add-mask]')}`])
  })
})

describe('something that cannot be told', () => {
  test('is passed on, at once, and ends the telling', async () => {
    const { live, saw, faults, clock } = await liveWorld(['a'], 60_000, ({ kind }) => {
      if (kind === 'output') throw new Error('disk full')
    })
    const telling = live.keepTelling()
    expect(() => saw('pending')).not.toThrow()
    expect(faults).toEqual([new Error('disk full')])
    await clock.run(telling)
  })

  test('is passed on too where it was put off for a second', async () => {
    let isFull = false
    const { saw, faults, until } = await liveWorld(['a'], 60_000, ({ kind }) => {
      if (isFull && kind === 'output') throw new Error('disk full')
    })
    saw('pending')
    isFull = true
    await until(500)
    saw('ready')
    await until(999)
    expect(faults).toEqual([])
    await until(1_000)
    expect(faults).toEqual([new Error('disk full')])
  })

  test('is passed on from the line a minute, which then stops', async () => {
    const { live, faults, until, clock } = await liveWorld(['a'], 600_000, ({ kind }) => {
      if (kind === 'info') throw new Error('nobody reads')
    })
    const telling = live.keepTelling()
    await until(300_000)
    expect(faults).toEqual([new Error('nobody reads')])
    await clock.run(telling)
  })

  test('is passed on from the end', async () => {
    const { live, saw, faults, until } = await liveWorld(['a'], 60_000, ({ kind, value }) => {
      if (kind === 'info' && value.includes('-> ready')) throw new Error('nobody reads')
    })
    saw('pending')
    await until(10)
    saw('ready')
    expect(faults).toEqual([])
    live.end()
    expect(faults).toEqual([new Error('nobody reads')])
  })

  test('does not keep the state of the tasks from being kept', async () => {
    const { saw, journal } = await liveWorld(['a'], 60_000, () => {
      throw new Error('nobody reads')
    })
    saw('completed')
    expect(journal.views[0]?.task?.status).toBe('completed')
  })
})
