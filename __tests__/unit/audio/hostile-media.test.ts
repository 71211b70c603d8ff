// Files made to hold up, fill or break whatever reads them end in a verdict on that file: in time, in memory, without harm.
import { HOSTILE, hostile } from '../../support/hostile-media.ts'
import { checkBytes, whyOf } from '../../support/inspection.ts'

const MIB = 1024 * 1024
const bounds = { cpuMs: 2_000, memoryBytes: 256 * MIB }
const unbounded = { cpuMs: 1e8, memoryBytes: 8_192 * MIB }

const IN_TIME = 'could not be read to its end within 2s of processor time: it is damaged'
const IN_MEMORY = 'could not be read to its end within 256 MB of memory: it is damaged'
/** Those that hit a bound: the library's loops, and the one walk of ours that may go over the same bytes many times. */
const BOUND: Readonly<Record<string, string>> = {
  'chunks-without-end.m4a': IN_TIME,
  'long-pages-in-each-other.ogg': IN_TIME,
  'millions-of-times.m4a': IN_MEMORY,
}

test.each(HOSTILE)('%s ends', async (name) => {
  const content = await checkBytes(hostile(name), { bounds })
  if (name in BOUND) expect(whyOf(content)).toBe(BOUND[name])
  else expect(['media', 'damaged', 'unknown']).toContain(content.kind)
})

test('without bounds, one of them keeps the inspector busy', async () => {
  const stop = AbortSignal.timeout(5_000)
  const content = await checkBytes(hostile('chunks-without-end.m4a'), { bounds: unbounded }, stop)
  expect(content).toEqual({ kind: 'stopped' })
})
