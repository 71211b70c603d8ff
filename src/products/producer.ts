/**
 * What a MountSea task is: its statuses, which of them are final, and how an answer becomes a `Task`.
 *
 * Source: the vendor's public API reference (`GET /producer/tasks?taskId=ID`). Only `taskId` and `status` decide anything,
 * so only they are checked; every other field is taken as it comes, since a surprise in one must not cost a paid result.
 */
import { isJsonObject, parseJson, stringifyJson } from '../text/json.ts'

/** The documented statuses that are final. Compared exactly; anything else, known or not, means that the task goes on. */
export const TERMINAL_STATUSES = ['completed', 'failed', 'cancelled', 'timeout'] as const
export type TerminalStatus = (typeof TERMINAL_STATUSES)[number]

/** The documented statuses of a task that goes on. An unknown one is treated alike, with a warning. */
export const RUNNING_STATUSES = ['pending', 'ready', 'assigned', 'processing'] as const

/** A task as the API last told it. Text fields are untrusted: they go to people only through `untrusted.ts`. */
export interface Task {
  readonly taskId: string
  readonly status: string
  /** The producer's result, `null` if there is none. Documented only with `completed`. */
  readonly result: unknown
  readonly errorMessage: string
  /** Documented as a number; kept as sent, '' if there is none. */
  readonly errorCode: string
  readonly traceId: string
  /** ISO 8601 as sent, '' if there is none. */
  readonly createdAt: string
  readonly finishedAt: string
  /** The whole record, as parsed: for `resultPath`. */
  readonly record: unknown
}

export type ParsedAnswer =
  { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'bad'; readonly why: string }

/**
 * Reads the body of a 200 answer as the record of the task that was asked for.
 * `bad` says in a few words why it is no such record; it never throws.
 */
export function parseTask(body: string, askedId: string): ParsedAnswer {
  let record: unknown
  try {
    record = parseJson(body)
  } catch (error) {
    return bad(
      error instanceof RangeError ? 'an answer that is nested too deeply' : 'an answer that is not JSON',
    )
  }
  if (!isJsonObject(record)) return bad('an answer that is not a JSON object')
  const { taskId, status } = record
  if (typeof taskId !== 'string' || taskId === '') return bad('an answer without taskId')
  if (taskId !== askedId) return bad('the record of another task')
  if (status === undefined || status === null) return bad('an answer without status')
  if (typeof status !== 'string') return bad('an answer whose status is not a string')
  if (status.trim() === '') return bad('an answer whose status is blank')
  return {
    kind: 'task',
    task: {
      taskId,
      status,
      result: record['result'] ?? null,
      errorMessage: asText(record['errorMessage']),
      errorCode: asText(record['errorCode']),
      traceId: asText(record['traceId']),
      createdAt: asText(record['createdAt']),
      finishedAt: asText(record['finishedAt']),
      record,
    },
  }
}

export function isTerminal(status: string): status is TerminalStatus {
  return TERMINAL_STATUSES.some((terminal) => terminal === status)
}

export function isKnownStatus(status: string): boolean {
  return isTerminal(status) || RUNNING_STATUSES.some((running) => running === status)
}

/** Milliseconds from `createdAt` to `finishedAt`, where the API gave both and they make sense. */
export function taskDurationMs(task: Task): number | null {
  const ms = Date.parse(task.finishedAt) - Date.parse(task.createdAt)
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}

function bad(why: string): ParsedAnswer {
  return { kind: 'bad', why }
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : stringifyJson(value)
}
