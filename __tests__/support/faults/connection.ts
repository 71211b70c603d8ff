/**
 * Connections that are refused, break, or carry something else than HTTP.
 */
import {
  cutInBody,
  resetBeforeHeaders,
  resetInHeaders,
  status,
  thenCloses,
  thenResetsNextRequest,
} from '../mock-api/index.ts'
import { answering, startRawServer, type Play } from '../raw-server.ts'
import type { Fault } from './fault.ts'
import { OVER, transientFaults, unreachable } from './transient.ts'

const CLOSED = 'connection closed before the answer was complete'
const NOT_HTTP = 'answer is not HTTP'

export const BROKEN_CONNECTIONS: readonly Fault[] = [
  ...transientFaults('connection reset before the headers', resetBeforeHeaders(), CLOSED),
  ...transientFaults('connection reset in the headers', resetInHeaders(), CLOSED),
  ...transientFaults('body cut, with Content-Length', cutInBody('content-length'), CLOSED),
  ...transientFaults('body cut, in chunks', cutInBody('chunked'), CLOSED),
  ...transientFaults('body reset, with no announced end', cutInBody('until-close', 'reset'), CLOSED),
  ...transientFaults('body of a completed task reset', cutInBody('content-length', 'reset', OVER), CLOSED),
  {
    name: 'kept-alive connections that the server has closed are no fault',
    script: [thenResetsNextRequest(status('pending')), thenCloses(status('processing')), OVER],
    reason: 'completed',
    status: 'completed',
    // A request that meets the server's end of a connection half way comes in, but cannot be answered: 4 polls or 5.
    check: ({ warnings }) => expect(warnings).toEqual([]),
  },
]

export const REFUSED_CONNECTIONS: readonly Fault[] = [
  {
    name: 'connection refused, before the first record, and then it passes',
    script: [OVER],
    world: async (api) => {
      await api.down()
      return {}
    },
    meanwhile: async (api, run) => {
      await run.waitForLog(/API failing::.*: connection refused\./)
      await api.up()
    },
    reason: 'completed',
    status: 'completed',
    says: [/The API answers again/],
    polls: 1,
  },
  {
    name: 'connection refused, after the first record, and then it passes',
    script: [status('processing')],
    meanwhile: async (api, run) => {
      await run.waitForLog(/task t: processing/)
      await api.down()
      await run.waitForLog(/API failing::.*: connection (?:refused|closed)/)
      api.task('t', [OVER])
      await api.up()
    },
    reason: 'completed',
    status: 'completed',
    says: [/The API answers again/, /processing -> completed/],
  },
  {
    name: 'connection refused, from the first poll to the deadline',
    world: async (api) => {
      await api.down()
      return {}
    },
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: unreachable('connection refused'),
    polls: 0,
  },
  {
    name: 'connection refused, from the first record to the deadline',
    script: [status('processing')],
    meanwhile: async (api, run) => {
      await run.waitForLog(/task t: processing/)
      await api.down()
    },
    inputs: { timeout: '30s' },
    reason: 'unreachable',
    status: 'processing',
    says: unreachable('connection refused', '30s', 'processing'),
  },
]

/** What stands where the API should be is no HTTP server. */
function notHttp(name: string, play: Play, why: string): Fault {
  return {
    name: `${name} in place of HTTP`,
    world: async () => {
      const server = await startRawServer(play)
      return { inputs: { endpoint: `http://127.0.0.1:${server.port}/` }, undo: () => server.close() }
    },
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: unreachable(why),
  }
}

const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'

export const OTHER_PROTOCOLS: readonly Fault[] = [
  notHttp('the greeting of a mail server', answering('220 mail.test ESMTP\r\n'), NOT_HTTP),
  notHttp('frames of HTTP/2', answering(Buffer.of(0, 0, 18, 4, 0, 0, 0, 0, 0)), NOT_HTTP),
  notHttp('headers without end', answering(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`), NOT_HTTP),
  notHttp('a switch of protocols', answering(SWITCH, 'stay'), CLOSED),
  notHttp('no more than 100 Continue', answering('HTTP/1.1 100 Continue\r\n\r\n'), CLOSED),
  notHttp('an end without a word', (socket) => void socket.end(), CLOSED),
]
