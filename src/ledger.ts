/**
 * All that is known of the step. `step.ts` reports facts to it; the ledger returns what is news, and a snapshot of all it knows.
 * Only `step.ts` writes to it, and no other file remembers anything about the tasks.
 */
import type { Inputs } from './inputs/inputs.ts'
import { problemRow, type Problem } from './mountsea/problems.ts'
import type { Meaning } from './mountsea/products.ts'
import { isLoopbackHost } from './text/show.ts'
import type { InternalError, Outcome, StopOutcome } from './outcome.ts'
import type { Outage, SavedFile, Snapshot, TaskState } from './snapshot.ts'
import type { PollEvent } from './watch/watch.ts'

export interface StatusNews {
  readonly kind: 'status'
  readonly taskId: string
  /** '' for the first status. */
  readonly from: string
  readonly to: string
  readonly meaning: Meaning
  readonly atMs: number
}

/** What the log reports. Times are in milliseconds after the step's start. */
export type News =
  | StatusNews
  /** The first unknown status, or the first that waits for a person. */
  | {
      readonly kind: 'odd-status'
      readonly taskId: string
      readonly status: string
      readonly meaning: 'unknown' | 'awaits-person'
    }
  /** The API answers, but has not sent a record of this task yet. */
  | { readonly kind: 'no-record-yet'; readonly taskId: string; readonly problem: Problem }
  | { readonly kind: 'outage-began'; readonly problem: Problem; readonly isFirst: boolean }
  | { readonly kind: 'outage-ended'; readonly atMs: number; readonly lastedMs: number }

/** At most one report of an outage in this time, for an API that fails and recovers all the time. */
const OUTAGE_EVERY_MS = 300_000

/** The outcome of an unfinished task: if the process is killed at once, the outputs already say so. */
const GOES_ON: Outcome = { kind: 'interrupted', signal: '' }

export class Ledger {
  #tasks = new Map<string, TaskState>()
  #timeoutMs = 0
  #savesFiles = false
  #isRehearsal: boolean | null = null
  #error: InternalError | null = null
  /** The outcome of every task that has no other. */
  #stop: StopOutcome | null = null
  /** The saved files of each task, each at its place in the result. */
  readonly #files = new Map<string, readonly { readonly place: number; readonly file: SavedFile }[]>()
  readonly #outages: Outage[] = []
  #toldOutageAtMs: number | null = null
  #isOutageTold = false
  /** Tasks whose last poll met a problem. */
  readonly #failing = new Set<string>()
  readonly #toldOdd = new Set<Meaning>()
  readonly #unrecorded = new Set<string>()

  /** The inputs are valid, and the wait for these tasks begins. */
  started(inputs: Pick<Inputs, 'taskIds' | 'timeoutMs' | 'downloadDir' | 'endpoint'>): void {
    const { taskIds, timeoutMs, downloadDir, endpoint } = inputs
    this.#isRehearsal = isLoopbackHost(endpoint.hostname)
    this.#timeoutMs = timeoutMs
    this.#savesFiles = downloadDir !== null
    const nothing = { task: null, outcome: null, files: [], changes: [], endedAtMs: 0 }
    this.#tasks = new Map(taskIds.map((taskId) => [taskId, { taskId, ...nothing }]))
  }

  /** A poll brought an answer. Returns what is new about it. */
  polled({ taskId, atMs, answer }: PollEvent): News[] {
    const before = this.#tasks.get(taskId)
    if (before === undefined) return []
    if (answer.kind !== 'record') return this.#met(before, answer.problem, atMs)
    const news = this.#recovered(taskId, atMs)
    const { task } = answer
    const { status, meaning } = task
    const from = before.changes.at(-1)?.status ?? ''
    if (withoutDigits(from) === withoutDigits(status)) {
      this.#tasks.set(taskId, { ...before, task })
      return news
    }
    this.#tasks.set(taskId, { ...before, task, changes: [...before.changes, { status, meaning, atMs }] })
    news.push({ kind: 'status', taskId, from, to: status, meaning, atMs })
    if ((meaning === 'unknown' || meaning === 'awaits-person') && !this.#toldOdd.has(meaning)) {
      this.#toldOdd.add(meaning)
      news.push({ kind: 'odd-status', taskId, status, meaning })
    }
    return news
  }

  /** A file of a task is saved. `place` is its position in the result, from 0; snapshots list files in that order. */
  saved(taskId: string, file: SavedFile, place: number): void {
    const before = this.#tasks.get(taskId)
    if (before === undefined) return
    const placed = [...(this.#files.get(taskId) ?? []), { place, file }].sort((a, b) => a.place - b.place)
    this.#files.set(taskId, placed)
    this.#tasks.set(taskId, { ...before, files: placed.map((each) => each.file) })
  }

  /** A task's wait, and the download of its files, have ended. */
  ended(taskId: string, outcome: Outcome, endedAtMs: number): void {
    const before = this.#tasks.get(taskId)
    if (before !== undefined) this.#tasks.set(taskId, { ...before, outcome, endedAtMs })
    // The outage stays open until any task gets an answer.
    this.#failing.delete(taskId)
  }

  /** The step has to stop. The first stop counts. */
  stopped(outcome: StopOutcome): void {
    this.#stop ??= outcome
  }

  /** Something of ours or of the machine's went wrong. Only the first error counts, since it usually causes the others. */
  failed(error: InternalError): void {
    this.#error ??= error
    this.stopped(error)
  }

  /** The process must end before the step does. The exit code will be 1, so the tasks must not all say `completed`. */
  cutOff(): void {
    if (this.tasks.some(({ outcome }) => outcome !== null && outcome.kind !== 'completed')) return
    for (const task of this.tasks) this.#tasks.set(task.taskId, { ...task, outcome: null })
  }

  /** What is known `elapsedMs` after the step's start. */
  snapshot(elapsedMs: number): Snapshot {
    const tasks = this.tasks.map((task) => ({ ...task, outcome: task.outcome ?? this.#stop ?? GOES_ON }))
    return {
      tasks,
      outages: this.#outages,
      elapsedMs,
      timeoutMs: this.#timeoutMs,
      savesFiles: this.#savesFiles,
      isRehearsal: this.#isRehearsal,
      error: this.#error,
    }
  }

  /** In the order of the IDs. */
  get tasks(): readonly TaskState[] {
    return [...this.#tasks.values()]
  }

  get outages(): readonly Outage[] {
    return this.#outages
  }

  get timeoutMs(): number {
    return this.#timeoutMs
  }

  #met({ taskId, task }: TaskState, problem: Problem, atMs: number): News[] {
    // A wrong ID or a wrong endpoint is not an outage. Reported once for each problem.
    const { name, isAnswer } = problemRow(problem)
    if (task === null && isAnswer) {
      const news = this.#recovered(taskId, atMs)
      if (this.#unrecorded.has(name)) return news
      this.#unrecorded.add(name)
      return [...news, { kind: 'no-record-yet', taskId, problem }]
    }
    this.#failing.add(taskId)
    if (this.#outages.at(-1)?.toMs === null) return []
    this.#outages.push({ fromMs: atMs, toMs: null, problem })
    const isFirst = this.#toldOutageAtMs === null
    // At the deadline, the outcome reports the problem.
    this.#isOutageTold =
      atMs - (this.#toldOutageAtMs ?? -Infinity) >= OUTAGE_EVERY_MS && atMs < this.#timeoutMs
    if (!this.#isOutageTold) return []
    this.#toldOutageAtMs = atMs
    return [{ kind: 'outage-began', problem, isFirst }]
  }

  /** An outage lasts until every task that met a problem has been answered again. */
  #recovered(taskId: string, atMs: number): News[] {
    this.#failing.delete(taskId)
    const current = this.#outages.at(-1)
    if (current?.toMs !== null || this.#failing.size > 0) return []
    this.#outages.splice(-1, 1, { ...current, toMs: atMs })
    return this.#isOutageTold ? [{ kind: 'outage-ended', atMs, lastedMs: atMs - current.fromMs }] : []
  }
}

/** No two statuses differ only behind this. */
const MAX_STATUS_CHARS = 200

/** Treats `progress 17 %` and `progress 18 %` as one status, so that the log does not get a line for each. */
function withoutDigits(status: string): string {
  return status.slice(0, MAX_STATUS_CHARS).replace(/\d+/g, '0')
}
