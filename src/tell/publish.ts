/** Hands what is known to the runner: what programs read first (record file, outputs), then what people read. */
import type { Snapshot } from '../snapshot.ts'
import { internalError, type InternalError } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import type { Runner } from '../world/runner.ts'
import { endLines, errorAnnotations, noAudioLine } from './log.ts'
import { currentOutputs, FIRST_OUTPUTS, MAX_OUTPUT_BYTES, recordsJson, stepOutputs } from './outputs.ts'
import { badInputMarkdown, internalErrorMarkdown, summaryMarkdown } from './summary.ts'

/** Throws a `DiskError` where the outputs cannot be written; people have been told by then. */
export function publishBadInputs(errors: readonly string[], runner: Runner): void {
  for (const error of errors) runner.error('Bad input', shortLine(error))
  runner.summary(badInputMarkdown(errors))
  runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'bad-input' })
}

/** For a Node that lacks what this action is built on. Throws a `DiskError` where the outputs cannot be written. */
export function publishOldNode(runner: Runner): void {
  runner.error(
    'Wait for MountSea task: Node too old',
    'This action needs Node 22 or newer, and this runner gave it an older one, as it does on 32-bit ARM. Use a runner on 64 bits, and update it.',
  )
  runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'internal-error' })
}

/** Writes what programs read while the step goes on: whatever ends the process, this outlasts it. Throws a `DiskError`. */
export function publishResults(report: Snapshot, runner: Runner): void {
  const resultPath = runner.keepRecords(recordsJson(report.tasks))
  runner.setOutputs({ ...stepOutputs(report, resultPath).outputs, reason: FIRST_OUTPUTS.reason })
}

/**
 * Publishes the end of a step, whatever is known of it: without tasks, where an error came before the inputs were read. One thing
 * that cannot be published keeps no other back. Returns the first error that is ours or the machine's; `reason` is `internal-error`
 * then. Never throws.
 */
export function publishEnd(report: Snapshot, runner: Runner): InternalError | null {
  const errors = report.error === null ? [] : [report.error]
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch (thrown) {
      errors.push(internalError(thrown))
      return otherwise
    }
  }
  const tell = (work: () => void): void => attempt(work, undefined)
  const { tasks } = report
  const resultPath = tasks.length === 0 ? '' : attempt(() => runner.keepRecords(recordsJson(tasks)), '')
  const unknown: ReturnType<typeof stepOutputs> = {
    outputs: { ...FIRST_OUTPUTS, resultPath, reason: 'internal-error' },
    tooLong: [],
  }
  const { outputs, tooLong } =
    tasks.length === 0 ? unknown : attempt(() => stepOutputs(report, resultPath), unknown)
  const lines = attempt(() => endLines(report), [])
  const summary = attempt(() => summaryMarkdown(report, report.error !== null), '')
  const reason = errors.length === 0 ? outputs.reason : 'internal-error'
  const isWritten = attempt(() => (runner.setOutputs({ ...outputs, reason }), true), false)
  // On a disk that is nearly full the small ones may still find room.
  if (!isWritten) tell(() => runner.setOutputs({ ...currentOutputs(tasks), resultPath, reason }))
  for (const line of lines) tell(() => runner.info(line))
  tell(() => warn(report, tooLong, resultPath, runner))
  const [error = null] = errors
  const annotations = attempt(() => errorAnnotations(tasks, error), errorAnnotations([], error))
  for (const { title, message } of annotations) tell(() => runner.error(title, message))
  tell(() => runner.summary(`${error === null ? '' : internalErrorMarkdown(error)}${summary}`))
  if (errors.length > 0) tell(() => runner.setOutputs({ reason: 'internal-error' }))
  return errors[0] ?? null
}

/** What is not a reason for red and must not go unseen. */
function warn(report: Snapshot, tooLong: readonly string[], resultPath: string, runner: Runner): void {
  if (tooLong.length > 0) {
    const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US')
    const names = tooLong.map((name) => `\`${name}\``).join(', ')
    const whole = `The whole records of the tasks are in the file ${resultPath} (output \`resultPath\`).`
    const line = `An output over ${limit} bytes is cut or left empty: ${names}.`
    runner.warning('Outputs too long', resultPath === '' ? line : `${line} ${whole}`)
  }
  const noAudio = noAudioLine(report)
  if (noAudio !== '') runner.warning('MountSea result without audio URL', noAudio)
}
