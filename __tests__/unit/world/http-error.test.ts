// What an error of the network means, by its code or by what the proxy tunnel says; never in its own words.
import { BadHost, BadProxySetting, codeOf, networkProblem } from '../../../src/world/http-error.ts'
import type { NetworkProblem } from '../../../src/mountsea/problems.ts'

const coded = (code: unknown, message = 'words of others'): Error =>
  Object.assign(new Error(message), { code })

// All of Node's documentation, "X509 certificate error codes", and what its host name check adds.
const UNTRUSTED = [
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE'],
  ...['UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CRL_SIGNATURE_FAILURE'],
  ...[
    'CERT_NOT_YET_VALID',
    'CERT_HAS_EXPIRED',
    'CRL_NOT_YET_VALID',
    'CRL_HAS_EXPIRED',
    'CERT_CHAIN_TOO_LONG',
  ],
  ...['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_REVOKED', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE'],
  ...['CERT_UNTRUSTED', 'CERT_REJECTED', 'HOSTNAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  'ERR_TLS_CERT_ALTNAME_FORMAT',
]

test.each(UNTRUSTED)('%s is a certificate that is not trusted', (code) => {
  expect(networkProblem(coded(code))).toEqual({ kind: 'certificate', code })
})

const OTHERS = ['ECONNREFUSED', 'OUT_OF_MEM', 'X_CERT_REVOKED', 'INVALID_ARG', 'ERR_TLS_HANDSHAKE_TIMEOUT']

test.each(OTHERS)('%s is a problem of the network, which may pass', (code) => {
  expect(networkProblem(coded(code))).toEqual({ kind: 'network', code })
})

test.each([
  ['an error without a code', new Error('secret words')],
  ['a code that is a number', coded(7)],
  ['a text', 'ECONNREFUSED'],
  ['nothing', undefined],
  ['null', null],
  ['a message that is no text', { message: 7 }],
])('whatever was thrown is a problem of the network without a code: %s', (_what, thrown) => {
  expect(networkProblem(thrown)).toEqual({ kind: 'network', code: '' })
  expect(codeOf(thrown)).toBe('')
})

// The three messages of the `tunnel` in @actions/http-client 4.0.1 (one has a typing error), and one that only looks like them.
test.each<[string, string, NetworkProblem]>([
  ['ECONNRESET', 'tunneling socket could not be established, statusCode=407', { kind: 'proxy-password' }],
  ['ECONNRESET', 'tunneling socket could not be established, cause=connect', { kind: 'proxy-unreachable' }],
  ['ECONNRESET', 'tunneling socket could not be established, sutatusCode=4', { kind: 'proxy-unreachable' }],
  [
    'ECONNRESET',
    'tunneling socket could not be established, statusCode=502',
    { kind: 'proxy-refusal', httpStatus: 502 },
  ],
  ['ECONNRESET', 'a tunneling socket could not be established, ', { kind: 'network', code: 'ECONNRESET' }],
  [
    'CERT_HAS_EXPIRED',
    'tunneling socket could not be established, cause=x',
    { kind: 'certificate', code: 'CERT_HAS_EXPIRED' },
  ],
])('a proxy that fails: %s, "%s"', (code, message, problem) => {
  expect(networkProblem(coded(code, message))).toEqual(problem)
})

test.each<[string, Error, NetworkProblem]>([
  ['a host name that does not exist', coded('ENOTFOUND'), { kind: 'host-name' }],
  ['a server that speaks no TLS', coded('EPROTO'), { kind: 'no-tls', code: 'EPROTO' }],
  [
    'the same in other words',
    coded('ERR_SSL_WRONG_VERSION'),
    { kind: 'no-tls', code: 'ERR_SSL_WRONG_VERSION' },
  ],
  [
    'a proxy that is no URL',
    new BadProxySetting('https_proxy'),
    { kind: 'proxy-setting', variable: 'https_proxy' },
  ],
  ['a host that only begins like this machine', new BadHost(), { kind: 'no-host' }],
])('a problem of its own: %s', (_what, error, problem) => {
  expect(networkProblem(error)).toEqual(problem)
})
