/**
 * The job summary: what happened, at a glance, for someone who opens a red run at midnight. Pure. Order: verdict, what went wrong
 * and what to do, table, timeline.
 *
 * GitHub drops a step's whole summary if it is over 1 MiB (1,048,576 bytes). So each part has a budget; together they stay below
 * 1,000,000 bytes, whatever the API sent.
 */
import type { InternalError } from '../outcome.ts'
import { nameProblem } from '../mountsea/problems.ts'
import { isCompleted, type Snapshot, type TaskSnapshot } from '../snapshot.ts'
import { count, formatDuration } from '../text/show.ts'
import { fit, prose } from './markdown.ts'
import { explain, explainInternalError, type Explanation } from './reasons.ts'
import { taskTable } from './table.ts'
import { drawTimeline, MAX_OUTAGES } from './timeline.ts'

/** Nobody reads more; the table has them all. */
const MAX_FAILURES = 20
const MAX_FAILURES_BYTES = 350_000
const MAX_PROBLEM_CHARS = 300

/**
 * The summary of a step with valid inputs. `isErrorTold`: `internalErrorMarkdown` already reports the internal error that ended the
 * step, so the tasks need not repeat it.
 */
export function summaryMarkdown(snapshot: Snapshot, isErrorTold = false): string {
  const { tasks, outages, elapsedMs, timeoutMs } = snapshot
  const isTold = ({ outcome }: TaskSnapshot): boolean => isErrorTold && outcome.kind === 'internal-error'
  const more = outages.length - MAX_OUTAGES
  return joinBlocks([
    tasks.every(isTold) ? '' : `### ${verdict(tasks)}`,
    tasks.length === 0
      ? ''
      : `Waited ${formatDuration(elapsedMs)}; the timeout is ${formatDuration(timeoutMs)}.`,
    ...failures(tasks, isTold),
    taskTable(tasks),
    drawTimeline(snapshot),
    [
      ...outages.slice(0, MAX_OUTAGES).map(({ fromMs, toMs, problem }) => {
        const to = toMs === null ? 'the end' : formatDuration(toMs)
        return `- API outage from ${formatDuration(fromMs)} to ${to}: ${prose(nameProblem(problem), MAX_PROBLEM_CHARS)}`
      }),
      ...(more > 0 ? [`- ${count(more, 'more outage')}`] : []),
    ].join('\n'),
  ])
}

/** The summary of a step with bad inputs. `errors` are plain text, at most eight. */
export function badInputMarkdown(errors: readonly string[]): string {
  const head = `### ❌ ${count(errors.length, 'bad input')}: no request was sent`
  return joinBlocks([head, errors.map((error) => `- ${prose(error)}`).join('\n')])
}

/** Comes before the tasks, since the step is red even if they are all completed. */
export function internalErrorMarkdown(error: InternalError): string {
  const explanation = explainInternalError(error)
  return `${joinBlocks([`### ❌ ${explanation.title}`, ...inBlocks(explanation)])}\n`
}

function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function inBlocks({ happened, todo }: Explanation): string[] {
  return [prose(happened), `**What to do:** ${prose(todo)}`]
}

/** One line: `❌ 11 of 12 tasks completed; 1 failed`. */
function verdict(tasks: readonly TaskSnapshot[]): string {
  const red = tasks.filter((task) => !isCompleted(task))
  const sign = red.length === 0 ? '✅' : '❌'
  const [only] = tasks
  if (only !== undefined && tasks.length === 1) return `${sign} ${explain(only).title}`
  if (red.length === 0)
    return `${sign} ${tasks.length === 2 ? 'Both' : `All ${tasks.length}`} tasks completed`
  const counts = [...Map.groupBy(red, ({ outcome }) => outcome.kind)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([kind, { length }]) => `${length} ${kind.replace(/^task-/, '').replaceAll('-', ' ')}`)
  return `${sign} ${tasks.length - red.length} of ${tasks.length} tasks completed; ${counts.join(', ')}`
}

/** What went wrong. Tasks with the same explanation share one entry. */
function failures(tasks: readonly TaskSnapshot[], isTold: (state: TaskSnapshot) => boolean): string[] {
  const red = tasks
    .map((state, index) => ({ state, row: index + 1 }))
    .filter(({ state }) => !isCompleted(state) && !isTold(state))
  // Sentences that differ only in the task's ID count as the same.
  const alike = Map.groupBy(red, ({ state }) => JSON.stringify(explain({ ...state, taskId: '' })))
  const groups = [...alike.values()]
  const blocks = groups.slice(0, MAX_FAILURES).map((group) => {
    const [first] = group
    if (first === undefined) return ''
    const explanation = explain(first.state)
    const others = group.length === 1 ? '' : ` ${count(group.length - 1, 'more task')} ended alike.`
    const happened = `${explanation.happened}${others}`
    const title = `#### ${rows(group.map(({ row }) => row))}: ${explanation.title}`
    return joinBlocks([tasks.length === 1 ? '' : title, ...inBlocks({ ...explanation, happened })]).trimEnd()
  })
  const { kept } = fit(blocks, MAX_FAILURES_BYTES)
  const hidden = groups.slice(kept.length).flat().length
  return hidden === 0 ? [...kept] : [...kept, `_${count(hidden, 'more task')} not completed: see the table._`]
}

/** The numbers of rows in the table, from 1: `Rows 1, 3–5`. */
function rows(numbers: readonly number[]): string {
  const runs: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const shown = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
  return `${numbers.length === 1 ? 'Row' : 'Rows'} ${shown}`
}
