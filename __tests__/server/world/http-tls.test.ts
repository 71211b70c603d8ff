// HTTPS: a certificate that is refused for any reason ends the poll for good, before the key is sent.
import { createServer } from 'node:https'
import { rootCertificates, setDefaultCACertificates } from 'node:tls'
import { askOnce, KEY } from '../../support/ask-api.ts'
import { selfSigned, type KeyAndCertificate } from '../../support/certificate.ts'
import { met } from '../../support/builders.ts'
import { completed, startApi } from '../../../tools/stand-ins/api/index.ts'
import { listenOnLoopback, watchSockets } from '../../../tools/stand-ins/api/host.ts'
import { startDamagingRelay } from '../../support/raw-server.ts'

const HERE = ['127.0.0.1']
const trusted = selfSigned(HERE)
const expired = { validUntil: new Date(Date.UTC(2021, 0, 1)) }

beforeAll(() => setDefaultCACertificates([trusted.cert]))
afterAll(() => setDefaultCACertificates([...rootCertificates]))

test('a certificate of a trusted authority is accepted', async () => {
  const api = await startApi({ tls: trusted.issue(HERE) })
  api.task('t', [completed(null)])
  expect(await askOnce(api.endpoint)).toMatchObject({ kind: 'record' })
  expect(api.requests).toMatchObject([{ headers: { authorization: `Bearer ${KEY}` } }])
  await api.close()
})

// The words are OpenSSL's own where Node's code is `UNSPECIFIED`.
test.each<[string, KeyAndCertificate, string]>([
  ['signed by itself', selfSigned(HERE), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['that has expired', selfSigned(HERE, expired), 'CERT_HAS_EXPIRED'],
  ['of another name', trusted.issue(['other.test']), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['with a key that is too short', trusted.issue(HERE, { rsaBits: 1024 }), 'EE certificate key too weak'],
  ['signed with SHA-1', trusted.issue(HERE, { digest: 'sha1' }), 'CA signature digest algorithm too weak'],
])('a certificate %s is refused, and the key is not sent', async (_name, tls, code) => {
  const api = await startApi({ tls })
  api.task('t', [completed(null)])
  expect(await askOnce(api.endpoint)).toEqual(met({ kind: 'certificate', code }))
  expect(api.requests).toHaveLength(0)
  await api.close()
})

// In TLS 1.2, the alert is the same for every failed handshake, and nothing else says what the server wants.
test.each([
  ['TLSv1.2', 40],
  ['TLSv1.3', 116],
] as const)(
  'a server that asks for a client certificate still counts as speaking TLS: %s',
  async (version, alert) => {
    const { watch, close } = watchSockets()
    const wish = { requestCert: true, minVersion: version, maxVersion: version }
    const server = createServer({ ...trusted.issue(HERE), ...wish })
    server.on('connection', watch)
    const port = await listenOnLoopback(server)
    expect(await askOnce(`https://127.0.0.1:${port}/`)).toEqual(met({ kind: 'tls-refusal', alert }))
    await close(server)
  },
)

test('bytes that are damaged on the way, once TLS has begun, are a problem of the network', async () => {
  const api = await startApi({ tls: trusted.issue(HERE) })
  // The client's second piece ends the handshake.
  const relay = await startDamagingRelay(api.port, (pieces) => pieces > 1)
  const code = 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'
  expect(await askOnce(`https://127.0.0.1:${relay.port}/`)).toEqual(met({ kind: 'network', code }))
  await relay.close()
  await api.close()
})
