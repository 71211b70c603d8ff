// The virtual clock keeps the promises of src/clock.ts, without any time passing.
import { withTimeLimit } from '../../src/ports/clock.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const never = new AbortController().signal

test('sleeps end in the order of their ends, and of their beginnings where those are the same', async () => {
  const clock = new VirtualClock()
  const woken: [string, number][] = []
  const sleeper = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms, never)
    woken.push([name, clock.nowMs()])
  }
  await clock.run(
    Promise.all([sleeper('c', 30), sleeper('a', 10), sleeper('b1', 20), sleeper('b2', 20), sleeper('0', 0)]),
  )
  expect(woken).toEqual([
    ['0', 0],
    ['a', 10],
    ['b1', 20],
    ['b2', 20],
    ['c', 30],
  ])
})

test('a sleep that begins when another ends takes its turn', async () => {
  const clock = new VirtualClock()
  const seen: number[] = []
  const tick = async (everyMs: number, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await clock.sleep(everyMs, never)
      seen.push(clock.nowMs())
    }
  }
  await clock.run(Promise.all([tick(10, 3), tick(15, 2)]))
  expect(seen).toEqual([10, 15, 20, 30, 30])
  expect(clock.asleep).toBe(0)
})

test('a sleep ends with its signal, at once, and is gone', async () => {
  const clock = new VirtualClock()
  const stop = new AbortController()
  const slept = clock.sleep(1000, stop.signal)
  await clock.runUntil(400)
  expect(clock.asleep).toBe(1)
  stop.abort()
  await clock.run(slept)
  expect([clock.nowMs(), clock.asleep]).toEqual([400, 0])
  await clock.run(clock.sleep(1000, stop.signal))
  expect(clock.nowMs()).toBe(400)
})

test('time passes no further than asked', async () => {
  const clock = new VirtualClock()
  let awake = false
  void clock.sleep(100, never).then(() => (awake = true))
  await clock.runUntil(99)
  expect([awake, clock.nowMs()]).toEqual([false, 99])
  await clock.runUntil(100)
  expect(awake).toBe(true)
  await clock.runUntil(50)
  expect(clock.nowMs()).toBe(100)
})

test('the date may jump while durations do not', async () => {
  const clock = new VirtualClock(1_000_000)
  await clock.runUntil(500)
  clock.wallJumpMs = -3_600_000
  expect([clock.nowMs(), clock.wallMs()]).toEqual([500, 1_000_500 - 3_600_000])
})

test('a promise that nothing can settle is an error, not a test that hangs', async () => {
  const clock = new VirtualClock()
  const lost = new Promise(() => undefined)
  await expect(clock.run(lost)).rejects.toThrow('deadlock at 0 ms')
  void clock.sleep(Infinity, never)
  void clock.sleep(70, never)
  await expect(clock.run(lost)).rejects.toThrow('deadlock at 70 ms')
})

test('what was run gives its value or its error, and works with a time limit', async () => {
  const clock = new VirtualClock()
  await expect(clock.run(Promise.reject(new Error('no')))).rejects.toThrow('no')
  const limited = withTimeLimit(clock, 30, never, async (signal) => {
    await clock.sleep(1000, signal)
    return clock.nowMs()
  })
  expect(await clock.run(limited)).toBe(30)
  expect(clock.asleep).toBe(0)
})

test('a hundred thousand sleeps, at once or in turn, are no burden', async () => {
  const clock = new VirtualClock()
  const all = Array.from({ length: 50_000 }, (_, index) => clock.sleep(((index * 7919) % 50_000) + 1, never))
  await clock.run(Promise.all(all))
  expect(clock.nowMs()).toBe(50_000)
  const inTurn = async (): Promise<void> => {
    for (let i = 0; i < 50_000; i++) await clock.sleep(1, never)
  }
  await clock.run(inTurn())
  expect(clock.nowMs()).toBe(100_000)
})
