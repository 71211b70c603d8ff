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
    result: stringifyJson(results.length === 1 ? results[0] : results),
    audioUrl: reports.map(({ task }) => task?.audioUrl ?? '').join('\n'),
    resultPath,
    files: reports.flatMap(({ files }) => files.map(({ path }) => path)).join('\n'),
    tasks: tasks.json,
    reason: headline?.outcome.kind ?? 'internal-error',
  }
  const tooLong = OUTPUT_NAMES.filter((name) => !fits(wanted[name]) || (name === 'tasks' && !tasks.isWhole))
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
  return { ...head, createdAt, finishedAt, files }
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

/** The whole records of all tasks, `null` where the API sent none: what stands in the file `resultPath`. */
export function recordsJson(reports: readonly TaskReport[]): string {
  return stringifyJson(reports.map(({ task }) => task?.record ?? null))
}

function withoutTooLong<T extends Readonly<Record<string, string>>>(outputs: T): T {
  const tooLong = Object.keys(outputs).filter((name) => !fits(outputs[name] ?? ''))
  return { ...outputs, ...Object.fromEntries(tooLong.map((name) => [name, ''])) }
}

function fits(value: string): boolean {
  return Buffer.byteLength(value) <= MAX_OUTPUT_BYTES
}
