/**
 * Reads a record of any product as a task. No other file looks into a record.
 *
 * Only the ID and the status are checked. All other fields are taken as they are: a surprise in one must not cost a paid result.
 */
import { findFiles, type ResultFiles } from '../audio/find.ts'
import { isJsonObject, jsonText, type JsonObject } from '../text/json.ts'
import { isLoopbackHost } from '../text/show.ts'
import type { Defect } from './problems.ts'
import { productOf, type Meaning, type TerminalMeaning } from './products.ts'

/**
 * A task as the API last sent it, without the key; a missing text is ''. All text is untrusted: people see it as a plain line or as
 * inert Markdown.
 */
export type Task = Exclude<ReturnType<typeof readTask>, Defect>

/**
 * Reads a parsed answer as the record of the task `askedId`, or returns what is wrong with it. Files over http on this machine count
 * only if `endpoint` is on this machine too.
 */
export function readTask(record: unknown, askedId: string, endpoint: URL) {
  if (!isJsonObject(record)) return 'not-an-object'
  const {
    idField,
    statuses,
    result: places,
    errorCode,
    times,
    documented,
    usual,
    audioIn,
  } = productOf(endpoint)
  const sentId = record[idField]
  // A number with the same digits is the same ID.
  const taskId = jsonText(sentId)
  if (taskId === '' || (typeof sentId !== 'string' && !/^-?\d+$/.test(taskId))) return 'no-task-id'
  if (taskId !== askedId) return 'another-task'
  const status = record['status'] ?? null
  if (status === null) return 'no-status'
  if (typeof status !== 'string') return 'status-not-text'
  if (status.trim() === '') return 'status-blank'
  const text = (path: string): string => jsonText(fieldAt(record, path))
  const [place = ''] = [...places.filter((name) => fieldAt(record, name) !== null), ...places]
  const result = fieldAt(record, place)
  const { audioUrl, ...found } = findFiles({
    result,
    documented,
    usual,
    allowsLoopback: isLoopbackHost(endpoint.hostname),
  })
  const files: ResultFiles = { ...found, needsAudio: audioIn.includes(place) }
  return {
    taskId,
    /** As the product spells it. */
    status,
    meaning: statuses.get(status) ?? 'unknown',
    /** A JSON value, `null` if there is none. */
    result,
    errorMessage: errorText(record),
    /** A JSON value as sent, `null` if there is none. */
    errorCode: fieldAt(record, errorCode),
    traceId: text('traceId'),
    /** Both times are ISO 8601 as sent. */
    createdAt: text(times[0]),
    finishedAt: text(times[1]),
    title: titleOf(result),
    /** Always one line of visible ASCII. */
    audioUrl,
    files,
    /** For `resultPath`. */
    record,
  }
}

const ERROR_TEXTS = ['errorMessage', 'error_message', 'failReason', 'error.message']

/**
 * Why a task failed, '' if the record does not say. ASSUMPTION: a product may also use the field of another one, or say it in `error`
 * itself.
 */
function errorText(record: JsonObject): string {
  const { error } = record
  const texts = ERROR_TEXTS.map((path) => jsonText(fieldAt(record, path)))
  return [...texts, typeof error === 'string' ? error : ''].find((text) => text !== '') ?? ''
}

/** The value at a path such as `error.code`; `null` if there is none. */
function fieldAt(record: unknown, path: string): unknown {
  return path.split('.').reduce((value, name) => (isJsonObject(value) ? value[name] : null), record) ?? null
}

/** The title of a result, or of the first item of a list; '' if there is none. */
function titleOf(result: unknown): string {
  const named: unknown = Array.isArray(result) ? result[0] : result
  const title = isJsonObject(named) ? named['title'] : ''
  return typeof title === 'string' ? title.trim() : ''
}

/** Whether a task with a status of this meaning never changes again. */
export function isTerminal(meaning: Meaning): meaning is TerminalMeaning {
  return meaning !== 'goes-on' && meaning !== 'awaits-person' && meaning !== 'unknown'
}

/** Milliseconds from `createdAt` to `finishedAt`, `null` if one is missing or they make no sense. */
export function taskDurationMs(task: Task): number | null {
  // A date is short; `Date.parse` takes seconds for a text of some megabytes.
  const [fromMs = NaN, toMs = NaN] = [task.createdAt, task.finishedAt].map((at) =>
    Date.parse(at.slice(0, 64)),
  )
  const ms = toMs - fromMs
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}
