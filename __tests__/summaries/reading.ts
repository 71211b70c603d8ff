// Reads a summary as a person would.
import type { Snapshot, TaskState } from '../../src/ledger.ts'
import { summaryMarkdown } from '../../src/tell/summary.ts'
import { step } from './snapshots.ts'

/** The summary of a step with these tasks, as GitHub would show its text. */
export function show(tasks: readonly TaskState[], more: Partial<Snapshot> = {}): string {
  return plain(summaryMarkdown(step(tasks, more)))
}

/** Character references decoded, and without the empty comments that keep mentions apart. */
export function plain(markdown: string): string {
  return markdown
    .replaceAll('<!---->', '')
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
}
