/**
 * The part of the job summary that a person opens it for: what went wrong, what the API said, what to do next.
 */
import type { TaskEnd } from '../outcome.ts'
import type { Gate } from '../text/untrusted.ts'
import { explain, type Advice } from './advice.ts'
import { code, count, fit, ownSentence, prose } from './markdown.ts'

/** More than that nobody reads one after the other; the table has them all. */
const MAX_BLOCKS = 20
/** Twenty hostile messages of 2,000 characters, each five to thirteen times as long in references, do not fit: some go. */
const MAX_BYTES = 350_000

interface Failure {
  readonly end: TaskEnd
  readonly advice: Advice
  /** Numbers in the table, from 1, of the tasks that failed in the very same way. */
  readonly numbers: number[]
}

/**
 * Blocks of Markdown for the ends that are not completed. `ends` are in the order of the table; tasks that failed in the very
 * same way (a refused key, an interrupted step) share one.
 */
export function failureBlocks(ends: readonly TaskEnd[], gate: Gate): string[] {
  const failures = grouped(ends, gate)
  const blocks = failures.slice(0, MAX_BLOCKS).map((failure) => block(failure, ends.length === 1, gate))
  const { kept } = fit(blocks, MAX_BYTES)
  const hidden = failures.slice(kept.length).reduce((sum, { numbers }) => sum + numbers.length, 0)
  return hidden === 0
    ? [...kept]
    : [...kept, `_${count(hidden, 'more task')} not completed: only in the table below._`]
}

function grouped(ends: readonly TaskEnd[], gate: Gate): Failure[] {
  const groups = new Map<string, Failure>()
  for (const [index, end] of ends.entries()) {
    if (end.outcome.kind === 'completed') continue
    const advice = explain(end, gate)
    const what = advice.what.replaceAll(`ask ${gate.line(end.taskId, 256)}`, '')
    const key = JSON.stringify([advice.title, advice.todo, what, end.task?.errorMessage, end.task?.traceId])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { end, advice, numbers: [index + 1] })
    else known.numbers.push(index + 1)
  }
  return [...groups.values()]
}

function block({ end, advice, numbers }: Failure, alone: boolean, gate: Gate): string {
  const title = gate.markdown(advice.title)
  const who =
    numbers.length === 1
      ? `${numbers.join('')}. ${code(end.taskId, gate, 256)}`
      : count(numbers.length, 'task')
  const others = numbers.length === 1 ? '' : `Tasks ${ranges(numbers)} ended alike; the first:`
  const lines = [
    alone ? '' : `#### ${who}: ${title}`,
    others,
    ...facts(end, advice, gate),
    `**What to do:** ${ownSentence(advice.todo, gate)}`,
  ]
  return lines.filter((line) => line !== '').join('\n\n')
}

/** Whether an end has to be told in a sentence of ours: a failed task's message speaks for itself. */
export function needsWords({ task, outcome }: TaskEnd): boolean {
  const isMountSeas = ['task-failed', 'task-cancelled', 'task-timeout'].includes(outcome.kind)
  const speaks = isMountSeas && task !== null && task.errorMessage !== ''
  return outcome.kind !== 'completed' && !speaks
}

/** The API's own words, each where it can be found and copied; ours in front where they say more. */
function facts(end: TaskEnd, { what }: Advice, gate: Gate): string[] {
  const { errorMessage = '', errorCode = '', traceId = '' } = end.task ?? {}
  const details = [
    errorCode === '' ? '' : `Error code ${code(errorCode, gate, 200)}`,
    traceId === '' ? '' : `Trace ID for MountSea support ${code(traceId, gate, 200)}`,
  ]
  return [
    needsWords(end) ? prose(what, gate) : '',
    errorMessage === '' ? '' : `> ${code(errorMessage, gate)}`,
    details.filter((detail) => detail !== '').join(' · '),
  ]
}

/** `1 to 4, 7` for 1, 2, 3, 4, 7. */
function ranges(numbers: readonly number[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1))
  return starts
    .map((start) => {
      let end = start
      while (numbers.includes(end + 1)) end += 1
      return end === start ? `${start}` : `${start} to ${end}`
    })
    .join(', ')
}
