/**
 * The table of the job summary: one row a task, and the checksums of the saved files.
 */
import { findAudio } from '../products/files.ts'
import { isJsonObject } from '../text/json.ts'
import type { Outcome, SavedFile, TaskEnd } from '../outcome.ts'
import { isTerminal, taskDurationMs } from '../products/producer.ts'
import type { Gate } from '../text/untrusted.ts'
import { formatBytes, formatDuration } from '../text/show.ts'
import { code, count, fit, link, prose } from './markdown.ts'

const MAX_TABLE_BYTES = 400_000
const MAX_FILES_BYTES = 100_000

interface Column {
  readonly head: string
  readonly cells: readonly string[]
}

/** The lines of the table; `ends` in the order in which they shall stand. A column that says nothing is not there. */
export function taskTable(ends: readonly TaskEnd[], gate: Gate): string[] {
  const column = (head: string, cell: (end: TaskEnd, index: number) => string): Column => ({
    head,
    cells: ends.map(cell),
  })
  const columns = [
    column('#', (_end, index) => (ends.length === 1 ? '' : `${index + 1}`)),
    column('Task', (end) => code(end.taskId, gate, 256)),
    column('Status', (end) => status(end, gate)),
    column('Reason', ({ outcome }) => (outcome.kind === 'completed' ? '' : `\`${outcome.kind}\``)),
    column('Duration', duration),
    column('Audio', (end) => audio(end, gate)),
    column('Saved files', ({ files }) => files.map((file) => savedFile(file, gate)).join('<br>')),
  ].filter(({ cells }) => cells.some((cell) => cell !== ''))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rows = ends.map((_end, index) => line(columns.map(({ cells }) => cells[index] ?? '')))
  const { kept, leftOut } = fit(rows, MAX_TABLE_BYTES)
  const head = [line(columns.map(({ head: name }) => name)), line(columns.map(() => '---')), ...kept]
  return leftOut === 0
    ? head
    : [...head, '', `_${count(leftOut, 'more task')} left out of this table: see the output \`tasks\`._`]
}

function status({ task, outcome }: TaskEnd, gate: Gate): string {
  if (task === null) return '❌ none seen'
  return `${sign(task.status, outcome)} ${prose(task.status, gate, 60)}`
}

/** A task that goes on is no failure of its own; one that is completed here needs a second look all the same. */
function sign(taskStatus: string, outcome: Outcome): string {
  if (outcome.kind === 'completed') return '✅'
  if (taskStatus === 'completed') return '⚠️'
  return isTerminal(taskStatus) ? '❌' : '⏳'
}

/** From the task's creation to its finish as the API says; else how long we waited. */
function duration({ task, endedAtMs }: TaskEnd): string {
  const ms = task === null ? null : taskDurationMs(task)
  return ms === null ? `${formatDuration(endedAtMs)} waited` : formatDuration(ms)
}

function audio({ task }: TaskEnd, gate: Gate): string {
  if (task === null) return ''
  const found = findAudio(task.result)
  if (found.kind === 'missing') return ''
  return found.sources
    .map(({ url, name }) => link(audioLabel(task.result, url, name, gate), url, gate))
    .join('<br>')
}

/** The stem's name, else the result's title, else the file's name in the URL. */
function audioLabel(result: unknown, url: URL, name: string, gate: Gate): string {
  const title = isJsonObject(result) && typeof result['title'] === 'string' ? result['title'].trim() : ''
  const label = [name, title, baseName(url.pathname)].find((text) => text !== '') ?? ''
  return label === '' ? 'audio' : gate.markdown(label, 80)
}

/** Whether a link in the table lacks the query that the URL had: it may then not open. */
export function hasCutUrls(ends: readonly TaskEnd[]): boolean {
  return ends.some(({ task }) => {
    const found = findAudio(task?.result)
    return found.kind === 'audio' && found.sources.some(({ url }) => url.search !== '')
  })
}

function savedFile({ path, bytes }: SavedFile, gate: Gate): string {
  return `${code(baseName(path), gate, 256)} ${formatBytes(bytes)}`
}

/** Checksums as `sha256sum --check` takes them, folded; nothing where no file is saved. */
export function checksums(ends: readonly TaskEnd[], gate: Gate): string[] {
  const files = ends.flatMap((end) => end.files)
  if (files.length === 0) return []
  const lines = files.map(
    ({ path, sha256 }) => `${gate.markdown(sha256, 64)}  ${gate.markdown(baseName(path), 256)}`,
  )
  const { kept, leftOut } = fit(lines, MAX_FILES_BYTES)
  const more = leftOut === 0 ? [] : [`${count(leftOut, 'more file')} left out: see the output tasks`]
  return [
    `<details><summary>SHA-256 of ${count(files.length, 'saved file')}</summary>`,
    '',
    `<pre>${[...kept, ...more].join('\n')}</pre>`,
    '',
    '</details>',
  ]
}

/** What follows the last slash, of either kind. */
function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? ''
}
