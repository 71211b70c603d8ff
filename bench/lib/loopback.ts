/**
 * The API of the benchmarks: a small server on 127.0.0.1 that costs little itself and knows when its last answer left.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { Server } from 'node:net'
import { once } from 'node:events'

export interface Loopback {
  readonly endpoint: string
  /** All requests for tasks so far. */
  requests(): number
  /** Resolves once so many requests have come. */
  untilRequests(count: number): Promise<void>
  connections(): number
  /** When the last answer was handed to the system in full (`performance.now()`). */
  lastAnswerMs(): number
  /** Forgets all counts and polls. */
  reset(): void
  close(): void
}

/** What a task answers at its poll number `poll` (0 for the first), `sinceFirstMs` after that one. */
export type Status = (poll: number, sinceFirstMs: number, taskId: string) => string

export interface LoopbackOptions {
  readonly status: Status
  /** Serves `GET /audio/BYTES`, as many bytes as asked for. */
  readonly audio?: (bytes: number, response: ServerResponse) => void
}

/** Starts the server on a free port. */
export async function startLoopback({ status, audio }: LoopbackOptions): Promise<Loopback> {
  const polls = new Map<string, { count: number; firstMs: number }>()
  const counts = { requests: 0, connections: 0, lastAnswerMs: 0 }
  const waitingFor: { readonly requests: number; readonly resolve: () => void }[] = []
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    const [, bytes] = /^\/audio\/(\d+)/.exec(url.pathname) ?? []
    if (bytes !== undefined && audio !== undefined) {
      audio(Number(bytes), response)
      return
    }
    const taskId = url.searchParams.get('taskId') ?? ''
    const known = polls.get(taskId) ?? { count: 0, firstMs: performance.now() }
    polls.set(taskId, known)
    const state = status(known.count, performance.now() - known.firstMs, taskId)
    const body = record(taskId, state, server.address())
    known.count += 1
    counts.requests += 1
    for (const waiting of waitingFor) if (counts.requests >= waiting.requests) waiting.resolve()
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body, () => (counts.lastAnswerMs = performance.now()))
  })
  server.on('connection', () => (counts.connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `${originOf(server.address())}/producer/tasks`,
    requests: () => counts.requests,
    untilRequests: (requests) => new Promise((resolve) => waitingFor.push({ requests, resolve })),
    connections: () => counts.connections,
    lastAnswerMs: () => counts.lastAnswerMs,
    reset() {
      polls.clear()
      Object.assign(counts, { requests: 0, connections: 0, lastAnswerMs: 0 })
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A record in the shape of the vendor's public API reference. A task that is called after a number has an audio of so many bytes. */
function record(taskId: string, status: string, address: Address): string {
  const bytes = /\d+$/.exec(taskId)?.[0] ?? '1024'
  return JSON.stringify({
    taskId,
    status,
    result:
      status === 'completed'
        ? {
            audioId: '00000000-0000-4000-8000-000000000001',
            audioUrl: `${originOf(address)}/audio/${bytes}/track.mp3`,
            duration: 180,
            title: 'A song',
          }
        : null,
    finishedAt: status === 'completed' ? '2025-01-06T10:30:00.000Z' : null,
    createdAt: '2025-01-06T10:25:00.000Z',
    traceId: 'trace-1',
  })
}

type Address = ReturnType<Server['address']>

function originOf(address: Address): string {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return `http://127.0.0.1:${address.port}`
}
