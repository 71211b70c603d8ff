/**
 * Plain values for tests, with everything that a test does not care about filled in.
 */
import type { Answer } from '../../src/mountsea/answer.ts'
import type { Outcome } from '../../src/outcome.ts'
import type { Problem } from '../../src/mountsea/problems.ts'
import { producer } from '../../src/mountsea/producer.ts'
import { readTask, type Task } from '../../src/mountsea/read.ts'
import type { TaskReport } from '../../src/ledger.ts'
import { parseJson } from '../../src/text/json.ts'

/** A task of the producer, read from a record with these fields. */
export function aTask(fields: Readonly<Record<string, unknown>> = {}, product = producer): Task {
  const record = { taskId: 'task-1', status: 'processing', ...fields }
  return taskOf(JSON.stringify(record), record.taskId, product)
}

/** A task, read from this text digit for digit. */
export function taskOf(body: string, taskId = 'task-1', product = producer): Task {
  const read = readTask(product, parseJson(body), taskId)
  if (read.kind === 'defect') throw new Error(`not a record: ${read.defect}`)
  return read.task
}

/** A problem as an answer with this HTTP status makes it. */
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

export const transient = (problem: Problem = httpStatus(503), retryAfterMs = 0): Answer => ({
  kind: 'transient',
  problem,
  retryAfterMs,
  isRateLimit: false,
})

export const rateLimited = (retryAfterMs = 0, status = 429): Answer => ({
  kind: 'transient',
  problem: httpStatus(status),
  retryAfterMs,
  isRateLimit: true,
})

export const notFound: Answer = { kind: 'not-found', problem: httpStatus(404) }
export const badAnswer: Answer = { kind: 'bad', problem: notJson }
export const unknownHost: Answer = { kind: 'misconfigured', problem: { kind: 'host-name' } }
export const unauthorized: Answer = { kind: 'unauthorized', problem: httpStatus(401) }
export const rejected: Answer = { kind: 'rejected', problem: httpStatus(422) }
export const redirect: Answer = {
  kind: 'rejected',
  problem: { kind: 'redirect', httpStatus: 302, target: 'https://other.example/', excerpt: '' },
}

const STATUS_OF: Partial<Record<Outcome['kind'], string>> = {
  completed: 'completed',
  'task-failed': 'failed',
  'task-cancelled': 'cancelled',
  'task-timeout': 'timeout',
  'audio-missing': 'completed',
  'audio-invalid': 'completed',
  'download-failed': 'completed',
}

/** The end of a task; its record says what fits the outcome, and `fields` what else. */
export function aReport(outcome: Outcome, fields: Readonly<Record<string, unknown>> = {}): TaskReport {
  const fitting = { taskId: 'task-1', status: STATUS_OF[outcome.kind] ?? 'processing' }
  const record = { ...fitting, ...fields }
  const task = taskOf(JSON.stringify(record), record.taskId)
  return { taskId: task.taskId, task, outcome, files: [], changes: [], endedAtMs: 1_000 }
}

/** The end of a task of which the API never sent a record. */
export function aSilentReport(taskId: string): TaskReport {
  const outcome = {
    kind: 'unreachable',
    timeoutMs: 1,
    problem: httpStatus(503),
    problemCounts: new Map(),
  } as const
  return { taskId, task: null, outcome, files: [], changes: [], endedAtMs: 1_000 }
}
