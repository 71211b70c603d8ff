/**
 * Whole, well-formed answers: task records as the vendor's reference describes them, and plain HTTP. `faults.ts` breaks them.
 */
import type { Content } from './content.ts'

/** An answer that reaches the client whole. */
export interface Reply {
  readonly httpStatus: number
  readonly headers: Readonly<Record<string, string>>
  /** Made at the time of the answer, since a record names the task that was asked for. */
  readonly body: (taskId: string) => string | Content
}

type Headers = Reply['headers']
/** The fields of a task record; `taskId` is filled in with the one asked for, unless given. */
type Fields = Readonly<Record<string, unknown>>

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }

/** HTTP 200 with a JSON record of exactly these fields, and `taskId`. Give `taskId: undefined` to leave it out. */
export function record(fields: Fields): Reply {
  return { httpStatus: 200, headers: JSON_TYPE, body: (taskId) => JSON.stringify({ taskId, ...fields }) }
}

/** A record with this status, known or unknown, that is not finished. */
export function status(word: string, extra: Fields = {}): Reply {
  return record({ status: word, createdAt: '2025-02-06T10:25:00.000Z', traceId: 'trace-xyz789', ...extra })
}

const ended = (word: string, extra: Fields): Reply =>
  status(word, { finishedAt: '2025-02-06T10:30:00.000Z', ...extra })

export const completed = (result: unknown, extra: Fields = {}): Reply =>
  ended('completed', { result, ...extra })
const REJECTED = { errorMessage: 'The lyrics were rejected', errorCode: 4201 }
export const failed = (extra: Fields = REJECTED): Reply => ended('failed', extra)
/** At MountSea, as `vendorTimeout`. */
export const cancelled = (): Reply => ended('cancelled', {})
export const vendorTimeout = (): Reply => ended('timeout', {})

/** Any text with any HTTP status. */
export function text(httpStatus: number, body: string | Buffer, headers: Headers = {}): Reply {
  return { httpStatus, headers: { 'Content-Type': 'text/plain', ...headers }, body: () => body }
}

/** A web page where a record was expected: a captive portal with 200, a gateway with 502. */
export function html(httpStatus: number): Reply {
  const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>'
  return text(httpStatus, page, { 'Content-Type': 'text/html' })
}

/** An HTTP status with a small JSON body, and `Retry-After` as given. */
export function http(
  httpStatus: number,
  options: { retryAfter?: string | number; body?: string; headers?: Headers } = {},
): Reply {
  const { retryAfter, body = JSON.stringify({ message: `this is HTTP ${httpStatus}` }) } = options
  const waiting = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return text(httpStatus, body, { ...JSON_TYPE, ...waiting, ...options.headers })
}

/** A redirect. `location` goes out as it is, relative or absolute. */
export function redirect(location: string, httpStatus = 302): Reply {
  return { httpStatus, headers: { Location: location }, body: () => '' }
}

// The kinds of `result` that the vendor's reference shows, with their URLs pointing wherever a test serves files.

/** `POST /producer/audios`. */
export const songResult = (audioUrl: string, extra: Fields = {}): Fields => ({
  ...{ audioId: '9719e086-576a-4830-a0f2-7c9424460d6d', duration: 180, title: 'Summer Vibes' },
  ...{ audioUrl, ...extra },
})
/** `POST /producer/download`. */
export const downloadResult = (url: string, format = 'mp3'): Fields => ({ url, format })
/** `POST /producer/stems`: one URL a stem. */
export const stemsResult = (urls: Record<'vocals' | 'drums' | 'bass' | 'other', string>): Fields => urls
/** `POST /producer/download-video`. */
export const videoResult = (videoUrl: string): Fields => ({ preset: 'modern', videoUrl })
