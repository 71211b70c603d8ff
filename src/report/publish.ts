/**
 * Hands the finished reports to the runner: what programs read first (outputs, files), then what people read.
 */
import type { Runner } from '../ports/runner.ts'
import type { StepReport } from '../step-report.ts'
import { shortLine } from '../text/plain-line.ts'
import { describeError } from '../text/show.ts'
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

function writeOutputs(outputs: Outputs, runner: Runner): void {
  for (const name of OUTPUT_NAMES) runner.output(name, outputs[name])
}

/**
 * Publishes the end of a step whose inputs were good, or that never got to read them: its report has no tasks then.
 * `internalError` is what went wrong before and is ours or the machine's, '' for nothing. Publishes whatever can be, never
 * throws, and tells whether nothing went wrong; else `reason` is `internal-error`.
 */
export function publishEnd(
  found: Omit<StepReport, 'resultPath'>,
  internalError: string,
  runner: Runner,
): boolean {
  // The first error, which the others mostly follow from.
  let told = internalError
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch (error) {
      if (told === '') told = describeError(error)
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
  const reason = told === '' ? outputs.reason : 'internal-error'
  const works = [
    ...OUTPUT_NAMES.map((name) => () => runner.output(name, name === 'reason' ? reason : outputs[name])),
    ...lines.map((line) => () => runner.info(line)),
    () => {
      if (tooLong.length > 0) runner.warning('Outputs too long', tooLongLine(tooLong, resultPath))
    },
    () => {
      const line = noAudioLine(report)
      if (line !== '') runner.warning('MountSea result without audio URL', line)
    },
    () => reportErrors(report, told, runner),
    () => runner.summary(`${told === '' ? '' : internalErrorMarkdown(told)}${summary}`),
  ]
  for (const work of works) attempt(work, undefined)
  if (told !== '') attempt(() => runner.output('reason', 'internal-error'), undefined)
  return told === ''
}

/** The internal error, if there is one, and then the tasks that it is not to blame for. */
function reportErrors({ tasks }: StepReport, internalError: string, runner: Runner): void {
  if (internalError !== '') {
    const { title, happened, todo } = explainInternalError(internalError)
    runner.error(title, `${happened} ${todo}`)
  }
  const others = tasks.filter(({ outcome }) => internalError === '' || outcome.kind !== 'internal-error')
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
