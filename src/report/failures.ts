/**
 * The part of the job summary that a person opens it for: what went wrong, what the API said, what to do next.
 */
import { isCompleted, type TaskReport } from '../step-report.ts'
import { jsonText } from '../text/json.ts'
import { count } from '../text/show.ts'
import { code, fit, inert, ownSentence, prose } from './markdown.ts'
import { explain, type Explanation } from './reasons.ts'

/** Nobody reads more of them one after the other; the table has them all. */
const MAX_BLOCKS = 20
/** Twenty hostile messages of 2,000 characters, each five to thirteen times as long in references, do not fit: some go. */
const MAX_BYTES = 350_000

interface Failure {
  readonly report: TaskReport
  readonly explanation: Explanation
  /** The number in the table, from 1, of the first task that failed in this very way, and how many did. */
  readonly number: number
  howMany: number
}

/**
 * Blocks of Markdown for the tasks that are not completed. `tasks` are in the order of the table; those that failed in the very
 * same way (a refused key, an interrupted step) share one.
 */
export function failureBlocks(tasks: readonly TaskReport[]): string[] {
  const failures = groupAlike(tasks)
  const blocks = failures.slice(0, MAX_BLOCKS).map((failure) => block(failure, tasks.length === 1))
  const { kept } = fit(blocks, MAX_BYTES)
  const hidden = failures.slice(kept.length).reduce((sum, { howMany }) => sum + howMany, 0)
  return hidden === 0
    ? [...kept]
    : [...kept, `_${count(hidden, 'more task')} not completed: only in the table below._`]
}

function groupAlike(tasks: readonly TaskReport[]): Failure[] {
  const groups = new Map<string, Failure>()
  for (const [index, report] of tasks.entries()) {
    if (isCompleted(report)) continue
    const explanation = explain(report)
    const { title, todo } = explanation
    // The same sentence with another task's ID in it is still the same.
    const { happened } = explain({ ...report, taskId: '' })
    const key = JSON.stringify([title, todo, happened, report.task?.errorMessage, report.task?.traceId])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { report, explanation, number: index + 1, howMany: 1 })
    else known.howMany += 1
  }
  return [...groups.values()]
}

function block({ report, explanation, number, howMany }: Failure, isAlone: boolean): string {
  const who = howMany === 1 ? `${number}. ${code(report.taskId, 256)}` : count(howMany, 'task')
  const { errorMessage = '', traceId = '' } = report.task ?? {}
  const errorCode = jsonText(report.task?.errorCode)
  const details = [
    errorCode === '' ? '' : `Error code ${code(errorCode, 200)}`,
    traceId === '' ? '' : `Trace ID for MountSea support ${code(traceId, 200)}`,
  ]
  const lines = [
    isAlone ? '' : `#### ${who}: ${inert(explanation.title)}`,
    howMany === 1 ? '' : `They ended alike; the first is number ${number} in the table:`,
    needsOurWords(report) ? prose(explanation.happened) : '',
    errorMessage === '' ? '' : `> ${code(errorMessage)}`,
    details.filter((detail) => detail !== '').join(' · '),
    `**What to do:** ${ownSentence(explanation.todo)}`,
  ]
  return lines.filter((line) => line !== '').join('\n\n')
}

/** Whether an end has to be told in a sentence of ours: MountSea's message for a failed task says it all. */
export function needsOurWords(report: TaskReport): boolean {
  const hasVendorsWords = explain(report).isVendors === true && report.task?.errorMessage !== ''
  return !isCompleted(report) && !hasVendorsWords
}
