/** The action's own client of the task API, over real connections: one poll, one `Answer`. */
import { createTaskApi, type Answer, type GetTask } from '../../src/mountsea/ask.ts'
import { systemClock } from '../../src/world/clock.ts'
import { createHttpGet } from '../../src/world/http.ts'
import { createRedactor } from '../../src/text/secret.ts'
import { met } from './builders.ts'
import { startRawServer, type Play } from './raw-server.ts'

/** A key with characters that are easily escaped on the way. */
export const KEY = 'ms-Key/abc+123=='

/** A client with connections of its own. */
export function taskApi(endpoint: string, maxConnections = 8): GetTask {
  const redactor = createRedactor(KEY)
  const ports = { get: createHttpGet(maxConnections), clock: systemClock, redactor }
  return createTaskApi({ endpoint: new URL(endpoint), apiKey: KEY }, ports)
}

/** One poll for task `t`, over a connection of its own. */
export function askOnce(endpoint: string, signal = new AbortController().signal): Promise<Answer> {
  return taskApi(endpoint)('t', signal)
}

/** One poll of a server that plays this, and is gone afterwards. */
export async function askRaw(play: Play, scheme = 'http', signal?: AbortSignal): Promise<Answer> {
  const server = await startRawServer(play)
  try {
    return await askOnce(`${scheme}://127.0.0.1:${server.port}/`, signal)
  } finally {
    await server.close()
  }
}

export const CLOSED = met({ kind: 'network', code: 'ECONNRESET' })
export const TOO_LATE = met({ kind: 'no-answer' })
