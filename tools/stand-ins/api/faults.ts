/**
 * Answers that go wrong on the wire, of the API and of storage hosts alike. Each function is named for what the client sees.
 * Timers die with the connection. (A refused connection is not an answer: see `down` and `up` of a host.)
 */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { record, status, text, type Reply } from './answers.ts'
import { bytesOfContent, piecesOf, sizeOf, type Content } from './content.ts'

type Act = (response: ServerResponse, taskId: string) => void
/** One answer in a script: a whole one, or what is done to the connection instead. */
export type Step = Reply | Act
/** What happens on the way to a file that would have arrived whole. */
export type Fault = (reply: Reply) => Step

/** How the client can tell where a body ends: by its length, by a last chunk, or only by the connection's end. */
type Framing = 'content-length' | 'chunked' | 'until-close'

/** Time for bytes to reach the client before a reset, which may overtake them. */
const BEFORE_RESET_MS = 20

interface Delivery {
  readonly framing?: Framing
  /** How much of the body comes: all, unless given. */
  readonly bytes?: (whole: number) => number
  readonly then?: (response: ServerResponse) => void
}

/** Sends the reply, or so much of it, at the client's pace, so that memory stays flat on this side too. */
function deliver(reply: Reply, delivery: Delivery = {}): Act {
  const { framing = 'content-length', bytes = () => Infinity } = delivery
  return (response, taskId) => {
    const content = contentOf(reply, taskId)
    const size = sizeOf(content)
    if (framing === 'content-length') response.setHeader('Content-Length', size)
    if (framing === 'until-close') response.useChunkedEncodingByDefault = false
    response.writeHead(reply.httpStatus, reply.headers).flushHeaders()
    const pieces = piecesOf(content, bytes(size))
    const next = (): void => {
      const { value: piece, done } = pieces.next()
      if (response.socket?.destroyed !== false) return
      if (done === true) (delivery.then ?? ((whole) => whole.end()))(response)
      else if (response.write(piece)) setImmediate(next)
      else response.once('drain', next)
    }
    next()
  }
}

function contentOf({ body }: Reply, taskId: string): Content {
  const content = body(taskId)
  return typeof content === 'string' ? Buffer.from(content) : content
}

/** Answers as the step says. */
export function perform(step: Step, ...exchange: Parameters<Act>): void {
  const act = typeof step === 'function' ? step : deliver(step)
  act(...exchange)
}

const hangUp = (response: ServerResponse): void => void response.socket?.end()

/** Cuts the connection: a TCP reset or, over TLS, which Node cannot reset, an end without notice. */
function reset(response: ServerResponse): void {
  later(response, BEFORE_RESET_MS, ({ socket }) => {
    if (socket !== null && 'encrypted' in socket) socket.destroy()
    else socket?.resetAndDestroy()
  })
}

/** Does it after `ms`, unless the connection is gone by then. */
function later(response: ServerResponse, ms: number, act: (response: ServerResponse) => void): void {
  const timer = setTimeout(() => act(response), ms)
  response.once('close', () => clearTimeout(timer))
}

/** Without a fault. */
export const whole = (): Fault => (reply) => reply
/** The whole body, without its length. */
export const chunked = (): Fault => (reply) => deliver(reply, { framing: 'chunked' })
/** The right Content-Length, `atByte` bytes, and the connection is cut. */
export const cutAt =
  (atByte: number): Fault =>
  (reply) =>
    deliver(reply, { bytes: () => atByte, then: hangUp })
/** The right Content-Length, `atByte` bytes, and nothing more; the connection stays open. */
export const stallAt =
  (atByte: number): Fault =>
  (reply) =>
    deliver(reply, { bytes: () => atByte, then: () => undefined })
/** Compressed whether or not the client asked for that. */
export const gzipEncoded = (): Fault => (reply) => ({
  ...reply,
  headers: { ...reply.headers, 'Content-Encoding': 'gzip' },
  body: (taskId) => gzipSync(bytesOfContent(contentOf(reply, taskId))),
})

/** Half of the body comes, then the connection ends: politely (`close`) or with a reset. */
export function cutInBody(
  framing: Framing = 'content-length',
  how: 'close' | 'reset' = 'close',
  reply: Reply = status('processing'),
): Step {
  return deliver(reply, {
    framing,
    bytes: (size) => Math.floor(size / 2),
    then: how === 'close' ? hangUp : reset,
  })
}

/** The connection is reset once the request is there. */
export const resetBeforeHeaders = (): Step => reset
/** The request is taken, nothing is ever answered, and the connection stays open. */
export const silenceAfterAccept = (): Step => () => undefined
/** Headers come that promise a body, and nothing after them. */
export const silenceAfterHeaders = (): Step => stallAt(0)(text(200, 'x'.repeat(300)))

/** The body comes a byte at a time: never idle for long, done after a long time. */
export function dripping(everyMs: number, reply: Reply): Step {
  return (response, taskId) => {
    const bytes = bytesOfContent(contentOf(reply, taskId))
    response.writeHead(reply.httpStatus, { ...reply.headers, 'Content-Length': bytes.length })
    const next = (at: number): void => {
      response.write(bytes.subarray(at, at + 1))
      if (at + 1 < bytes.length) later(response, everyMs, () => next(at + 1))
      else response.end()
    }
    next(0)
  }
}

/** A valid, completed record of exactly `totalBytes`, most of it padding. */
export const hugeBody = (totalBytes: number): Reply => ({
  ...record({}),
  body: (taskId) => JSON.stringify({ taskId, status: 'completed', result: null }).padEnd(totalBytes),
})

/** Such a body that is longer than every limit and never ends. */
export const endlessBody = (): Step =>
  deliver(hugeBody(64 * 1024 * 1024), { framing: 'until-close', then: () => undefined })

/** Answers, then closes the kept-alive connection at once: the client may or may not have noticed before its next request. */
export function thenCloses(reply: Reply): Step {
  return (response, taskId) => {
    const { socket } = response
    response.once('finish', () => socket?.end())
    perform(reply, response, taskId)
  }
}
