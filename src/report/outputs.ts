/**
 * The outputs of the step: names, values, and what gives way where a value would be too long to use.
 */
import type { Reason } from '../outcome.ts'
import type { Task } from '../products/task.ts'
import { headlineTask, type StepReport, type TaskProgress, type TaskReport } from '../step-report.ts'
import { jsonText, stringifyJson, type JsonObject } from '../text/json.ts'
import { cut, MAX_MESSAGE_CHARS } from '../text/plain-line.ts'

/** In the order in which they are written: `reason` last, so that what it tells of is there when it is. */
export const OUTPUT_NAMES = [
  'status',
  'result',
  'audioUrl',
  'resultPath',
  'files',
  'tasks',
  'errorMessage',
  'errorCode',
  'traceId',
  'reason',
] as const
export type OutputName = (typeof OUTPUT_NAMES)[number]
export type Outputs = Readonly<Record<OutputName, string>>

/** The small outputs, which describe the headline task and are kept current while the wait goes on. */
type SmallOutputs = Pick<Outputs, 'status' | 'errorMessage' | 'errorCode' | 'traceId'>

/** Before anything is known. `interrupted` is the truth if the process ends without another word. */
export const FIRST_OUTPUTS: Outputs = {
  status: '',
  result: 'null',
  audioUrl: '',
  resultPath: '',
  files: '',
  tasks: '[]',
  errorMessage: '',
  errorCode: '',
  traceId: '',
  reason: 'interrupted',
}

/** The outputs of a step that had nothing to wait for: bad inputs, or an error of ours before the wait. */
export function outputsWithoutTasks(reason: Reason): Outputs {
  return { ...FIRST_OUTPUTS, reason }
}

/**
 * A longer value could not be used everywhere: the kernel takes no environment string of 128 KiB (Linux, MAX_ARG_STRLEN),
 * and GitHub no more than 1 MB for all outputs of a job.
 */
export const MAX_OUTPUT_BYTES = 120_000

/** How far messages are cut in `tasks` before anything else gives way. */
const SHORT_MESSAGE_CHARS = 200

/** The outputs at the end of the step, and the names of those that had to be cut or left empty. */
export function finalOutputs({ tasks: reports, resultPath }: StepReport): {
  outputs: Outputs
  tooLong: readonly OutputName[]
} {
  const headline = headlineTask(reports)
  const results = reports.map(({ task }) => task?.result ?? null)
  const tasks = fitTasks(reports)
  const wanted: Outputs = {
    ...smallOutputs(headline?.task ?? null),
    result: fitResult(results),
    audioUrl: reports.map(({ task }) => task?.audioUrl ?? '').join('\n'),
    resultPath,
    files: reports.flatMap(({ files }) => files.map(({ path }) => path)).join('\n'),
    tasks: tasks.json,
    reason: headline?.outcome.kind ?? 'internal-error',
  }
  const isCut = { tasks: !tasks.isWhole, result: wanted.result === '' }
  const tooLong = OUTPUT_NAMES.filter(
    (name) => !fits(wanted[name]) || ((name === 'tasks' || name === 'result') && isCut[name]),
  )
  return { outputs: withoutTooLong(wanted), tooLong }
}

/** The outputs that are kept current while the wait goes on. */
export function currentOutputs(tasks: readonly TaskProgress[]): SmallOutputs {
  return withoutTooLong(smallOutputs(headlineTask(tasks)?.task ?? null))
}

function smallOutputs(task: Task | null): SmallOutputs {
  const { status, errorMessage, errorCode, traceId } = task ?? NO_TASK
  return {
    status,
    errorMessage: cut(errorMessage, MAX_MESSAGE_CHARS),
    errorCode: jsonText(errorCode),
    traceId,
  }
}

/** `tasks` loses the ends of its messages first, then its files, and only then everything. */
function fitTasks(reports: readonly TaskReport[]): { json: string; isWhole: boolean } {
  const whole = stringifyJson(reports.map((report) => entryOf(report, MAX_MESSAGE_CHARS)))
  if (fits(whole)) return { json: whole, isWhole: true }
  const short = reports.map((report) => entryOf(report, SHORT_MESSAGE_CHARS))
  const smaller = [stringifyJson(short), stringifyJson(short.map((entry) => ({ ...entry, files: [] })))]
  return { json: smaller.find(fits) ?? '[]', isWhole: false }
}

/** One entry of `tasks`. Texts are '' where the API sent none; `errorCode` is the value as sent, `null` if there is none. */
function entryOf({ taskId, task, outcome, files }: TaskReport, maxMessageChars: number): JsonObject {
  const { status, audioUrl, errorMessage, errorCode, traceId, createdAt, finishedAt } = task ?? NO_TASK
  const reason = outcome.kind
  const message = cut(errorMessage, maxMessageChars)
  const head = { taskId, status, reason, audioUrl, errorMessage: message, errorCode, traceId }
  const saved = files.map(({ path, bytes, sha256, name, kind, format, seconds }) => {
    return { path, bytes, sha256, name, kind, format, seconds }
  })
  return { ...head, createdAt, finishedAt, files: saved }
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
 * The whole records of all tasks, `null` where the API sent none: the JSON array that stands in the file `resultPath`. In pieces,
 * since a hundred large records make more text than one string can hold.
 */
export function* recordsJson(reports: readonly TaskReport[]): Generator<string> {
  for (const [index, { task }] of reports.entries()) {
    yield `${index === 0 ? '[' : ','}${stringifyJson(task?.record)}`
  }
  yield ']'
}

/** JSON of one value, or of several in an array; '' where it would be too long for an output. */
function fitResult(results: readonly unknown[]): string {
  if (results.length === 1) return stringifyJson(results[0])
  const pieces: string[] = []
  let length = 0
  for (const result of results) {
    pieces.push(stringifyJson(result))
    length += pieces.at(-1)?.length ?? 0
    if (length > MAX_OUTPUT_BYTES) return ''
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
