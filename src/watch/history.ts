/** What has happened so far: folds what the polls brought into the progress of each task, and says what is news. */
import type { Outcome } from '../outcome.ts'
import { isAnswer, nameProblem, type Problem } from '../mountsea/problems.ts'
import type { Outage, SavedFile, TaskProgress, TaskReport } from '../ledger.ts'
import type { PollEvent } from './watch.ts'

export interface StatusNews {
  readonly kind: 'status'
  readonly taskId: string
  /** '' for the first status. */
  readonly from: string
  readonly to: string
  readonly atMs: number
}

/** Something that a person who follows the log wants to hear of. Times are after the step's start. */
export type News =
  | StatusNews
  /** A status that nobody knows, or that moves only when a person acts. Told once. */
  | {
      readonly kind: 'odd-status'
      readonly taskId: string
      readonly status: string
      readonly meaning: 'unknown' | 'awaits-person'
    }
  /** The API answers, but has never sent a record of this task. */
  | { readonly kind: 'no-record-yet'; readonly taskId: string; readonly problem: Problem }
  | { readonly kind: 'outage-began'; readonly problem: Problem; readonly atMs: number }
  | { readonly kind: 'outage-ended'; readonly atMs: number; readonly lastedMs: number }

export class History {
  readonly #tasks: Map<string, TaskProgress>
  readonly #outages: Outage[] = []
  readonly outages: readonly Outage[] = this.#outages
  /** Tasks whose last poll met a problem. */
  readonly #failing = new Set<string>()
  readonly #oddStatuses = new Set<string>()
  readonly #unrecorded = new Set<string>()

  constructor(taskIds: readonly string[]) {
    this.#tasks = new Map(taskIds.map((taskId) => [taskId, nothingSeen(taskId)]))
  }

  /** In the order of the IDs. */
  get tasks(): readonly TaskProgress[] {
    return [...this.#tasks.values()]
  }

  /** Every task at its end; a wait that was cut off without one ends with `otherwise`. */
  reports(otherwise: Outcome): TaskReport[] {
    return this.tasks.map((task) => ({ ...task, outcome: task.outcome ?? otherwise }))
  }

  /** Takes in what a poll brought; returns what is new about it. */
  record({ taskId, atMs, answer }: PollEvent): News[] {
    const progress = this.#progress(taskId)
    if (answer.kind !== 'record') return this.#problem(progress, answer.problem, atMs)
    const news = this.#healthy(taskId, atMs)
    const { task } = answer
    const { status, meaning } = task
    const from = progress.changes.at(-1)?.status ?? ''
    const isChange = from !== status
    const changes = isChange ? [...progress.changes, { status, meaning, atMs }] : progress.changes
    this.#tasks.set(taskId, { ...progress, task, changes })
    if (isChange) news.push({ kind: 'status', taskId, from, to: status, atMs })
    if ((meaning === 'unknown' || meaning === 'awaits-person') && !this.#oddStatuses.has(status)) {
      this.#oddStatuses.add(status)
      news.push({ kind: 'odd-status', taskId, status, meaning })
    }
    return news
  }

  /** Takes in the end of a task's wait, and of its downloads. */
  close(taskId: string, outcome: Outcome, files: readonly SavedFile[], endedAtMs: number): void {
    this.#tasks.set(taskId, { ...this.#progress(taskId), outcome, files, endedAtMs })
    // Says nothing about the API: a task whose wait ended in an outage leaves it open, for the next answer to close.
    this.#failing.delete(taskId)
  }

  #progress(taskId: string): TaskProgress {
    return this.#tasks.get(taskId) ?? nothingSeen(taskId)
  }

  #problem({ taskId, task }: TaskProgress, problem: Problem, atMs: number): News[] {
    // A wrong ID or a wrong endpoint is no outage. Told once for each problem.
    if (task === null && isAnswer(problem)) {
      const news = this.#healthy(taskId, atMs)
      const name = nameProblem(problem)
      if (this.#unrecorded.has(name)) return news
      this.#unrecorded.add(name)
      return [...news, { kind: 'no-record-yet', taskId, problem }]
    }
    this.#failing.add(taskId)
    if (this.#outages.at(-1)?.toMs === null) return []
    this.#outages.push({ fromMs: atMs, toMs: null, problem })
    return [{ kind: 'outage-began', problem, atMs }]
  }

  /** An outage lasts until every task that met a problem has been answered again. */
  #healthy(taskId: string, atMs: number): News[] {
    this.#failing.delete(taskId)
    const current = this.#outages.at(-1)
    if (current?.toMs !== null || this.#failing.size > 0) return []
    this.#outages.splice(-1, 1, { ...current, toMs: atMs })
    return [{ kind: 'outage-ended', atMs, lastedMs: atMs - current.fromMs }]
  }
}

function nothingSeen(taskId: string): TaskProgress {
  return { taskId, task: null, outcome: null, files: [], changes: [], endedAtMs: 0 }
}
