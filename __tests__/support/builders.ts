/** Plain values for tests, with everything that a test does not care about filled in. */
import type { Answer } from '../../src/mountsea/ask.ts'
import type { Outcome } from '../../src/outcome.ts'
import type { Problem } from '../../src/mountsea/problems.ts'
import { readTask, type Task } from '../../src/mountsea/read.ts'
import { Ledger, type TaskState } from '../../src/ledger.ts'
import { parseJson } from '../../src/text/json.ts'

/** The producer's endpoint. */
export const ENDPOINT = new URL('https://api.example/producer/tasks')

/** A task, of the producer if no endpoint says otherwise, read from a record with these fields. */
export function aTask(fields: Readonly<Record<string, unknown>> = {}, endpoint = ENDPOINT): Task {
  const record = { taskId: 'task-1', status: 'processing', ...fields }
  return taskOf(JSON.stringify(record), record.taskId, endpoint)
}

/** A task, read from this text digit for digit. */
export function taskOf(body: string, taskId = 'task-1', endpoint = ENDPOINT): Task {
  const read = readTask(parseJson(body), taskId, endpoint)
  if (typeof read === 'string') throw new Error(`not a record: ${read}`)
  return read
}

/** The problem that an answer with this HTTP status causes. */
export function httpStatus(status: number, excerpt = 'the body'): Problem {
  return { kind: 'http-status', httpStatus: status, excerpt }
}

export const notJson: Problem = {
  kind: 'no-record',
  defect: 'not-json',
  httpStatus: 200,
  excerpt: 'the body',
}

export const record = (status: string, taskId = 'task-1'): Answer => ({
  kind: 'record',
  task: aTask({ status, taskId }),
})

/** An answer with this problem in place of a record. */
export const met = (problem: Problem, retryAfterMs = 0): Answer => ({
  kind: 'problem',
  problem,
  retryAfterMs,
})
export const transient = (problem: Problem = httpStatus(503), retryAfterMs = 0): Answer =>
  met(problem, retryAfterMs)
export const rateLimited = (retryAfterMs = 0, status = 429): Answer =>
  met({ kind: 'rate-limit', httpStatus: status, excerpt: 'the body' }, retryAfterMs)
export const notFound = met(httpStatus(404))
export const badAnswer = met(notJson)
export const unknownHost = met({ kind: 'host-name' })
export const unauthorized = met(httpStatus(401))
export const rejected = met(httpStatus(422))
export const redirect = met({
  kind: 'redirect',
  httpStatus: 302,
  target: 'https://other.example/',
  excerpt: '',
})

/** `task-failed` belongs to the status `failed`, `download-failed` to `completed`. */
function statusFor(kind: Outcome['kind']): string {
  if (kind.startsWith('task-')) return kind.slice('task-'.length)
  return /^(?:completed$|audio-|download-)/.test(kind) ? 'completed' : 'processing'
}

/** The end of a task; its record fits the outcome, and `fields` adds to it. */
export function anEnd(outcome: Outcome, fields: Readonly<Record<string, unknown>> = {}): TaskState {
  const record = { taskId: 'task-1', status: statusFor(outcome.kind), ...fields }
  const task = taskOf(JSON.stringify(record), record.taskId)
  return { taskId: task.taskId, task, outcome, files: [], changes: [], endedAtMs: 1_000 }
}

/** The end of a task whose record the API never sent. */
export function anUnseenEnd(taskId: string): TaskState {
  const problems = { problem: httpStatus(503), problemCounts: new Map() }
  const outcome: Outcome = { kind: 'unreachable', timeoutMs: 1, ...problems }
  return { taskId, task: null, outcome, files: [], changes: [], endedAtMs: 1_000 }
}

/** A ledger of a step that waits for these tasks for half an hour. */
export function ledgerOf(...taskIds: readonly string[]): Ledger {
  const ledger = new Ledger()
  ledger.started({ taskIds, timeoutMs: 1_800_000, downloadDir: null, endpoint: ENDPOINT })
  return ledger
}
