/**
 * What the answer to a poll means. The API reference says nothing of error statuses, so their meaning here is HTTP's own (RFC 9110)
 * and an ASSUMPTION about this vendor. Each is read so that nothing but a record of the task can count as success.
 */
import type { Defect, Problem } from './problems.ts'
import { readTask, type Product, type Task } from './read.ts'
import { parseJson } from '../text/json.ts'
import { cut } from '../text/plain-line.ts'
import type { Redactor } from '../text/secret.ts'
import { isLoopbackHost, showUrl } from '../text/url.ts'
import { isUsedUp, parseRetryAfterMs, rateLimitMs } from '../watch/retry-after.ts'

export type Answer =
  | { readonly kind: 'record'; readonly task: Task }
  /** There is no such task, maybe only not yet; a success that is no record of the task; a set-up that can hardly work. */
  | { readonly kind: 'not-found' | 'bad' | 'misconfigured'; readonly problem: Problem }
  /** These will not get better by asking again. */
  | { readonly kind: 'unauthorized' | 'rejected' | 'too-large'; readonly problem: Problem }
  | {
      readonly kind: 'transient'
      readonly problem: Problem
      readonly retryAfterMs: number
      readonly isRateLimit: boolean
    }

/** An HTTP answer as far as it was read; its headers have no key in them. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  /** `broken-off`: there was more of the body, or may have been. */
  readonly isRead: 'whole' | 'broken-off' | 'too-large'
}

export interface Question {
  readonly product: Product
  readonly taskId: string
  readonly endpoint: URL
  /** The date, in milliseconds since 1970: a `Retry-After` may be a date. */
  readonly wallMs: number
  readonly redactor: Redactor
}

/** How much of an answer an error shows, and how much of it is searched for the key before that. */
const EXCERPT_CHARS = 200
const SEARCHED_CHARS = 16_384

/** 4xx statuses that say "later" rather than "no", besides 429 (RFC 9110, 15.5.9; RFC 8470). */
const TRANSIENT_4XX: readonly number[] = [408, 425]

/** Sorts an answer by what it means. */
export function sortAnswer(answer: RawAnswer, question: Question): Answer {
  const { status: httpStatus, isRead } = answer
  if (isRead !== 'too-large' && (httpStatus < 200 || httpStatus >= 300)) return sortFailure(answer, question)
  const read = isRead === 'too-large' ? isRead : readRecord(answer, question)
  if (typeof read !== 'string') return { kind: 'record', task: read }
  // Packed bytes are nothing that people can read.
  const excerpt = read === 'compressed' ? '' : excerptOf(answer, question.redactor)
  const problem: Problem = { kind: 'no-record', defect: read, httpStatus, excerpt }
  return { kind: read === 'too-large' ? 'too-large' : 'bad', problem }
}

/** What an answer means that says no success: HTTP's own meaning of its status. */
function sortFailure({ status: httpStatus, headers, ...rest }: RawAnswer, question: Question): Answer {
  const { redactor, endpoint, wallMs } = question
  const header = (name: string): string => textOf(headers[name])
  const excerpt = excerptOf(rest, redactor)
  const problem: Problem = { kind: 'http-status', httpStatus, excerpt }
  if (httpStatus >= 300 && httpStatus < 400) {
    const target = showTarget(header('location'), endpoint)
    return { kind: 'rejected', problem: { kind: 'redirect', httpStatus, target, excerpt } }
  }
  const hasLimit = header('retry-after') !== '' || isUsedUp(header)
  if (httpStatus === 429 || (httpStatus === 403 && hasLimit)) {
    return { kind: 'transient', problem, retryAfterMs: rateLimitMs(header, wallMs), isRateLimit: true }
  }
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'unauthorized', problem }
  if (httpStatus === 404) return { kind: 'not-found', problem }
  if (!TRANSIENT_4XX.includes(httpStatus) && Math.floor(httpStatus / 100) !== 5) {
    return { kind: 'rejected', problem }
  }
  const retryAfterMs = parseRetryAfterMs(header('retry-after'), wallMs)
  return { kind: 'transient', problem, retryAfterMs, isRateLimit: false }
}

function readRecord({ headers, body }: RawAnswer, question: Question): Task | Defect {
  if (!['', 'identity'].includes(textOf(headers['content-encoding']))) return 'compressed'
  const { product, taskId, endpoint, redactor } = question
  let value: unknown
  try {
    value = parseJson(body)
  } catch (error) {
    return error instanceof RangeError ? 'nested-too-deeply' : 'not-json'
  }
  const read = readTask(product, redactor.json(value, body), taskId, isLoopbackHost(endpoint.hostname))
  return read.kind === 'task' ? read.task : read.defect
}

function excerptOf({ body, isRead }: Pick<RawAnswer, 'body' | 'isRead'>, redactor: Redactor): string {
  const start = body.slice(0, SEARCHED_CHARS)
  const isWhole = isRead === 'whole' && start.length === body.length
  return cut(isWhole ? redactor.text(start) : redactor.brokenText(start), EXCERPT_CHARS)
}

/** Where a redirect points, without credentials, query and fragment, which may hold secrets. */
function showTarget(location: string, endpoint: URL): string {
  if (location === '') return 'nowhere'
  const target = URL.parse(location, endpoint.href)
  return target === null ? 'something that is no URL' : showUrl(target)
}

function textOf(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header[0] : header)?.trim() ?? ''
}
