/**
 * What has happened so far: folds what the polls brought into the state that people are shown, and says what is news.
 */
import type { Outage, Outcome, SavedFile, TaskEnd, TaskView } from '../outcome.ts'
import { isKnownStatus, type Task } from '../products/producer.ts'
import type { PollEvent } from './wait.ts'

/** Something that a person who follows the log wants to hear of. Times are after the step's start. */
export type News =
  | {
      readonly kind: 'status'
      readonly taskId: string
      readonly from: string
      readonly to: string
      readonly atMs: number
    }
  | { readonly kind: 'unknown-status'; readonly taskId: string; readonly status: string }
  | { readonly kind: 'outage-began'; readonly why: string; readonly atMs: number }
  | { readonly kind: 'outage-ended'; readonly atMs: number; readonly lastedMs: number }

export class Journal {
  readonly #views: Map<string, TaskView>
  readonly #outages: Outage[] = []
  readonly #failing = new Set<string>()
  readonly #unknownStatuses = new Set<string>()

  constructor(taskIds: readonly string[]) {
    this.#views = new Map(taskIds.map((taskId) => [taskId, unseen(taskId)]))
  }

  /** In the order of the IDs. */
  get views(): readonly TaskView[] {
    return [...this.#views.values()]
  }

  get outages(): readonly Outage[] {
    return this.#outages
  }

  /** Every task at its end; a wait that was cut off without one ends with `otherwise`. */
  ends(otherwise: Outcome): TaskEnd[] {
    return this.views.map((view) => ({ ...view, outcome: view.outcome ?? otherwise }))
  }

  /** Takes in what a poll brought; returns what is new about it. */
  record({ taskId, atMs, task, fault }: PollEvent): News[] {
    const health = this.#health(taskId, fault, atMs)
    if (task === null) return health
    const view = this.#view(taskId)
    const from = view.changes.at(-1)?.status ?? ''
    const isNew = from !== task.status
    const changes = isNew ? [...view.changes, { status: task.status, atMs }] : view.changes
    this.#views.set(taskId, { ...view, task, changes })
    if (!isNew) return health
    return [...health, { kind: 'status', taskId, from, to: task.status, atMs }, ...this.#unknown(task)]
  }

  /** Takes in the end of a task's wait, and of its downloads. */
  close(taskId: string, outcome: Outcome, files: readonly SavedFile[], endedAtMs: number): void {
    this.#views.set(taskId, { ...this.#view(taskId), outcome, files, endedAtMs })
    // No sign of health: a task whose wait ended in an outage leaves it open, for the next answer to close.
    this.#failing.delete(taskId)
  }

  #view(taskId: string): TaskView {
    return this.#views.get(taskId) ?? unseen(taskId)
  }

  /** The API is failing from the first fault on, until every task that met one has got an answer again. */
  #health(taskId: string, why: string, atMs: number): News[] {
    const current = this.#outages.at(-1)
    const isDown = current?.toMs === null
    if (why !== '') {
      this.#failing.add(taskId)
      if (isDown) return []
      this.#outages.push({ fromMs: atMs, toMs: null, why })
      return [{ kind: 'outage-began', why, atMs }]
    }
    this.#failing.delete(taskId)
    if (!isDown || this.#failing.size > 0) return []
    this.#outages.splice(-1, 1, { ...current, toMs: atMs })
    return [{ kind: 'outage-ended', atMs, lastedMs: atMs - current.fromMs }]
  }

  #unknown({ taskId, status }: Task): News[] {
    if (isKnownStatus(status) || this.#unknownStatuses.has(status)) return []
    this.#unknownStatuses.add(status)
    return [{ kind: 'unknown-status', taskId, status }]
  }
}

function unseen(taskId: string): TaskView {
  return { taskId, task: null, outcome: null, files: [], changes: [], endedAtMs: 0 }
}
