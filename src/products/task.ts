/**
 * What a MountSea task is, whichever product made it, and how a record becomes one. Nobody else looks into a record.
 *
 * Only the ID and the status decide anything, so only they are checked; every other field is taken as it comes, since a
 * surprise in one must not cost a paid result.
 */
import type { Defect } from '../problem.ts'
import { isJsonObject, type JsonObject } from '../text/json.ts'
import type { ResultFiles } from './files.ts'

/** What a status means. An `unknown` one counts as not terminal, with a warning; so does one that `awaits-person`. */
export type Meaning = 'goes-on' | 'awaits-person' | 'unknown' | TerminalMeaning
export type TerminalMeaning = 'completed' | 'failed' | 'cancelled' | 'timeout'

/** A task as the API last told it, without the key. All text is untrusted: it goes to people as a plain line or as inert Markdown. */
export interface Task {
  readonly taskId: string
  /** The product's own word. */
  readonly status: string
  readonly meaning: Meaning
  /** A JSON value, `null` if there is none. */
  readonly result: unknown
  readonly errorMessage: string
  /** A JSON value as sent, `null` if there is none. */
  readonly errorCode: unknown
  readonly traceId: string
  /** ISO 8601 as sent, '' if there is none. */
  readonly createdAt: string
  readonly finishedAt: string
  /** What the result calls itself, '' if nothing. */
  readonly title: string
  /** The output `audioUrl`: always one line of visible ASCII, '' if the result names none. */
  readonly audioUrl: string
  readonly files: ResultFiles
  /** The whole record, as parsed: for `resultPath`. */
  readonly record: unknown
}

/** One of the vendor's products: how to ask for its tasks and how to read its records. */
export interface Product {
  /** The name of the field that holds the task's ID. */
  readonly idField: string
  /** Where the ID goes in the URL that asks: `?taskId=ID`, or the end of the path. */
  readonly idGoesInto: 'query' | 'path'
  /** What each documented status means. */
  readonly statuses: ReadonlyMap<string, Meaning>
  /** Everything else that a record says. `allowsLoopback`: whether files at http on this machine count. */
  readonly details: (
    record: JsonObject,
    allowsLoopback: boolean,
  ) => Omit<Task, 'taskId' | 'status' | 'meaning' | 'record'>
}

export type ReadTask =
  { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'defect'; readonly defect: Defect }

/** Reads a parsed answer as the record of the task `askedId`. Never throws. */
export function readTask(
  product: Product,
  record: unknown,
  askedId: string,
  allowsLoopback = false,
): ReadTask {
  const defect = (name: Defect): ReadTask => ({ kind: 'defect', defect: name })
  if (!isJsonObject(record)) return defect('not-an-object')
  const taskId = record[product.idField]
  if (typeof taskId !== 'string' || taskId === '') return defect('no-task-id')
  if (taskId !== askedId) return defect('another-task')
  const { status } = record
  if (status === undefined || status === null) return defect('no-status')
  if (typeof status !== 'string') return defect('status-not-text')
  if (status.trim() === '') return defect('status-blank')
  const meaning = product.statuses.get(status) ?? 'unknown'
  return {
    kind: 'task',
    task: { taskId, status, meaning, record, ...product.details(record, allowsLoopback) },
  }
}

/** Whether a task with a status of this meaning never changes again. */
export function isTerminal(meaning: Meaning): meaning is TerminalMeaning {
  return meaning !== 'goes-on' && meaning !== 'awaits-person' && meaning !== 'unknown'
}

/** Milliseconds from `createdAt` to `finishedAt`, `null` where the API did not give both or they make no sense. */
export function taskDurationMs(task: Task): number | null {
  const ms = Date.parse(task.finishedAt) - Date.parse(task.createdAt)
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}
