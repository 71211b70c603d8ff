/**
 * Hands the finished reports to the runner: what programs read first (outputs, files), then what people read.
 */
import { internalError, type InternalError } from '../outcome.ts'
import type { Runner } from '../world/runner.ts'
import type { StepReport } from '../ledger.ts'
import { shortLine } from '../text/plain-line.ts'
import { endLines, errorAnnotations, noAudioLine } from './log.ts'
import { FIRST_OUTPUTS, finalOutputs, MAX_OUTPUT_BYTES, recordsJson } from './outputs.ts'
import { explainInternalError } from './reasons.ts'
import { badInputMarkdown, internalErrorMarkdown, summaryMarkdown } from './summary.ts'

export function publishFirst(runner: Runner): void {
  writeOutputs(FIRST_OUTPUTS, runner)
}

/** Throws where the outputs cannot be written; people have been told by then. */
export function publishBadInputs(errors: readonly string[], runner: Runner): void {
  for (const error of errors) runner.error('Bad input', shortLine(error))
  runner.summary(badInputMarkdown(errors))
  writeOutputs({ ...FIRST_OUTPUTS, reason: 'bad-input' }, runner)
}

/** For a Node that lacks what this action is built on. Throws where the outputs cannot be written. */
export function publishOldNode(runner: Runner): void {
  runner.error(
    'Wait for MountSea task: Node too old',
    'This action needs Node 22 or newer, and this runner gave it an older one, as it does on 32-bit ARM. Use a runner on 64 bits, and update it.',
  )
  writeOutputs({ ...FIRST_OUTPUTS, reason: 'internal-error' }, runner)
}

function writeOutputs(outputs: typeof FIRST_OUTPUTS, runner: Runner): void {
  for (const [name, value] of Object.entries(outputs)) runner.output(name, value)
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
  const unknown: ReturnType<typeof finalOutputs> = {
    outputs: { ...FIRST_OUTPUTS, reason: 'internal-error', resultPath },
    tooLong: [],
  }
  const { outputs, tooLong } = hasTasks ? attempt(() => finalOutputs(report), unknown) : unknown
  const lines = attempt(() => endLines(report), [])
  const summary = attempt(() => summaryMarkdown(report, before !== null), '')
  const reason = error === null ? outputs.reason : 'internal-error'
  const tell = (work: () => void): void => attempt(work, undefined)
  for (const [name, value] of Object.entries({ ...outputs, reason })) tell(() => runner.output(name, value))
  for (const line of lines) tell(() => runner.info(line))
  tell(() => warn(report, tooLong, runner))
  tell(() => reportErrors(report, error, runner))
  tell(() => runner.summary(`${error === null ? '' : internalErrorMarkdown(error)}${summary}`))
  if (error !== null) tell(() => runner.output('reason', 'internal-error'))
  return error === null
}

/** What is no reason for red and must not go unseen. */
function warn(report: StepReport, tooLong: readonly string[], runner: Runner): void {
  if (tooLong.length > 0) {
    const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US')
    const names = tooLong.map((name) => `\`${name}\``).join(', ')
    const whole = `The whole records of the tasks are in the file ${report.resultPath} (output \`resultPath\`).`
    const line = `An output over ${limit} bytes is cut or left empty: ${names}.`
    runner.warning('Outputs too long', report.resultPath === '' ? line : `${line} ${whole}`)
  }
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
