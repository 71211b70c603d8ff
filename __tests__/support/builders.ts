/**
 * Plain values for tests, with everything that a test does not care about filled in.
 */
import type { Answer } from '../../src/api/answer.ts'
import type { Evidence, Outcome, TaskEnd } from '../../src/outcome.ts'
import type { Task } from '../../src/products/producer.ts'
import { parseTask } from '../../src/products/producer.ts'

/** A task as `parseTask` makes it from a record with these fields. */
export function aTask(fields: Readonly<Record<string, unknown>> = {}): Task {
  const record = { taskId: 'task-1', status: 'processing', ...fields }
  const parsed = parseTask(JSON.stringify(record), record.taskId)
  if (parsed.kind === 'bad') throw new Error(`not a record: ${parsed.why}`)
  return parsed.task
}

export const anEvidence = (httpStatus: number, excerpt = 'the body'): Evidence => ({ httpStatus, excerpt })

export const record = (status: string, taskId = 'task-1'): Answer => ({
  kind: 'record',
  task: aTask({ status, taskId }),
})

export const transient = (why = 'HTTP 503', retryAfterMs = 0): Answer => ({
  kind: 'transient',
  why,
  retryAfterMs,
  rateLimited: false,
})

export const rateLimited = (retryAfterMs = 0): Answer => ({
  kind: 'transient',
  why: 'HTTP 429',
  retryAfterMs,
  rateLimited: true,
})

export const notFound: Answer = { kind: 'not-found', why: 'HTTP 404', evidence: anEvidence(404) }
export const badAnswer: Answer = { kind: 'bad', why: 'an answer that is not JSON', evidence: anEvidence(200) }
export const unknownHost: Answer = { kind: 'unknown-host', why: 'host name not found' }
export const unauthorized: Answer = { kind: 'unauthorized', why: 'HTTP 401', evidence: anEvidence(401) }
export const rejected: Answer = { kind: 'rejected', why: 'HTTP 422', evidence: anEvidence(422) }

const STATUS_OF: Partial<Record<Outcome['kind'], string>> = {
  completed: 'completed',
  'task-failed': 'failed',
  'task-cancelled': 'cancelled',
  'task-timeout': 'timeout',
  'audio-missing': 'completed',
  'download-failed': 'completed',
}

/** The end of a task's wait; its record says what fits the outcome, and `fields` what else. */
export function anEnd(outcome: Outcome, fields: Readonly<Record<string, unknown>> = {}): TaskEnd {
  const task = aTask({ status: STATUS_OF[outcome.kind] ?? 'processing', ...fields })
  return { taskId: task.taskId, task, outcome, files: [], changes: [], endedAtMs: 1_000 }
}
