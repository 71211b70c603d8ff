/**
 * What the rehearsal answers, in the form of MountSea's task API. Every answer says that it is a rehearsal.
 */
import type { Phase, RehearsedTask } from './tasks.ts'
import { tone, TONE_SECONDS } from './tone.ts'

/** The only key that the rehearsal accepts, so that a real key is never sent here unnoticed. */
export const API_KEY = 'rehearsal-no-key'

export type Answer =
  | {
      readonly kind: 'answer'
      readonly httpStatus: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | Buffer
    }
  /** The rest of the body never comes, and the connection stays open. */
  | { readonly kind: 'stalled'; readonly headers: Readonly<Record<string, string>>; readonly begin: Buffer }
  /** The connection is cut without one. */
  | { readonly kind: 'cut' }

/** One poll of a task. */
export interface Poll {
  readonly firstAt: Date
  readonly sinceFirstMs: number
  readonly audioUrl: string
}

/** In seconds, for a rate limit that lasts for good. */
const RETRY_AFTER = 30

export function answerPoll(task: RehearsedTask, poll: Poll): Answer {
  const { scene, untilMs } = phaseAt(task, poll.sinceFirstMs)
  switch (scene.kind) {
    case 'down':
      return { kind: 'cut' }
    case 'html':
      return answer(200, 'text/html', '<!DOCTYPE html><title>Rehearsal</title><p>Not the task API.')
    case 'unauthorized':
      return problem(401, 'Invalid API key')
    case 'rate-limited': {
      const seconds = untilMs === Infinity ? RETRY_AFTER : Math.ceil((untilMs - poll.sinceFirstMs) / 1000)
      return problem(429, 'Too many requests', { 'Retry-After': String(seconds) })
    }
    case 'goes-on':
      return record(task, poll, { status: scene.status })
    case 'completed': {
      const { audioUrl } = poll
      const title = `${task.id} (rehearsal)`
      const result = { audioId: task.id, audioUrl, duration: TONE_SECONDS, title, rehearsal: true }
      return record(task, poll, { status: 'completed', result, finishedAt: finishedAt(task, poll) })
    }
    case 'failed':
    case 'cancelled':
    case 'timeout': {
      const { kind: status, ...error } = scene
      return record(task, poll, { status, ...error, finishedAt: finishedAt(task, poll) })
    }
  }
}

/** The file behind a completed task's audio URL. */
export function answerAudio(task: RehearsedTask): Answer {
  const scene = task.phases.at(-1)?.scene
  if (scene?.kind !== 'completed') return problem(404, 'There is no such file')
  switch (scene.audio) {
    case 'tone':
      return answer(200, 'audio/wav', tone())
    case 'text':
      return answer(200, 'audio/wav', 'This is a rehearsal, and this text is not audio.\n')
    case 'cut':
      return answer(200, 'audio/wav', half(tone()))
    case 'slow': {
      const headers = {
        'Content-Type': 'audio/wav',
        'Content-Length': String(tone().length),
        Rehearsal: 'true',
      }
      return { kind: 'stalled', headers, begin: half(tone()) }
    }
    case 'expired':
      return answer(403, 'application/xml', '<Error><Code>AccessDenied</Code><Rehearsal/></Error>')
  }
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length / 2)
}

/** An error of the API's. */
export function problem(
  httpStatus: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(httpStatus, { message }, headers)
}

function phaseAt(task: RehearsedTask, sinceFirstMs: number): Phase {
  const phase = task.phases.find(({ untilMs }) => sinceFirstMs < untilMs)
  if (phase === undefined) throw new Error('a task has a phase that lasts for good')
  return phase
}

function record({ id: taskId }: RehearsedTask, { firstAt }: Poll, fields: object): Answer {
  return json(200, {
    taskId,
    ...fields,
    createdAt: firstAt.toISOString(),
    traceId: `rehearsal-of-${taskId}`,
  })
}

/** When the last phase began. */
function finishedAt(task: RehearsedTask, { firstAt }: Poll): string {
  return new Date(firstAt.getTime() + (task.phases.at(-2)?.untilMs ?? 0)).toISOString()
}

function json(httpStatus: number, fields: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return answer(httpStatus, 'application/json', JSON.stringify({ ...fields, rehearsal: true }), headers)
}

function answer(
  httpStatus: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const all = { 'Content-Type': contentType, Rehearsal: 'true', ...headers }
  return { kind: 'answer', httpStatus, headers: all, body }
}
