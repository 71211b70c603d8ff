/**
 * The error annotations of a step: one a task that is not completed, within what GitHub shows of one step.
 */
import type { TaskEnd } from '../outcome.ts'
import type { Gate } from '../untrusted.ts'
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

export function errorAnnotations(ends: readonly TaskEnd[], gate: Gate): Annotation[] {
  const red = ends.filter((end) => end.outcome.kind !== 'completed')
  const shown = red.slice(0, MAX_SINGLE).map((end) => {
    const { title, what, todo } = explain(end, gate)
    return { title, message: `${gate.line(what, MAX_FACT_CHARS)} ${todo}` }
  })
  const rest = red.length - shown.length
  if (rest === 0) return shown
  const more = rest === 1 ? '1 more task is' : `${rest} more tasks are`
  const message = `${more} not completed either; the job summary and the output \`tasks\` name them all.`
  return [...shown, { title: 'More MountSea tasks not completed', message }]
}
