// Draws the picture of a summary and reads it as a person would, for the unit tests.
import type { Outage, TaskEnd } from '../../src/outcome.ts'
import { drawTimeline as draw, type Timeline } from '../../src/report/timeline.ts'
import { createGate } from '../../src/text/untrusted.ts'

const gate = createGate('sk-secret-key-1')

export function drawTimeline(
  ends: readonly TaskEnd[],
  outages: readonly Outage[],
  elapsedMs: number,
): Timeline | null {
  return draw(ends, outages, elapsedMs, gate)
}

/** The lines that draw something, in their order. */
export function bars(mermaid = ''): string[] {
  return mermaid
    .split('\n')
    .flatMap((line) => (line.startsWith('    ') && line.includes(' :') ? [line.trim()] : []))
}
