/**
 * What people read in the log: the lines of what is waited for, what changes and how it ended, and the error annotations.
 */
import { isTerminal, taskDurationMs } from '../products/task.ts'
import { isCompleted, type Outage, type SavedFile } from '../step-report.ts'
import type { StepReport, TaskProgress, TaskReport } from '../step-report.ts'
import { jsonText } from '../text/json.ts'
import { shortLine } from '../text/plain-line.ts'
import { count, formatBytes, formatDuration, formatMedia } from '../text/show.ts'
import type { StatusNews } from '../wait/history.ts'
import { explain } from './reasons.ts'

/** How many task IDs one line names before it only counts. */
const MAX_NAMED = 5

/** How many saved files get a line each: an album fits on one screen. */
const MAX_SAVED_LINES = 20

const MAX_ID_CHARS = 256
const MAX_STATUS_CHARS = 200

/** The line a minute need not mention a shorter outage. */
const SHORTEST_OUTAGE_MS = 10_000

/** GitHub shows ten errors a step (GitHub's documentation of workflow commands); the tenth counts the rest. */
const MAX_ANNOTATIONS = 9

/** GitHub cuts an annotation at 4,096 characters: what to do must not be what is lost. */
const MAX_HAPPENED_CHARS = 3_000
const MAX_SUPPORT_CHARS = 700

export interface Plan {
  readonly taskIds: readonly string[]
  readonly timeoutMs: number
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
}

export function startLine({ taskIds, timeoutMs, pollIntervalMs, maxPollIntervalMs }: Plan): string {
  const gap = [...new Set([formatDuration(pollIntervalMs), formatDuration(maxPollIntervalMs)])].join(' to ')
  return `Waiting for ${nameTasks(taskIds)}: up to ${formatDuration(timeoutMs)}, asking every ${gap}.`
}

/** Status changes that are reported together; those alike share a line. */
export function changeLines(changes: readonly StatusNews[]): string[] {
  const alike = Map.groupBy(changes, ({ from, to }) => `${from}\0${to}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const to = shortLine(first.to, MAX_STATUS_CHARS)
    const step = first.from === '' ? to : `${shortLine(first.from, MAX_STATUS_CHARS)} -> ${to}`
    return [`[${formatDuration(first.atMs)}] ${nameTasks(group.map(({ taskId }) => taskId))}: ${step}`]
  })
}

/** The line for a minute in which nothing changed. */
export function stillWaitingLine(
  tasks: readonly TaskProgress[],
  lastOutage: Outage | undefined,
  { elapsedMs, timeoutMs }: { readonly elapsedMs: number; readonly timeoutMs: number },
): string {
  const at = `[${formatDuration(elapsedMs)}]`
  const running = tasks.filter(({ outcome }) => outcome === null)
  const waiting = running.filter(({ task }) => task === null || !isTerminal(task.meaning))
  const saving = running.length - waiting.length
  // The timeout does not count for these.
  if (waiting.length === 0) return `${at} still saving the audio of ${count(saving, 'completed task')}`
  const statuses = Map.groupBy(waiting, ({ task }) => task?.status ?? 'no answer yet')
  const counts = [...statuses].map(([status, { length }]) => {
    const word = shortLine(status, MAX_STATUS_CHARS)
    return tasks.length === 1 ? word : `${length} ${word}`
  })
  const savingToo = saving === 0 ? '' : `, ${saving} completed and saving audio`
  const failingMs = lastOutage?.toMs === null ? elapsedMs - lastOutage.fromMs : 0
  const failing =
    failingMs < SHORTEST_OUTAGE_MS ? '' : `; the API has been failing for ${formatDuration(failingMs)}`
  return `${at} still waiting, up to ${formatDuration(timeoutMs)}: ${counts.join(', ')}${savingToo}${failing}`
}

/** How the step ended: a line a saved file, then a line a task, or the counts where there are many. */
export function endLines({ tasks, elapsedMs }: StepReport): string[] {
  const saved = savedLines(tasks.flatMap(({ files }) => files))
  if (tasks.length <= MAX_NAMED) return [...saved, ...tasks.map((report) => endLine(report, elapsedMs))]
  const completed = tasks.filter(isCompleted).length
  const reasons = Map.groupBy(tasks, ({ outcome }) => outcome.kind)
  const counts = [...reasons].map(([kind, { length }]) => `${length} ${kind}`).join(', ')
  return [
    ...saved,
    `${completed} of ${tasks.length} tasks completed (${counts}), after ${formatDuration(elapsedMs)}.`,
  ]
}

function savedLines(files: readonly SavedFile[]): string[] {
  if (files.length <= MAX_SAVED_LINES) {
    return files.map((file) => `Saved ${file.path} (${formatMedia(file)}, sha256 ${file.sha256})`)
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return [
    `Saved ${files.length} files, ${formatBytes(bytes)} in all; the job summary and the output \`files\` list them.`,
  ]
}

function endLine(report: TaskReport, elapsedMs: number): string {
  const { taskId, task, outcome } = report
  const status = task === null ? 'no status seen' : shortLine(task.status, MAX_STATUS_CHARS)
  const isSaidByStatus = isCompleted(report) || explain(report).isVendors === true
  const reason = isSaidByStatus ? '' : `, ${outcome.kind}`
  const totalMs = task === null ? null : taskDurationMs(task)
  const queuedMs = queuedForMs(report)
  const times = [
    totalMs === null ? '' : `task took ${formatDuration(totalMs)}`,
    queuedMs === null ? '' : `queued for ${formatDuration(queuedMs)} as seen from here`,
    `step waited ${formatDuration(elapsedMs)}`,
  ].filter((time) => time !== '')
  return `${shortLine(taskId, MAX_ID_CHARS)}: ${status}${reason} (${times.join(', ')})`
}

/** For completed tasks whose result has no audio URL, where nothing else would say so; '' where there is none. */
export function noAudioLine({ tasks, savesFiles }: StepReport): string {
  const silent = tasks.filter((report) => isCompleted(report) && report.task?.audioUrl === '')
  if (savesFiles || silent.length === 0) return ''
  const named = nameTasks(silent.map(({ taskId }) => taskId))
  return `The result of ${named} has no usable \`audioUrl\` or \`url\`, so the output \`audioUrl\` is empty there. See the output \`result\`, or set \`download-dir\` to save what it names.`
}

/** From the first status seen to `processing`, or suno's `running`; `null` where the wait did not see the task queue and start. */
export function queuedForMs({ changes }: Pick<TaskReport, 'changes'>): number | null {
  const started = changes.findIndex(({ status }) => /^(?:processing|running)$/.test(status))
  const [first] = changes
  const start = changes[started]
  return started > 0 && first !== undefined && start !== undefined ? start.atMs - first.atMs : null
}

/** One annotation; both texts are one plain line. */
export interface Annotation {
  readonly title: string
  readonly message: string
}

/** One error a task that is not completed, within what GitHub shows of one step. */
export function errorAnnotations(tasks: readonly TaskReport[]): Annotation[] {
  const red = tasks.filter((report) => !isCompleted(report))
  const shown = red.slice(0, MAX_ANNOTATIONS).map((report) => {
    const { title, happened, todo, isVendors } = explain(report)
    // What MountSea failed, its words are told with.
    const support = isVendors === true ? '' : supportDetails(report)
    return { title, message: `${shortLine(happened, MAX_HAPPENED_CHARS)} ${todo}${support}` }
  })
  const rest = red.length - shown.length
  if (rest === 0) return shown
  const more = rest === 1 ? '1 more task is' : `${rest} more tasks are`
  const message = `${more} not completed either; the job summary and the output \`tasks\` name them all.`
  return [...shown, { title: 'More MountSea tasks not completed', message }]
}

/** What MountSea said with the task's last record. */
function supportDetails({ task }: TaskReport): string {
  if (task === null) return ''
  const errorCode = jsonText(task.errorCode)
  const words = [
    task.traceId === '' ? '' : `traceId ${shortLine(task.traceId, 200)}`,
    errorCode === '' ? '' : `errorCode ${shortLine(errorCode, 200)}`,
    shortLine(task.errorMessage),
  ].filter((word) => word !== '')
  return words.length === 0 ? '' : ` For MountSea support: ${shortLine(words.join(', '), MAX_SUPPORT_CHARS)}.`
}

function nameTasks(taskIds: readonly string[]): string {
  const named = taskIds.slice(0, MAX_NAMED).map((id) => shortLine(id, MAX_ID_CHARS))
  const rest = taskIds.length - named.length
  const what = taskIds.length === 1 ? 'task' : `${taskIds.length} tasks`
  return `${what} ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
