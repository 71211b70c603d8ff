/** A forward proxy on loopback as companies have them: CONNECT, names that only it knows, a password, and bad days. */
import * as http from 'node:http'
import * as https from 'node:https'
import { connect, type Socket } from 'node:net'
import type { KeyAndCertificate } from './certificate.ts'
import { listenOnLoopback, watchSockets } from '../../tools/stand-ins/api/host.ts'

/** The result of one CONNECT. */
export type Mood =
  | { readonly kind: 'tunnel' }
  /** Answers with this status, and with this body, and ends the connection. */
  | { readonly kind: 'refuse'; readonly status: number; readonly body: string }
  /** Takes the request and says nothing, for as long as the client likes. */
  | { readonly kind: 'silence' }
  /** Closes the connection without a word. */
  | { readonly kind: 'close' }

export interface ProxyOptions {
  /** Host names that the proxy resolves, all of them to this machine. Others it answers with 502. */
  readonly names: readonly string[]
  /** `user:password`, as it must arrive. Without one it asks for none. */
  readonly credentials?: string
  /** An address of this machine, 127.0.0.1 by default. */
  readonly address?: string
  /** Makes it a proxy that is itself spoken to over TLS. */
  readonly tls?: KeyAndCertificate
  /** Decides about each CONNECT, counted from 0. It tunnels by default. */
  readonly mood?: (index: number) => Mood
}

export type Proxy = Awaited<ReturnType<typeof startProxy>>

/** Starts it on a free port of 127.0.0.1. */
export async function startProxy(options: ProxyOptions) {
  const { names, credentials, address, tls, mood } = options
  const connects: string[] = []
  const read: string[] = []
  let open = 0
  const { watch, close } = watchSockets((count) => (open = count))
  const refuseToFetch: http.RequestListener = (request, response) => {
    read.push(textOf(request))
    response.writeHead(501).end('this proxy only tunnels')
  }
  const server = tls ? https.createServer(tls, refuseToFetch) : http.createServer(refuseToFetch)
  server.on(tls ? 'secureConnection' : 'connection', watch)
  server.on('connect', (request: http.IncomingMessage, client: Socket, head: Buffer) => {
    read.push(textOf(request))
    const target = request.url ?? ''
    const index = connects.push(target) - 1
    const wanted =
      credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      refuse(client, 407, 'Proxy password needed', 'Proxy-Authenticate: Basic realm="company"\r\n')
    } else if (!names.includes(target.replace(/:\d+$/, ''))) {
      refuse(client, 502, 'no such name')
    } else {
      const met = mood?.(index) ?? { kind: 'tunnel' }
      if (met.kind === 'close') client.destroy()
      else if (met.kind === 'refuse') refuse(client, met.status, met.body)
      // Silent, but it still notices when the client leaves.
      else if (met.kind === 'silence') client.resume().once('end', () => client.destroy())
      else tunnel(target, client, head, watch)
    }
  })
  const port = await listenOnLoopback(server, 0, address)
  return {
    port,
    /** `HOST:PORT` of each CONNECT so far. */
    connects,
    /** Everything that the proxy itself could read: CONNECT requests, and requests that asked it to fetch something. */
    read,
    /** How many connections are open, to clients and to servers. */
    open: () => open,
    /** Ends it and every connection. */
    close: () => close(server),
  }
}

function tunnel(target: string, client: Socket, head: Buffer, watch: (socket: Socket) => void): void {
  const server = connect(Number(target.replace(/^.*:/, '')), '127.0.0.1')
  watch(server)
  server.once('connect', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    server.write(head)
    client.pipe(server)
    server.pipe(client)
  })
  server.once('error', () => client.destroy())
  client.once('close', () => server.destroy())
  // Reads on, to notice the end of the client's side.
  server.once('close', () => client.resume())
}

function refuse(client: Socket, status: number, body: string, headers = ''): void {
  const length = Buffer.byteLength(body)
  client.end(
    `HTTP/1.1 ${status} Refused\r\n${headers}Content-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function textOf({ method, url, rawHeaders }: http.IncomingMessage): string {
  return [method, url, ...rawHeaders].join(' ')
}
