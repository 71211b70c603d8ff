// What a network error means, and clean headers. Real requests, certificates and proxies are in __tests__/server/world.
import { Readable } from 'node:stream'
import { withCleanHeaders, type HttpGet } from '../../../src/world/http.ts'
import { NetworkError, networkProblem, peerOf, tlsError } from '../../../src/world/network.ts'

const coded = (code: unknown, message = 'words of others'): Error =>
  Object.assign(new Error(message), { code })

test.each<[string, unknown, object]>([
  ['a code', coded('ECONNREFUSED'), { kind: 'network', code: 'ECONNREFUSED' }],
  ['no code', new Error('secret words'), { kind: 'network', code: '' }],
  ['something that is not an error', 'ECONNREFUSED', { kind: 'network', code: '' }],
  ['a host name that does not exist', coded('ENOTFOUND'), { kind: 'host-name' }],
  ['an error that states its problem', new NetworkError({ kind: 'no-host' }), { kind: 'no-host' }],
])('the problem behind %s', (_what, thrown, problem) => {
  expect(networkProblem(thrown)).toEqual(problem)
})

const NO_TLS = { kind: 'no-tls', code: 'EPROTO' }
const ALERT = coded('EPROTO', 'ssl/tls alert handshake failure:x.c:918:SSL alert number 40')
const WEAK = 'EE certificate key too weak'
const UNSPECIFIED = { authorizationError: 'UNSPECIFIED' }
const SELF_SIGNED = { authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }

test.each<[string, Error, object | null | undefined, object]>([
  ...['CERT_HAS_EXPIRED', 'A_CODE_OF_TOMORROW'].flatMap((code): [string, Error, object, object][] => [
    ['Node’s verdict', coded(code), { authorizationError: code }, { kind: 'certificate', code }],
    ['no verdict', coded(code), { authorizationError: null }, { kind: 'network', code }],
  ]),
  // OpenSSL's message, if the code is unspecific.
  ['', coded('UNSPECIFIED', WEAK), UNSPECIFIED, { kind: 'certificate', code: WEAK }],
  // The certificate was accepted unchecked.
  ['a later error', coded('ECONNRESET'), SELF_SIGNED, { kind: 'network', code: 'ECONNRESET' }],
  ['no handshake', coded('EPROTO'), undefined, NO_TLS],
  ['no handshake', coded('EPROTO'), null, NO_TLS],
  ['no handshake', coded('EPROTO'), { authorized: false }, NO_TLS],
  ['no handshake', coded('ERR_SSL_X'), {}, { kind: 'no-tls', code: 'ERR_SSL_X' }],
  ['a handshake', coded('EPROTO'), { authorized: true }, { kind: 'network', code: 'EPROTO' }],
  ['another code', coded('X_EPROTO'), {}, { kind: 'network', code: 'X_EPROTO' }],
  ['an alert', ALERT, null, { kind: 'tls-refusal', alert: 40 }],
  ['an alert after the handshake', ALERT, { authorized: true }, { kind: 'tls-refusal', alert: 40 }],
])('what an error says about TLS: %s, %s, %j', (_what, error, socket, problem) => {
  expect(networkProblem(tlsError(error, socket))).toEqual(problem)
})

test('TLS gets a server name for a host name, but not for an address', () => {
  expect(peerOf('api.test')).toEqual({ host: 'api.test', servername: 'api.test' })
  expect(peerOf('[::1]')).toEqual({ host: '::1', servername: '' })
})

test('the key is cut out of every header', async () => {
  const headers = { location: '/?k=KEY', 'set-cookie': 'a=KEY, b' }
  const answer = { status: 302, headers, body: Readable.from([]), discard: () => undefined }
  const get: HttpGet = () => Promise.resolve(answer)
  const clean = withCleanHeaders(get, (text) => text.replaceAll('KEY', '***'))
  const { signal } = new AbortController()
  expect(await clean(new URL('https://h/'), {}, signal)).toEqual({
    ...answer,
    headers: { location: '/?k=***', 'set-cookie': 'a=***, b' },
  })
})
