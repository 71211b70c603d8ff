/**
 * The outputs of the step: names, values, and what gives way where a value would be too long to use.
 */
import { audioUrlOf } from '../products/files.ts'
import { isJsonObject, stringifyJson, type JsonObject } from '../text/json.ts'
import { spokesman, type Reason, type TaskEnd, type TaskView } from '../outcome.ts'
import type { Task } from '../products/producer.ts'
import { cut, MAX_MESSAGE_CHARS, type Gate } from '../text/untrusted.ts'
import type { StepReport } from './report.ts'

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

/** The outputs of a step that had nothing to wait for: bad inputs, or a fault of ours before the wait. */
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
export function finalOutputs(
  report: StepReport,
  gate: Gate,
): { outputs: Outputs; tooLong: readonly OutputName[] } {
  const { ends } = report
  const speaker = spokesman(ends)
  const results = ends.map((end) => end.task?.result ?? null)
  const tasks = fitTasks(ends, gate)
  const wanted: Outputs = {
    ...spokenOutputs(speaker?.task, gate),
    result: jsonOf(results.length === 1 ? results[0] : results, gate),
    audioUrl: gate.redact(ends.map((end) => audioUrlOf(end.task?.result)).join('\n')),
    resultPath: gate.redact(report.resultPath),
    files: gate.redact(pathsOf(ends).join('\n')),
    tasks: tasks.json,
    reason: speaker?.outcome.kind ?? 'internal-error',
  }
  const tooLong = OUTPUT_NAMES.filter((name) => !fits(wanted[name]) || (name === 'tasks' && !tasks.isWhole))
  return { outputs: withoutTooLong(wanted), tooLong }
}

/** The small outputs, which are kept current while the wait goes on. */
export function currentOutputs(views: readonly TaskView[], gate: Gate): Pick<Outputs, SpokenName> {
  return withoutTooLong(spokenOutputs(spokesman(views)?.task, gate))
}

/** The outputs of the task that speaks for the step. */
function spokenOutputs(task: Task | null | undefined, gate: Gate): Pick<Outputs, SpokenName> {
  const { status, errorMessage, errorCode, traceId } = task ?? NOTHING_SAID
  return {
    status: gate.redact(status),
    errorMessage: shorten(errorMessage, MAX_MESSAGE_CHARS, gate),
    errorCode: gate.redact(errorCode),
    traceId: gate.redact(traceId),
  }
}
type SpokenName = 'status' | 'errorMessage' | 'errorCode' | 'traceId'

/** `tasks` loses the ends of its messages first, then its files, and only then everything. */
function fitTasks(ends: readonly TaskEnd[], gate: Gate): { json: string; isWhole: boolean } {
  const whole = jsonOf(
    ends.map((end) => entryOf(end, MAX_MESSAGE_CHARS, gate)),
    gate,
  )
  if (fits(whole)) return { json: whole, isWhole: true }
  const short = ends.map((end) => entryOf(end, SHORT_MESSAGE_CHARS, gate))
  const smaller = [
    jsonOf(short, gate),
    jsonOf(
      short.map((entry) => ({ ...entry, files: [] })),
      gate,
    ),
  ]
  return { json: smaller.find(fits) ?? '[]', isWhole: false }
}

/** One entry of `tasks`. Texts are '' where the API sent none; `errorCode` is the value as sent, `null` if there is none. */
function entryOf({ taskId, task, outcome, files }: TaskEnd, maxMessageChars: number, gate: Gate): JsonObject {
  const { status, errorMessage, traceId, createdAt, finishedAt } = task ?? NOTHING_SAID
  return {
    taskId,
    status,
    reason: outcome.kind,
    audioUrl: audioUrlOf(task?.result),
    errorMessage: shorten(errorMessage, maxMessageChars, gate),
    errorCode: isJsonObject(task?.record) ? (task.record['errorCode'] ?? null) : null,
    traceId,
    createdAt,
    finishedAt,
    files,
  }
}

const NOTHING_SAID = {
  status: '',
  errorMessage: '',
  errorCode: '',
  traceId: '',
  createdAt: '',
  finishedAt: '',
}

/** The whole records of all tasks, `null` where the API sent none: what stands in the file `resultPath`. */
export function recordsJson(ends: readonly TaskEnd[], gate: Gate): string {
  return jsonOf(
    ends.map((end) => end.task?.record ?? null),
    gate,
  )
}

function jsonOf(value: unknown, gate: Gate): string {
  return stringifyJson(gate.redactJson(value))
}

function pathsOf(ends: readonly TaskEnd[]): string[] {
  return ends.flatMap((end) => end.files.map((file) => file.path))
}

/** The key goes first: a cut in the middle of it would hide the rest of it from the search. */
function shorten(message: string, maxChars: number, gate: Gate): string {
  return cut(gate.redact(message), maxChars)
}

function withoutTooLong<T extends Readonly<Record<string, string>>>(outputs: T): T {
  const tooLong = Object.keys(outputs).filter((name) => !fits(outputs[name] ?? ''))
  return { ...outputs, ...Object.fromEntries(tooLong.map((name) => [name, ''])) }
}

function fits(value: string): boolean {
  return Buffer.byteLength(value) <= MAX_OUTPUT_BYTES
}
