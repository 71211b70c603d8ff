/**
 * The job summary: what happened at a glance, for somebody who opens a red run at midnight. Pure; returns Markdown as GitHub
 * shows it below a job. Order: verdict, what went wrong and what to do, table, timeline, where to find the rest.
 *
 * GitHub drops a step's summary whole where it is over 1 MiB (1,048,576 bytes), so each part has a budget of its own; together
 * they stay below 1,000,000 whatever the API sent.
 */
import type { Outage, Reason, TaskEnd } from '../outcome.ts'
import type { Gate } from '../text/untrusted.ts'
import { explain } from './advice.ts'
import { formatDuration } from '../text/show.ts'
import { code, count, fit, prose } from './markdown.ts'
import type { StepReport } from './report.ts'
import { failureBlocks, needsWords } from './summary-failures.ts'
import { checksums, hasCutUrls, taskTable } from './summary-table.ts'
import { drawTimeline } from './timeline.ts'

/** Outages told in words below the picture. */
const MAX_OUTAGES = 5
const MAX_BAD_INPUTS_BYTES = 500_000

/** The summary of a step whose inputs were good. */
export function summaryMarkdown(report: StepReport, gate: Gate): string {
  const ends = failuresFirst(report.ends)
  const blocks = [
    `### ${verdict(ends, gate)}`,
    waited(ends, report, gate),
    ...failureBlocks(ends, gate),
    ends.length === 0 ? '' : taskTable(ends, gate).join('\n'),
    hasCutUrls(ends)
      ? '_Links are shown without the query of their URL, which may be a signature: if one does not open, take it from the outputs._'
      : '',
    timeline(ends, report, gate),
    outagesInWords(report, gate),
    checksums(ends, gate).join('\n'),
    report.resultPath === ''
      ? ''
      : `Records as the API sent them (output \`resultPath\`): ${code(report.resultPath, gate)}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** The summary of a step that asked nothing, since its inputs were bad. `errors` are plain text, one for each. */
export function badInputMarkdown(errors: readonly string[], gate: Gate): string {
  const { kept, leftOut } = fit(
    errors.map((error) => `- ${prose(error, gate)}`),
    MAX_BAD_INPUTS_BYTES,
  )
  const more = leftOut === 0 ? [] : [`- _${count(leftOut, 'more error')} left out: see the log._`]
  return [
    `### ❌ ${count(errors.length, 'bad input')}: nothing was asked or waited for`,
    '',
    ...kept,
    ...more,
    '',
  ].join('\n')
}

function failuresFirst(ends: readonly TaskEnd[]): TaskEnd[] {
  const isCompleted = ({ outcome }: TaskEnd): number => (outcome.kind === 'completed' ? 1 : 0)
  return [...ends].sort((a, b) => isCompleted(a) - isCompleted(b))
}

/** Says which task and how long, as far as the sentence below it does not. */
function waited(ends: readonly TaskEnd[], { elapsedMs, timeoutMs }: StepReport, gate: Gate): string {
  const times = `aited ${formatDuration(elapsedMs)}; the timeout is ${formatDuration(timeoutMs)}.`
  const [only] = ends
  if (only === undefined || ends.length > 1) return `W${times}`
  if (['wait-timeout', 'unreachable'].includes(only.outcome.kind)) return ''
  return needsWords(only) ? `W${times}` : `Task ${code(only.taskId, gate, 256)}, w${times}`
}

/** One line that a person needs to read: `❌ 11 of 12 tasks completed; 1 failed`. */
function verdict(ends: readonly TaskEnd[], gate: Gate): string {
  const completed = ends.filter(({ outcome }) => outcome.kind === 'completed').length
  const sign = ends.length > 0 && completed === ends.length ? '✅' : '❌'
  const [only] = ends
  if (only === undefined) return `${sign} No task was waited for`
  if (ends.length === 1) return `${sign} ${gate.markdown(explain(only, gate).title)}`
  if (completed === ends.length) return `${sign} All ${completed} tasks completed`
  const reasons = Map.groupBy(ends, ({ outcome }) => outcome.kind)
  const others = [...reasons]
    .filter(([kind]) => kind !== 'completed')
    .sort(([, a], [, b]) => b.length - a.length)
  const told = others.map(([kind, { length }]) => `${length} ${IN_WORDS[kind]}`)
  return `${sign} ${completed} of ${ends.length} tasks completed; ${told.join(', ')}`
}

/** Each reason as it follows a number of tasks. */
const IN_WORDS: Readonly<Record<Exclude<Reason, 'bad-input'>, string>> = {
  completed: 'completed',
  'task-failed': 'failed',
  'task-cancelled': 'cancelled',
  'task-timeout': 'timed out at MountSea',
  'wait-timeout': 'not finished in time',
  unreachable: 'not reachable',
  interrupted: 'interrupted',
  unauthorized: 'refused with this API key',
  'not-found': 'not found',
  rejected: 'rejected',
  'bad-answer': 'with an answer not understood',
  'audio-missing': 'without usable audio',
  'download-failed': 'not saved',
  'internal-error': 'with an internal error',
}

function timeline(ends: readonly TaskEnd[], { outages, elapsedMs }: StepReport, gate: Gate): string {
  const drawn = drawTimeline(ends, outages, elapsedMs, gate)
  if (drawn === null) return ''
  const more =
    drawn.leftOut === 0 ? [] : ['', `_${count(drawn.leftOut, 'more task')} left out of the picture._`]
  return ['```mermaid', drawn.mermaid, '```', ...more].join('\n')
}

function outagesInWords({ outages, elapsedMs }: StepReport, gate: Gate): string {
  const more = outages.length - MAX_OUTAGES
  const lines = outages.slice(0, MAX_OUTAGES).map((outage) => `- ${inWords(outage, elapsedMs, gate)}`)
  return [...lines, ...(more > 0 ? [`- ${count(more, 'more outage')}`] : [])].join('\n')
}

function inWords({ fromMs, toMs, why }: Outage, elapsedMs: number, gate: Gate): string {
  const lasted = formatDuration((toMs ?? elapsedMs) - fromMs)
  const to = toMs === null ? 'to the end' : `to ${formatDuration(toMs)}`
  return `API outage from ${formatDuration(fromMs)} ${to} (${lasted}): ${prose(why, gate, 300)}`
}
