/**
 * One plain GET, and what came back of it however it ended: for tests that look at a server, not at the action.
 */
import { get, type Agent, type IncomingMessage } from 'node:http'

export interface Seen {
  readonly httpStatus: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  /** Whether the answer ended as it should, or what broke it: an error's code. */
  readonly end: string
}

/** Never rejects. `idleMs` gives up on a connection that says nothing for so long; `maxBytes` on a body that goes on. */
export function ask(
  url: string,
  options: { agent?: Agent; idleMs?: number; maxBytes?: number } = {},
): Promise<Seen> {
  return new Promise((resolve) => {
    let seen: Seen = { httpStatus: 0, headers: {}, body: Buffer.alloc(0), end: '' }
    const finish = (end: string): void => resolve({ ...seen, end })
    const request = get(url, { agent: options.agent ?? false }, (answer) => {
      const parts: Buffer[] = []
      seen = { ...seen, httpStatus: answer.statusCode ?? 0, headers: answer.headers }
      answer.on('data', (part: Buffer) => {
        parts.push(part)
        seen = { ...seen, body: Buffer.concat(parts) }
        if (seen.body.length >= (options.maxBytes ?? Infinity)) request.destroy()
      })
      answer.on('end', () => finish('whole'))
      answer.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message))
    })
    request.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message))
    if (options.idleMs !== undefined) {
      request.setTimeout(options.idleMs, () => {
        finish('silent')
        request.destroy()
      })
    }
  })
}
