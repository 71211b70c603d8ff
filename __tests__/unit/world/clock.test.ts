/** Time: the real clock, and limits on how long work may take. */
import { getEventListeners } from 'node:events'
import { systemClock, withTimeLimit } from '../../../src/world/clock.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const never = new AbortController().signal
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

describe('the system clock', () => {
  test('tells the monotonic time and the date, in milliseconds', () => {
    const [startNs, start] = [process.hrtime.bigint(), Date.now()]
    const [nowMs, wallMs] = [systemClock.nowMs(), systemClock.wallMs()]
    const [endNs, end] = [process.hrtime.bigint(), Date.now()]
    expect(nowMs).toBeGreaterThanOrEqual(Number(startNs) / 1e6)
    expect(nowMs).toBeLessThanOrEqual(Number(endNs) / 1e6)
    expect(wallMs).toBeGreaterThanOrEqual(start)
    expect(wallMs).toBeLessThanOrEqual(end)
  })

  test.each([-Infinity, -1, 0, Number.NaN, 0.1, 1.5, 20])('sleeps for %d ms, and never less', async (ms) => {
    const start = systemClock.nowMs()
    await systemClock.sleep(ms, never)
    expect(systemClock.nowMs() - start).toBeGreaterThanOrEqual(ms || 0)
    expect(listeners(never)).toBe(0)
  })

  test('wakes when the signal aborts, and leaves neither listener nor timer', async () => {
    const stop = new AbortController()
    const timersBefore = timers()
    const sleep = systemClock.sleep(3_600_000, stop.signal)
    expect([listeners(stop.signal), timers()]).toEqual([1, timersBefore + 1])
    stop.abort()
    await sleep
    expect(timers()).toBe(timersBefore)
    await systemClock.sleep(3_600_000, stop.signal)
    expect(listeners(stop.signal)).toBe(0)
  })
})

describe('a time limit of a second', () => {
  const limited = async (workMs: number, outer = never): Promise<string> => {
    const clock = new VirtualClock()
    const work = async (signal: AbortSignal): Promise<string> => {
      await clock.sleep(workMs, signal)
      return signal.aborted ? `cut at ${clock.nowMs()}` : `done at ${clock.nowMs()}`
    }
    const result = await clock.run(withTimeLimit(clock, 1_000, outer, work))
    expect([clock.asleep, listeners(outer)]).toEqual([0, 0])
    return result
  }

  test('does not affect quicker work, aborts longer work, and leaves no timer', async () => {
    expect(await limited(999)).toBe('done at 999')
    expect(await limited(1_001)).toBe('cut at 1000')
    expect(await limited(900, AbortSignal.abort())).toBe('cut at 0')
  })

  test('cuts work when the outer signal aborts, and leaves no listener on it', async () => {
    const clock = new VirtualClock()
    const outer = new AbortController()
    const work = withTimeLimit(clock, 1_000, outer.signal, (signal) => clock.sleep(900, signal))
    expect(listeners(outer.signal)).toBe(1)
    void clock.sleep(300, never).then(() => outer.abort())
    await clock.run(work)
    expect([clock.nowMs(), clock.asleep, listeners(outer.signal)]).toEqual([300, 0, 0])
  })

  test('passes on what the work throws, and leaves no timer', async () => {
    const clock = new VirtualClock()
    const failing = withTimeLimit(clock, 1_000, never, () => Promise.reject(new Error('broken')))
    await expect(failing).rejects.toThrow('broken')
    await clock.runUntil(0)
    expect([clock.asleep, listeners(never)]).toEqual([0, 0])
  })

  test('does not abort the signal of work that is over, which others may still hold', async () => {
    const clock = new VirtualClock()
    const outer = new AbortController()
    const signal = await withTimeLimit(clock, 1_000, outer.signal, (inner) => Promise.resolve(inner))
    outer.abort()
    await clock.runUntil(2_000)
    expect(signal.aborted).toBe(false)
  })
})
