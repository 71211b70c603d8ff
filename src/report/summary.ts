/**
 * The job summary: what happened at a glance, for somebody who opens a red run at midnight. Pure; returns Markdown as GitHub
 * shows it below a job. Order: verdict, what went wrong and what to do, table, timeline, where to find the rest.
 *
 * GitHub drops a step's summary whole where it is over 1 MiB (1,048,576 bytes), so each part has a budget of its own; together
 * they stay below 1,000,000 whatever the API sent.
 */
import type { InternalError } from '../outcome.ts'
import { nameProblem } from '../problem.ts'
import { isCompleted, type Outage, type StepReport, type TaskReport } from '../step-report.ts'
import { count, formatDuration } from '../text/show.ts'
import { failureBlocks, needsOurWords } from './failures.ts'
import { code, fit, inert, ownSentence, prose } from './markdown.ts'
import { explain, explainInternalError } from './reasons.ts'
import { hasCutUrls, taskTable } from './table.ts'
import { drawTimeline } from './timeline.ts'

/** Outages told in words below the picture. */
const MAX_OUTAGES = 5
const MAX_BAD_INPUTS_BYTES = 500_000

/** The summary of a step whose inputs were good. */
export function summaryMarkdown(report: StepReport): string {
  const isRed = (task: TaskReport): number => (isCompleted(task) ? 1 : 0)
  const tasks = [...report.tasks].sort((a, b) => isRed(a) - isRed(b))
  const blocks = [
    `### ${verdict(tasks)}`,
    waited(tasks, report),
    ...failureBlocks(tasks),
    tasks.length === 0 ? '' : taskTable(tasks).join('\n'),
    hasCutUrls(tasks)
      ? '_Links are shown without the query of their URL, which may be a signature: if one does not open, take it from the outputs._'
      : '',
    timeline(tasks, report),
    outagesInWords(report),
    report.resultPath === ''
      ? ''
      : `Records as the API sent them (output \`resultPath\`): ${code(report.resultPath)}`,
  ]
  return joinBlocks(blocks)
}

/** The summary of a step that asked nothing, since its inputs were bad. `errors` are plain text, one for each. */
export function badInputMarkdown(errors: readonly string[]): string {
  const { kept, leftOut } = fit(
    errors.map((error) => `- ${prose(error)}`),
    MAX_BAD_INPUTS_BYTES,
  )
  const more = leftOut === 0 ? [] : [`- _${count(leftOut, 'more error')} left out: see the log._`]
  const head = `### ❌ ${count(errors.length, 'bad input')}: nothing was asked or waited for`
  return joinBlocks([head, [...kept, ...more].join('\n')])
}

/** Goes in front of the tasks, which may all be completed: the step is red all the same. */
export function internalErrorMarkdown(error: InternalError): string {
  const { title, happened, todo } = explainInternalError(error)
  return joinBlocks([`### ❌ ${inert(title)}`, prose(happened), `**What to do:** ${ownSentence(todo)}`, ''])
}

function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** Says which task and how long, as far as the sentence below it does not. */
function waited(tasks: readonly TaskReport[], { elapsedMs, timeoutMs }: StepReport): string {
  const times = `aited ${formatDuration(elapsedMs)}; the timeout is ${formatDuration(timeoutMs)}.`
  const [only] = tasks
  if (only === undefined || tasks.length > 1) return `W${times}`
  if (['wait-timeout', 'unreachable'].includes(only.outcome.kind)) return ''
  return needsOurWords(only) ? `W${times}` : `Task ${code(only.taskId, 256)}, w${times}`
}

/** One line that a person needs to read: `❌ 11 of 12 tasks completed; 1 failed`. */
function verdict(tasks: readonly TaskReport[]): string {
  const completed = tasks.filter(isCompleted).length
  const sign = tasks.length > 0 && completed === tasks.length ? '✅' : '❌'
  const [only] = tasks
  if (only === undefined) return `${sign} No task was waited for`
  if (tasks.length === 1) return `${sign} ${inert(explain(only).title)}`
  if (completed === tasks.length) return `${sign} All ${completed} tasks completed`
  const red = tasks.filter((task) => !isCompleted(task))
  const counts = [...Map.groupBy(red, (task) => explain(task).counted)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([counted, { length }]) => `${length} ${counted}`)
  return `${sign} ${completed} of ${tasks.length} tasks completed; ${counts.join(', ')}`
}

function timeline(tasks: readonly TaskReport[], { outages, elapsedMs }: StepReport): string {
  const drawn = drawTimeline(tasks, outages, elapsedMs)
  if (drawn === null) return ''
  const more =
    drawn.leftOut === 0 ? [] : ['', `_${count(drawn.leftOut, 'more task')} left out of the picture._`]
  return ['```mermaid', drawn.mermaid, '```', ...more].join('\n')
}

function outagesInWords({ outages, elapsedMs }: StepReport): string {
  const more = outages.length - MAX_OUTAGES
  const lines = outages.slice(0, MAX_OUTAGES).map((outage) => `- ${inWords(outage, elapsedMs)}`)
  return [...lines, ...(more > 0 ? [`- ${count(more, 'more outage')}`] : [])].join('\n')
}

function inWords({ fromMs, toMs, problem }: Outage, elapsedMs: number): string {
  const lasted = formatDuration((toMs ?? elapsedMs) - fromMs)
  const to = toMs === null ? 'to the end' : `to ${formatDuration(toMs)}`
  return `API outage from ${formatDuration(fromMs)} ${to} (${lasted}): ${prose(nameProblem(problem), 300)}`
}
