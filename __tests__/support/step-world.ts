/**
 * A whole step without a process, a network or a runner: `run()` with ports that a test scripts, in virtual time unless it
 * downloads (the disk takes real time).
 */
import type { Clock } from '../../src/ports/clock.ts'
import type { HttpAnswer, HttpGet } from '../../src/ports/http.ts'
import type { Outcome } from '../../src/outcome.ts'
import { run } from '../../src/run.ts'
import { fakeRunner, type Call, type FakeRunner } from './fake-runner.ts'
import { VirtualClock } from './virtual-clock.ts'

export const KEY = 'sk-0123456789'

/** A request as the other side saw it. */
export interface StepRequest {
  readonly url: URL
  /** '' where the URL names none. */
  readonly taskId: string
  readonly headers: Readonly<Record<string, string>>
  readonly atMs: number
  /** Counts the requests for this URL from 1. */
  readonly count: number
  readonly signal: AbortSignal
}

/** An answer, an error of the network, or silence until the request is given up. */
export type StepReply =
  | {
      readonly status?: number
      readonly headers?: HttpAnswer['headers']
      readonly body: string | AsyncIterable<Buffer>
    }
  | Error
  | 'never'
export type StepScript = (request: StepRequest) => StepReply

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>
  /** What the API answers; a completed task by default. */
  readonly api?: StepScript
  /** What storage hosts answer. */
  readonly storage?: StepScript
  readonly clock?: Clock
  readonly workspace?: string
  readonly before?: (call: Call) => void
  readonly random?: () => number
}

export interface StepWorld {
  readonly runner: FakeRunner
  readonly clock: VirtualClock
  readonly requests: readonly StepRequest[]
  readonly downloads: readonly StepRequest[]
  /** As a signal to the process would; the reason is the first one's. */
  readonly stop: (outcome?: Outcome) => void
  /** Does something so many milliseconds after now. */
  readonly after: (ms: number, act: () => void) => void
  /** Runs the step to its end; tells whether it is green. */
  readonly run: () => Promise<boolean>
}

/** A record of the task that was asked for. */
export function recordOf(
  { taskId }: StepRequest,
  status: string,
  fields: Readonly<Record<string, unknown>> = {},
): StepReply {
  return { body: JSON.stringify({ taskId, status, ...fields }) }
}

export function stepWorld(options: StepOptions = {}): StepWorld {
  const virtual = new VirtualClock()
  const clock = options.clock ?? virtual
  const runner = fakeRunner(
    { 'task-id': 'a', 'api-key': KEY, ...options.inputs },
    {
      ...(options.workspace === undefined ? {} : { workspace: options.workspace }),
      ...(options.before === undefined ? {} : { before: options.before }),
    },
  )
  const stop = new AbortController()
  let outcome: Outcome | undefined
  const api = player(clock, options.api ?? ((request) => recordOf(request, 'completed')))
  const storage = player(clock, options.storage ?? (() => ({ status: 404, body: '' })))
  return {
    runner,
    clock: virtual,
    requests: api.requests,
    downloads: storage.requests,
    after: (ms, act) => void virtual.sleep(ms, new AbortController().signal).then(act),
    stop(why = { kind: 'interrupted', signal: 'SIGINT' }) {
      outcome ??= why
      stop.abort()
    },
    run() {
      const step = run({
        runner,
        clock,
        random: options.random ?? (() => 0),
        get: api.get,
        download: storage.get,
        stop: {
          signal: stop.signal,
          outcome: () => outcome ?? { kind: 'internal-error', why: 'stopped for no reason' },
        },
      })
      return clock === virtual ? virtual.run(step) : step
    },
  }
}

function player(clock: Clock, script: StepScript): { get: HttpGet; requests: StepRequest[] } {
  const requests: StepRequest[] = []
  const counts = new Map<string, number>()
  const get: HttpGet = async (url, headers, signal) => {
    const count = (counts.get(url.href) ?? 0) + 1
    counts.set(url.href, count)
    const taskId = url.searchParams.get('taskId') ?? ''
    const request = { url, taskId, headers, atMs: clock.nowMs(), count, signal }
    requests.push(request)
    const reply = script(request)
    if (reply === 'never') await aborted(signal)
    if (reply instanceof Error) throw reply
    if (reply === 'never') throw new DOMException('The request was aborted', 'AbortError')
    const { status = 200, headers: answered = {}, body } = reply
    return {
      status,
      headers: answered,
      body: typeof body === 'string' ? once(Buffer.from(body)) : body,
      discard: () => undefined,
    }
  }
  return { get, requests }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}
