/**
 * The table of reasons: for each, what it is called, what happened and what to do next. The log, the annotations and the summary
 * all read it.
 */
import type { TaskSnapshot } from '../snapshot.ts'
import { nameProblem, problemRow, type Problem } from '../mountsea/problems.ts'
import type { InternalError, Outcome } from '../outcome.ts'
import { jsonText } from '../text/json.ts'
import { cut, MAX_MESSAGE_CHARS, plainLine } from '../text/plain-line.ts'
import { formatDuration } from '../text/show.ts'

/** One reason as it applies to one task: each text is one plain line. */
export interface Explanation {
  readonly title: string
  /** Quotes text from outside. */
  readonly happened: string
  /** '' where there is nothing to do. */
  readonly todo: string
}

/** GitHub cuts an annotation at 4,096 characters: what to do, which comes last, must not be what is lost. */
export const MAX_HAPPENED_CHARS = 3_000

/** A status, an error code or a trace ID: longer than any that is meant to be read. */
const MAX_DETAIL_CHARS = 200

/** How many problems one sentence names. */
const MAX_PROBLEMS = 5

const RERUN =
  'Choose "Re-run failed jobs" to wait for the same task again; if the same job also submits the task, that orders a second one.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. "Re-run failed jobs" tries again, while the URL is valid.'
const REPORT_BUG =
  'Choose "Re-run failed jobs"; if it comes back, report this line and the debug log to the authors of this action.'

type Kind = Outcome['kind']
type OutcomeOf<K extends Kind> = Outcome & { readonly kind: K }

const REASONS: {
  readonly [K in Kind]: (outcome: OutcomeOf<K>, report: TaskSnapshot) => Explanation
} = {
  completed: (_outcome, { taskId }) => ({
    title: 'MountSea task completed',
    happened: `Task ${taskId} is completed.`,
    todo: '',
  }),
  'task-failed': (_outcome, report) => ({
    title: 'MountSea task failed',
    happened: `Task ${report.taskId} failed at MountSea${vendorsWords(report)}.`,
    todo: 'Submit a new task, changed if the message says so. Polling it again gives the same answer.',
  }),
  'task-cancelled': (_outcome, report) => ({
    title: 'MountSea task cancelled',
    happened: `Task ${report.taskId} was cancelled at MountSea${vendorsWords(report)}.`,
    todo: 'Find out who cancelled it, or submit a new task.',
  }),
  'task-timeout': (_outcome, report) => ({
    title: 'MountSea task timed out at MountSea',
    happened: `Task ${report.taskId} ran out of time at MountSea${vendorsWords(report)}.`,
    todo: 'Submit a new task; a longer `timeout` here would not have helped.',
  }),
  'wait-timeout': ({ timeoutMs }, report) => ({
    title: 'MountSea task not finished in time',
    happened: `Task ${report.taskId} is not finished after ${formatDuration(timeoutMs)}; ${lastStatus(report)}.`,
    todo:
      report.task?.meaning === 'unknown'
        ? `${unknownStatusHint(report.task.status)} ${RERUN}`
        : `The task goes on at MountSea. ${RERUN} Give a longer \`timeout\` if this is usual.`,
  }),
  unreachable: ({ timeoutMs, problem, problemCounts }, report) => {
    const { isAnswer, todo } = problemRow(problem)
    const counts = [...problemCounts].sort(([, a], [, b]) => b - a)
    const others = counts.splice(MAX_PROBLEMS).reduce((sum, [, times]) => sum + times, 0)
    const met = [...counts, ...(others === 0 ? [] : [['others', others] as const])]
      .map(([name, times]) => `${name} (${times === 1 ? 'once' : `${times} times`})`)
      .join(', ')
    return {
      title: isAnswer ? 'No record of the MountSea task in time' : 'MountSea API not reachable',
      happened: `After ${formatDuration(timeoutMs)} the API still sends no record of task ${report.taskId}: ${met}; ${lastStatus(report)}.`,
      todo: `${isAnswer ? 'Check `task-id` and `endpoint`, and give a longer `timeout`.' : todo} ${RERUN}`,
    }
  },
  interrupted: ({ signal }, report) => {
    const isSaving = report.task?.meaning === 'completed'
    return {
      title: 'Wait for MountSea task interrupted',
      happened: isSaving
        ? `${completedBut(report)} saving its files was interrupted (${signal}).`
        : `The wait for task ${report.taskId} was interrupted (${signal}); ${lastStatus(report)}.`,
      todo: isSaving ? SAVE_AGAIN : `The task goes on at MountSea. ${RERUN}`,
    }
  },
  unauthorized: ({ problem }, report) => ({
    title: 'MountSea API key refused',
    happened: `MountSea refused the API key for task ${report.taskId}: ${showAnswer(problem)}; ${lastStatus(report)}.`,
    todo: 'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
  }),
  'not-found': ({ problem }, { taskId }) => ({
    title: 'MountSea task not found',
    happened: `MountSea knows no task ${taskId}, asked several times: ${showAnswer(problem)}.`,
    todo: 'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
  }),
  rejected: ({ problem }, report) => {
    const { kind } = problem
    const excerpt = kind === 'redirect' && problem.excerpt !== '' ? `, ${problem.excerpt}` : ''
    const rejection =
      kind === 'http-status'
        ? `MountSea refused the request for task ${report.taskId}: ${showAnswer(problem)}`
        : `The request for task ${report.taskId} failed and will fail again: ${nameProblem(problem)}${excerpt}`
    return {
      title: 'MountSea API request rejected',
      happened: `${rejection}; ${lastStatus(report)}.`,
      todo: problemRow(problem).todo,
    }
  },
  'bad-answer': ({ problem }, { taskId }) => ({
    title: 'MountSea API answer not understood',
    happened: `The API sent ${nameProblem(problem)} in place of task ${taskId}: ${showAnswer(problem)}.`,
    todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
  }),
  'audio-missing': ({ why }, report) => ({
    title: 'MountSea result lacks a file',
    happened: `${completedBut(report)} ${why}.`,
    todo: 'See the output `result`. Leave `download-dir` blank for tasks that make no file, such as text.',
  }),
  'audio-invalid': ({ why }, report) => ({
    title: 'MountSea audio damaged or not audio',
    happened: `${completedBut(report)} not all of its audio can be played: ${why}.`,
    todo: `Look into the kept bytes, then submit the task again or ask MountSea. ${SAVE_AGAIN}`,
  }),
  'download-failed': ({ why }, report) => ({
    title: 'MountSea file not saved',
    happened: `${completedBut(report)} not all of its files are saved: ${why}.`,
    todo: SAVE_AGAIN,
  }),
  'internal-error': explainInternalError,
}

/** Explains the end of one task. */
export function explain(report: TaskSnapshot): Explanation {
  const row = rowOf(report.outcome.kind, report.outcome, report)
  // Cut before, so that no text takes long, and after, since escapes make it longer.
  return { ...row, happened: cut(plainLine(cut(row.happened, MAX_HAPPENED_CHARS)), MAX_HAPPENED_CHARS) }
}

/** The kind once more, since TypeScript finds the fitting row by a type parameter only. */
function rowOf<K extends Kind>(kind: K, outcome: OutcomeOf<K>, report: TaskSnapshot): Explanation {
  return REASONS[kind](outcome, report)
}

/** Explains an error that is ours or the machine's and that no task can be blamed for. */
export function explainInternalError({ message, isMachines }: InternalError): Explanation {
  const what = cut(plainLine(message), MAX_MESSAGE_CHARS)
  return isMachines
    ? {
        title: 'Wait for MountSea task: this machine failed',
        happened: `The step ended, since this machine failed: ${what}.`,
        todo: 'Make room or mend the path on this runner. Then choose "Re-run failed jobs".',
      }
    : {
        title: 'Wait for MountSea task: internal error',
        happened: `An internal error ended the step: ${what}.`,
        todo: REPORT_BUG,
      }
}

/** What a status that no product page names for this endpoint may mean. */
export function unknownStatusHint(status: string): string {
  return /^(?:success|succeeded|complete|completed|done|finished|failed|error|cancell?ed|time[_ -]?out)$/i.test(
    status.trim(),
  )
    ? "It may be another product's word for an end, or another spelling: check the path of `endpoint`."
    : 'It may be new: look for a newer release of this action.'
}

/** What the API said with a problem: `HTTP 422, no such voice`; '' where it did not answer. */
function showAnswer(problem: Problem): string {
  if (!('excerpt' in problem)) return ''
  return `HTTP ${problem.httpStatus}${problem.excerpt === '' ? '' : `, ${problem.excerpt}`}`
}

function lastStatus(report: TaskSnapshot): string {
  const { task } = report
  if (task === null) return 'no status was seen'
  const note = task.meaning === 'unknown' ? ', which this action does not know' : ''
  return `its last status is ${cut(task.status, MAX_DETAIL_CHARS)}${note}${vendorsWords(report)}`
}

function completedBut(report: TaskSnapshot): string {
  return `Task ${report.taskId} is completed${vendorsWords(report)}, but`
}

/** What MountSea said with the task's last record, and what its support asks for: `: no such voice (traceId 1f3c)`. */
function vendorsWords({ task }: TaskSnapshot): string {
  if (task === null) return ''
  const errorCode = jsonText(task.errorCode)
  const details = [
    ...(errorCode === '' ? [] : [`errorCode ${cut(errorCode, MAX_DETAIL_CHARS)}`]),
    ...(task.traceId === '' ? [] : [`traceId ${cut(task.traceId, MAX_DETAIL_CHARS)}`]),
  ]
  // Without its full stop: the sentence goes on.
  const message = cut(task.errorMessage, MAX_MESSAGE_CHARS).replace(/\.$/, '')
  return `${message === '' ? '' : `: ${message}`}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}
