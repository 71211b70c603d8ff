/**
 * Answers that go wrong on the wire. Each function is named for what the client sees. What is broken is written to the socket
 * by hand, since Node's own server does not let one break HTTP. Timers die with the connection.
 * (A refused connection is no answer: see `down` and `up` of the API.)
 */
import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { bytesOf, half, status, type Reply } from './replies.ts'

/** One request that waits for its answer. */
export interface Exchange {
  readonly taskId: string
  readonly response: ServerResponse
  readonly socket: Socket
}

/** One answer in a script: a whole one, or what is done to the connection instead. */
export type Step = Reply | ((exchange: Exchange) => void)

/** How the client can tell where a body ends: by its length, by a last chunk, or only by the connection's end. */
export type Framing = 'content-length' | 'chunked' | 'until-close'

/** Time for bytes to reach the client before a reset, which may overtake them. */
const BEFORE_RESET_MS = 20

/** Connections whose next request is answered with a reset. */
const doomed = new WeakSet<Socket>()

/** Resets the connection if its last answer was `thenResetsNextRequest`. */
export function resetIfDoomed(socket: Socket): boolean {
  if (!doomed.has(socket)) return false
  reset(socket)
  return true
}

/** Answers the exchange as the step says. */
export function perform(step: Step, exchange: Exchange): void {
  if (typeof step === 'function') {
    step(exchange)
    return
  }
  const bytes = bytesOf(step, exchange.taskId)
  exchange.response.writeHead(step.httpStatus, { ...step.headers, 'Content-Length': bytes.length })
  exchange.response.end(bytes)
}

/** The step's answer, begun `delayMs` later. */
export function delayed(delayMs: number, step: Step): Step {
  return (exchange) => later(exchange.socket, delayMs, () => perform(step, exchange))
}

/** The connection is reset once the request is there. */
export function resetBeforeHeaders(): Step {
  return ({ socket }) => later(socket, BEFORE_RESET_MS, () => reset(socket))
}

/** Half of the body comes, then the connection ends: politely (`close`) or with a reset. */
export function cutInBody(
  framing: Framing = 'content-length',
  how: 'close' | 'reset' = 'close',
  reply: Reply = status('processing'),
): Step {
  return ({ socket, taskId }) => {
    const whole = bytesOf(reply, taskId)
    const part = half(whole)
    const ending = {
      'content-length': { 'Content-Length': String(whole.length) },
      chunked: { 'Transfer-Encoding': 'chunked' },
      'until-close': { Connection: 'close' },
    }[framing]
    socket.write(head(reply.httpStatus, { ...reply.headers, ...ending }))
    if (framing === 'chunked') socket.write(`${part.length.toString(16)}\r\n`)
    socket.write(part)
    if (framing === 'chunked') socket.write('\r\n')
    if (how === 'close') socket.end()
    else later(socket, BEFORE_RESET_MS, () => reset(socket))
  }
}

/** The request is taken, nothing is ever answered, and the connection stays open. */
export function silenceAfterAccept(): Step {
  return () => undefined
}

/** Headers come that promise a body, and nothing after them. */
export function silenceAfterHeaders(): Step {
  return ({ socket }) => void socket.write(head(200, { 'Content-Length': '300' }))
}

/** The body comes a byte at a time: never idle for long, done after a long time. */
export function dripping(everyMs = 1000, reply: Reply = status('processing')): Step {
  return ({ socket, taskId }) => {
    const bytes = bytesOf(reply, taskId)
    socket.write(head(reply.httpStatus, { ...reply.headers, 'Content-Length': String(bytes.length) }))
    const next = (at: number): void => {
      if (at >= bytes.length) return
      socket.write(bytes.subarray(at, at + 1))
      later(socket, everyMs, () => next(at + 1))
    }
    next(0)
  }
}

/** A body that never ends: the beginning of a record whose padding goes on and on. */
export function endlessBody(): Step {
  return hugeBody(Infinity)
}

/** A valid, completed record of exactly `totalBytes`, most of it padding. */
export function hugeBody(totalBytes: number): Step {
  return ({ socket, taskId }) => {
    const start = `{"taskId":${JSON.stringify(taskId)},"status":"completed","result":null,"padding":"`
    const padding = Buffer.alloc(64 * 1024, 'x')
    let left = totalBytes - Buffer.byteLength(start) - 2
    const pour = (): void => {
      while (left > 0) {
        const part = left < padding.length ? padding.subarray(0, left) : padding
        left -= part.length
        // Past the socket's own buffer the client sets the pace; memory stays flat on this side too.
        if (!socket.write(part)) return void socket.once('drain', pour)
      }
      socket.write('"}')
    }
    socket.write(
      head(200, totalBytes === Infinity ? { Connection: 'close' } : { 'Content-Length': String(totalBytes) }),
    )
    socket.write(start)
    pour()
  }
}

/** Answers, then closes the kept-alive connection at once: the client may or may not have noticed before its next request. */
export function thenCloses(reply: Reply): Step {
  return (exchange) => {
    exchange.response.once('finish', () => exchange.socket.end())
    perform(reply, exchange)
  }
}

/** Answers, and resets the connection when the next request comes over it (which takes no step of any script). */
export function thenResetsNextRequest(reply: Reply): Step {
  return (exchange) => {
    doomed.add(exchange.socket)
    perform(reply, exchange)
  }
}

/** Ends the connection without a goodbye: a TCP reset, or, where TLS lies over it (Node cannot reset that), a bare end. */
function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy()
  else socket.resetAndDestroy()
}

/** The status line and headers, as text for a socket. */
function head(httpStatus: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${httpStatus} ${STATUS_CODES[httpStatus] ?? 'Unknown'}\r\n${lines.join('')}\r\n`
}

/** Does `act` after `ms`, unless the connection is gone by then. */
function later(socket: Socket, ms: number, act: () => void): void {
  const timer = setTimeout(() => {
    socket.off('close', cancel)
    act()
  }, ms)
  const cancel = (): void => clearTimeout(timer)
  socket.once('close', cancel)
}
