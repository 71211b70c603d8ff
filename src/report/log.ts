/**
 * The lines of the log: what is waited for, what changes, how it ended. Plain text, through the gate, one line each.
 */
import type { News } from '../wait/history.ts'
import type { Outage, Reason, SavedFile, TaskEnd, TaskView } from '../outcome.ts'
import { isTerminal, taskDurationMs } from '../products/producer.ts'
import type { Gate } from '../text/untrusted.ts'
import { formatBytes, formatDuration } from '../text/show.ts'
import type { StepReport } from './report.ts'

/** How many task IDs one line names before it only counts. */
const MAX_NAMED = 5

/** How many saved files get a line each: an album fits on one screen. */
const MAX_SAVED_LINES = 20

const MAX_ID_CHARS = 256
const MAX_STATUS_CHARS = 200

/** A shorter outage is a hiccup that the line a minute need not mention. */
const SHORTEST_OUTAGE_MS = 10_000

export interface Plan {
  readonly taskIds: readonly string[]
  readonly timeoutMs: number
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
}

export function startLine(plan: Plan, gate: Gate): string {
  const { taskIds, timeoutMs, pollIntervalMs, maxPollIntervalMs } = plan
  const gap = [...new Set([formatDuration(pollIntervalMs), formatDuration(maxPollIntervalMs)])].join(' to ')
  return `Waiting for ${nameTasks(taskIds, gate)}: up to ${formatDuration(timeoutMs)}, asking every ${gap}.`
}

/** Status changes that are told together; those alike share a line. */
export function changeLines(changes: readonly Extract<News, { kind: 'status' }>[], gate: Gate): string[] {
  const alike = Map.groupBy(changes, ({ from, to }) => `${from}\0${to}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const to = gate.line(first.to, MAX_STATUS_CHARS)
    const step = first.from === '' ? to : `${gate.line(first.from, MAX_STATUS_CHARS)} -> ${to}`
    return [
      `[${formatDuration(first.atMs)}] ${nameTasks(
        group.map((change) => change.taskId),
        gate,
      )}: ${step}`,
    ]
  })
}

/** The line for a minute in which nothing changed. */
export function stillWaitingLine(
  views: readonly TaskView[],
  lastOutage: Outage | undefined,
  { elapsedMs, timeoutMs }: { readonly elapsedMs: number; readonly timeoutMs: number },
  gate: Gate,
): string {
  const at = `[${formatDuration(elapsedMs)}]`
  const running = views.filter(({ outcome }) => outcome === null)
  const waiting = running.filter(({ task }) => task === null || !isTerminal(task.status))
  const saving = running.length - waiting.length
  // For which the timeout does not count.
  if (waiting.length === 0) return `${at} still saving the audio of ${saving} completed`
  const counts = [...Map.groupBy(waiting, statusOf)].map(([status, { length }]) => {
    const word = gate.line(status, MAX_STATUS_CHARS)
    return views.length === 1 ? word : `${length} ${word}`
  })
  const savingToo = saving === 0 ? '' : `, ${saving} completed and saving audio`
  const failing = failingFor(lastOutage, elapsedMs)
  return `${at} still waiting, up to ${formatDuration(timeoutMs)}: ${counts.join(', ')}${savingToo}${failing}`
}

function failingFor(outage: Outage | undefined, elapsedMs: number): string {
  const forMs = outage?.toMs === null ? elapsedMs - outage.fromMs : 0
  return forMs < SHORTEST_OUTAGE_MS ? '' : `; the API has been failing for ${formatDuration(forMs)}`
}

function statusOf({ task }: TaskView): string {
  return task?.status ?? 'no answer yet'
}

export function outageBeganLine(why: string, gate: Gate): string {
  return `The API does not tell of the task now: ${gate.line(why)}. Asking again, until \`timeout\` at most.`
}

export function outageEndedLine(atMs: number, lastedMs: number): string {
  return `[${formatDuration(atMs)}] The API answers again, after ${formatDuration(lastedMs)}.`
}

export function unknownStatusLine(status: string, gate: Gate): string {
  return `The API reports the status "${gate.line(status, MAX_STATUS_CHARS)}", which this action does not know. It counts as not finished.`
}

/** How the step ended: a line a saved file, then a line a task, or the counts where there are many. */
export function endLines(report: StepReport, gate: Gate): string[] {
  const { ends, elapsedMs } = report
  const saved = savedLines(
    ends.flatMap((end) => end.files),
    gate,
  )
  if (ends.length <= MAX_NAMED) return [...saved, ...ends.map((end) => endLine(end, elapsedMs, gate))]
  const completed = ends.filter((end) => end.outcome.kind === 'completed').length
  const counts = [...Map.groupBy(ends, (end) => end.outcome.kind)].map(
    ([kind, { length }]) => `${length} ${kind}`,
  )
  return [
    ...saved,
    `${completed} of ${ends.length} tasks completed (${counts.join(', ')}), after ${formatDuration(elapsedMs)}.`,
  ]
}

function savedLines(files: readonly SavedFile[], gate: Gate): string[] {
  if (files.length <= MAX_SAVED_LINES) {
    return files.map(
      (file) => `Saved ${gate.line(file.path)} (${formatBytes(file.bytes)}, sha256 ${file.sha256})`,
    )
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return [
    `Saved ${files.length} files, ${formatBytes(bytes)} in all; the job summary and the output \`files\` list them.`,
  ]
}

function endLine(end: TaskEnd, elapsedMs: number, gate: Gate): string {
  const status = end.task === null ? 'no status seen' : gate.line(end.task.status, MAX_STATUS_CHARS)
  const reason = SAID_BY_STATUS.has(end.outcome.kind) ? '' : `, ${end.outcome.kind}`
  const totalMs = end.task === null ? null : taskDurationMs(end.task)
  const queuedMs = queuedForMs(end)
  const times = [
    totalMs === null ? '' : `task took ${formatDuration(totalMs)}`,
    queuedMs === null ? '' : `queued for ${formatDuration(queuedMs)} as seen from here`,
    `step waited ${formatDuration(elapsedMs)}`,
  ].filter((time) => time !== '')
  return `${gate.line(end.taskId, MAX_ID_CHARS)}: ${status}${reason} (${times.join(', ')})`
}

/** Ends that a task's status says already. */
const SAID_BY_STATUS: ReadonlySet<Reason> = new Set([
  'completed',
  'task-failed',
  'task-cancelled',
  'task-timeout',
])

/** From the first status seen to `processing`; `null` where the wait did not see the task queue and start. */
export function queuedForMs({ changes }: Pick<TaskEnd, 'changes'>): number | null {
  const started = changes.findIndex((change) => change.status === 'processing')
  const [first] = changes
  const start = changes[started]
  return started > 0 && first !== undefined && start !== undefined ? start.atMs - first.atMs : null
}

function nameTasks(taskIds: readonly string[], gate: Gate): string {
  const named = taskIds.slice(0, MAX_NAMED).map((id) => gate.line(id, MAX_ID_CHARS))
  const rest = taskIds.length - named.length
  const count = taskIds.length === 1 ? 'task' : `${taskIds.length} tasks`
  return `${count} ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
