/** Time: the real clock, and limits on how long work may take. */
import { getEventListeners } from 'node:events'
import { jest } from '@jest/globals'
import { systemClock, withTimeLimit } from '../../../src/ports/clock.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const never = new AbortController().signal
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

describe('the system clock', () => {
  test('goes forward, in milliseconds', async () => {
    const [start, wallStart] = [systemClock.nowMs(), systemClock.wallMs()]
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(systemClock.nowMs() - start).toBeGreaterThan(40)
    expect(systemClock.nowMs() - start).toBeLessThan(30_000)
    expect(systemClock.wallMs() - wallStart).toBeGreaterThan(40)
    expect(systemClock.wallMs()).toBeGreaterThan(Date.UTC(2025, 0, 1))
  })

  test('never wakes early, so that a deadline that was slept to has passed', async () => {
    for (const ms of [0.1, 1, 1.5, 7.3, 20]) {
      const start = systemClock.nowMs()
      await systemClock.sleep(ms, never)
      expect(systemClock.nowMs() - start).toBeGreaterThanOrEqual(ms)
    }
  })

  test.each([0, -1, -Infinity, NaN])('sleeps not at all for %d ms', async (ms) => {
    await systemClock.sleep(ms, never)
  })

  test('sleeps for longer than one timer can: a month is not over at once', async () => {
    const stop = new AbortController()
    const timer = jest.spyOn(globalThis, 'setTimeout')
    let isAwake = false
    const sleep = systemClock.sleep(2 ** 31 + 1_000, stop.signal).then(() => (isAwake = true))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const wasAwake = isAwake
    stop.abort()
    await sleep
    expect(wasAwake).toBe(false)
    // Node would fire a longer one at once, with a warning, and again and again.
    for (const [, ms] of timer.mock.calls) expect(ms).toBeLessThan(2 ** 31)
    timer.mockRestore()
  })

  test('sleeps for longer than one timer can: and wakes at its end', async () => {
    jest.useFakeTimers()
    let isAwake = false
    const sleep = systemClock.sleep(2 ** 31 + 1_000, never).then(() => (isAwake = true))
    await jest.advanceTimersByTimeAsync(2 ** 31 + 999)
    expect(isAwake).toBe(false)
    await jest.advanceTimersByTimeAsync(2)
    await sleep
    jest.useRealTimers()
  })

  test('wakes when the signal aborts, and leaves neither listener nor timer', async () => {
    const stop = new AbortController()
    const timersBefore = timers()
    const sleep = systemClock.sleep(3_600_000, stop.signal)
    expect(listeners(stop.signal)).toBe(1)
    expect(timers()).toBe(timersBefore + 1)
    stop.abort()
    await sleep
    expect(timers()).toBe(timersBefore)
    await systemClock.sleep(3_600_000, stop.signal)
    expect(listeners(stop.signal)).toBe(0)
  })

  test('leaves no listener on a signal that never aborts', async () => {
    const { signal } = new AbortController()
    await systemClock.sleep(1, signal)
    expect(listeners(signal)).toBe(0)
  })
})

describe('a time limit', () => {
  /** Work that ends when its signal aborts, or after `ms`. */
  const work =
    (clock: VirtualClock, ms: number) =>
    async (signal: AbortSignal): Promise<string> => {
      await clock.sleep(ms, signal)
      return signal.aborted ? `cut at ${clock.nowMs()}` : `done at ${clock.nowMs()}`
    }

  test('lets work that is quick enough be, and is gone with it', async () => {
    const clock = new VirtualClock()
    const { signal } = new AbortController()
    const result = withTimeLimit(clock, 1_000, signal, work(clock, 999))
    expect(listeners(signal)).toBe(1)
    expect(await clock.run(result)).toBe('done at 999')
    expect(clock.asleep).toBe(0)
    expect(listeners(signal)).toBe(0)
  })

  test('cuts work that takes longer', async () => {
    const clock = new VirtualClock()
    expect(await clock.run(withTimeLimit(clock, 1_000, never, work(clock, 1_001)))).toBe('cut at 1000')
    expect(clock.asleep).toBe(0)
  })

  test('cuts it too when the outer signal aborts', async () => {
    const clock = new VirtualClock()
    const outer = new AbortController()
    void clock.sleep(300, never).then(() => outer.abort())
    expect(await clock.run(withTimeLimit(clock, 1_000, outer.signal, work(clock, 900)))).toBe('cut at 300')
    expect(clock.asleep).toBe(0)
    expect(listeners(outer.signal)).toBe(0)
  })

  test('cuts it from the start when the outer signal has aborted already', async () => {
    const clock = new VirtualClock()
    expect(await withTimeLimit(clock, 1_000, AbortSignal.abort(), work(clock, 900))).toBe('cut at 0')
  })

  test('passes on what the work throws, and is gone with it', async () => {
    const clock = new VirtualClock()
    const { signal } = new AbortController()
    const failing = withTimeLimit(clock, 1_000, signal, () => Promise.reject(new Error('broken')))
    await expect(failing).rejects.toThrow('broken')
    await clock.runUntil(0)
    expect(clock.asleep).toBe(0)
    expect(listeners(signal)).toBe(0)
  })

  test('does not abort the signal of work that is over, which others may still hold', async () => {
    const clock = new VirtualClock()
    const outer = new AbortController()
    let inner: AbortSignal | undefined
    await withTimeLimit(clock, 1_000, outer.signal, (signal) => {
      inner = signal
      return Promise.resolve()
    })
    outer.abort()
    await clock.runUntil(2_000)
    expect(inner?.aborted).toBe(false)
  })
})
