/**
 * The real clock for somebody in a hurry: sleeps are shorter by a factor, so that pauses and limits of seconds are over in
 * milliseconds. For tests that talk to a real server, where time cannot be virtual; none of them may depend on how long things take.
 */
import { systemClock, type Clock } from '../../src/world/clock.ts'

/** Sleeps take `1 / factor` of their time where they are shorter than `belowMs`; longer ones take all of it. */
export function impatientClock(factor: number, belowMs = Infinity): Clock {
  return {
    ...systemClock,
    sleep: (ms, signal) => systemClock.sleep(ms < belowMs ? ms / factor : ms, signal),
  }
}
