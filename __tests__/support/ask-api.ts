/**
 * The action's own client of the task API, over real connections: one poll, one `Answer`.
 */
import type { Answer } from '../../src/api/answer.ts'
import { createTaskApi, type GetTask } from '../../src/api/client.ts'
import { systemClock, type Clock } from '../../src/ports/clock.ts'
import { createHttpGet } from '../../src/ports/http.ts'
import { createGate } from '../../src/text/untrusted.ts'
import { startRawServer, type Play } from './raw-server.ts'

/** A key with characters that are easily escaped on the way. */
export const KEY = 'ms-Key/abc+123=='

/** A client with connections of its own. */
export function taskApi(endpoint: string, clock: Clock = systemClock, maxConnections = 8): GetTask {
  return createTaskApi(
    { endpoint: new URL(endpoint), apiKey: KEY },
    { get: createHttpGet(maxConnections), clock, gate: createGate(KEY) },
  )
}

/** One poll for task `t`, over a connection of its own. */
export function askOnce(endpoint: string, signal = new AbortController().signal): Promise<Answer> {
  return taskApi(endpoint)('t', signal)
}

/** One poll of a server that plays this, and is gone afterwards. */
export async function askRaw(play: Play, scheme = 'http'): Promise<Answer> {
  const server = await startRawServer(play)
  try {
    return await askOnce(`${scheme}://127.0.0.1:${server.port}/`)
  } finally {
    await server.close()
  }
}

export const transient = (why: string): Answer => ({
  kind: 'transient',
  why,
  retryAfterMs: 0,
  rateLimited: false,
})

export const CLOSED = transient('connection closed before the answer was complete')
export const NOT_HTTP = transient('answer is not HTTP')
export const TOO_LATE = transient('no complete answer in time')
