/**
 * A loopback HTTP server that remembers: every request with its time, and how many connections there were. It can stop
 * listening and come back on the same port. What it answers is the business of whoever starts it.
 */
import * as http from 'node:http'
import * as https from 'node:https'
import type { Server, Socket } from 'node:net'
import { listenOnLoopback, taskIdIn } from '../../../rehearsal/src/stand-in.ts'
import { until } from '../until.ts'

export { listenOnLoopback }

export interface RecordedRequest {
  /** On `performance.now()`. */
  readonly atMs: number
  readonly method: string
  /** Path and query, as sent. */
  readonly path: string
  /** '' if it asks for none. */
  readonly taskId: string
  readonly headers: http.IncomingHttpHeaders
}

export interface ListenOptions {
  /** The host name in URLs, if it differs from the address (a name that only a proxy knows). */
  readonly urlHost?: string
  /** A key and a certificate (PEM) make it an HTTPS server; `requestCert` refuses a client without a certificate. */
  readonly tls?: Pick<https.ServerOptions, 'key' | 'cert' | 'ciphers' | 'requestCert'>
}

export type Host = Awaited<ReturnType<typeof listen>>

/** Starts a server on a free port of 127.0.0.1. */
export async function listen(options: ListenOptions, handle: http.RequestListener) {
  const requests: RecordedRequest[] = []
  const onRequest: http.RequestListener = (request, response) => {
    const { method = '', url: path = '', headers } = request
    requests.push({ atMs: performance.now(), method, path, taskId: taskIdIn(path), headers })
    // Nobody needs the body of a request, but an unread body would block the next request on the connection.
    request.resume()
    handle(request, response)
  }
  const server = options.tls ? https.createServer(options.tls, onRequest) : http.createServer(onRequest)
  // A slow client does not matter here, and an idle connection stays until a script ends it.
  Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 })
  /** `opened` in all, whether or not a request came over them; `most` at one time. */
  const connections = { opened: 0, open: 0, most: 0 }
  const { watch, close } = watchSockets((open) => {
    connections.open = open
    connections.most = Math.max(connections.most, open)
  })
  server.on('connection', (socket: Socket) => {
    connections.opened += 1
    watch(socket)
  })
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
    untilRequests: (count: number) => until(() => requests.length >= count),
    /** Closes all connections and refuses new ones, for `forMs` or until `up()`. */
    async down(forMs?: number): Promise<void> {
      await stopListening()
      if (forMs !== undefined) upTimer = setTimeout(() => void up(), forMs)
    },
    up,
    /** Destroys every connection; the server is gone when it resolves. */
    close: stopListening,
  }
}

/** Keeps the open sockets. An error of one, because its other end went away, must not end the process. */
export function watchSockets(changed: (open: number) => void = () => undefined) {
  const sockets = new Set<Socket>()
  return {
    watch: (socket: Socket): void => {
      sockets.add(socket)
      changed(sockets.size)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        changed(sockets.size)
      })
    },
    /** Ends this server with all of them. */
    close: (server: Server) =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
