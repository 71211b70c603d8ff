/**
 * Carries out one step of a script on one connection. Broken answers are written to the socket by hand, since Node's own
 * server does not let one break HTTP. Timers die with the connection.
 */
import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Framing, Step } from './misbehaviour.ts'
import { bytesOf, half, type Reply } from './replies.ts'

/** One request that waits for its answer. */
export interface Exchange {
  readonly taskId: string
  readonly response: ServerResponse
  readonly socket: Socket
}

/** Connections whose next request is answered with a reset (see `thenResetsNextRequest`). */
const doomed = new WeakSet<Socket>()

/** Time for bytes to reach the client before a reset, which may overtake them. */
const BEFORE_RESET_MS = 20

/** Resets the connection if its last answer announced that. */
export function resetIfDoomed(socket: Socket): boolean {
  if (!doomed.has(socket)) return false
  reset(socket)
  return true
}

/** Answers the exchange as `step` says. */
export function perform(step: Step, exchange: Exchange): void {
  const { socket, taskId } = exchange
  switch (step.kind) {
    case 'reply':
      reply(step, exchange)
      break
    case 'delayed':
      later(socket, step.delayMs, () => perform(step.step, exchange))
      break
    case 'reset':
      if (step.where === 'in-headers') socket.write('HTTP/1.1 200 OK\r\nContent-Type: applica')
      later(socket, BEFORE_RESET_MS, () => reset(socket))
      break
    case 'cut':
      cut(step.reply, step.framing, step.how, exchange)
      break
    case 'silence':
      if (step.after === 'headers') socket.write(head(200, { 'Content-Length': '300' }))
      break
    case 'drip':
      drip(socket, step.reply, bytesOf(step.reply, taskId), step.everyMs)
      break
    case 'flood':
      flood(socket, taskId, step.totalBytes)
      break
    case 'last-words':
      if (step.how === 'reset-next-request') doomed.add(socket)
      else exchange.response.once('finish', () => socket.end())
      reply(step.reply, exchange)
      break
  }
}

/** Ends the connection without a goodbye: a TCP reset, or, where TLS lies over it (Node cannot reset that), a bare end. */
function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy()
  else socket.resetAndDestroy()
}

function reply({ httpStatus, headers, body }: Reply, { response, taskId }: Exchange): void {
  const bytes = body(taskId)
  response.writeHead(httpStatus, { ...headers, 'Content-Length': Buffer.byteLength(bytes) })
  response.end(bytes)
}

function cut(broken: Reply, framing: Framing, how: 'close' | 'reset', { socket, taskId }: Exchange): void {
  const whole = bytesOf(broken, taskId)
  const part = half(whole)
  switch (framing) {
    case 'content-length':
      socket.write(head(broken.httpStatus, { ...broken.headers, 'Content-Length': String(whole.length) }))
      socket.write(part)
      break
    case 'chunked':
      socket.write(head(broken.httpStatus, { ...broken.headers, 'Transfer-Encoding': 'chunked' }))
      socket.write(`${part.length.toString(16)}\r\n`)
      socket.write(part)
      socket.write('\r\n')
      break
    case 'until-close':
      socket.write(head(broken.httpStatus, { ...broken.headers, Connection: 'close' }))
      socket.write(part)
      break
  }
  if (how === 'close') socket.end()
  else later(socket, BEFORE_RESET_MS, () => reset(socket))
}

function drip(socket: Socket, { httpStatus, headers }: Reply, bytes: Buffer, everyMs: number): void {
  socket.write(head(httpStatus, { ...headers, 'Content-Length': String(bytes.length) }))
  const next = (at: number): void => {
    if (at >= bytes.length) return
    socket.write(bytes.subarray(at, at + 1))
    later(socket, everyMs, () => next(at + 1))
  }
  next(0)
}

function flood(socket: Socket, taskId: string, totalBytes: number): void {
  const start = Buffer.from(
    `{"taskId":${JSON.stringify(taskId)},"status":"completed","result":null,"padding":"`,
  )
  const end = Buffer.from('"}')
  const type = { 'Content-Type': 'application/json' }
  const endless = totalBytes === Infinity
  socket.write(
    head(200, endless ? { ...type, Connection: 'close' } : { ...type, 'Content-Length': String(totalBytes) }),
  )
  socket.write(start)
  const padding = Buffer.alloc(64 * 1024, 'x')
  let left = totalBytes - start.length - end.length
  const pour = (): void => {
    while (left > 0) {
      const part = left < padding.length ? padding.subarray(0, left) : padding
      left -= part.length
      // Past the socket's own buffer the client sets the pace; memory stays flat on this side too.
      if (!socket.write(part)) return void socket.once('drain', pour)
    }
    socket.write(end)
  }
  pour()
}

/** The status line and headers, as text for a socket. */
export function head(httpStatus: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${httpStatus} ${STATUS_CODES[httpStatus] ?? 'Unknown'}\r\n${lines.join('')}\r\n`
}

/** Does `act` after `ms`, unless the connection is gone by then. */
export function later(socket: Socket, ms: number, act: () => void): void {
  const timer = setTimeout(() => {
    socket.off('close', cancel)
    act()
  }, ms)
  const cancel = (): void => clearTimeout(timer)
  socket.once('close', cancel)
}
