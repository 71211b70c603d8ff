/** A loopback server that does not know HTTP, for answers that no HTTP server would give. */
import { connect, createServer, type Socket } from 'node:net'
import { listenOnLoopback, watchSockets } from '../../tools/stand-ins/api/host.ts'

/** Answers the bytes that have come in so far over connection number `index` (from 0). */
export type Play = (socket: Socket, index: number, received: string) => void

/** Listens on a free port of 127.0.0.1; `play` is called at each piece of data that comes in. */
export async function startRawServer(play: Play) {
  /** What came in over each connection so far, in the order of their openings. */
  const received: string[] = []
  const { watch, close } = watchSockets()
  const server = createServer((socket) => {
    const index = received.push('') - 1
    watch(socket)
    socket.on('data', (data) => {
      received[index] = (received[index] ?? '') + data.toString('latin1')
      play(socket, index, received[index])
    })
  })
  return { port: await listenOnLoopback(server), received, close: () => close(server) }
}

/** Answers each request with these bytes, as they are, and then ends the connection or keeps it open. */
export function answering(bytes: string | Buffer, then: 'end' | 'stay' = 'end'): Play {
  return (socket) => {
    socket.write(bytes)
    if (then === 'end') socket.end()
  }
}

/**
 * A relay to a server on this machine. It damages what the server sends, beginning with the client's first piece for which `begins`
 * returns true. Pieces count from 1.
 */
export async function startDamagingRelay(port: number, begins: (pieces: number) => boolean) {
  const { watch, close } = watchSockets()
  const relay = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    for (const socket of [client, server]) watch(socket)
    let pieces = 0
    let damages = false
    client.on('data', (data) => {
      damages ||= begins(++pieces)
      server.write(data)
    })
    server.on('data', (data) => {
      if (damages) data.writeUInt8(data.readUInt8(data.length - 1) ^ 1, data.length - 1)
      client.write(data)
    })
    server.on('close', () => client.destroy())
  })
  return { port: await listenOnLoopback(relay), close: () => close(relay) }
}
