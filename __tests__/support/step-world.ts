/**
 * A whole step without a process, a network or a runner: `run()` with ports that a test scripts, in virtual time unless it
 * downloads (the disk takes real time).
 */
import { StopReason, type StopOutcome } from '../../src/outcome.ts'
import type { Clock } from '../../src/world/clock.ts'
import type { HttpAnswer, HttpGet } from '../../src/world/http.ts'
import { run } from '../../src/step.ts'
import { fakeCheck } from './fake-check.ts'
import { fakeRunner, type Call } from './fake-runner.ts'
import { VirtualClock } from './virtual-clock.ts'

export const KEY = 'sk-0123456789'

/** A request as the other side saw it. */
export interface StepRequest {
  readonly url: URL
  /** '' if the URL names none. */
  readonly taskId: string
  readonly atMs: number
  /** Counts the requests for this URL from 1. */
  readonly count: number
}

/** An answer, an error of the network, or silence until the request is given up. */
export type StepReply =
  | { readonly status?: number; readonly headers?: HttpAnswer['headers']; readonly body: StepBody }
  | Error
  | 'never'
type StepBody = string | Buffer | AsyncIterable<Buffer>
export type StepScript = (request: StepRequest) => StepReply

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>
  /** What the API answers; a completed task by default. */
  readonly api?: StepScript
  /** What storage hosts answer. */
  readonly storage?: StepScript
  readonly clock?: Clock
  readonly workspace?: string
  /** Called before each call of the runner; it may throw. */
  readonly before?: (call: Call) => void
  readonly random?: () => number
}

export type StepWorld = ReturnType<typeof stepWorld>

/** A record of the task that was asked for. */
export function recordOf(
  { taskId }: StepRequest,
  status: string,
  fields: Readonly<Record<string, unknown>> = {},
): StepReply {
  return { body: JSON.stringify({ taskId, status, ...fields }) }
}

/** The reasons in the output `tasks`. */
export function reasonsOf({ runner }: StepWorld): unknown[] {
  const entries: unknown = JSON.parse(runner.outputs['tasks'] ?? '')
  if (!Array.isArray(entries)) throw new Error('the output `tasks` is not a list')
  return entries.map(({ reason }: Readonly<Record<string, unknown>>) => reason)
}

export function stepWorld(options: StepOptions = {}) {
  const virtual = new VirtualClock()
  const { clock = virtual, workspace = '/workspace', before, random = () => 0 } = options
  const runner = fakeRunner({ 'task-id': 'a', 'api-key': KEY, ...options.inputs }, workspace, before)
  const stop = new AbortController()
  let lastWords = (): void => undefined
  const api = play(clock, options.api ?? ((request) => recordOf(request, 'completed')))
  const storage = play(clock, options.storage ?? (() => ({ status: 404, body: '' })))
  return {
    runner,
    clock: virtual,
    requests: api.requests,
    downloads: storage.requests,
    /** Stops the step, as a signal to the process does. */
    stop: (outcome: StopOutcome = { kind: 'interrupted', signal: 'SIGINT' }) =>
      stop.abort(new StopReason(outcome)),
    /** What the step publishes when it does not end in time after a stop. */
    lastWords: () => lastWords(),
    /** Runs the step to its end. Resolves to whether it is green. */
    run(): Promise<boolean> {
      const atLimit = (work: () => void): void => void (lastWords = work)
      const fixed = { runner, clock, random, inspector: fakeCheck, atLimit }
      const ports = { ...fixed, get: api.get, download: storage.get, stop: stop.signal }
      const step = run(ports)
      return clock === virtual ? virtual.run(step) : step
    },
  }
}

function play(clock: Clock, script: StepScript): { get: HttpGet; requests: StepRequest[] } {
  const requests: StepRequest[] = []
  const counts = new Map<string, number>()
  const get: HttpGet = async (url, _headers, signal) => {
    const count = (counts.get(url.href) ?? 0) + 1
    counts.set(url.href, count)
    const taskId = url.searchParams.get('taskId') ?? ''
    const request = { url, taskId, atMs: clock.nowMs(), count }
    requests.push(request)
    const reply = script(request)
    if (reply === 'never') {
      await clock.sleep(Infinity, signal)
      throw new DOMException('The request was aborted', 'AbortError')
    }
    if (reply instanceof Error) throw reply
    const { status = 200, headers: answered = {}, body } = reply
    const pieces = typeof body === 'string' || Buffer.isBuffer(body) ? once(Buffer.from(body)) : body
    return { status, headers: answered, body: pieces, discard: () => undefined }
  }
  return { get, requests }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}
