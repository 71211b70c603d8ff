// What a network error means. Real certificates and proxies are in __tests__/server/world.
import { codeOf } from '../../../src/text/show.ts'
import { NetworkError, networkProblem, tlsError } from '../../../src/world/network.ts'

const coded = (code: unknown, message = 'words of others'): Error =>
  Object.assign(new Error(message), { code })

test.each(['ECONNREFUSED', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'X_CERT_REVOKED'])(
  '%s is a problem of the network, which may pass',
  (code) => {
    expect(networkProblem(coded(code))).toEqual({ kind: 'network', code })
  },
)

test.each([
  ['an error without a code', new Error('secret words')],
  ['a code that is a number', coded(7)],
  ['a text', 'ECONNREFUSED'],
  ['nothing', undefined],
  ['null', null],
])('whatever was thrown is a problem of the network without a code: %s', (_what, thrown) => {
  expect(networkProblem(thrown)).toEqual({ kind: 'network', code: '' })
  expect(codeOf(thrown)).toBe('')
})

test('a host name that does not exist, and a cause that was clear where it happened, are problems of their own', () => {
  expect(networkProblem(coded('ENOTFOUND'))).toEqual({ kind: 'host-name' })
  expect(networkProblem(new NetworkError({ kind: 'no-host' }))).toEqual({ kind: 'no-host' })
})

describe('what an error says about TLS', () => {
  const meaning = (error: Error, socket?: object | null): unknown => networkProblem(tlsError(error, socket))

  test.each(['CERT_HAS_EXPIRED', 'OUT_OF_MEM', 'A_CODE_OF_TOMORROW'])(
    'Node’s verdict on a certificate counts, by whatever code: %s',
    (code) => {
      expect(meaning(coded(code), { authorizationError: code })).toEqual({ kind: 'certificate', code })
      expect(meaning(coded(code), { authorizationError: null })).toEqual({ kind: 'network', code })
    },
  )

  test('if the code is unspecific, the message of OpenSSL is shown', () => {
    const error = coded('UNSPECIFIED', 'EE certificate key too weak')
    const code = 'EE certificate key too weak'
    expect(meaning(error, { authorizationError: 'UNSPECIFIED' })).toEqual({ kind: 'certificate', code })
  })

  test('a later error of a connection whose certificate was accepted unchecked is its own', () => {
    const socket = { authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
    expect(meaning(coded('ECONNRESET'), socket)).toEqual({ kind: 'network', code: 'ECONNRESET' })
  })

  test.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'])(
    '%s means no TLS, unless the handshake is over',
    (code) => {
      for (const socket of [undefined, null, {}, { authorized: false }]) {
        expect(meaning(coded(code), socket)).toEqual({ kind: 'no-tls', code })
      }
      expect(meaning(coded(code), { authorized: true })).toEqual({ kind: 'network', code })
      expect(meaning(coded(`X_${code}`), {})).toEqual({ kind: 'network', code: `X_${code}` })
    },
  )

  test('an alert means TLS, before and after the handshake', () => {
    const error = coded('EPROTO', 'ssl/tls alert handshake failure:x.c:918:SSL alert number 40')
    for (const socket of [null, { authorized: true }]) {
      expect(meaning(error, socket)).toEqual({ kind: 'tls-refusal', alert: 40 })
    }
  })
})
