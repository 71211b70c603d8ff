/**
 * Passes what is known to the runner: first what programs read (the record file and the outputs), then what people read. Knows the
 * names and values of the outputs, and what is dropped when a value is too long.
 */
import { headlineTask, type Snapshot, type TaskState } from '../ledger.ts'
import { internalError, type InternalError, type Reason } from '../outcome.ts'
import { jsonText, stringifyJson, type JsonObject } from '../text/json.ts'
import { cut, MAX_MESSAGE_CHARS, shortLine } from '../text/plain-line.ts'
import type { Runner } from '../world/runner.ts'
import { endLines, errorAnnotations, noAudioLine } from './log.ts'
import { badInputMarkdown, internalErrorMarkdown, summaryMarkdown } from './summary.ts'

/**
 * All outputs before anything is known. If the process is killed at once, `interrupted` is correct. Written in this order, `reason`
 * last: whoever sees it finds the other outputs written.
 */
export const FIRST_OUTPUTS = {
  status: '',
  result: 'null',
  audioUrl: '',
  resultPath: '',
  files: '',
  tasks: '[]',
  errorMessage: '',
  errorCode: '',
  traceId: '',
  rehearsal: '',
  reason: 'interrupted',
}
export const OUTPUT_NAMES: readonly string[] = Object.keys(FIRST_OUTPUTS)

/**
 * A longer value does not work everywhere: Linux refuses an environment string of 128 KiB (MAX_ARG_STRLEN), and GitHub allows 1 MB
 * for all outputs of a job.
 */
const MAX_OUTPUT_BYTES = 120_000

/** If `tasks` is too long, its messages are cut to this length first. */
const SHORT_MESSAGE_CHARS = 200

/** Returns `false`: the step is not green. Throws a `DiskError` if the outputs cannot be written, after people have been told. */
export function publishBadInputs(errors: readonly string[], runner: Runner): false {
  for (const error of errors) runner.error('Bad input', shortLine(error))
  runner.summary(badInputMarkdown(errors))
  runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'bad-input' satisfies Reason })
  return false
}

/** The same for a Node that is too old for this action. */
export function publishOldNode(runner: Runner): false {
  runner.error(
    'Wait for MountSea task: Node too old',
    'This action needs Node 22 or newer, but this runner uses an older one, for example on 32-bit ARM. Use an up-to-date 64-bit runner.',
  )
  runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'internal-error' })
  return false
}

/** Writes the small outputs, which describe the headline task. Throws a `DiskError`. */
export function publishStatus({ tasks }: Snapshot, runner: Runner): void {
  runner.setOutputs(withoutTooLong({ ...smallOutputs(tasks), reason: FIRST_OUTPUTS.reason }))
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
  const { tasks } = snapshot
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
  const records = (): string => runner.keepRecords(recordsJson(tasks))
  // If a disk is full now, the file of records may still be there from before.
  const resultPath = tasks.length === 0 ? '' : attempt(records, runner.keptRecords())
  const unknown = { outputs: { ...FIRST_OUTPUTS, resultPath }, tooLong: [] }
  const { outputs, tooLong } = attempt(() => stepOutputs(snapshot, resultPath), unknown)
  const lines = attempt(() => endLines(snapshot), [])
  const summary = attempt(() => summaryMarkdown(snapshot), '')
  const reason = errors.length === 0 ? outputs.reason : 'internal-error'
  const write = (): boolean => {
    runner.setOutputs({ ...outputs, reason })
    return true
  }
  if (!attempt(write, false)) {
    // The disk may have room for the others. The result was written when its task ended.
    const others = Object.entries(outputs).filter(([name]) => name !== 'result')
    tell(() => runner.setOutputs({ ...Object.fromEntries(others), reason: 'internal-error' }))
  }
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

/** All outputs, and the names of those that had to be cut or left empty. */
export function stepOutputs(
  { tasks, isRehearsal }: Snapshot,
  resultPath: string,
): { readonly outputs: typeof FIRST_OUTPUTS; readonly tooLong: readonly string[] } {
  const wanted = {
    ...FIRST_OUTPUTS,
    ...smallOutputs(tasks),
    result: resultJson(tasks.map(({ task }) => task?.result)),
    audioUrl: tasks.map(({ task }) => task?.audioUrl ?? '').join('\n'),
    resultPath,
    files: tasks.flatMap(({ files }) => files.map(({ path }) => path)).join('\n'),
    tasks: stringifyJson(tasks.map((state) => entryOf(state, MAX_MESSAGE_CHARS))),
    rehearsal: String(isRehearsal ?? ''),
    reason: headlineTask(tasks)?.outcome.kind ?? 'internal-error',
  }
  const outputs = withoutTooLong(wanted)
  const tooLong = Object.entries(wanted).flatMap(([name, value]) => (fits(value) ? [] : [name]))
  if (!tooLong.includes('tasks')) return { outputs, tooLong }
  const short = tasks.map((state) => entryOf(state, SHORT_MESSAGE_CHARS))
  const smaller = [stringifyJson(short), stringifyJson(short.map((entry) => ({ ...entry, files: [] })))]
  return { outputs: { ...outputs, tasks: smaller.find(fits) ?? '[]' }, tooLong }
}

/** The outputs that are kept current during the wait. */
function smallOutputs(
  tasks: readonly TaskState[],
): Record<'status' | 'errorMessage' | 'errorCode' | 'traceId', string> {
  const { status, errorMessage, errorCode, traceId } = headlineTask(tasks)?.task ?? NO_TASK
  return {
    status,
    errorMessage: cut(errorMessage, MAX_MESSAGE_CHARS),
    errorCode: jsonText(errorCode),
    traceId,
  }
}

/** One entry of `tasks`. Texts are '' if the API sent none; `errorCode` is the value as sent, `null` if there is none. */
function entryOf({ taskId, task, outcome, files }: TaskState, maxMessageChars: number): JsonObject {
  const { status, audioUrl, errorMessage, errorCode, traceId, createdAt, finishedAt } = task ?? NO_TASK
  const said = { errorMessage: cut(errorMessage, maxMessageChars), errorCode, traceId, createdAt, finishedAt }
  return { taskId, status, reason: outcome.kind, audioUrl, ...said, files }
}

const NO_TASK = {
  status: '',
  audioUrl: '',
  errorMessage: '',
  errorCode: null,
  traceId: '',
  createdAt: '',
  finishedAt: '',
}

/**
 * The JSON array in the file `resultPath`: the whole record of each task, `null` if the API sent none. In pieces, since a hundred
 * large records are too long for one string.
 */
export function* recordsJson(states: readonly TaskState[]): Generator<string> {
  for (const [index, { task }] of states.entries()) {
    yield `${index === 0 ? '[' : ','}${stringifyJson(task?.record)}`
  }
  yield ']'
}

/** JSON of one value, or an array of several. Stops once it is too long for an output. */
function resultJson(results: readonly unknown[]): string {
  if (results.length <= 1) return stringifyJson(results[0])
  let json = ''
  for (const result of results) {
    if (json.length > MAX_OUTPUT_BYTES) break
    json += `${json === '' ? '' : ','}${stringifyJson(result)}`
  }
  return `[${json}]`
}

function withoutTooLong<T extends Readonly<Record<string, string>>>(outputs: T): T {
  const tooLong = Object.keys(outputs).filter((name) => !fits(outputs[name] ?? ''))
  return { ...outputs, ...Object.fromEntries(tooLong.map((name) => [name, ''])) }
}

function fits(value: string): boolean {
  return Buffer.byteLength(value) <= MAX_OUTPUT_BYTES
}
