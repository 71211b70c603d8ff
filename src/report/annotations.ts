/**
 * The error annotations of a step: one a task that is not completed, within what GitHub shows of one step.
 */
import type { Reason, TaskEnd } from '../outcome.ts'
import type { Gate } from '../text/untrusted.ts'
import { explain } from './advice.ts'

/** One annotation; both texts are one line and through the gate. */
export interface Annotation {
  readonly title: string
  readonly message: string
}

/** GitHub shows ten errors a step (GitHub's documentation of workflow commands); the tenth counts the rest. */
const MAX_SINGLE = 9

/** GitHub cuts an annotation at 4,096 characters: what to do must not be what is lost. */
const MAX_FACT_CHARS = 3_000
const MAX_SUPPORT_CHARS = 700

export function errorAnnotations(ends: readonly TaskEnd[], gate: Gate): Annotation[] {
  const red = ends.filter((end) => end.outcome.kind !== 'completed')
  const shown = red.slice(0, MAX_SINGLE).map((end) => {
    const { title, what, todo } = explain(end, gate)
    return { title, message: `${gate.line(what, MAX_FACT_CHARS)} ${todo}${forSupport(end, gate)}` }
  })
  const rest = red.length - shown.length
  if (rest === 0) return shown
  const more = rest === 1 ? '1 more task is' : `${rest} more tasks are`
  const message = `${more} not completed either; the job summary and the output \`tasks\` name them all.`
  return [...shown, { title: 'More MountSea tasks not completed', message }]
}

/** Ends whose fact has MountSea's words in it already. */
const TOLD_BY_FACT: ReadonlySet<Reason> = new Set(['task-failed', 'task-cancelled', 'task-timeout'])

/** What MountSea said with the task's last record, as far as it is not told yet. */
function forSupport({ task, outcome }: TaskEnd, gate: Gate): string {
  if (task === null || TOLD_BY_FACT.has(outcome.kind)) return ''
  const { traceId, errorCode, errorMessage } = task
  const words = [
    traceId === '' ? '' : `traceId ${gate.line(traceId, 200)}`,
    errorCode === '' ? '' : `errorCode ${gate.line(errorCode, 200)}`,
    gate.line(errorMessage),
  ].filter((word) => word !== '')
  return words.length === 0 ? '' : ` For MountSea support: ${gate.line(words.join(', '), MAX_SUPPORT_CHARS)}.`
}
