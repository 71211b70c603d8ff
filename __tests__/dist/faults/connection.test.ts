// Connections that are refused, break, or carry something else than HTTP.
import {
  cutInBody,
  resetBeforeHeaders,
  resetInHeaders,
  status,
  thenCloses,
  thenResetsNextRequest,
} from '../../support/mock-api/index.ts'
import { answering, type Play } from '../../support/raw-server.ts'
import { openRawServer } from '../../support/step.ts'
import { mayPass, OVER, problem, type Row } from './row.ts'

describe('a connection that breaks', () => {
  const CLOSED = 'connection closed'

  mayPass('reset before the headers', resetBeforeHeaders(), CLOSED)
  mayPass('reset in the headers', resetInHeaders(), CLOSED)
  mayPass('cut in a body with Content-Length', cutInBody('content-length'), CLOSED)
  mayPass('cut in a body in chunks', cutInBody('chunked'), CLOSED)
  mayPass('reset in a body with no announced end', cutInBody('until-close', 'reset'), CLOSED)
  mayPass('reset in the record of a completed task', cutInBody('content-length', 'reset', OVER), CLOSED)
  problem('kept alive and then closed by the server: no problem at all', {
    script: [thenResetsNextRequest(status('pending')), thenCloses(status('processing')), OVER],
    reason: 'completed',
    status: 'completed',
    check: ({ warnings }) => expect(warnings).toEqual([]),
  })
})

describe('a connection that is refused', () => {
  const REFUSED: Row = { reason: 'unreachable', says: ['connection refused'] }
  /** From the start. */
  const down: Row['world'] = async (api) => {
    await api.down()
    return {}
  }

  problem('before the first record: it passes, and the task completes', {
    world: down,
    meanwhile: async (run, api) => {
      await run.waitForLog(/::warning.*connection refused/)
      await api.up()
    },
    reason: 'completed',
    status: 'completed',
    polls: 1,
  })
  problem('after the first record: it passes, and the task completes', {
    script: [status('processing')],
    meanwhile: async (run, api) => {
      await run.waitForLog(/t: processing/)
      await api.down()
      await run.waitForLog(/::warning.*connection (?:refused|closed)/)
      api.task('t', [OVER])
      await api.up()
    },
    reason: 'completed',
    status: 'completed',
  })
  problem('from the first poll to the deadline: unreachable', {
    ...REFUSED,
    world: down,
    inputs: { timeout: '12s' },
    polls: 0,
  })
  problem('from the first record to the deadline: unreachable, with the last status', {
    ...REFUSED,
    script: [status('processing')],
    meanwhile: async (run, api) => {
      await run.waitForLog(/t: processing/)
      await api.down()
    },
    inputs: { timeout: '12s' },
    status: 'processing',
  })
})

describe('in place of an HTTP server', () => {
  const server = (name: string, play: Play, why: string): void =>
    problem(`${name}: unreachable`, {
      world: async () => ({ inputs: { endpoint: `http://127.0.0.1:${(await openRawServer(play)).port}/` } }),
      inputs: { timeout: '12s' },
      reason: 'unreachable',
      says: [why, '12s'],
    })
  const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'

  server('the greeting of a mail server', answering('220 mail.test ESMTP\r\n'), 'not HTTP')
  server('frames of HTTP/2', answering(Buffer.of(0, 0, 18, 4, 0, 0, 0, 0, 0)), 'not HTTP')
  server('headers without end', answering(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`), 'not HTTP')
  server('a switch of protocols', answering(SWITCH, 'stay'), 'connection closed')
  server('no more than 100 Continue', answering('HTTP/1.1 100 Continue\r\n\r\n'), 'connection closed')
  server('an end without a word', (socket) => void socket.end(), 'connection closed')
})
