/**
 * Carries out one download: sends content at the client's pace, whole or broken as the step says.
 */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { bytesOfContent, piecesOf, sizeOf, type Content } from './content.ts'
import { later } from './perform.ts'
import type { Serving } from './serving.ts'

/** Answers one request for `content` as `step` says. */
export function serve(step: Serving, content: Content, contentType: string, response: ServerResponse): void {
  const type = { 'Content-Type': contentType }
  const length = (bytes: number): Record<string, string> => ({ ...type, 'Content-Length': String(bytes) })
  switch (step.kind) {
    case 'send': {
      const { framing, claimedExtraBytes } = step
      const exact = claimedExtraBytes === 0
      response.strictContentLength = false
      response.shouldKeepAlive = exact
      response.writeHead(200, framing === 'chunked' ? type : length(sizeOf(content) + claimedExtraBytes))
      pour(response, piecesOf(content), 0, () => (exact ? response.end() : response.socket?.end()))
      break
    }
    case 'stop':
      response.writeHead(200, length(sizeOf(content)))
      response.flushHeaders()
      pour(response, piecesUpTo(content, step.atByte), 0, () => {
        if (step.then === 'cut') response.socket?.end()
      })
      break
    case 'gzip': {
      const packed = gzipSync(bytesOfContent(content))
      response.writeHead(200, { ...length(packed.length), 'Content-Encoding': 'gzip' })
      response.end(packed)
      break
    }
    case 'slow':
      response.writeHead(200, length(sizeOf(content)))
      pour(response, piecesOf(content), step.bytesPerSecond, () => response.end())
      break
    case 'redirect':
      response.writeHead(step.httpStatus, { Location: step.location, 'Content-Length': '0' })
      response.end()
      break
    case 'refuse':
      response.writeHead(step.httpStatus, { ...step.headers })
      response.end(step.body)
      break
    case 'silence':
      break
  }
}

function* piecesUpTo(content: Content, endByte: number): Generator<Buffer, void, void> {
  let left = endByte
  for (const piece of piecesOf(content)) {
    yield piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) return
  }
}

/** Writes the pieces at the client's pace, or at `bytesPerSecond` where that is not 0. */
function pour(
  response: ServerResponse,
  pieces: Generator<Buffer, void, void>,
  bytesPerSecond: number,
  done: () => void,
): void {
  const { socket } = response
  const next = (): void => {
    const { value: piece, done: atEnd } = pieces.next()
    if (socket === null || socket.destroyed) return
    if (atEnd === true) {
      done()
      return
    }
    const room = response.write(piece)
    if (bytesPerSecond > 0) later(socket, (1000 * piece.length) / bytesPerSecond, next)
    else if (room) setImmediate(next)
    else response.once('drain', next)
  }
  next()
}
