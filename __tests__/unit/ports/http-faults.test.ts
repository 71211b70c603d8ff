// What the network says, in our own words: which faults pass, which never do, and that no foreign text gets through.
import { codeOf, explainFault } from '../../../src/ports/http.ts'

const coded = (code: unknown, message = 'words of others'): Error =>
  Object.assign(new Error(message), { code })

describe('a fault that may pass', () => {
  test.each([
    ['ECONNREFUSED', 'connection refused'],
    ['ECONNRESET', 'connection closed before the answer was complete'],
    ['EPIPE', 'connection closed before the answer was complete'],
    ['ECONNABORTED', 'connection closed before the answer was complete'],
    ['ETIMEDOUT', 'connection timed out'],
    ['EHOSTUNREACH', 'host unreachable'],
    ['ENETUNREACH', 'network unreachable'],
    ['EAI_AGAIN', 'DNS lookup failed for now'],
    ['HPE_INVALID_CONSTANT', 'answer is not HTTP'],
    ['HPE_HEADER_OVERFLOW', 'answer is not HTTP'],
    ['EMFILE', 'network error (EMFILE)'],
    ['EPROTO', 'network error (EPROTO)'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network error (ERR_SSL_WRONG_VERSION_NUMBER)'],
    ['XHPE_', 'network error (XHPE_)'],
    ['', 'network error'],
  ])('%s', (code, why) => {
    expect(explainFault(coded(code))).toEqual({ kind: 'transient', why })
  })

  test.each([
    ['with no code', new Error('secret words')],
    ['with a code that is a number', coded(7)],
    ['that is a string', 'ECONNREFUSED'],
    ['that is nothing', undefined],
    ['that is null', null],
    ['that is a number', 42],
    ['that has no text', { message: 7 }],
  ])('is anything unknown: %s', (_name, error) => {
    expect(explainFault(error)).toEqual({ kind: 'transient', why: 'network error' })
  })
})

test('a host name that does not exist is a fault of its own', () => {
  expect(explainFault(coded('ENOTFOUND'))).toEqual({ kind: 'unknown-host', why: 'host name not found' })
})

describe('a certificate that is not trusted', () => {
  // All of Node's documentation, "X509 certificate error codes", and what its host name check adds.
  test.each([
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_CRL',
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_SIGNATURE_FAILURE',
    'CRL_SIGNATURE_FAILURE',
    'CERT_NOT_YET_VALID',
    'CERT_HAS_EXPIRED',
    'CRL_NOT_YET_VALID',
    'CRL_HAS_EXPIRED',
    'ERROR_IN_CERT_NOT_BEFORE_FIELD',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_CHAIN_TOO_LONG',
    'CERT_REVOKED',
    'INVALID_CA',
    'PATH_LENGTH_EXCEEDED',
    'INVALID_PURPOSE',
    'CERT_UNTRUSTED',
    'CERT_REJECTED',
    'HOSTNAME_MISMATCH',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_TLS_CERT_ALTNAME_FORMAT',
  ])('%s', (code) => {
    expect(explainFault(coded(code))).toEqual({
      kind: 'lasting',
      why: `certificate not trusted (${code})`,
    })
  })

  test.each([
    'OUT_OF_MEM',
    'ERROR_IN_CRL_LAST_UPDATE_FIELD',
    'X_CERT_REVOKED',
    'INVALID_ARG',
    'ERR_TLS_HANDSHAKE_TIMEOUT',
  ])('is not %s, which may pass', (code) => {
    expect(explainFault(coded(code))).toEqual({ kind: 'transient', why: `network error (${code})` })
  })
})

describe('a proxy that fails', () => {
  // The three messages of the `tunnel` in @actions/http-client 4.0.1.
  test.each([
    ['tunneling socket could not be established, statusCode=407', 'proxy answered HTTP 407'],
    ['tunneling socket could not be established, statusCode=502', 'proxy answered HTTP 502'],
    [
      'tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:1',
      'proxy not reachable',
    ],
    ['tunneling socket could not be established, sutatusCode=407', 'proxy not reachable'],
    [
      'so tunneling socket could not be established, statusCode=407',
      'connection closed before the answer was complete',
    ],
  ])('%s', (message, why) => {
    expect(explainFault(coded('ECONNRESET', message))).toEqual({ kind: 'transient', why })
  })

  test('with a certificate that is not trusted is a matter of the certificate', () => {
    expect(
      explainFault(coded('CERT_HAS_EXPIRED', 'tunneling socket could not be established, cause=x')),
    ).toEqual({
      kind: 'lasting',
      why: 'certificate not trusted (CERT_HAS_EXPIRED)',
    })
  })
})

test('the code of an error is found by its shape, and is text', () => {
  expect(codeOf({ code: 'EX' })).toBe('EX')
  expect(codeOf({ code: 5 })).toBe('')
  expect(codeOf({})).toBe('')
  expect(codeOf(null)).toBe('')
  expect(codeOf('EX')).toBe('')
  expect(codeOf(undefined)).toBe('')
})
