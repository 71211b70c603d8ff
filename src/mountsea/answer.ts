/**
 * What the answer to a poll means. The API reference does not describe error statuses. ASSUMPTION: they mean what HTTP says
 * (RFC 9110). Only a record of the task can count as success.
 */
import { parseJson } from '../text/json.ts'
import { cut } from '../text/plain-line.ts'
import type { Redactor } from '../text/secret.ts'
import { showUrl } from '../text/url.ts'
import { isUsedUp, rateLimitMs, retryAfterMs, type Header } from '../watch/pace.ts'
import type { HttpAnswer } from '../world/http.ts'
import type { Defect, Problem } from './problems.ts'
import { readTask, type Task } from './read.ts'

export type Answer =
  | { readonly kind: 'record'; readonly task: Task }
  /** `retryAfterMs`: how long the server asks us to wait, or 0. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterMs: number }

/** An HTTP answer, with as much of its body as was read. */
export interface RawAnswer {
  readonly status: number
  readonly headers: HttpAnswer['headers']
  readonly body: string
  /** `broken-off`: the body may have been longer. */
  readonly isRead: 'whole' | 'broken-off' | 'too-large'
}

export interface Question {
  readonly taskId: string
  readonly endpoint: URL
  /** The date, in milliseconds since 1970, since `Retry-After` may be a date. */
  readonly wallMs: number
  readonly redactor: Redactor
}

/** How much of an answer an error shows, and how much of it is searched for the key first. */
const EXCERPT_CHARS = 200
const SEARCHED_CHARS = 16_384

/** Sorts an answer by what it means. */
export function sortAnswer(answer: RawAnswer, question: Question): Answer {
  const { status: httpStatus, headers } = answer
  const { redactor, wallMs, endpoint } = question
  // From here on no header contains the key.
  const header: Header = (name) => redactor.text(headers[name] ?? '').trim()
  const met = (problem: Problem, waitMs = 0): Answer => ({ kind: 'problem', problem, retryAfterMs: waitMs })
  if (isSuccess(answer)) {
    const read = readRecord(answer, header('content-encoding'), question)
    if (typeof read !== 'string') return { kind: 'record', task: read }
    // People cannot read compressed bytes.
    const excerpt = read === 'compressed' ? '' : excerptOf(answer, redactor)
    return met({ kind: 'no-record', defect: read, httpStatus, excerpt })
  }
  const said = { httpStatus, excerpt: excerptOf(answer, redactor) }
  if (httpStatus >= 300 && httpStatus < 400) {
    return met({ kind: 'redirect', target: showTarget(header('location'), endpoint), ...said })
  }
  const isLimited = httpStatus === 403 && (header('retry-after') !== '' || isUsedUp(header))
  return httpStatus === 429 || isLimited
    ? met({ kind: 'rate-limit', ...said }, rateLimitMs(header, wallMs))
    : met({ kind: 'http-status', ...said }, retryAfterMs(header, wallMs))
}

/** Only the body of a success can be too large: others are not read that far. */
function isSuccess({ status, isRead }: RawAnswer): boolean {
  return isRead === 'too-large' || (status >= 200 && status < 300)
}

function readRecord({ body, isRead }: RawAnswer, encoding: string, question: Question): Task | Defect {
  if (isRead === 'too-large') return isRead
  if (!['', 'identity'].includes(encoding)) return 'compressed'
  let value: unknown
  try {
    value = parseJson(body)
  } catch (error) {
    return error instanceof RangeError ? 'nested-too-deeply' : 'not-json'
  }
  const { taskId, endpoint, redactor } = question
  return readTask(redactor.json(value, body), taskId, endpoint)
}

function excerptOf({ body, isRead }: RawAnswer, redactor: Redactor): string {
  const start = body.slice(0, SEARCHED_CHARS)
  const isWhole = isRead === 'whole' && start.length === body.length
  return cut(isWhole ? redactor.text(start) : redactor.brokenText(start), EXCERPT_CHARS)
}

/** Where a redirect points, without credentials, query and fragment, which may contain secrets. */
function showTarget(location: string, endpoint: URL): string {
  if (location === '') return 'nowhere'
  const target = URL.parse(location, endpoint.href)
  return target === null ? 'something that is not a URL' : showUrl(target)
}
