/**
 * The few statistics that the benchmarks need, and seeded random numbers: each run of a simulation gives the same table.
 */

/** The value below which the share `q` (0 to 1) of the values lies, interpolated. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * q
  const below = sorted[Math.floor(at)] ?? NaN
  const above = sorted[Math.ceil(at)] ?? NaN
  return below + (above - below) * (at - Math.floor(at))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length
}

/** `a[i] / b[i]`: each pair was measured side by side, so a slow moment of the machine slows both. */
export function ratios(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value / (b[index] ?? NaN))
}

/** Numbers from 0 (included) to 1 (excluded): a 32-bit counter, scrambled (Weyl sequence and MurmurHash3's finaliser). */
export function seededRandom(seed: number): () => number {
  let counter = seed | 0
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** The duration of a task: lognormal, since most are similar and a few take much longer. */
export function drawDurationMs(medianMs: number, random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return medianMs * Math.exp(0.6 * radius * Math.cos(2 * Math.PI * random()))
}
