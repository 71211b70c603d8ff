/** Passes what is known to the runner: first what programs read (record file, outputs), then what people read. */
import type { Snapshot } from '../snapshot.ts'
import { internalError, type InternalError } from '../outcome.ts'
import { shortLine } from '../text/plain-line.ts'
import type { Runner } from '../world/runner.ts'
import { endLines, errorAnnotations, noAudioLine } from './log.ts'
import { currentOutputs, FIRST_OUTPUTS, MAX_OUTPUT_BYTES, recordsJson, stepOutputs } from './outputs.ts'
import { badInputMarkdown, internalErrorMarkdown, summaryMarkdown } from './summary.ts'

/** Throws a `DiskError` if the outputs cannot be written, after people have been told. */
export function publishBadInputs(errors: readonly string[], runner: Runner): void {
  for (const error of errors) runner.error('Bad input', shortLine(error))
  runner.summary(badInputMarkdown(errors))
  runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'bad-input' })
}

/** For a Node that is too old for this action. Throws a `DiskError` if the outputs cannot be written. */
export function publishOldNode(runner: Runner): void {
  runner.error(
    'Wait for MountSea task: Node too old',
    'This action needs Node 22 or newer, but this runner uses an older one, for example on 32-bit ARM. Use an up-to-date 64-bit runner.',
  )
  runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'internal-error' })
}

/** Writes the outputs and records while the step runs, so that they survive a kill. Throws a `DiskError`. */
export function publishResults(snapshot: Snapshot, runner: Runner): void {
  const resultPath = runner.keepRecords(recordsJson(snapshot.tasks))
  runner.setOutputs({ ...stepOutputs(snapshot, resultPath).outputs, reason: FIRST_OUTPUTS.reason })
}

/**
 * Publishes the end of a step. There are no tasks if an error came before the inputs were read. If one part cannot be published, the
 * others still are. Returns the first internal error; `reason` is `internal-error` then. Never throws.
 */
export function publishEnd(snapshot: Snapshot, runner: Runner): InternalError | null {
  const errors = snapshot.error === null ? [] : [snapshot.error]
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch (thrown) {
      errors.push(internalError(thrown))
      return otherwise
    }
  }
  const tell = (work: () => void): void => attempt(work, undefined)
  const { tasks } = snapshot
  const resultPath = tasks.length === 0 ? '' : attempt(() => runner.keepRecords(recordsJson(tasks)), '')
  const unknown: ReturnType<typeof stepOutputs> = {
    outputs: { ...FIRST_OUTPUTS, resultPath, reason: 'internal-error' },
    tooLong: [],
  }
  const { outputs, tooLong } =
    tasks.length === 0 ? unknown : attempt(() => stepOutputs(snapshot, resultPath), unknown)
  const lines = attempt(() => endLines(snapshot), [])
  const summary = attempt(() => summaryMarkdown(snapshot, snapshot.error !== null), '')
  const reason = errors.length === 0 ? outputs.reason : 'internal-error'
  const isWritten = attempt(() => (runner.setOutputs({ ...outputs, reason }), true), false)
  // On a disk that is nearly full the small ones may still fit.
  if (!isWritten) tell(() => runner.setOutputs({ ...currentOutputs(tasks), resultPath, reason }))
  for (const line of lines) tell(() => runner.info(line))
  tell(() => warn(snapshot, tooLong, resultPath, runner))
  const [error = null] = errors
  const annotations = attempt(() => errorAnnotations(tasks, error), errorAnnotations([], error))
  for (const { title, message } of annotations) tell(() => runner.error(title, message))
  tell(() => runner.summary(`${error === null ? '' : internalErrorMarkdown(error)}${summary}`))
  if (errors.length > 0) tell(() => runner.setOutputs({ reason: 'internal-error' }))
  return errors[0] ?? null
}

/** Warnings that do not make the step red. */
function warn(snapshot: Snapshot, tooLong: readonly string[], resultPath: string, runner: Runner): void {
  if (tooLong.length > 0) {
    const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US')
    const names = tooLong.map((name) => `\`${name}\``).join(', ')
    const whole = `The whole records of the tasks are in the file ${resultPath} (output \`resultPath\`).`
    const line = `Outputs over ${limit} bytes are cut or left empty: ${names}.`
    runner.warning('Outputs too long', resultPath === '' ? line : `${line} ${whole}`)
  }
  const noAudio = noAudioLine(snapshot)
  if (noAudio !== '') runner.warning('MountSea result without audio URL', noAudio)
}
