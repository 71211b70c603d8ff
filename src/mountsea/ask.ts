/**
 * The task API: one GET, one `Answer`. A failed request is an answer too; only a bug rejects.
 *
 * The API reference does not describe error statuses. ASSUMPTION: they mean what HTTP says (RFC 9110). Only a record of the task can
 * count as success.
 */
import { parseJson } from '../text/json.ts'
import { cut } from '../text/plain-line.ts'
import type { Redactor } from '../text/secret.ts'
import { showUrl } from '../text/show.ts'
import { isRateLimit, rateLimitMs, retryAfterMs, type Header } from '../watch/pace.ts'
import type { Clock } from '../world/clock.ts'
import type { HttpAnswer, HttpGet } from '../world/http.ts'
import { networkProblem } from '../world/network.ts'
import { MAX_RECORD_MIB, type Defect, type Problem } from './problems.ts'
import { taskUrl } from './products.ts'
import { readTask, type Task } from './read.ts'

export type Answer =
  | { readonly kind: 'record'; readonly task: Task }
  /** `retryAfterMs`: how long the server asks us to wait, or 0. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterMs: number }

/** Asks for one task. When `signal` aborts, resolves at once to the problem `no-answer`. */
export type GetTask = (taskId: string, signal: AbortSignal) => Promise<Answer>

/** An HTTP answer, with as much of its body as was read. */
export interface RawAnswer extends Pick<HttpAnswer, 'status' | 'headers'> {
  readonly body: string
  /** `broken-off`: the body may have been longer. */
  readonly isRead: 'whole' | 'broken-off' | 'too-large'
}

/** What was asked, and when: `Retry-After` may be a date. */
export interface Question {
  readonly taskId: string
  readonly endpoint: URL
  readonly wallMs: number
  readonly redactor: Redactor
}

const MAX_RECORD_BYTES = MAX_RECORD_MIB * 1024 * 1024
/** Enough of an error's body for the excerpt, whatever its encoding. */
const MAX_ERROR_BYTES = 64 * 1024
const EXCERPT_CHARS = 200

/** `apiKey` is sent only to `endpoint`, as a Bearer token. */
export function createTaskApi(
  { endpoint, apiKey }: { readonly endpoint: URL; readonly apiKey: string },
  { get, clock, redactor }: { readonly get: HttpGet; readonly clock: Clock; readonly redactor: Redactor },
): GetTask {
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    authorization: `Bearer ${apiKey}`,
    'user-agent': 'wait-for-mountsea-task',
  }
  return async (taskId, signal) => {
    let answer: RawAnswer
    try {
      answer = await read(await get(taskUrl(endpoint, taskId), headers, signal))
    } catch (error) {
      const problem = signal.aborted ? ({ kind: 'no-answer' } as const) : networkProblem(error)
      return { kind: 'problem', problem, retryAfterMs: 0 }
    }
    // Outside the `try`, so that a bug in here does not count as a network problem.
    return sortAnswer(answer, { taskId, endpoint, wallMs: clock.wallMs(), redactor })
  }
}

/** Reads the body of a success up to 32 MiB, and of anything else as far as an excerpt needs. */
async function read({ status, headers, body }: HttpAnswer): Promise<RawAnswer> {
  const isSuccess = status <= 299
  const chunks: Buffer[] = []
  let length = 0
  let isRead: RawAnswer['isRead'] = 'whole'
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      length += chunk.length
      if (length <= (isSuccess ? MAX_RECORD_BYTES : MAX_ERROR_BYTES)) continue
      isRead = isSuccess ? 'too-large' : 'broken-off'
      break
    }
  } catch (error) {
    // The body of an error may be incomplete, since its status says enough.
    if (isSuccess) throw error
    isRead = 'broken-off'
  }
  const bytes = Buffer.concat(chunks)
  const shown = isRead === 'whole' ? bytes : bytes.subarray(0, MAX_ERROR_BYTES)
  return { status, headers, body: shown.toString('utf8'), isRead }
}

/** What an answer means. */
export function sortAnswer(answer: RawAnswer, question: Question): Answer {
  const { status: httpStatus, headers } = answer
  const { redactor, wallMs, endpoint } = question
  // From here on no header contains the key.
  const header: Header = (name) => redactor.text(headers[name] ?? '').trim()
  const met = (problem: Problem, waitMs = 0): Answer => ({ kind: 'problem', problem, retryAfterMs: waitMs })
  const isCompressed = !['', 'identity'].includes(header('content-encoding').toLowerCase())
  const read = httpStatus >= 200 && httpStatus <= 299 ? readRecord(answer, isCompressed, question) : null
  if (read !== null && typeof read !== 'string') return { kind: 'record', task: read }
  // People cannot read compressed bytes.
  const said = { httpStatus, excerpt: isCompressed ? '' : excerptOf(answer, redactor) }
  if (read !== null) return met({ kind: 'no-record', defect: read, ...said })
  if (httpStatus >= 300 && httpStatus <= 399) {
    // Without credentials, query and fragment, which may contain secrets.
    const url = URL.parse(header('location'), endpoint.href)
    const known = url === null ? 'something that is not a URL' : showUrl(url)
    return met({ kind: 'redirect', target: header('location') === '' ? 'nowhere' : known, ...said })
  }
  return isRateLimit(httpStatus, header)
    ? met({ kind: 'rate-limit', ...said }, rateLimitMs(header, wallMs))
    : met({ kind: 'http-status', ...said }, retryAfterMs(header, wallMs))
}

function readRecord({ body, isRead }: RawAnswer, isCompressed: boolean, question: Question): Task | Defect {
  if (isRead === 'too-large') return isRead
  if (isCompressed) return 'compressed'
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
  return cut(isRead === 'whole' ? redactor.text(body) : redactor.brokenText(body), EXCERPT_CHARS)
}
