// Reads a summary as a person would, for the unit tests.
import type { Outcome, TaskEnd } from '../../src/outcome.ts'
import type { StepReport } from '../../src/report/report.ts'
import { summaryMarkdown } from '../../src/report/summary.ts'
import { createGate } from '../../src/text/untrusted.ts'
import { report } from './reports.ts'

export const gate = createGate('sk-secret-key-1')

/** The summary, as `plain` text. */
export function show(ends: readonly TaskEnd[], more: Partial<StepReport> = {}): string {
  return plain(summaryMarkdown(report(ends, more), gate))
}

/** References decoded, the comments that keep mentions apart gone. */
export function plain(markdown: string): string {
  return markdown
    .replaceAll('<!---->', '')
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
}

/** The table row with this text in it, '' if there is none. */
export function row(markdown: string, text: string): string {
  return markdown.split('\n').find((line) => line.startsWith('|') && line.includes(text)) ?? ''
}

export const EVIDENCE = { httpStatus: 418, excerpt: 'teapot' }

/** One outcome of each kind but `completed`. */
export const FAILURES: readonly Outcome[] = [
  { kind: 'task-failed' },
  { kind: 'task-cancelled' },
  { kind: 'task-timeout' },
  { kind: 'wait-timeout', timeoutMs: 60_000 },
  { kind: 'unreachable', timeoutMs: 60_000, seen: new Map([['HTTP 503', 4]]) },
  { kind: 'interrupted', signal: 'SIGTERM' },
  { kind: 'unauthorized', evidence: EVIDENCE },
  { kind: 'not-found', evidence: EVIDENCE },
  { kind: 'rejected', why: 'it is a teapot', evidence: EVIDENCE },
  { kind: 'bad-answer', why: 'a teapot', evidence: EVIDENCE },
  { kind: 'audio-missing', why: 'it has none' },
  { kind: 'download-failed', why: 'the URL has expired' },
  { kind: 'internal-error', why: 'a bug' },
]
