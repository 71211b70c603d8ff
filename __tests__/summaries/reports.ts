// Ends of steps written by hand, for the unit tests of the summary and for the pages that tools/summaries/main.ts draws.
import type { Outcome, SavedFile, StatusChange, TaskEnd } from '../../src/outcome.ts'
import type { StepReport } from '../../src/report/report.ts'
import type { Task } from '../../src/products/producer.ts'

const MINUTE_MS = 60_000

export function task(taskId: string, status: string, more: Partial<Task> = {}): Task {
  const record = {
    result: null,
    errorMessage: '',
    errorCode: '',
    traceId: '',
    createdAt: '2026-02-04T23:56:00.000Z',
    finishedAt: '',
    ...more,
  }
  return { taskId, status, record: { taskId, status, ...record }, ...record }
}

export function end(taskId: string, more: Partial<TaskEnd> = {}): TaskEnd {
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

export function changes(...pairs: readonly (readonly [string, number])[]): StatusChange[] {
  return pairs.map(([status, atMs]) => ({ status, atMs }))
}

export function report(ends: readonly TaskEnd[], more: Partial<StepReport> = {}): StepReport {
  return {
    ends,
    outages: [],
    elapsedMs: Math.max(0, ...ends.map((one) => one.endedAtMs)),
    timeoutMs: 30 * MINUTE_MS,
    resultPath: '/home/runner/work/_temp/mountsea-result-3f1c.json',
    ...more,
  }
}

export function savedFile(name: string, bytes = 3_145_728): SavedFile {
  return { path: `/home/runner/work/songs/songs/audio/${name}`, bytes, sha256: '9f86d081884c7d65'.repeat(4) }
}

/** A completed song, with the file if it was saved. */
export function song(taskId: string, title: string, more: Partial<TaskEnd> = {}): TaskEnd {
  const result = {
    audioId: 'a-1',
    audioUrl: `https://cdn.example.com/audio/${taskId}.mp3`,
    duration: 180,
    title,
  }
  const finishedAt = '2026-02-04T23:58:28.000Z'
  return end(taskId, { task: task(taskId, 'completed', { result, traceId: 'trace-1', finishedAt }), ...more })
}

export function failed(taskId: string, errorMessage: string, more: Partial<Task> = {}): TaskEnd {
  return end(taskId, {
    task: task(taskId, 'failed', {
      errorMessage,
      errorCode: '4201',
      traceId: `trace-${taskId}`,
      finishedAt: '2026-02-04T23:57:34.000Z',
      ...more,
    }),
    outcome: { kind: 'task-failed' },
    changes: changes(['pending', 300], ['processing', 21_000], ['failed', 96_000]),
    endedAtMs: 96_000,
  })
}

export function waiting(taskId: string, outcome: Outcome, endedAtMs: number): TaskEnd {
  return end(taskId, {
    task: task(taskId, 'processing', { traceId: `trace-${taskId}` }),
    outcome,
    changes: changes(['pending', 300], ['assigned', 9_000], ['processing', 41_000]),
    endedAtMs,
  })
}
