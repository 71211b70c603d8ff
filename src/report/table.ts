/**
 * The table of the job summary: one row a task.
 */
import type { ResultFile } from '../products/files.ts'
import { isTerminal, taskDurationMs, type Task } from '../products/task.ts'
import { isCompleted, type SavedFile, type TaskReport } from '../step-report.ts'
import { count, formatDuration, formatMedia } from '../text/show.ts'
import { code, fit, inert, link, prose } from './markdown.ts'

const MAX_TABLE_BYTES = 400_000
/** More links or files of one task are counted. */
const MAX_CELL_LINES = 20

/** The lines of the table; `tasks` in the order in which they shall stand. A column that says nothing is not there. */
export function taskTable(tasks: readonly TaskReport[]): string[] {
  const column = (
    head: string,
    cell: (report: TaskReport, index: number) => string,
  ): { readonly head: string; readonly cells: readonly string[] } => ({ head, cells: tasks.map(cell) })
  const columns = [
    column('#', (_report, index) => (tasks.length === 1 ? '' : `${index + 1}`)),
    column('Task', ({ taskId }) => code(taskId, 256)),
    column('Status', (report) => `${sign(report)} ${prose(report.task?.status ?? 'none seen', 60)}`),
    column('Reason', (report) => (isCompleted(report) ? '' : `\`${report.outcome.kind}\``)),
    column('Duration', duration),
    column('Audio', ({ task }) => audioLinks(task)),
    column('Saved files', ({ files }) => lines(files, savedFile)),
  ].filter(({ cells }) => cells.some((cell) => cell !== ''))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rows = tasks.map((_report, index) => line(columns.map(({ cells }) => cells[index] ?? '')))
  const { kept, leftOut } = fit(rows, MAX_TABLE_BYTES)
  const table = [line(columns.map(({ head }) => head)), line(columns.map(() => '---')), ...kept]
  return leftOut === 0
    ? table
    : [...table, '', `_${count(leftOut, 'more task')} left out of this table: see the output \`tasks\`._`]
}

/** A task that goes on has not failed; one that MountSea completed and that is not completed here needs a second look. */
function sign(report: TaskReport): string {
  if (isCompleted(report)) return '✅'
  const { task } = report
  if (task?.meaning === 'completed') return '⚠️'
  return task === null || isTerminal(task.meaning) ? '❌' : '⏳'
}

/** From the task's creation to its finish as the API says; else how long we waited. */
function duration({ task, endedAtMs }: TaskReport): string {
  const ms = task === null ? null : taskDurationMs(task)
  return ms === null ? `${formatDuration(endedAtMs)} waited` : formatDuration(ms)
}

function audioLinks(task: Task | null): string {
  return lines(playable(task), (file) => {
    // The field's name, else the result's title, else the file's name in the URL.
    const named = [file.name, task?.title ?? '', lastPart(file.url.pathname)].find((text) => text !== '')
    return link(inert(named ?? 'audio', 80), file.url)
  })
}

/** Whether a link in the table lacks the query that the URL had: it may then not open. */
export function hasCutUrls(tasks: readonly TaskReport[]): boolean {
  return tasks.some(({ task }) => playable(task).some(({ url }) => url.search !== ''))
}

function playable(task: Task | null): readonly ResultFile[] {
  return (task?.files.files ?? []).filter(({ kind }) => kind === 'audio' || kind === 'video')
}

function savedFile(file: SavedFile): string {
  return `${code(lastPart(file.path), 256)} ${formatMedia(file)}`
}

function lines<T>(items: readonly T[], line: (item: T) => string): string {
  const more = items.length - MAX_CELL_LINES
  return [...items.slice(0, MAX_CELL_LINES).map(line), ...(more > 0 ? [`and ${more} more`] : [])].join('<br>')
}

/** What follows the last slash, of either kind. */
function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? ''
}
