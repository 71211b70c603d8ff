// Bytes that are not proper HTTP: always an answer, and never a wrong one.
import type { Socket } from 'node:net'
import { createHttpGet } from '../../../src/world/http.ts'
import { askRaw, CLOSED, taskApi } from '../../support/ask-api.ts'
import { answering, startRawServer, type Play } from '../../support/raw-server.ts'

const BODY = '{"taskId":"t","status":"completed"}'
const ok = (head: string, body = BODY): string => `HTTP/1.1 200 OK\r\n${head}\r\n${body}`
const RECORD = { kind: 'record', task: { status: 'completed' } }
const never = new AbortController().signal
const LENGTH = `Content-Length: ${BODY.length}\r\n`
const UPGRADE = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'
/** The code of Node's HTTP parser. */
const code: unknown = expect.stringMatching(/^HPE_/)
const NOT_HTTP = { problem: { kind: 'network', code } }

test.each<[string, Play, object]>([
  ['a greeting of another protocol', answering('220 mail.test ESMTP\r\n'), NOT_HTTP],
  ['nothing at all', (socket) => void socket.end(), CLOSED],
  ['a header that is too long', answering(ok(`X: ${'x'.repeat(20_000)}\r\n${LENGTH}`)), NOT_HTTP],
  ['two lengths', answering(ok(`${LENGTH}Content-Length: 3\r\n`)), NOT_HTTP],
  ['only an interim response (100)', answering('HTTP/1.1 100 Continue\r\n\r\n'), CLOSED],
  ['a switch of protocols (101)', answering(UPGRADE, 'stay'), CLOSED],
])('is a problem of the network: %s', async (_name, play, expected) => {
  expect(await askRaw(play)).toMatchObject(expected)
})

test.each([
  ['100 first', `HTTP/1.1 100 Continue\r\n\r\n${ok(LENGTH)}`],
  ['HTTP/1.0', `HTTP/1.0 200 OK\r\n\r\n${BODY}`],
  ['bytes after the body', ok(LENGTH, `${BODY}HTTP/1.1 500 No\r\n\r\n`)],
])('a record comes through: %s', async (_name, bytes) => {
  expect(await askRaw(answering(bytes))).toMatchObject(RECORD)
})

test('over TLS, another protocol and an early end of the connection are different problems', async () => {
  const answer = await askRaw(answering('HTTP/1.1 400 No\r\n\r\n'), 'https')
  expect(answer).toMatchObject({ problem: { kind: 'no-tls', code: 'EPROTO' } })
  expect(await askRaw((socket) => void socket.end(), 'https')).toEqual(CLOSED)
})

test('repeated headers are joined; absent ones stay absent', async () => {
  const server = await startRawServer(
    answering(ok(`Set-Cookie: a\r\nX-B: 1\r\nSet-Cookie: c\r\nx-b: 2\r\n${LENGTH}`)),
  )
  const url = new URL(`http://127.0.0.1:${server.port}/`)
  const answer = await createHttpGet(1)(url, {}, never)
  expect(answer.headers).toEqual({
    'set-cookie': 'a, c',
    'x-b': '1, 2',
    'content-length': String(BODY.length),
  })
  answer.discard()
  await server.close()
})

test.each<[string, (socket: Socket) => void]>([
  ['ends', (socket) => void socket.end()],
  ['resets', (socket) => void socket.resetAndDestroy()],
])(
  'if the server %s a kept-alive connection at the next request, the request is sent again at once, on a new connection',
  async (_how, close) => {
    const server = await startRawServer((socket, _index, received) => {
      if (received.split('GET ').length > 2) close(socket)
      else socket.write(ok(LENGTH))
    })
    const getTask = taskApi(`http://127.0.0.1:${server.port}/`)
    expect(await getTask('t', never)).toMatchObject(RECORD)
    expect(await getTask('t', never)).toMatchObject(RECORD)
    expect(server.received.map((bytes) => bytes.split('GET ').length - 1)).toEqual([2, 1])
    await server.close()
  },
)
