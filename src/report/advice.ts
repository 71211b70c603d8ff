/**
 * What an end means in plain words, and what to do next: the fact first. One line each, already through the text gate.
 */
import type { Evidence, FaultTally, Outcome, TaskEnd } from '../outcome.ts'
import { isKnownStatus } from '../products/producer.ts'
import type { Gate } from '../text/untrusted.ts'
import { formatDuration } from '../text/show.ts'

export interface Advice {
  /** A few words of ours, for the head of an annotation. */
  readonly title: string
  readonly what: string
  readonly todo: string
}

const RUN_AGAIN = 'Running the step again waits for the same task.'
const SAVE_AGAIN =
  'The outputs `result` and `audioUrl` are there. Running the step again tries again, while the URL is valid.'

/** For each end: our words for the head of an annotation, and what to do next. */
const ADVICE: Readonly<Record<Outcome['kind'], { readonly title: string; readonly todo: string }>> = {
  completed: { title: 'MountSea task completed', todo: '' },
  'task-failed': {
    title: 'MountSea task failed',
    todo: 'Submit a new task, changed if the message says so. Running the step again brings the same answer.',
  },
  'task-cancelled': {
    title: 'MountSea task cancelled',
    todo: 'Find out who cancelled it, or submit a new task.',
  },
  'task-timeout': {
    title: 'MountSea task timed out at MountSea',
    todo: 'Submit a new task; a longer `timeout` here would not have helped.',
  },
  'wait-timeout': {
    title: 'MountSea task not finished in time',
    todo: `The task goes on at MountSea. ${RUN_AGAIN} Give a longer \`timeout\` if this is usual.`,
  },
  unreachable: {
    title: 'MountSea API not reachable',
    todo: `See whether MountSea is up and reachable from this runner. ${RUN_AGAIN}`,
  },
  interrupted: {
    title: 'Wait for MountSea task interrupted',
    todo: `The task goes on at MountSea. ${RUN_AGAIN}`,
  },
  unauthorized: {
    title: 'MountSea API key refused',
    todo: 'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
  },
  'not-found': {
    title: 'MountSea task not found',
    todo: 'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
  },
  rejected: { title: 'MountSea API request rejected', todo: 'Check `endpoint` and `task-id`.' },
  'bad-answer': {
    title: 'MountSea API answer not understood',
    todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
  },
  'audio-missing': {
    title: 'MountSea result without audio',
    todo: 'See the output `result`. Leave `download-dir` out for tasks that make no audio.',
  },
  'download-failed': {
    title: 'MountSea audio not saved',
    todo: SAVE_AGAIN,
  },
  'internal-error': {
    title: 'Wait for MountSea task: internal error',
    todo: 'Run the step again; if it comes back, report this line and the debug log to the authors of this action.',
  },
}

/** Explains the end of one task's wait. */
export function explain(end: TaskEnd, gate: Gate): Advice {
  const { title, todo } = ADVICE[end.outcome.kind]
  return { title, what: factOf(end, gate), todo: specialTodo(end) ?? todo }
}

/** Explains a fault that is ours or the machine's and that no task can be blamed for. */
export function explainInternalError(why: string, gate: Gate): Advice {
  return { ...ADVICE['internal-error'], what: `Something went wrong that should not: ${gate.line(why)}.` }
}

function factOf(end: TaskEnd, gate: Gate): string {
  const id = gate.line(end.taskId, 256)
  const { outcome } = end
  switch (outcome.kind) {
    case 'completed':
      return `Task ${id} is completed.`
    case 'task-failed':
      return `Task ${id} failed at MountSea${vendorWords(end, gate)}.`
    case 'task-cancelled':
      return `Task ${id} was cancelled at MountSea${vendorWords(end, gate)}.`
    case 'task-timeout':
      return `Task ${id} ran out of time at MountSea${vendorWords(end, gate)}.`
    case 'wait-timeout':
      return `Task ${id} is not finished after ${formatDuration(outcome.timeoutMs)}; ${lastStatus(end, gate)}.`
    case 'unreachable':
      return `After ${formatDuration(outcome.timeoutMs)} the API does not tell of task ${id}: ${tally(outcome.seen)}; ${lastStatus(end, gate)}.`
    case 'interrupted':
      return end.task?.status === 'completed'
        ? `Task ${id} is completed, but saving its audio was interrupted (${gate.line(outcome.signal)}).`
        : `The wait for task ${id} was interrupted (${gate.line(outcome.signal)}); ${lastStatus(end, gate)}.`
    case 'unauthorized':
      return `The API refuses the key: ${evidence(outcome.evidence)}. The wait for task ${id} ends; ${lastStatus(end, gate)}.`
    case 'not-found':
      return `The API knows no task ${id}, asked several times: ${evidence(outcome.evidence)}.`
    case 'rejected':
      return `Asking for task ${id} is of no use: ${gate.line(outcome.why)}${excerptOf(outcome.evidence)}.`
    case 'bad-answer':
      return `The API sends ${gate.line(outcome.why)} in place of task ${id}: ${evidence(outcome.evidence)}.`
    case 'audio-missing':
      return `Task ${id} is completed, but ${gate.line(outcome.why)}.`
    case 'download-failed':
      return `Task ${id} is completed, but not all of its audio is saved: ${gate.line(outcome.why)}.`
    case 'internal-error':
      return `Something went wrong that should not, in the wait for task ${id}: ${gate.line(outcome.why)}.`
  }
}

function vendorWords({ task }: TaskEnd, gate: Gate): string {
  if (task === null) return ''
  const details = [
    task.errorCode === '' ? '' : `errorCode ${gate.line(task.errorCode, 200)}`,
    task.traceId === '' ? '' : `traceId ${gate.line(task.traceId, 200)}`,
  ].filter((detail) => detail !== '')
  // Without its full stop: the sentence goes on.
  const message = task.errorMessage === '' ? '' : `: ${gate.line(task.errorMessage).replace(/\.$/, '')}`
  return `${message}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}

function lastStatus({ task }: TaskEnd, gate: Gate): string {
  if (task === null) return 'no status was seen'
  const note = isKnownStatus(task.status) ? '' : ', which this action does not know'
  return `its last status is ${gate.line(task.status, 200)}${note}`
}

/** What was seen, most often first. */
function tally(seen: FaultTally): string {
  const faults = [...seen].sort(([, a], [, b]) => b - a)
  return faults.map(([fault, times]) => `${fault} (${times === 1 ? 'once' : `${times} times`})`).join(', ')
}

function evidence({ httpStatus, excerpt }: Evidence): string {
  return `HTTP ${httpStatus}${excerpt === '' ? '' : `, ${excerpt}`}`
}

function excerptOf(found: Evidence | null): string {
  return found === null || found.excerpt === '' ? '' : `, ${found.excerpt}`
}

/** What to do where more is known than the kind of end. */
function specialTodo({ outcome, task }: TaskEnd): string | undefined {
  if (outcome.kind === 'interrupted' && task?.status === 'completed') return SAVE_AGAIN
  if (outcome.kind !== 'rejected') return undefined
  if (outcome.why.startsWith('certificate')) {
    return 'The key was not sent. If a company proxy signs with its own certificate, name that in NODE_EXTRA_CA_CERTS.'
  }
  if (outcome.why.startsWith('host name')) {
    return 'Check the host name in `endpoint`, and that this runner can look it up.'
  }
  if (outcome.why.startsWith('the proxy')) {
    return 'Write `https_proxy` and `http_proxy` in the environment of this runner as URLs: scheme, host and port.'
  }
  if (outcome.why.includes('redirect'))
    return 'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.'
  return undefined
}
