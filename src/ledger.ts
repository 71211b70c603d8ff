/**
 * Everything that is known about the step. `step.ts` reports facts to the ledger, and gets news and snapshots from it.
 * Only `step.ts` writes to it, and no other file remembers anything about the tasks.
 */
import type { Inputs } from './inputs/inputs.ts'
import { problemRow, type Problem } from './mountsea/problems.ts'
import type { Meaning } from './mountsea/products.ts'
import type { Task } from './mountsea/read.ts'
import type { InternalError, Outcome, SavedFile, StopOutcome } from './outcome.ts'
import { isLoopbackHost } from './text/show.ts'
import type { PollEvent } from './watch/watch.ts'

/** A new status. `atMs`: when it was first seen. All times here are in milliseconds after the step's start. */
export interface StatusChange {
  readonly status: string
  readonly meaning: Meaning
  readonly atMs: number
}

/** A time without records. `toMs` is `null` while it lasts. */
export interface Outage {
  readonly fromMs: number
  readonly toMs: number | null
  readonly problem: Problem
}

/** What is known about one task. */
export interface TaskState {
  readonly taskId: string
  /** As the API last sent it, `null` if it sent no record. */
  readonly task: Task | null
  /** `GOES_ON` until the wait and the download have ended. */
  readonly outcome: Outcome
  readonly files: readonly SavedFile[]
  readonly changes: readonly StatusChange[]
  /** When the wait and the download ended. For a task that goes on: when the snapshot was made. */
  readonly endedAtMs: number
}

/** What is known at one moment. */
export interface Snapshot {
  /** In the order of the IDs that the user gave. */
  readonly tasks: readonly TaskState[]
  /** The oldest first; only the last can still be open. */
  readonly outages: readonly Outage[]
  /** From the step's start to now. */
  readonly elapsedMs: number
  readonly timeoutMs: number
  /** Whether `download-dir` is set. */
  readonly savesFiles: boolean
  /** Whether `endpoint` is on this machine, so that no result is real. `null` until the inputs are known. */
  readonly isRehearsal: boolean | null
  /** The first internal error. It makes the step red even if every task is completed. */
  readonly error: InternalError | null
}

/** A change of status. */
export interface StatusNews extends StatusChange {
  readonly kind: 'status'
  readonly taskId: string
  /** The status before, '' for the first. */
  readonly from: string
  /** The first unknown status of the step, or the first that waits for a person. */
  readonly isFirstOdd: boolean
}

/** What the log reports. */
export type News =
  | StatusNews
  /** The API answers, but has not sent a record of this task yet. */
  | { readonly kind: 'no-record-yet'; readonly taskId: string; readonly problem: Problem }
  | { readonly kind: 'outage-began'; readonly problem: Problem; readonly isFirst: boolean }
  | { readonly kind: 'outage-ended'; readonly atMs: number; readonly lastedMs: number }

/** An API that fails and recovers all the time causes at most one report of an outage in this time. */
const OUTAGE_EVERY_MS = 300_000

/** The outcome of an unfinished task: if the process is killed at once, the outputs already say so. */
export const GOES_ON: Outcome = { kind: 'interrupted', signal: '' }

export class Ledger {
  #tasks = new Map<string, TaskState>()
  #plan: Pick<Snapshot, 'timeoutMs' | 'savesFiles' | 'isRehearsal'> = {
    timeoutMs: 0,
    savesFiles: false,
    isRehearsal: null,
  }
  #error: InternalError | null = null
  /** The outcome of every task that has no other. */
  #stop: StopOutcome | null = null
  /** The saved files of each task, each at its place in the result. */
  readonly #files = new Map<string, SavedFile[]>()
  readonly #outages: Outage[] = []
  /** The beginning of the outage that was reported last. */
  #toldOutageAtMs: number | null = null
  /** Tasks whose last poll met a problem. */
  readonly #failing = new Set<string>()
  /** What was reported and is not repeated: meanings of odd statuses, and names of problems before the first record. */
  readonly #told = new Set<string>()

  /** The inputs are valid, and the wait for these tasks begins. */
  started(inputs: Pick<Inputs, 'taskIds' | 'timeoutMs' | 'downloadDir' | 'endpoint'>): void {
    const { taskIds, timeoutMs, downloadDir, endpoint } = inputs
    this.#plan = {
      timeoutMs,
      savesFiles: downloadDir !== null,
      isRehearsal: isLoopbackHost(endpoint.hostname),
    }
    const nothing = { task: null, outcome: GOES_ON, files: [], changes: [], endedAtMs: 0 }
    this.#tasks = new Map(taskIds.map((taskId) => [taskId, { taskId, ...nothing }]))
  }

  /** A poll brought an answer. Returns what is new about it. */
  polled({ taskId, atMs, answer }: PollEvent): News[] {
    const before = this.#tasks.get(taskId)
    if (before === undefined) return []
    if (answer.kind !== 'record') return this.#met(before, answer.problem, atMs)
    const news = this.#recovered(taskId, atMs)
    const { task } = answer
    this.#learn(taskId, { task })
    const { status, meaning } = task
    const from = before.changes.at(-1)?.status ?? ''
    if (withoutDigits(from) === withoutDigits(status)) return news
    const change = { status, meaning, atMs }
    this.#learn(taskId, { changes: [...before.changes, change] })
    const isOdd = meaning === 'unknown' || meaning === 'awaits-person'
    return [...news, { kind: 'status', taskId, from, isFirstOdd: isOdd && this.#isFirst(meaning), ...change }]
  }

  /** A file of a task is saved. `place` is its position in the result, from 0; snapshots list files in that order. */
  saved(taskId: string, file: SavedFile, place: number): void {
    const placed = this.#files.get(taskId) ?? []
    placed[place] = file
    this.#files.set(taskId, placed)
    this.#learn(taskId, { files: Object.values(placed) })
  }

  /** A task's wait, and the download of its files, have ended. */
  ended(taskId: string, outcome: Outcome, endedAtMs: number): void {
    this.#learn(taskId, { outcome, endedAtMs })
    // The outage stays open until any task gets an answer.
    this.#failing.delete(taskId)
  }

  /** The step has to stop. The first stop counts, and the first internal error, since it usually causes the others. */
  stopped(outcome: StopOutcome): void {
    this.#stop ??= outcome
    if (outcome.kind === 'internal-error') this.#error ??= outcome
  }

  /** The process must end before the step does. The exit code will be 1, so the tasks must not all say `completed`. */
  cutOff(): void {
    const tasks = [...this.#tasks.values()]
    if (tasks.some((state) => state.outcome !== GOES_ON && !isCompleted(state))) return
    for (const { taskId } of tasks) this.#learn(taskId, { outcome: GOES_ON })
  }

  /** What is known `elapsedMs` after the step's start. */
  snapshot(elapsedMs: number): Snapshot {
    const end = { outcome: this.#stop ?? GOES_ON, endedAtMs: elapsedMs }
    const tasks = [...this.#tasks.values()].map((state) =>
      state.outcome === GOES_ON ? { ...state, ...end } : state,
    )
    return { ...this.#plan, tasks, outages: this.#outages, elapsedMs, error: this.#error }
  }

  #learn(taskId: string, facts: Partial<TaskState>): void {
    const before = this.#tasks.get(taskId)
    if (before !== undefined) this.#tasks.set(taskId, { ...before, ...facts })
  }

  #isFirst(what: string): boolean {
    const isFirst = !this.#told.has(what)
    this.#told.add(what)
    return isFirst
  }

  #met({ taskId, task }: TaskState, problem: Problem, atMs: number): News[] {
    // A wrong ID or a wrong endpoint is not an outage. Reported once for each problem.
    const { name, isAnswer } = problemRow(problem)
    if (task === null && isAnswer) {
      const news = this.#recovered(taskId, atMs)
      return this.#isFirst(name) ? [...news, { kind: 'no-record-yet', taskId, problem }] : news
    }
    this.#failing.add(taskId)
    if (this.#outages.at(-1)?.toMs === null) return []
    this.#outages.push({ fromMs: atMs, toMs: null, problem })
    const toldAtMs = this.#toldOutageAtMs
    // At the deadline, the outcome reports the problem.
    if (atMs - (toldAtMs ?? -Infinity) < OUTAGE_EVERY_MS || atMs >= this.#plan.timeoutMs) return []
    this.#toldOutageAtMs = atMs
    return [{ kind: 'outage-began', problem, isFirst: toldAtMs === null }]
  }

  /** An outage lasts until every task that met a problem has been answered again. */
  #recovered(taskId: string, atMs: number): News[] {
    this.#failing.delete(taskId)
    const current = this.#outages.at(-1)
    if (current?.toMs !== null || this.#failing.size > 0) return []
    const { fromMs } = current
    this.#outages.splice(-1, 1, { ...current, toMs: atMs })
    return fromMs === this.#toldOutageAtMs ? [{ kind: 'outage-ended', atMs, lastedMs: atMs - fromMs }] : []
  }
}

/** Treats `progress 17 %` and `progress 18 %` as one status, so that the log does not get a line for each. */
function withoutDigits(status: string): string {
  // Statuses that differ only after 200 characters do not occur.
  return status.slice(0, 200).replace(/\d+/g, '0')
}

/** The only condition for a green step. A step without tasks is never green. */
export function isGreen({ tasks, error }: Pick<Snapshot, 'tasks' | 'error'>): boolean {
  return (
    error === null &&
    tasks.length > 0 &&
    tasks.every((state) => isCompleted(state) && state.task?.meaning === 'completed')
  )
}

/**
 * The task that the single-valued outputs describe: 1. the first whose status is not `completed`; 2. else the first whose outcome
 * is not `completed`; 3. else the first.
 */
export function headlineTask(tasks: readonly TaskState[]): TaskState | undefined {
  return (
    tasks.find(({ task }) => task?.meaning !== 'completed') ??
    tasks.find((state) => !isCompleted(state)) ??
    tasks[0]
  )
}

/** Whether a task is completed, and its files are saved if `download-dir` is set. */
export function isCompleted({ outcome }: TaskState): boolean {
  return outcome.kind === 'completed'
}
