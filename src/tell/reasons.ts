/**
 * The table of reasons: for each, what it is called, what happened and what to do next. The log, the annotations and the summary
 * all read it.
 */
import type { InternalError } from '../outcome.ts'
import {
  isAnswer,
  nameProblem,
  remedyOf,
  showAnswer,
  showCounts,
  type Problem,
} from '../mountsea/problems.ts'
import type { TaskReport } from '../ledger.ts'
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

const RERUN =
  'Choose "Re-run failed jobs" to wait for the same task again; if the same job also submits the task, that orders a second one.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. "Re-run failed jobs" tries again, while the URL is valid.'
const REPORT_BUG =
  'Choose "Re-run failed jobs"; if it comes back, report this line and the debug log to the authors of this action.'

/** Explains the end of one task. */
export function explain(report: TaskReport): Explanation {
  const row = rowOf(report)
  // Cut before, so that no text takes long, and after, since escapes make it longer.
  return { ...row, happened: cut(plainLine(cut(row.happened, MAX_HAPPENED_CHARS)), MAX_HAPPENED_CHARS) }
}

// eslint-disable-next-line max-lines-per-function -- one table; in pieces it would be harder to see whole
function rowOf(report: TaskReport): Explanation {
  const { taskId: id, outcome, task } = report
  switch (outcome.kind) {
    case 'completed':
      return { title: 'MountSea task completed', happened: `Task ${id} is completed.`, todo: '' }
    case 'task-failed':
      return {
        title: 'MountSea task failed',
        happened: `Task ${id} failed at MountSea${vendorsWords(report)}.`,
        todo: 'Submit a new task, changed if the message says so. Asking for this one again brings the same answer.',
      }
    case 'task-cancelled':
      return {
        title: 'MountSea task cancelled',
        happened: `Task ${id} was cancelled at MountSea${vendorsWords(report)}.`,
        todo: 'Find out who cancelled it, or submit a new task.',
      }
    case 'task-timeout':
      return {
        title: 'MountSea task timed out at MountSea',
        happened: `Task ${id} ran out of time at MountSea${vendorsWords(report)}.`,
        todo: 'Submit a new task; a longer `timeout` here would not have helped.',
      }
    case 'wait-timeout':
      return {
        title: 'MountSea task not finished in time',
        happened: `Task ${id} is not finished after ${formatDuration(outcome.timeoutMs)}; ${lastStatus(report)}.`,
        todo:
          task?.meaning === 'unknown'
            ? `${unknownStatusHint(task.status)} ${RERUN}`
            : `The task goes on at MountSea. ${RERUN} Give a longer \`timeout\` if this is usual.`,
      }
    case 'unreachable': {
      const hasAnswered = isAnswer(outcome.problem)
      return {
        title: hasAnswered ? 'No record of the MountSea task in time' : 'MountSea API not reachable',
        happened: `After ${formatDuration(outcome.timeoutMs)} the API still sends no record of task ${id}: ${showCounts(outcome.problemCounts)}; ${lastStatus(report)}.`,
        todo: hasAnswered
          ? `Check \`task-id\` and \`endpoint\`, and give a longer \`timeout\`. ${RERUN}`
          : `See whether MountSea is up and reachable from this runner. ${RERUN}`,
      }
    }
    case 'interrupted': {
      const isSaving = task?.meaning === 'completed'
      return {
        title: 'Wait for MountSea task interrupted',
        happened: isSaving
          ? `${completedBut(report)} saving its audio was interrupted (${outcome.signal}).`
          : `The wait for task ${id} was interrupted (${outcome.signal}); ${lastStatus(report)}.`,
        todo: isSaving ? SAVE_AGAIN : `The task goes on at MountSea. ${RERUN}`,
      }
    }
    case 'unauthorized':
      return {
        title: 'MountSea API key refused',
        happened: `MountSea refused the API key for task ${id}: ${showAnswer(outcome.problem)}; ${lastStatus(report)}.`,
        todo: 'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
      }
    case 'not-found':
      return {
        title: 'MountSea task not found',
        happened: `MountSea knows no task ${id}, asked several times: ${showAnswer(outcome.problem)}.`,
        todo: 'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
      }
    case 'rejected':
      return {
        title: 'MountSea API request rejected',
        happened: `${rejection(outcome.problem, id)}; ${lastStatus(report)}.`,
        todo: remedyOf(outcome.problem),
      }
    case 'bad-answer':
      return {
        title: 'MountSea API answer not understood',
        happened: `The API sent ${nameProblem(outcome.problem)} in place of task ${id}: ${showAnswer(outcome.problem)}.`,
        todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
      }
    case 'audio-missing':
      return {
        title: 'MountSea result without audio',
        happened: `${completedBut(report)} ${outcome.why}.`,
        todo: 'See the output `result`. Leave `download-dir` out for tasks that make no audio.',
      }
    case 'audio-invalid':
      return {
        title: 'MountSea audio damaged or not audio',
        happened: `${completedBut(report)} not all of its audio can be played: ${outcome.why}.`,
        todo: `Look into the kept bytes, then submit the task again or ask MountSea. ${SAVE_AGAIN}`,
      }
    case 'download-failed':
      return {
        title: 'MountSea audio not saved',
        happened: `${completedBut(report)} not all of its audio is saved: ${outcome.why}.`,
        todo: SAVE_AGAIN,
      }
    case 'internal-error':
      return explainInternalError(outcome)
  }
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

function rejection(problem: Problem, id: string): string {
  if (problem.kind === 'http-status')
    return `MountSea refused the request for task ${id}: ${showAnswer(problem)}`
  const excerpt = problem.kind === 'redirect' && problem.excerpt !== '' ? `, ${problem.excerpt}` : ''
  return `The request for task ${id} failed and will fail again: ${nameProblem(problem)}${excerpt}`
}

function lastStatus(report: TaskReport): string {
  const { task } = report
  if (task === null) return 'no status was seen'
  const note = task.meaning === 'unknown' ? ', which this action does not know' : ''
  return `its last status is ${cut(task.status, MAX_DETAIL_CHARS)}${note}${vendorsWords(report)}`
}

function completedBut(report: TaskReport): string {
  return `Task ${report.taskId} is completed${vendorsWords(report)}, but`
}

/** What MountSea said with the task's last record, and what its support asks for: `: no such voice (traceId 1f3c)`. */
function vendorsWords({ task }: TaskReport): string {
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
