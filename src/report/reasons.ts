/**
 * The table of reasons: for each, what it is called, what happened and what to do next. The log, the annotations and the summary
 * all read it. Text from outside is a plain line in it, so every sentence is one line.
 */
import type { InternalError } from '../outcome.ts'
import { isAnswer, nameProblem, remedyOf, showAnswer, showCounts, type Problem } from '../problem.ts'
import type { TaskReport } from '../step-report.ts'
import { jsonText } from '../text/json.ts'
import { shortLine } from '../text/plain-line.ts'
import { formatDuration } from '../text/show.ts'

/** One reason as it applies to one task. */
export interface Explanation {
  /** For the head of an annotation. */
  readonly title: string
  /** How it follows a number of tasks: `2 failed`. */
  readonly counted: string
  /** Whether `happened` only says in our words what MountSea said of the task. */
  readonly isVendors?: true
  readonly happened: string
  /** '' where there is nothing to do. */
  readonly todo: string
}

const RERUN =
  'Choose "Re-run failed jobs" to wait for the same task again; if the same job also submits the task, that orders a second one.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. "Re-run failed jobs" tries again, while the URL is valid.'
const REPORT_BUG =
  'Choose "Re-run failed jobs"; if it comes back, report this line and the debug log to the authors of this action.'

/** Explains the end of one task. */
// eslint-disable-next-line max-lines-per-function -- one table; in pieces it would be harder to see whole
export function explain(report: TaskReport): Explanation {
  const { outcome, task } = report
  const id = shortLine(report.taskId, 256)
  switch (outcome.kind) {
    case 'completed':
      return {
        title: 'MountSea task completed',
        counted: 'completed',
        happened: `Task ${id} is completed.`,
        todo: '',
      }
    case 'task-failed':
      return {
        title: 'MountSea task failed',
        counted: 'failed',
        isVendors: true,
        happened: `Task ${id} failed at MountSea${vendorsWords(report)}.`,
        todo: 'Submit a new task, changed if the message says so. Asking for this one again brings the same answer.',
      }
    case 'task-cancelled':
      return {
        title: 'MountSea task cancelled',
        counted: 'cancelled',
        isVendors: true,
        happened: `Task ${id} was cancelled at MountSea${vendorsWords(report)}.`,
        todo: 'Find out who cancelled it, or submit a new task.',
      }
    case 'task-timeout':
      return {
        title: 'MountSea task timed out at MountSea',
        counted: 'timed out at MountSea',
        isVendors: true,
        happened: `Task ${id} ran out of time at MountSea${vendorsWords(report)}.`,
        todo: 'Submit a new task; a longer `timeout` here would not have helped.',
      }
    case 'wait-timeout':
      return {
        title: 'MountSea task not finished in time',
        counted: 'not finished in time',
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
        counted: hasAnswered ? 'without a record' : 'not reachable',
        happened: `After ${formatDuration(outcome.timeoutMs)} the API still sends no record of task ${id}: ${shortLine(showCounts(outcome.problemCounts))}; ${lastStatus(report)}.`,
        todo: hasAnswered
          ? `Check \`task-id\` and \`endpoint\`, and give a longer \`timeout\`. ${RERUN}`
          : `See whether MountSea is up and reachable from this runner. ${RERUN}`,
      }
    }
    case 'interrupted': {
      const isSaving = task?.meaning === 'completed'
      const by = shortLine(outcome.signal)
      return {
        title: 'Wait for MountSea task interrupted',
        counted: 'interrupted',
        happened: isSaving
          ? `Task ${id} is completed, but saving its audio was interrupted (${by}).`
          : `The wait for task ${id} was interrupted (${by}); ${lastStatus(report)}.`,
        todo: isSaving ? SAVE_AGAIN : `The task goes on at MountSea. ${RERUN}`,
      }
    }
    case 'unauthorized':
      return {
        title: 'MountSea API key refused',
        counted: 'refused with this API key',
        happened: `MountSea refused the API key for task ${id}: ${answerIn(outcome.problem)}; ${lastStatus(report)}.`,
        todo: 'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
      }
    case 'not-found':
      return {
        title: 'MountSea task not found',
        counted: 'not found',
        happened: `MountSea knows no task ${id}, asked several times: ${answerIn(outcome.problem)}.`,
        todo: 'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
      }
    case 'rejected':
      return {
        title: 'MountSea API request rejected',
        counted: 'rejected',
        ...rejection(outcome.problem, id),
      }
    case 'bad-answer':
      return {
        title: 'MountSea API answer not understood',
        counted: 'with an answer not understood',
        happened: `The API sent ${nameProblem(outcome.problem)} in place of task ${id}: ${answerIn(outcome.problem)}.`,
        todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
      }
    case 'audio-missing':
      return {
        title: 'MountSea result without audio',
        counted: 'without usable audio',
        happened: `Task ${id} is completed, but ${shortLine(outcome.why)}.`,
        todo: 'See the output `result`. Leave `download-dir` out for tasks that make no audio.',
      }
    case 'audio-invalid':
      return {
        title: 'MountSea audio damaged or not audio',
        counted: 'with damaged audio',
        happened: `Task ${id} is completed, but not all of its audio can be played: ${shortLine(outcome.why)}.`,
        todo: `Look into the kept bytes, then submit the task again or ask MountSea. ${SAVE_AGAIN}`,
      }
    case 'download-failed':
      return {
        title: 'MountSea audio not saved',
        counted: 'not saved',
        happened: `Task ${id} is completed, but not all of its audio is saved: ${shortLine(outcome.why)}.`,
        todo: SAVE_AGAIN,
      }
    case 'internal-error':
      return explainInternalError(outcome)
  }
}

/** Explains an error that is ours or the machine's and that no task can be blamed for. */
export function explainInternalError({ message, isMachines }: InternalError): Explanation {
  const name = 'Wait for MountSea task'
  const counted = 'with an internal error'
  const what = shortLine(message)
  if (!isMachines) {
    return {
      title: `${name}: internal error`,
      counted,
      happened: `An internal error ended the step: ${what}.`,
      todo: REPORT_BUG,
    }
  }
  return {
    title: `${name}: this machine failed`,
    counted,
    happened: `The step ended, since this machine failed: ${what}.`,
    todo: 'Make room or mend the path on this runner. Then choose "Re-run failed jobs".',
  }
}

/** What happened and what to do where asking again will not help, by the cause. */
function rejection(problem: Problem, id: string): Pick<Explanation, 'happened' | 'todo'> {
  const isRefusal = problem.kind === 'http-status'
  const excerpt = problem.kind === 'redirect' && problem.excerpt !== '' ? `, ${problem.excerpt}` : ''
  const failed = `The request for task ${id} failed and will fail again: ${nameProblem(problem)}${excerpt}`
  return {
    happened: shortLine(
      isRefusal ? `MountSea refused the request for task ${id}: ${showAnswer(problem)}.` : `${failed}.`,
    ),
    todo: remedyOf(problem),
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

/** MountSea's message for a failed task, and what its support asks for. */
function vendorsWords({ task }: TaskReport): string {
  if (task === null) return ''
  const { errorMessage, traceId } = task
  const errorCode = jsonText(task.errorCode)
  const details = [
    errorCode === '' ? '' : `errorCode ${shortLine(errorCode, 200)}`,
    traceId === '' ? '' : `traceId ${shortLine(traceId, 200)}`,
  ].filter((detail) => detail !== '')
  // Without its full stop: the sentence goes on.
  const message = errorMessage === '' ? '' : `: ${shortLine(errorMessage).replace(/\.$/, '')}`
  return `${message}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}

function lastStatus({ task }: TaskReport): string {
  if (task === null) return 'no status was seen'
  const note = task.meaning === 'unknown' ? ', which this action does not know' : ''
  return `its last status is ${shortLine(task.status, 200)}${note}`
}

function answerIn(problem: Problem): string {
  return shortLine(showAnswer(problem))
}
