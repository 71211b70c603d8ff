/**
 * What one poll brought: the answer to a GET of the task endpoint, sorted by what it means. Pure; `api.ts` does the asking.
 *
 * The API reference says nothing of error statuses, so their meaning here is HTTP's own (RFC 9110) and an ASSUMPTION about
 * this vendor; each is read the careful way: nothing but a record of the task can ever count as success.
 */
import type { Evidence } from '../outcome.ts'
import { parseRetryAfterMs } from '../wait/schedule.ts'
import { parseTask, type Task } from '../products/producer.ts'
import { showUrl } from '../text/url.ts'

/** `why` says in our own words what stood in place of a record: `HTTP 502`, `an answer that is not JSON`. */
export type Answer =
  | { readonly kind: 'record'; readonly task: Task }
  /** Says that there is no such task, maybe only not yet. */
  | { readonly kind: 'not-found'; readonly why: string; readonly evidence: Evidence }
  /** Says success, but is no record of the task. */
  | { readonly kind: 'bad'; readonly why: string; readonly evidence: Evidence }
  /** Larger than anybody should read, and no smaller the next time. */
  | { readonly kind: 'too-large'; readonly why: string; readonly evidence: Evidence }
  | { readonly kind: 'unauthorized'; readonly why: string; readonly evidence: Evidence }
  /** Will not get better by asking again. */
  | { readonly kind: 'rejected'; readonly why: string; readonly evidence: Evidence | null }
  | { readonly kind: 'unknown-host'; readonly why: string }
  | {
      readonly kind: 'transient'
      readonly why: string
      readonly retryAfterMs: number
      readonly rateLimited: boolean
    }

/** An HTTP answer as far as it was read. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** How much of an answer an error shows. */
const EXCERPT_CHARS = 200

/** 4xx statuses that say "later" rather than "no" (RFC 9110, 15.5.9; RFC 8470; RFC 6585). */
const TRANSIENT_4XX = [408, 425, 429]

/** What sorting an answer needs to know of its question. */
export interface Question {
  readonly taskId: string
  readonly endpoint: URL
  /** The date, in milliseconds since 1970: a `Retry-After` may be a date. */
  readonly wallMs: number
  /** The text gate: makes a body safe to show and cuts it. */
  readonly excerpt: (body: string, maxChars: number) => string
}

/** Sorts an answer that was read to its end, or, if it is no success, as far as an error shows it. */
export function sortAnswer(answer: RawAnswer, question: Question): Answer {
  const { status, headers } = answer
  if (status >= 200 && status < 300) return sortSuccess(answer, question)
  const evidence = evidenceOf(answer, question)
  if (status === 401 || status === 403) return { kind: 'unauthorized', why: `HTTP ${status}`, evidence }
  if (status === 404) return { kind: 'not-found', why: 'HTTP 404', evidence }
  if (TRANSIENT_4XX.includes(status) || (status >= 500 && status < 600)) {
    const retryAfterMs = parseRetryAfterMs(textOf(headers['retry-after']), question.wallMs)
    return { kind: 'transient', why: `HTTP ${status}`, retryAfterMs, rateLimited: status === 429 }
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'rejected',
      why: redirectWhy(status, textOf(headers['location']), question.endpoint),
      evidence,
    }
  }
  return { kind: 'rejected', why: `HTTP ${status}`, evidence }
}

function sortSuccess(answer: RawAnswer, question: Question): Answer {
  const encoding = textOf(answer.headers['content-encoding'])
  if (encoding !== '' && encoding !== 'identity') {
    const evidence = { httpStatus: answer.status, excerpt: '' }
    return { kind: 'bad', why: 'a compressed answer, which was not asked for', evidence }
  }
  const parsed = parseTask(answer.body, question.taskId)
  return parsed.kind === 'task'
    ? { kind: 'record', task: parsed.task }
    : { kind: 'bad', why: parsed.why, evidence: evidenceOf(answer, question) }
}

/** The HTTP status and how the body begins. */
export function evidenceOf({ status, body }: RawAnswer, { excerpt }: Question): Evidence {
  return { httpStatus: status, excerpt: excerpt(body, EXCERPT_CHARS) }
}

/** Our words for a redirect, naming where it pointed: without credentials, query and fragment, which may hold secrets. */
function redirectWhy(status: number, location: string, endpoint: URL): string {
  const target = URL.parse(location, endpoint.href)
  const where = location === '' ? 'nowhere' : target === null ? 'something that is no URL' : showUrl(target)
  return `HTTP ${status}, a redirect to ${where}`
}

function textOf(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header[0] : header)?.trim() ?? ''
}
