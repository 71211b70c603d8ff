/**
 * The outputs of the step: names, values, and what is dropped when a value is too long.
 */
import type { Reason } from '../outcome.ts'
import type { Task } from '../mountsea/read.ts'
import { headlineTask, type Snapshot, type TaskSnapshot, type TaskState } from '../snapshot.ts'
import { jsonText, stringifyJson, type JsonObject } from '../text/json.ts'
import { cut, MAX_MESSAGE_CHARS } from '../text/plain-line.ts'

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
export type Outputs = Readonly<Omit<typeof FIRST_OUTPUTS, 'reason'>> & { readonly reason: Reason }
export const OUTPUT_NAMES: readonly string[] = Object.keys(FIRST_OUTPUTS)

/**
 * A longer value does not work everywhere: Linux refuses an environment string of 128 KiB (MAX_ARG_STRLEN), and GitHub allows 1 MB
 * for all outputs of a job.
 */
export const MAX_OUTPUT_BYTES = 120_000

/** If `tasks` is too long, its messages are cut to this length first. */
const SHORT_MESSAGE_CHARS = 200

/** All outputs, and the names of those that had to be cut or left empty. */
export function stepOutputs(
  { tasks, isRehearsal }: Pick<Snapshot, 'tasks' | 'isRehearsal'>,
  resultPath: string,
): {
  readonly outputs: Outputs
  readonly tooLong: readonly string[]
} {
  const headline = headlineTask(tasks)
  const wanted: Outputs = {
    ...FIRST_OUTPUTS,
    ...smallOutputs(headline?.task ?? null),
    result: resultJson(tasks.map(({ task }) => task?.result)),
    audioUrl: tasks.map(({ task }) => task?.audioUrl ?? '').join('\n'),
    resultPath,
    files: tasks.flatMap(({ files }) => files.map(({ path }) => path)).join('\n'),
    tasks: stringifyJson(tasks.map((state) => entryOf(state, MAX_MESSAGE_CHARS))),
    rehearsal: String(isRehearsal ?? ''),
    reason: headline?.outcome.kind ?? 'internal-error',
  }
  const outputs = withoutTooLong(wanted)
  const tooLong = Object.entries(wanted).flatMap(([name, value]) => (fits(value) ? [] : [name]))
  if (!tooLong.includes('tasks')) return { outputs, tooLong }
  const short = tasks.map((state) => entryOf(state, SHORT_MESSAGE_CHARS))
  const smaller = [stringifyJson(short), stringifyJson(short.map((entry) => ({ ...entry, files: [] })))]
  return { outputs: { ...outputs, tasks: smaller.find(fits) ?? '[]' }, tooLong }
}

/** The small outputs, which describe the headline task and are kept current during the wait. */
export function currentOutputs(
  tasks: readonly TaskState[],
): Pick<Outputs, 'status' | 'errorMessage' | 'errorCode' | 'traceId'> {
  return withoutTooLong(smallOutputs(headlineTask(tasks)?.task ?? null))
}

function smallOutputs(task: Task | null): ReturnType<typeof currentOutputs> {
  const { status, errorMessage, errorCode, traceId } = task ?? NO_TASK
  return {
    status,
    errorMessage: cut(errorMessage, MAX_MESSAGE_CHARS),
    errorCode: jsonText(errorCode),
    traceId,
  }
}

/** One entry of `tasks`. Texts are '' where the API sent none; `errorCode` is the value as sent, `null` if there is none. */
function entryOf({ taskId, task, outcome, files }: TaskSnapshot, maxMessageChars: number): JsonObject {
  const { status, audioUrl, errorMessage, errorCode, traceId, createdAt, finishedAt } = task ?? NO_TASK
  return {
    taskId,
    status,
    reason: outcome.kind,
    audioUrl,
    errorMessage: cut(errorMessage, maxMessageChars),
    errorCode,
    traceId,
    createdAt,
    finishedAt,
    files: files.map(({ path, bytes, sha256, name, kind, format, seconds }) => {
      return { path, bytes, sha256, name, kind, format, seconds }
    }),
  }
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
export function* recordsJson(states: readonly TaskSnapshot[]): Generator<string> {
  for (const [index, { task }] of states.entries()) {
    yield `${index === 0 ? '[' : ','}${stringifyJson(task?.record)}`
  }
  yield ']'
}

/** JSON of one value, or an array of several. Stops once it is too long for an output. */
function resultJson(results: readonly unknown[]): string {
  if (results.length === 1) return stringifyJson(results[0])
  const pieces: string[] = []
  let length = 0
  for (const result of results) {
    if (length > MAX_OUTPUT_BYTES) break
    const piece = stringifyJson(result)
    pieces.push(piece)
    length += piece.length
  }
  return `[${pieces.join(',')}]`
}

function withoutTooLong<T extends Readonly<Record<string, string>>>(outputs: T): T {
  const tooLong = Object.keys(outputs).filter((name) => !fits(outputs[name] ?? ''))
  return { ...outputs, ...Object.fromEntries(tooLong.map((name) => [name, ''])) }
}

function fits(value: string): boolean {
  return Buffer.byteLength(value) <= MAX_OUTPUT_BYTES
}
