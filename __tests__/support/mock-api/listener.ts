/**
 * A loopback HTTP server that remembers: every request with its time and connection, and how many connections there were.
 * It can stop listening and come back on the same port. What it answers is the business of whoever starts it.
 */
import { EventEmitter } from 'node:events'
import * as http from 'node:http'
import * as https from 'node:https'
import type { Server, Socket } from 'node:net'

export interface RecordedRequest {
  /** On `performance.now()`. */
  readonly atMs: number
  readonly method: string
  /** Path and query, as sent. */
  readonly path: string
  /** The decoded query parameter `taskId`, else what hub and ms are asked for by path; `null` where there is neither. */
  readonly taskId: string | null
  readonly headers: http.IncomingHttpHeaders
  /** The same number means the same connection; counted from 1 in the order of their first requests. */
  readonly connectionId: number
}

export interface Connections {
  /** Opened in all, whether or not a request came over them. */
  readonly opened: number
  readonly open: number
  /** The most that were open at one time. */
  readonly most: number
}

export interface ListenOptions {
  /** The host name in URLs, where it is not the address (a name that only a proxy knows). */
  readonly urlHost?: string
  /** A key and a certificate (PEM) make it an HTTPS server. */
  readonly tls?: {
    readonly key: string
    readonly cert: string
    readonly ciphers?: string
    /** Asks for a client certificate, and refuses whoever has none. */
    readonly requestCert?: boolean
  }
}

export interface Listener {
  readonly origin: string
  readonly port: number
  readonly requests: readonly RecordedRequest[]
  readonly connections: Connections
  untilRequests(count: number): Promise<void>
  /** Closes all connections and refuses new ones, for `forMs` or until `up()`. */
  down(forMs?: number): Promise<void>
  up(): Promise<void>
  /** Destroys every connection; the server is gone when it resolves. */
  close(): Promise<void>
}

export type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  recorded: RecordedRequest,
) => void

/** Starts a server on a free port of 127.0.0.1. */
export async function listen(options: ListenOptions, handle: Handler): Promise<Listener> {
  const requests: RecordedRequest[] = []
  const arrivals = new EventEmitter().setMaxListeners(0)
  const ids = new WeakMap<Socket, number>()
  let lastId = 0

  const onRequest: http.RequestListener = (request, response) => {
    const connectionId = ids.get(request.socket) ?? ++lastId
    ids.set(request.socket, connectionId)
    const recorded = record(request, connectionId)
    requests.push(recorded)
    arrivals.emit('request')
    // The body of a request is of no interest, but left unread it would block the next request on the connection.
    request.resume()
    handle(request, response, recorded)
  }
  const server = options.tls ? https.createServer(options.tls, onRequest) : http.createServer(onRequest)
  // A slow client is no concern here, and an idle connection stays until a script says otherwise.
  Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 })
  const { connections, close } = watchConnections(server)
  const port = await listenOnLoopback(server)
  let upTimer: NodeJS.Timeout | undefined

  const stopListening = async (): Promise<void> => {
    clearTimeout(upTimer)
    if (server.listening) await close(server)
  }
  const up = async (): Promise<void> => {
    clearTimeout(upTimer)
    if (!server.listening) await listenOnLoopback(server, port)
  }
  return {
    origin: `${options.tls ? 'https' : 'http'}://${options.urlHost ?? '127.0.0.1'}:${port}`,
    port,
    requests,
    connections,
    async untilRequests(count) {
      while (requests.length < count) await new Promise<void>((resolve) => arrivals.once('request', resolve))
    },
    async down(forMs) {
      await stopListening()
      if (forMs !== undefined) upTimer = setTimeout(() => void up(), forMs)
    },
    up,
    close: stopListening,
  }
}

function record(request: http.IncomingMessage, connectionId: number): RecordedRequest {
  const path = request.url ?? ''
  const query = path.includes('?') ? path.slice(path.indexOf('?')) : ''
  return {
    atMs: performance.now(),
    method: request.method ?? '',
    path,
    taskId: new URLSearchParams(query).get('taskId') ?? idInPath(path),
    headers: request.headers,
    connectionId,
  }
}

function idInPath(path: string): string | null {
  const id = /\/(?:hub|ms)\/v1\/tasks\/([^/?]+)/.exec(path)?.[1]
  return id === undefined ? null : decodeURIComponent(id)
}

function watchConnections(server: http.Server): Pick<Sockets, 'close'> & { connections: Connections } {
  const connections = { opened: 0, open: 0, most: 0 }
  const { watch, close } = watchSockets((open) => {
    connections.open = open
    connections.most = Math.max(connections.most, open)
  })
  server.on('connection', (socket: Socket) => {
    connections.opened += 1
    watch(socket)
  })
  return { connections, close }
}

interface Sockets {
  readonly watch: (socket: Socket) => void
  /** Ends this server with all of them. */
  readonly close: (server: Server) => Promise<void>
}

/** Knows the sockets that are open. One whose other end goes away in the middle is no reason to end the process. */
export function watchSockets(changed: (open: number) => void = () => undefined): Sockets {
  const sockets = new Set<Socket>()
  return {
    watch(socket) {
      sockets.add(socket)
      changed(sockets.size)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        changed(sockets.size)
      })
    },
    close: (server) =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Listens on this machine, at a free port unless one is given, and tells which. */
export function listenOnLoopback(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('not listening on a port')
      resolve(address.port)
    })
  })
}
