/**
 * The table of the job summary: one row a task, in the order of the outputs.
 */
import { isPlayable } from '../audio/media.ts'
import { isTerminal, taskDurationMs, type Task } from '../mountsea/read.ts'
import { isCompleted, type TaskSnapshot } from '../snapshot.ts'
import { count, formatDuration, formatMedia } from '../text/show.ts'
import { code, fit, inert, isLinkable, link, prose } from './markdown.ts'

const MAX_TABLE_BYTES = 400_000
/** Further links or files of one task are only counted. */
const MAX_CELL_LINES = 20
const MAX_STATUS_CHARS = 60
const MAX_LABEL_CHARS = 80
/** A longer ID may wrap, or it would push the other columns out of sight. */
const MAX_UNBROKEN_CHARS = 40
const LINKS_ARE_CUT =
  '_Links do not include the query of their URL, which may be a signature. Those that need it do not open._'

type Cell = (state: TaskSnapshot, index: number) => string

/** Markdown of the table, '' without tasks. Empty columns are left out. */
export function taskTable(tasks: readonly TaskSnapshot[]): string {
  if (tasks.length === 0) return ''
  const ids = tasks.map(({ taskId }) => taskId)
  const reasons = tasks.map(({ outcome }) => outcome.kind)
  const cells: readonly (readonly [head: string, cell: Cell])[] = [
    ['#', (_report, index) => (tasks.length === 1 ? '' : `${index + 1}`)],
    [wide('Task', ids), ({ taskId }) => code(taskId)],
    [
      'Status',
      (state) => `${sign(state)}&nbsp;${prose(state.task?.status ?? 'none seen', MAX_STATUS_CHARS)}`,
    ],
    [wide('Reason', reasons), ({ outcome }) => (outcome.kind === 'completed' ? '' : `\`${outcome.kind}\``)],
    ['Duration', (state) => duration(state, tasks.length === 1)],
    ['Audio', ({ task }) => (task === null ? '' : audioLinks(task))],
    [
      'Saved files',
      ({ files }) => lines(files, (file) => `${code(lastPart(file.path))} ${formatMedia(file)}`),
    ],
  ]
  const columns = cells
    .map(([head, cell]) => ({ head, cells: tasks.map(cell) }))
    .filter((column) => column.cells.some((cell) => cell !== ''))
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`
  const rows = tasks.map((_report, index) => line(columns.map((column) => column.cells[index] ?? '')))
  const { kept, leftOut } = fit(rows, MAX_TABLE_BYTES)
  const hasCutLinks = tasks.some(({ task }) =>
    playable(task)
      .slice(0, MAX_CELL_LINES)
      .some(({ url }) => url.search !== '' && isLinkable(url)),
  )
  return [
    line(columns.map(({ head }) => head)),
    line(columns.map(() => '---')),
    ...kept,
    ...(leftOut === 0 ? [] : ['', `_${count(leftOut, 'more task')} left out of this table._`]),
    ...(hasCutLinks ? ['', LINKS_ARE_CUT] : []),
  ].join('\n')
}

/** ⏳ goes on, ❌ failed, ⚠️ completed at MountSea but not saved, ✅ completed. */
function sign(state: TaskSnapshot): string {
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
function duration({ task, endedAtMs }: TaskSnapshot, isAlone: boolean): string {
  const ms = task === null ? null : taskDurationMs(task)
  if (ms !== null) return formatDuration(ms)
  return isAlone ? '' : `${formatDuration(endedAtMs)} waited`
}

/** Links named by the field, else the result's title, else the file in the URL. */
function audioLinks(task: Task): string {
  return lines(playable(task), ({ name, url }) => {
    return link(inert(name || task.title || lastPart(url.pathname) || 'audio', MAX_LABEL_CHARS), url)
  })
}

/** The audio and video that a result names. */
function playable(task: Task | null): { readonly name: string; readonly url: URL }[] {
  return (task?.files.files ?? []).flatMap(({ kind, name, source }) =>
    isPlayable(kind) && source instanceof URL ? [{ name, url: source }] : [],
  )
}

function lines<T>(items: readonly T[], line: (item: T) => string): string {
  const more = items.length - MAX_CELL_LINES
  return [...items.slice(0, MAX_CELL_LINES).map(line), ...(more > 0 ? [`and ${more} more`] : [])].join('<br>')
}

/** What follows the last slash, of either kind. */
function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? ''
}
