/**
 * What people read in the log: what the step waits for, what changes, how it ended, and the error annotations.
 */
import { GOES_ON, isCompleted, type Snapshot, type StatusNews, type TaskState } from '../ledger.ts'
import { isTerminal, taskDurationMs } from '../mountsea/read.ts'
import type { InternalError } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import { count, few, formatBytes, formatDuration, formatMedia } from '../text/show.ts'
import type { WaitPlan } from '../watch/watch.ts'
import { explain, explainInternalError, tasksToExplain } from './reasons.ts'

/** One line names at most this many task IDs, and counts the others. */
const MAX_NAMED = 5

/** If there are more saved files, they share one line, so that an album fits on one screen. */
const MAX_SAVED_LINES = 20

/** The line for a quiet minute mentions only outages that lasted longer. */
const SHORTEST_OUTAGE_MS = 10_000

/** GitHub shows ten errors a step (GitHub's documentation of workflow commands); the tenth counts the rest. */
const MAX_ANNOTATIONS = 9

export function startLine(plan: Omit<WaitPlan, 'startMs'>): string {
  const gaps = new Set([plan.pollIntervalMs, plan.maxPollIntervalMs].map(formatDuration))
  return `Waiting for ${nameTasks(plan.taskIds)}: up to ${formatDuration(plan.timeoutMs)}, asking every ${[...gaps].join(' to ')}.`
}

/** The lines for status changes. Tasks with the same change share a line, in the order of the snapshot. */
export function changeLines(changes: readonly StatusNews[], { tasks }: Snapshot): string[] {
  const alike = Map.groupBy(changes, ({ from, status }) => `${from}\0${status}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const changed = new Set(group.map(({ taskId }) => taskId))
    const inOrder = tasks.map(({ taskId }) => taskId).filter((taskId) => changed.has(taskId))
    const words = [first.from, first.status].flatMap((status) => (status === '' ? [] : [shortLine(status)]))
    return [`[${formatDuration(first.atMs)}] ${nameTasks(inOrder)}: ${words.join(' -> ')}`]
  })
}

/** The line for a minute in which nothing changed. */
export function stillWaitingLine({ tasks, outages, elapsedMs, timeoutMs }: Snapshot): string {
  const at = `[${formatDuration(elapsedMs)}]`
  const running = tasks.filter(({ outcome }) => outcome === GOES_ON)
  const waiting = running.filter(({ task }) => task === null || !isTerminal(task.meaning))
  const saving = running.length - waiting.length
  // The timeout does not apply to saving.
  if (waiting.length === 0) return `${at} still saving the audio of ${count(saving, 'completed task')}`
  const statuses = Map.groupBy(waiting, ({ task }) => shortLine(task?.status ?? 'no answer yet'))
  const counts = [...statuses].map(([status, { length }]) =>
    tasks.length === 1 ? status : `${length} ${status}`,
  )
  if (saving > 0) counts.push(`${saving} completed and saving audio`)
  const outage = outages.at(-1)
  const failingMs = outage?.toMs === null ? elapsedMs - outage.fromMs : 0
  const failing =
    failingMs < SHORTEST_OUTAGE_MS ? '' : `; the API has been failing for ${formatDuration(failingMs)}`
  return `${at} still waiting, up to ${formatDuration(timeoutMs)}: ${counts.join(', ')}${failing}`
}

/** How the step ended: a line for each saved file and each task, unless there are many; for several tasks, their counts. */
export function endLines({ tasks, elapsedMs }: Snapshot): string[] {
  const files = tasks.flatMap((state) => state.files)
  const bytes = formatBytes(files.reduce((sum, file) => sum + file.bytes, 0))
  const saved =
    files.length <= MAX_SAVED_LINES
      ? files.map((file) => `Saved ${file.path} (${formatMedia(file)}, sha256 ${file.sha256})`)
      : [`Saved ${files.length} files, ${bytes} in all; the job summary and the output \`files\` list them.`]
  const waited = `step waited ${formatDuration(elapsedMs)}`
  if (tasks.length <= 1) return [...saved, ...tasks.map((state) => endLine(state, [waited]))]
  return [
    ...saved,
    ...(tasks.length <= MAX_NAMED ? tasks.map((state) => endLine(state, [])) : []),
    `${tallyOf(tasks)} (${waited}).`,
  ]
}

/** `11 of 12 tasks succeeded, 1 task-failed`. */
export function tallyOf(tasks: readonly TaskState[]): string {
  const red = tasks.filter((state) => !isCompleted(state))
  const counts = [...Map.groupBy(red, ({ outcome }) => outcome.kind)].map(
    ([kind, { length }]) => `${length} ${kind}`,
  )
  return [`${tasks.length - red.length} of ${tasks.length} tasks succeeded`, ...counts].join(', ')
}

function endLine({ taskId, task, outcome, changes }: TaskState, more: readonly string[]): string {
  const status = task === null ? 'no status seen' : shortLine(task.status)
  // If MountSea ended the task, the status already says how.
  const reason = /^(?:completed|task-)/.test(outcome.kind) ? '' : `, ${outcome.kind}`
  const totalMs = task === null ? null : taskDurationMs(task)
  // From the first status seen to the first `processing` (`running` for Suno), if the wait saw both.
  const started = changes.find((change) => /^(?:processing|running)$/.test(change.status))
  const queuedMs = (started?.atMs ?? 0) - (changes[0]?.atMs ?? 0)
  const times = [
    ...(totalMs === null ? [] : [`task took ${formatDuration(totalMs)}`]),
    ...(started === undefined || started === changes[0]
      ? []
      : [`queued for about ${formatDuration(queuedMs)}`]),
    ...more,
  ]
  return `${shortLine(taskId)}: ${status}${reason}${times.length === 0 ? '' : ` (${times.join(', ')})`}`
}

/** A warning about completed tasks without an audio URL, if no file is saved either; else ''. */
export function noAudioLine({ tasks, savesFiles }: Snapshot): string {
  const silent = tasks.filter((state) => isCompleted(state) && state.task?.audioUrl === '')
  if (savesFiles || silent.length === 0) return ''
  const named = nameTasks(silent.map(({ taskId }) => taskId))
  return `The result of ${named} has no usable \`audioUrl\` or \`url\`, so its output \`audioUrl\` is empty. See the output \`result\`, or set \`download-dir\` to save its files.`
}

/**
 * The internal error, if there is one; then one error for each task that is not completed, up to GitHub's limit for a step. Each
 * text is one plain line.
 */
export function errorAnnotations(
  tasks: readonly TaskState[],
  error: InternalError | null,
): { readonly title: string; readonly message: string }[] {
  const red = tasksToExplain(tasks, error)
  const explanations = [
    ...(error === null ? [] : [explainInternalError(error)]),
    ...red.slice(0, MAX_ANNOTATIONS).map(explain),
  ]
  const shown = explanations.map(({ title, happened, todo }) => ({ title, message: `${happened} ${todo}` }))
  const rest = red.length - MAX_ANNOTATIONS
  if (rest <= 0) return shown
  const message = `${count(rest, 'more task')} not completed; the job summary and the output \`tasks\` name them all.`
  return [...shown, { title: 'More MountSea tasks not completed', message }]
}

function nameTasks(taskIds: readonly string[]): string {
  const names = taskIds.map((id) => shortLine(id))
  return `${names.length === 1 ? 'task' : `${names.length} tasks`} ${few(names, MAX_NAMED)}`
}
