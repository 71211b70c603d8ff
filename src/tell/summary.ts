/**
 * The job summary: what happened, at a glance, for someone who opens a red run at midnight. Pure. Order: verdict, what went wrong
 * and what to do, table, timeline.
 *
 * GitHub drops a step's whole summary if it is over 1 MiB (1,048,576 bytes). So each part has a budget; together they stay below
 * 1,000,000 bytes, whatever the API sent.
 */
import { isPlayable } from '../audio/media.ts'
import { isCompleted, type Snapshot, type TaskState } from '../ledger.ts'
import { nameProblem } from '../mountsea/problems.ts'
import { isTerminal, taskDurationMs, type Task } from '../mountsea/read.ts'
import type { InternalError } from '../outcome.ts'
import { count, few, formatDuration, formatMedia } from '../text/show.ts'
import { tallyOf } from './log.ts'
import { code, fit, inert, link, prose } from './markdown.ts'
import { explain, explainInternalError, tasksToExplain, type Explanation } from './reasons.ts'
import { drawTimeline, MAX_OUTAGES } from './timeline.ts'

/** Nobody reads more explanations; the table has all tasks. */
const MAX_FAILURES = 20
const MAX_ROWS_NAMED = 5
const MAX_TABLE_BYTES = 200_000
/** Further links or files of one task are only counted. */
const MAX_CELL_LINES = 20
const MAX_PROBLEM_CHARS = 300
const MAX_STATUS_CHARS = 60
const MAX_LABEL_CHARS = 80
/** A longer ID may wrap, or it would push the other columns out of sight. */
const MAX_UNBROKEN_CHARS = 40

/** '' without tasks. It does not repeat `snapshot.error`, which `internalErrorMarkdown` reports. */
export function summaryMarkdown(snapshot: Snapshot): string {
  const { tasks, outages, elapsedMs, timeoutMs, error } = snapshot
  const [first] = tasks
  if (first === undefined) return ''
  const red = tasksToExplain(tasks, error)
  const verdict = tasks.length === 1 ? explain(first).title : tallyOf(tasks)
  const more = outages.length - MAX_OUTAGES
  return joinBlocks([
    red.length === 0 && !tasks.some(isCompleted)
      ? ''
      : `### ${tasks.every(isCompleted) ? '✅' : '❌'} ${verdict}`,
    `Waited ${formatDuration(elapsedMs)}; the timeout is ${formatDuration(timeoutMs)}.`,
    ...failures(red, tasks),
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

/** What went wrong. Tasks with the same explanation share one entry. */
function failures(red: readonly TaskState[], tasks: readonly TaskState[]): string[] {
  // Sentences that differ only in the task's ID count as the same.
  const groups = [...Map.groupBy(red, (state) => JSON.stringify(explain({ ...state, taskId: '' }))).values()]
  const hidden = groups.slice(MAX_FAILURES).flat().length
  const blocks = groups.slice(0, MAX_FAILURES).flatMap((group) => {
    const [first, ...others] = group
    if (first === undefined) return []
    const { title, happened, todo } = explain(first)
    const numbers = group.map((state) => `${tasks.indexOf(state) + 1}`)
    const alike = others.length === 0 ? '' : ` ${count(others.length, 'more task')} ended alike.`
    return [
      tasks.length === 1
        ? ''
        : `#### ${others.length === 0 ? 'Row' : 'Rows'} ${few(numbers, MAX_ROWS_NAMED)}: ${title}`,
      ...inBlocks({ title, happened: `${happened}${alike}`, todo }),
    ]
  })
  return hidden === 0 ? blocks : [...blocks, `_${count(hidden, 'more task')} not completed: see the table._`]
}

/** One row a task, in the order of the outputs. Empty columns are left out. */
export function taskTable(tasks: readonly TaskState[]): string {
  const ids = tasks.map(({ taskId }) => taskId)
  const reasons = tasks.map(({ outcome }) => outcome.kind)
  const cells: readonly (readonly [head: string, cell: (state: TaskState, index: number) => string])[] = [
    ['#', (_state, index) => (tasks.length === 1 ? '' : `${index + 1}`)],
    [wide('Task', ids), ({ taskId }) => code(taskId)],
    [
      'Status',
      (state) => `${sign(state)}&nbsp;${prose(state.task?.status ?? 'none seen', MAX_STATUS_CHARS)}`,
    ],
    [wide('Reason', reasons), ({ outcome }) => (outcome.kind === 'completed' ? '' : `\`${outcome.kind}\``)],
    ['Duration', (state) => duration(state, tasks.length === 1)],
    ['Audio', ({ task }) => lines(playable(task).map(({ label, url }) => link(label, url)))],
    [
      'Saved files',
      ({ files }) => lines(files.map((file) => `${code(lastPart(file.path))} ${formatMedia(file)}`)),
    ],
  ]
  const columns = cells
    .map(([head, cell]) => [head, ...tasks.map(cell)])
    .filter(([, ...texts]) => texts.some((text) => text !== ''))
  const line = (at: number): string => `| ${columns.map((column) => column[at] ?? '').join(' | ')} |`
  const rows = tasks.map((_state, index) => line(index + 1))
  const { kept, leftOut } = fit(rows, MAX_TABLE_BYTES)
  const hasCutLinks = tasks.some(({ task }) => playable(task).some(({ url }) => url.search !== ''))
  return [
    line(0),
    `|${' --- |'.repeat(columns.length)}`,
    ...kept,
    ...(leftOut === 0 ? [] : ['', `_${count(leftOut, 'more task')} left out of this table._`]),
    ...(hasCutLinks
      ? [
          '',
          '_Links do not include the query of their URL, which may be a signature. Those that need it do not open._',
        ]
      : []),
  ].join('\n')
}

/** ⏳ goes on, ❌ failed, ⚠️ completed at MountSea but not saved, ✅ completed. */
function sign(state: TaskState): string {
  if (isCompleted(state)) return '✅'
  const { task } = state
  if (task?.meaning === 'completed') return '⚠️'
  return task === null || isTerminal(task.meaning) ? '❌' : '⏳'
}

/**
 * The head of a column, padded with spaces to the width of the longest text. Otherwise browsers break IDs at their hyphens to make
 * the table narrower. Padding in the ID itself would be copied with it.
 */
function wide(head: string, texts: readonly string[]): string {
  const longest = Math.max(...texts.map(({ length }) => length))
  return head + '&#8199;'.repeat(Math.max(0, Math.min(longest, MAX_UNBROKEN_CHARS) - head.length))
}

/** The task's duration by the API's dates, else how long we waited. For a single task the line above the table says that. */
function duration({ task, endedAtMs }: TaskState, isAlone: boolean): string {
  const ms = task === null ? null : taskDurationMs(task)
  if (ms !== null) return formatDuration(ms)
  return isAlone ? '' : `${formatDuration(endedAtMs)} waited`
}

/** The audio and video that a result names, each named by its field, else the result's title, else the file in the URL. */
function playable(task: Task | null): { readonly label: string; readonly url: URL }[] {
  return (task?.files.files ?? []).flatMap(({ kind, name, source: url }) => {
    if (!isPlayable(kind) || !(url instanceof URL)) return []
    const label = [name, task?.title, lastPart(url.pathname)].find((text) => text) ?? 'audio'
    return [{ label: inert(label, MAX_LABEL_CHARS), url }]
  })
}

function lines(all: readonly string[]): string {
  const more = all.length - MAX_CELL_LINES
  return [...all.slice(0, MAX_CELL_LINES), ...(more > 0 ? [`and ${more} more`] : [])].join('<br>')
}

/** The part after the last slash or backslash. */
function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? ''
}
