/**
 * Seeded chance: the same seed gives the same numbers on every machine, so that simulated tables can be compared.
 */
import type { Random } from '../../src/wait/schedule.ts'

/** Numbers from 0 (included) to 1 (excluded). A 32-bit counter, scrambled: Weyl sequence and MurmurHash3's finaliser. */
export function seededRandom(seed: number): Random {
  let counter = seed | 0
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** A number whose logarithm is normal with deviation `sigma` around the logarithm of `middle` (Box and Muller, 1958). */
export function lognormal(middle: number, sigma: number, random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return middle * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()))
}
