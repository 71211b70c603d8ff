/**
 * Whole, well-formed answers of the stand-in: task records as the vendor's reference describes them, and plain HTTP.
 * `misbehaviour.ts` breaks these on the wire.
 */
import { gzipSync } from 'node:zlib'

/** An answer that reaches the client whole. */
export interface Reply {
  readonly kind: 'reply'
  readonly httpStatus: number
  readonly headers: Readonly<Record<string, string>>
  /** Made at the time of the answer, since a record names the task that was asked for. */
  readonly body: (taskId: string) => string | Buffer
}

/** The fields of a task record; `taskId` is filled in with the one asked for, unless given. */
export type RecordFields = Readonly<Record<string, unknown>>

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }
const CREATED_AT = '2025-02-06T10:25:00.000Z'
const FINISHED_AT = '2025-02-06T10:30:00.000Z'
const TRACE_ID = 'trace-xyz789'

/** HTTP 200 with a JSON record of exactly these fields, and `taskId`. Give `taskId: undefined` to leave it out. */
export function record(fields: RecordFields): Reply {
  const body = (taskId: string): string => JSON.stringify({ taskId, ...fields })
  return { kind: 'reply', httpStatus: 200, headers: JSON_TYPE, body }
}

/** A record with this status, known or unknown, that is not finished. */
export function status(word: string, extra: RecordFields = {}): Reply {
  return record({ status: word, createdAt: CREATED_AT, traceId: TRACE_ID, ...extra })
}

/** A completed task; for results see `results.ts`. */
export function completed(result: unknown, extra: RecordFields = {}): Reply {
  return status('completed', { result, finishedAt: FINISHED_AT, ...extra })
}

const REJECTED = { errorMessage: 'The lyrics were rejected', errorCode: 4201 }

/** A failed task. */
export function failed(extra: RecordFields = REJECTED): Reply {
  return status('failed', { finishedAt: FINISHED_AT, ...extra })
}

/** A task that was cancelled at MountSea. */
export function cancelled(extra: RecordFields = {}): Reply {
  return status('cancelled', { finishedAt: FINISHED_AT, ...extra })
}

/** A task that ran out of time at MountSea. */
export function vendorTimeout(extra: RecordFields = {}): Reply {
  return status('timeout', { finishedAt: FINISHED_AT, ...extra })
}

/** Any text with any HTTP status. */
export function text(
  httpStatus: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    kind: 'reply',
    httpStatus,
    headers: { 'Content-Type': 'text/plain', ...headers },
    body: () => body,
  }
}

/** A web page where a record was expected: a captive portal with 200, a gateway with 502. */
export function html(httpStatus: number, title = 'Sign in'): Reply {
  return text(httpStatus, `<!DOCTYPE html><html><head><title>${title}</title></head><body></body></html>`, {
    'Content-Type': 'text/html',
  })
}

/** An HTTP status with a small JSON body, and `Retry-After` as given. */
export function http(
  httpStatus: number,
  options: { retryAfter?: string | number; body?: string; headers?: Readonly<Record<string, string>> } = {},
): Reply {
  const { retryAfter, body = JSON.stringify({ message: `this is HTTP ${httpStatus}` }) } = options
  const waiting = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return text(httpStatus, body, { ...JSON_TYPE, ...waiting, ...options.headers })
}

/** A redirect. `location` goes out as it is, relative or absolute. */
export function redirect(location: string, httpStatus = 302): Reply {
  return { kind: 'reply', httpStatus, headers: { Location: location }, body: () => '' }
}

/** The same answer, compressed whether or not the client asked for that. */
export function gzipped(reply: Reply = status('processing')): Reply {
  return {
    ...reply,
    headers: { ...reply.headers, 'Content-Encoding': 'gzip' },
    body: (taskId) => gzipSync(bytesOf(reply, taskId)),
  }
}

/** The body of a reply, as sent. */
export function bytesOf(reply: Reply, taskId: string): Buffer {
  const body = reply.body(taskId)
  return typeof body === 'string' ? Buffer.from(body) : body
}

export function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2))
}
