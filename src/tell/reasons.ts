/**
 * The table of reasons: for each a title, what happened and what to do. The log, the annotations and the summary read it.
 */
import { isCompleted, type TaskState } from '../ledger.ts'
import { nameProblem, problemRow, type Problem } from '../mountsea/problems.ts'
import type { InternalError, Outcome } from '../outcome.ts'
import { jsonText } from '../text/json.ts'
import { cut, MAX_MESSAGE_CHARS, shortLine } from '../text/plain-line.ts'
import { few, formatDuration } from '../text/show.ts'

/** Why one task ended. Each text is one plain line. */
export interface Explanation {
  readonly title: string
  /** Quotes text from outside. */
  readonly happened: string
  /** '' if there is nothing to do. */
  readonly todo: string
}

/** GitHub cuts an annotation at 4,096 characters. Leaves room for what to do, which comes last. */
export const MAX_HAPPENED_CHARS = 3_000

/** For a status, an error code or a trace ID. */
const MAX_DETAIL_CHARS = 200

/** How many problems one sentence names. */
const MAX_PROBLEMS = 5

const RERUN =
  'To wait for the same task again, choose "Re-run failed jobs". If that job also submits the task, it orders a second one.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. While the URL is valid, "Re-run failed jobs" tries again.'
const REPAIR = 'Free space or repair the path on this runner. Then choose "Re-run failed jobs".'
const REPORT_BUG =
  'Choose "Re-run failed jobs". If the error comes back, report this line and the debug log to the authors of this action.'

type Kind = Outcome['kind']
type OutcomeOf<K extends Kind> = Outcome & { readonly kind: K }

const REASONS: {
  readonly [K in Kind]: (outcome: OutcomeOf<K>, state: TaskState) => Explanation
} = {
  completed: (_outcome, { taskId }) => ({
    title: 'MountSea task completed',
    happened: `Task ${taskId} is completed.`,
    todo: '',
  }),
  'task-failed': (_outcome, state) => ({
    title: 'MountSea task failed',
    happened: `Task ${state.taskId} failed at MountSea${vendorsWords(state)}.`,
    todo: 'Submit a new task, and change it if the message says so. Polling this one again gives the same answer.',
  }),
  'task-cancelled': (_outcome, state) => ({
    title: 'MountSea task cancelled',
    happened: `Task ${state.taskId} was cancelled at MountSea${vendorsWords(state)}.`,
    todo: 'Find out who cancelled it, or submit a new task.',
  }),
  'task-timeout': (_outcome, state) => ({
    title: 'MountSea task timed out at MountSea',
    happened: `Task ${state.taskId} ran out of time at MountSea${vendorsWords(state)}.`,
    todo: 'Submit a new task; a longer `timeout` here would not have helped.',
  }),
  'wait-timeout': ({ timeoutMs }, state) => ({
    title: 'MountSea task not finished in time',
    happened: `Task ${state.taskId} is not finished after ${formatDuration(timeoutMs)}; ${lastStatus(state)}.`,
    todo:
      state.task?.meaning === 'unknown'
        ? `${unknownStatusHint(state.task.status)} ${RERUN}`
        : `The task goes on at MountSea. ${RERUN} Give a longer \`timeout\` if this is usual.`,
  }),
  unreachable: ({ timeoutMs, problem, problemCounts }, state) => {
    const { isAnswer, todo } = problemRow(problem)
    const counts = [...problemCounts]
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${name} (${times === 1 ? 'once' : `${times} times`})`)
    const met = few(counts, MAX_PROBLEMS)
    return {
      title: isAnswer ? 'No record of the MountSea task in time' : 'MountSea API not reachable',
      happened: `After ${formatDuration(timeoutMs)} the API still sends no record of task ${state.taskId}: ${met}; ${lastStatus(state)}.`,
      todo: `${isAnswer ? 'Check `task-id` and `endpoint`, and give a longer `timeout`.' : todo} ${RERUN}`,
    }
  },
  interrupted: ({ signal }, state) => {
    const isSaving = state.task?.meaning === 'completed'
    return {
      title: 'Wait for MountSea task interrupted',
      happened: isSaving
        ? `${completedBut(state)} saving its files was interrupted (${signal}).`
        : `The wait for task ${state.taskId} was interrupted (${signal}); ${lastStatus(state)}.`,
      todo: isSaving ? SAVE_AGAIN : `The task goes on at MountSea. ${RERUN}`,
    }
  },
  unauthorized: ({ problem }, state) => ({
    title: 'MountSea API key refused',
    happened: `MountSea refused the API key for task ${state.taskId}: ${showAnswer(problem)}; ${lastStatus(state)}.`,
    todo: 'Check that the secret behind `api-key` is set, current, and allowed to read this task.',
  }),
  'not-found': ({ problem }, { taskId }) => ({
    title: 'MountSea task not found',
    happened: `MountSea said several times that it has no task ${taskId}: ${showAnswer(problem)}.`,
    todo: 'Check `task-id` and `endpoint`. The key must belong to the account that submitted the task.',
  }),
  rejected: ({ problem }, state) => ({
    title: 'MountSea API request rejected',
    happened: `The request for task ${state.taskId} failed and would fail again: ${nameProblem(problem)}${quoteExcerpt(problem)}; ${lastStatus(state)}.`,
    todo: problemRow(problem).todo,
  }),
  'bad-answer': ({ problem }, { taskId }) => ({
    title: 'MountSea API answer not understood',
    happened: `The API sent ${nameProblem(problem)} in place of task ${taskId}: ${showAnswer(problem)}.`,
    todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
  }),
  'audio-missing': ({ why }, state) => ({
    title: 'MountSea result lacks a file',
    happened: `${completedBut(state)} ${why}.`,
    todo: 'See the output `result`. Leave `download-dir` blank for tasks that make no file, such as text.',
  }),
  'audio-invalid': ({ why }, state) => ({
    title: 'MountSea audio damaged or not audio',
    happened: `${completedBut(state)} not all of its audio can be played: ${why}.`,
    todo: `Look at what was kept. Then submit the task again or ask MountSea. ${SAVE_AGAIN}`,
  }),
  'download-failed': ({ why }, state) => ({
    title: 'MountSea file not saved',
    happened: `${completedBut(state)} not all of its files are saved: ${why}.`,
    todo: SAVE_AGAIN,
  }),
  'internal-error': explainInternalError,
}

/** The tasks to explain: all that are not completed, except those that `error` ended, since it is reported once. */
export function tasksToExplain(tasks: readonly TaskState[], error: InternalError | null): TaskState[] {
  return tasks.filter(
    (state) => !isCompleted(state) && (error === null || state.outcome.kind !== 'internal-error'),
  )
}

/** Explains the end of one task. */
export function explain(state: TaskState): Explanation {
  const row = rowOf(state.outcome.kind, state.outcome, state)
  // Cut again at the end, since escapes make the text longer.
  return { ...row, happened: cut(shortLine(row.happened, MAX_HAPPENED_CHARS), MAX_HAPPENED_CHARS) }
}

/** Takes the kind as well, since TypeScript needs a type parameter to find the row. */
function rowOf<K extends Kind>(kind: K, outcome: OutcomeOf<K>, state: TaskState): Explanation {
  return REASONS[kind](outcome, state)
}

/** Explains an internal error. */
export function explainInternalError({ message, isMachines }: InternalError): Explanation {
  const cause = isMachines ? 'The step ended because this machine failed' : 'An internal error ended the step'
  return {
    title: `Wait for MountSea task: ${isMachines ? 'this machine failed' : 'internal error'}`,
    happened: `${cause}: ${cut(shortLine(message), MAX_MESSAGE_CHARS)}.`,
    todo: isMachines ? REPAIR : REPORT_BUG,
  }
}

/** What an unknown status may mean. */
export function unknownStatusHint(status: string): string {
  return /^(?:success|succeeded|complete|completed|done|finished|failed|error|cancell?ed|time[_ -]?out)$/i.test(
    status.trim(),
  )
    ? "It may be another product's word for an end, or another spelling: check the path of `endpoint`."
    : 'It may be new: look for a newer release of this action.'
}

/** The API's words: `HTTP 422, no such voice`; '' if it did not answer. */
function showAnswer(problem: Problem): string {
  return 'excerpt' in problem ? `HTTP ${problem.httpStatus}${quoteExcerpt(problem)}` : ''
}

/** Made plain before our words are added: a secret that was cut off has no end, so redaction would remove them too. */
function quoteExcerpt(problem: Problem): string {
  return 'excerpt' in problem && problem.excerpt !== '' ? `, ${shortLine(problem.excerpt)}` : ''
}

function lastStatus(state: TaskState): string {
  const { task } = state
  if (task === null) return 'no status was seen'
  const note = task.meaning === 'unknown' ? ', which this action does not know' : ''
  return `its last status is ${shortLine(task.status, MAX_DETAIL_CHARS)}${note}${vendorsWords(state)}`
}

function completedBut(state: TaskState): string {
  return `Task ${state.taskId} is completed${vendorsWords(state)}, but`
}

/** MountSea's message in the last record, with the IDs that its support needs: `: no such voice (traceId 1f3c)`. */
function vendorsWords({ task }: TaskState): string {
  if (task === null) return ''
  const details = Object.entries({ errorCode: jsonText(task.errorCode), traceId: task.traceId })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${shortLine(value, MAX_DETAIL_CHARS)}`)
  // Without its full stop: the sentence goes on.
  const message = shortLine(task.errorMessage).replace(/\.$/, '')
  return `${message === '' ? '' : `: ${message}`}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}
