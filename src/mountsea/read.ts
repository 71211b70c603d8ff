/**
 * What a MountSea task is, whichever product made it, and how a record becomes one. Nobody else looks into a record.
 *
 * Only the ID and the status decide anything, so only they are checked; every other field is taken as it comes, since a
 * surprise in one must not cost a paid result.
 */
import type { Defect } from './problems.ts'
import { isJsonObject, jsonText } from '../text/json.ts'
import { audioUrlOf, findFiles, type ResultFiles } from '../audio/find.ts'

/** What a status means. An `unknown` one counts as not terminal, with a warning; so does one that `awaits-person`. */
export type Meaning = 'goes-on' | 'awaits-person' | 'unknown' | TerminalMeaning
export type TerminalMeaning = 'completed' | 'failed' | 'cancelled' | 'timeout'

/**
 * A task as the API last told it, without the key; a text is '' where there is none. All text is untrusted: it goes to people as a
 * plain line or as inert Markdown.
 */
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
  /** ISO 8601 as sent. */
  readonly createdAt: string
  readonly finishedAt: string
  /** What the result calls itself. */
  readonly title: string
  /** The output `audioUrl`: always one line of visible ASCII. */
  readonly audioUrl: string
  readonly files: ResultFiles
  /** The whole record, as parsed: for `resultPath`. */
  readonly record: unknown
}

/** One of the vendor's products: how to ask for its tasks and how to read its records. A field may lie in another (`error.code`). */
export interface Product {
  readonly idField: string
  /** Where the ID goes in the URL that asks: `?taskId=ID`, or the end of the path. */
  readonly idGoesInto: 'query' | 'path'
  readonly statuses: ReadonlyMap<string, Meaning>
  /** The names of the other fields; of several for the result, the first that is there. One that the product lacks is not named. */
  readonly fields: {
    readonly result: readonly string[]
    readonly errorMessage: string
    readonly errorCode: string
    readonly createdAt: string
    readonly finishedAt?: string
    readonly traceId?: string
  }
  /** Fields at the top of a result that the vendor documents as files. None: the output `audioUrl` is the first audio there is. */
  readonly documented: readonly string[]
  /** Whether a result without audio and video is incomplete. */
  readonly needsAudio: boolean
}

export type ReadTask =
  { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'defect'; readonly defect: Defect }

/** Reads a parsed answer as the record of the task `askedId`. `allowsLoopback`: whether files at http on this machine count. */
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
  const status = record['status'] ?? null
  if (status === null) return defect('no-status')
  if (typeof status !== 'string') return defect('status-not-text')
  if (status.trim() === '') return defect('status-blank')
  const { fields, documented, needsAudio } = product
  const text = (path = ''): string => jsonText(fieldAt(record, [path]))
  const result = fieldAt(record, fields.result)
  const files = { ...findFiles(result, documented, allowsLoopback), needsAudio }
  const task = {
    taskId,
    status,
    meaning: product.statuses.get(status) ?? 'unknown',
    result,
    errorMessage: text(fields.errorMessage),
    errorCode: fieldAt(record, [fields.errorCode]),
    traceId: text(fields.traceId),
    createdAt: text(fields.createdAt),
    finishedAt: text(fields.finishedAt),
    title: titleOf(result),
    audioUrl: audioUrlOf(result, documented.length > 0, files.files, allowsLoopback),
    files,
    record,
  }
  return { kind: 'task', task }
}

/** The first value that there is at one of the paths, such as `error.code`; `null` where there is none. */
function fieldAt(record: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    let value = record
    for (const name of path.split('.')) value = isJsonObject(value) ? value[name] : null
    if (value !== undefined && value !== null) return value
  }
  return null
}

/** What a result, or the first item of a list, calls itself; '' if nothing. */
function titleOf(result: unknown): string {
  const named: unknown = Array.isArray(result) ? result[0] : result
  const title = isJsonObject(named) ? named['title'] : ''
  return typeof title === 'string' ? title.trim() : ''
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
