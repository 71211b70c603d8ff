/**
 * The task API: one GET, one `Answer`. Whatever happens on the way is an answer too; it rejects for a bug only.
 */
import { evidenceOf, sortAnswer, type Answer, type RawAnswer } from './answer.ts'
import type { Clock } from '../ports/clock.ts'
import { explainFault, type HttpAnswer, type HttpGet } from '../ports/http.ts'
import type { Gate } from '../text/untrusted.ts'

/** Asks for one task. When `signal` aborts it answers at once, as transient: there was no complete answer in time. */
export type GetTask = (taskId: string, signal: AbortSignal) => Promise<Answer>

export interface ApiAccess {
  readonly endpoint: URL
  /** Sent as a Bearer token to `endpoint`, with the request itself, and nowhere else. */
  readonly apiKey: string
}

export interface ApiPorts {
  readonly get: HttpGet
  readonly clock: Clock
  readonly gate: Gate
}

/** A record is some kilobytes; what is larger than this is no record, and would only fill the memory. */
const MAX_RECORD_BYTES = 32 * 1024 * 1024

/** Enough of an error's body for the excerpt, however it is spelled. */
const MAX_ERROR_BYTES = 64 * 1024

export function createTaskApi({ endpoint, apiKey }: ApiAccess, { get, clock, gate }: ApiPorts): GetTask {
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    authorization: `Bearer ${apiKey}`,
    'user-agent': 'wait-for-mountsea-task',
  }
  const excerpt = (body: string, maxChars: number): string => gate.line(body, maxChars)
  return async (taskId, signal) => {
    let answer: WholeAnswer
    try {
      answer = await read(await get(questionUrl(endpoint, taskId), headers, signal))
    } catch (error) {
      return signal.aborted ? transient('no complete answer in time') : faultAnswer(error)
    }
    // Outside of the `try`: a bug of ours in here must not pass for a fault of the network.
    const question = { taskId, endpoint, wallMs: clock.wallMs(), excerpt }
    return answer.isTooLarge
      ? { kind: 'too-large', why: 'an answer larger than 32 MiB', evidence: evidenceOf(answer, question) }
      : sortAnswer(answer, question)
  }
}

function faultAnswer(error: unknown): Answer {
  const fault = explainFault(error)
  switch (fault.kind) {
    case 'transient':
      return transient(fault.why)
    case 'unknown-host':
      return { kind: 'unknown-host', why: fault.why }
    case 'lasting':
      return { kind: 'rejected', why: fault.why, evidence: null }
  }
}

/** The endpoint with `taskId` added; its own query stays as it was written, which `URLSearchParams` would not leave it. */
function questionUrl(endpoint: URL, taskId: string): URL {
  const url = new URL(endpoint)
  url.search = `${url.search === '' ? '' : `${url.search}&`}taskId=${encodeURIComponent(taskId.toWellFormed())}`
  return url
}

/** An answer as far as it is worth reading; of one that is too large only how it begins. */
interface WholeAnswer extends RawAnswer {
  readonly isTooLarge: boolean
}

async function read(answer: HttpAnswer): Promise<WholeAnswer> {
  const { status, headers } = answer
  if (status > 299) {
    return { status, headers, body: await readStart(answer), isTooLarge: false }
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer.body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MAX_RECORD_BYTES) {
      return { status, headers, body: textOf([chunks[0] ?? chunk]), isTooLarge: true }
    }
  }
  return { status, headers, body: textOf(chunks), isTooLarge: false }
}

/** The start of an error's body. Its status says all that matters, so a body that breaks off is simply shorter. */
async function readStart(answer: HttpAnswer): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= MAX_ERROR_BYTES) break
    }
  } catch {
    // What came is enough.
  }
  return textOf(chunks)
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8')
}

function transient(why: string): Answer {
  return { kind: 'transient', why, retryAfterMs: 0, rateLimited: false }
}
