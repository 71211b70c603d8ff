/**
 * Hands the finished reports to the runner: what programs read first (outputs, files), then what people read.
 */
import { internalError, type InternalError } from '../outcome.ts'
import type { Runner } from '../ports/runner.ts'
import type { StepReport } from '../step-report.ts'
import { shortLine } from '../text/plain-line.ts'
import { endLines, errorAnnotations, noAudioLine } from './log.ts'
import {
  FIRST_OUTPUTS,
  finalOutputs,
  MAX_OUTPUT_BYTES,
  OUTPUT_NAMES,
  outputsWithoutTasks,
  recordsJson,
  type OutputName,
  type Outputs,
} from './outputs.ts'
import { explainInternalError } from './reasons.ts'
import { badInputMarkdown, internalErrorMarkdown, summaryMarkdown } from './summary.ts'

export function publishFirst(runner: Runner): void {
  writeOutputs(FIRST_OUTPUTS, runner)
}

/** Throws where the outputs cannot be written; people have been told by then. */
export function publishBadInputs(errors: readonly string[], runner: Runner): void {
  for (const error of errors) runner.error('Bad input', shortLine(error))
  runner.summary(badInputMarkdown(errors))
  writeOutputs(outputsWithoutTasks('bad-input'), runner)
}

/** For a Node that lacks what this action is built on. Throws where the outputs cannot be written. */
export function publishOldNode(runner: Runner): void {
  runner.error(
    'Wait for MountSea task: Node too old',
    'This action needs Node 22 or newer, and this runner gave it an older one, as it does on 32-bit ARM. Use a runner on 64 bits, and update it.',
  )
  writeOutputs(outputsWithoutTasks('internal-error'), runner)
}

function writeOutputs(outputs: Outputs, runner: Runner): void {
  for (const name of OUTPUT_NAMES) runner.output(name, outputs[name])
}

/**
 * Publishes the end of a step whose inputs were good, or that never got to read them: its report has no tasks then.
 * `before` is what went wrong before and is ours or the machine's. Publishes whatever can be, never throws, and tells whether
 * nothing went wrong; else `reason` is `internal-error`.
 */
export function publishEnd(
  found: Omit<StepReport, 'resultPath'>,
  before: InternalError | null,
  runner: Runner,
): boolean {
  // The first error, which the others mostly follow from.
  let error = before
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch (thrown) {
      error ??= internalError(thrown)
      return otherwise
    }
  }
  const { tasks } = found
  const hasTasks = tasks.length > 0
  const resultPath = hasTasks ? attempt(() => runner.saveFile(recordsJson(tasks)), '') : ''
  const report = { ...found, resultPath }
  const unknown = { outputs: { ...outputsWithoutTasks('internal-error'), resultPath }, tooLong: [] }
  const { outputs, tooLong } = hasTasks ? attempt(() => finalOutputs(report), unknown) : unknown
  const lines = attempt(() => endLines(report), [])
  const summary = attempt(() => summaryMarkdown(report), '')
  const reason = error === null ? outputs.reason : 'internal-error'
  const works = [
    ...OUTPUT_NAMES.map((name) => () => runner.output(name, name === 'reason' ? reason : outputs[name])),
    ...lines.map((line) => () => runner.info(line)),
    () => warn(report, tooLong, runner),
    () => reportErrors(report, error, runner),
    () => runner.summary(`${error === null ? '' : internalErrorMarkdown(error)}${summary}`),
  ]
  for (const work of works) attempt(work, undefined)
  if (error !== null) attempt(() => runner.output('reason', 'internal-error'), undefined)
  return error === null
}

/** What is no reason for red and must not go unseen. */
function warn(report: StepReport, tooLong: readonly OutputName[], runner: Runner): void {
  if (tooLong.length > 0) runner.warning('Outputs too long', tooLongLine(tooLong, report.resultPath))
  const noAudio = noAudioLine(report)
  if (noAudio !== '') runner.warning('MountSea result without audio URL', noAudio)
}

/** The internal error, if there is one, and then the tasks that it is not to blame for. */
function reportErrors({ tasks }: StepReport, error: InternalError | null, runner: Runner): void {
  if (error !== null) {
    const { title, happened, todo } = explainInternalError(error)
    runner.error(title, `${happened} ${todo}`)
  }
  const others = tasks.filter(({ outcome }) => error === null || outcome.kind !== 'internal-error')
  for (const { title, message } of errorAnnotations(others)) runner.error(title, message)
}

function tooLongLine(names: readonly OutputName[], resultPath: string): string {
  const list = names.map((name) => `\`${name}\``).join(', ')
  const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US')
  const where =
    resultPath === ''
      ? ''
      : ` The whole records of the tasks are in the file ${resultPath} (output \`resultPath\`).`
  return `An output over ${limit} bytes is cut or left empty: ${list}.${where}`
}
