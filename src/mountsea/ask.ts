/** The task API: one GET, one `Answer`. A failed request is an answer too; only a bug rejects. */
import type { Clock } from '../world/clock.ts'
import { networkProblem } from '../world/node-errors.ts'
import type { HttpAnswer, HttpGet } from '../world/http.ts'
import type { Redactor } from '../text/secret.ts'
import { sortAnswer, type Answer, type RawAnswer } from './answer.ts'
import { MAX_RECORD_MIB } from './problems.ts'
import { taskUrl } from './products.ts'

/** Asks for one task. When `signal` aborts, resolves at once to the problem `no-answer`. */
export type GetTask = (taskId: string, signal: AbortSignal) => Promise<Answer>

export interface ApiAccess {
  readonly endpoint: URL
  /** Sent only to `endpoint`, as a Bearer token. */
  readonly apiKey: string
}

export interface ApiPorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly redactor: Redactor
}

const MAX_RECORD_BYTES = MAX_RECORD_MIB * 1024 * 1024
/** Enough of an error's body for the excerpt, whatever its encoding. */
const MAX_ERROR_BYTES = 64 * 1024

export function createTaskApi({ endpoint, apiKey }: ApiAccess, { get, clock, redactor }: ApiPorts): GetTask {
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
  const answer = (isRead: RawAnswer['isRead']): RawAnswer => {
    const bytes = Buffer.concat(chunks)
    const text = (isRead === 'too-large' ? bytes.subarray(0, MAX_ERROR_BYTES) : bytes).toString('utf8')
    return { status, headers, body: text, isRead }
  }
  let length = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      length += chunk.length
      if (isSuccess && length > MAX_RECORD_BYTES) return answer('too-large')
      if (!isSuccess && length >= MAX_ERROR_BYTES) return answer('broken-off')
    }
  } catch (error) {
    // The body of an error may be incomplete, since its status says enough.
    if (isSuccess) throw error
    return answer('broken-off')
  }
  return answer('whole')
}
