/**
 * How one download goes: whole, or wrong in a way that storage hosts are known for.
 */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { bytesOfContent, piecesOf, sizeOf, type Content } from './content.ts'

/** Answers one request for `content`. */
export type Serving = (content: Content, contentType: string, response: ServerResponse) => void

export const whole = (): Serving => wrongLength(0)

/** All of it, with no word on how long it is. */
export const chunked = (): Serving => (content, type, response) => {
  response.writeHead(200, { 'Content-Type': type })
  pour(piecesOf(content), response, () => void response.end())
}

/** All of it, with a Content-Length that is wrong by so many bytes; then the connection is closed. */
export const wrongLength =
  (byBytes: number): Serving =>
  (content, type, response) => {
    response.strictContentLength = false
    response.shouldKeepAlive = byBytes === 0
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': sizeOf(content) + byBytes })
    pour(piecesOf(content), response, () => {
      if (byBytes === 0) response.end()
      else response.socket?.end()
    })
  }

/** The right Content-Length, `atByte` bytes, and the connection is cut. */
export const cutAt = (atByte: number): Serving => stopAt(atByte, (response) => void response.socket?.end())

/** The right Content-Length, `atByte` bytes, and nothing more; the connection stays open. */
export const stallAt = (atByte: number): Serving => stopAt(atByte, () => undefined)

const stopAt =
  (atByte: number, then: (response: ServerResponse) => void): Serving =>
  (content, type, response) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': sizeOf(content) })
    response.flushHeaders()
    pour(piecesUpTo(content, atByte), response, () => then(response))
  }

/** Compressed whether or not the client asked for that. */
export const gzipEncoded = (): Serving => (content, type, response) => {
  const packed = gzipSync(bytesOfContent(content))
  const headers = { 'Content-Type': type, 'Content-Length': packed.length, 'Content-Encoding': 'gzip' }
  response.writeHead(200, headers).end(packed)
}

/** `location` goes out as it is, relative or absolute. */
export const redirectTo =
  (location: string, httpStatus = 302): Serving =>
  (_content, _type, response) =>
    void response.writeHead(httpStatus, { Location: location, 'Content-Length': '0' }).end()

/** Another HTTP status, with an XML body as object stores send. */
export const refusal =
  (httpStatus: number, headers: Readonly<Record<string, string>> = {}): Serving =>
  (_content, _type, response) => {
    response.writeHead(httpStatus, { 'Content-Type': 'application/xml', ...headers })
    response.end(`<?xml version="1.0"?><Error><Code>HTTP ${httpStatus}</Code></Error>`)
  }

/** What a signed URL answers once it has expired. */
export const expired = (): Serving => refusal(403)

/** The request is taken and never answered. */
export const noAnswer = (): Serving => () => undefined

function* piecesUpTo(content: Content, endByte: number): Generator<Buffer, void, void> {
  let left = endByte
  for (const piece of piecesOf(content)) {
    yield piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) return
  }
}

/** Writes the pieces at the client's pace, so that memory stays flat on this side too. */
function pour(pieces: Generator<Buffer, void, void>, response: ServerResponse, done: () => void): void {
  const next = (): void => {
    const { value: piece, done: atEnd } = pieces.next()
    if (response.socket?.destroyed !== false) return
    if (atEnd === true) done()
    else if (response.write(piece)) setImmediate(next)
    else response.once('drain', next)
  }
  next()
}
