/**
 * A stand-in for the endpoint that takes orders for songs: a POST is answered with a `taskId`. What becomes of the task is
 * the business of the stand-in for the task API.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fieldsOf, type Fields } from './json.ts'

export interface Order {
  readonly authorization: string
  readonly body: Fields
}

export interface Producer {
  /** What to POST to. */
  readonly url: string
  readonly orders: readonly Order[]
  close(): Promise<void>
}

/** Starts it on a free port of 127.0.0.1; every order gets this `taskId`. */
export async function startProducer(taskId: () => string): Promise<Producer> {
  const orders: Order[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      orders.push({ authorization: request.headers.authorization ?? '', body: fieldsOf(body) })
      response.writeHead(request.method === 'POST' ? 201 : 405, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ taskId: taskId() }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/producer/audios`,
    orders,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A port of 127.0.0.1 that was free a moment ago: for programs that cannot be told to choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}
