// Reports of steps written by hand, for the unit tests and for the pages that tools/summaries/main.ts draws.
import type { Outcome, SavedFile } from '../../src/outcome.ts'
import type { Task } from '../../src/mountsea/read.ts'
import type { Outage, Snapshot, StatusChange, TaskState } from '../../src/ledger.ts'
import { aTask, httpStatus } from '../support/builders.ts'

type Fields = Readonly<Record<string, unknown>>

export function task(taskId: string, status: string, fields: Fields = {}): Task {
  return aTask({ taskId, status, createdAt: '2026-02-04T23:56:00.000Z', ...fields })
}

export function changes(...pairs: readonly (readonly [string, number])[]): StatusChange[] {
  return pairs.map(([status, atMs]) => ({ status, meaning: aTask({ status }).meaning, atMs }))
}

export function outage(fromMs: number, toMs: number | null, httpStatusCode = 503): Outage {
  return { fromMs, toMs, problem: httpStatus(httpStatusCode) }
}

export function savedFile(name: string, bytes = 3_145_728): SavedFile {
  const path = `/home/runner/work/songs/songs/audio/${name}`
  const measured = { format: 'mp3', seconds: 182 }
  return { path, bytes, sha256: '9f86d081884c7d65'.repeat(4), name: '', kind: 'audio', ...measured }
}

/** One task at its end: completed after 2m 30s, and no record of it, unless `more` says otherwise. */
export function ended(taskId: string, more: Partial<TaskState> = {}): TaskState {
  return {
    taskId,
    task: null,
    outcome: { kind: 'completed' },
    files: [],
    changes: changes(['pending', 300], ['processing', 12_300], ['completed', 150_000]),
    endedAtMs: 150_000,
    ...more,
  }
}

export function song(taskId: string, title: string, more: Partial<TaskState> = {}): TaskState {
  const result = { audioUrl: `https://cdn.example.com/audio/${taskId}.mp3`, duration: 180, title }
  const finishedAt = '2026-02-04T23:58:28.000Z'
  return ended(taskId, {
    task: task(taskId, 'completed', { result, traceId: 'trace-1', finishedAt }),
    ...more,
  })
}

export function failed(taskId: string, errorMessage: string, fields: Fields = {}): TaskState {
  const finishedAt = '2026-02-04T23:57:34.000Z'
  const support = { errorCode: '4201', traceId: `trace-${taskId}` }
  return ended(taskId, {
    task: task(taskId, 'failed', { errorMessage, ...support, finishedAt, ...fields }),
    outcome: { kind: 'task-failed' },
    changes: changes(['pending', 300], ['processing', 21_000], ['failed', 96_000]),
    endedAtMs: 96_000,
  })
}

/** A task that was in progress when the step ended for another reason. */
export function waiting(taskId: string, outcome: Outcome, endedAtMs: number): TaskState {
  return ended(taskId, {
    task: task(taskId, 'processing', { traceId: `trace-${taskId}` }),
    outcome,
    changes: changes(['pending', 300], ['assigned', 9_000], ['processing', 41_000]),
    endedAtMs,
  })
}

export function step(tasks: readonly TaskState[], more: Partial<Snapshot> = {}): Snapshot {
  return {
    tasks,
    outages: [],
    elapsedMs: Math.max(0, ...tasks.map(({ endedAtMs }) => endedAtMs)),
    timeoutMs: 30 * 60_000,
    savesFiles: true,
    isRehearsal: false,
    error: null,
    ...more,
  }
}
