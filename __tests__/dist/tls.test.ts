// HTTPS as the built action sees it: whom it trusts, and that the key waits for that trust.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSigned } from '../support/certificate.ts'
import { completed, songResult, startMockApi } from '../support/mock-api/index.ts'
import { companies, NAME, UNTRUSTED_TLS } from '../support/proxy/company.ts'
import { startProxy } from '../support/proxy/proxy.ts'

const company = companies()

test('a certificate that nobody trusts ends the step before the key is sent; the error names NODE_EXTRA_CA_CERTS', async () => {
  const { api, start } = company()
  const { exitCode, outputs, errors } = await start({ NAMES_HERE: NAME, NODE_EXTRA_CA_CERTS: undefined })
    .finished
  expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 1, reason: 'rejected' })
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).toContain('certificate not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)')
  expect(errors[0]?.message).toContain('The key was not sent.')
  expect(errors[0]?.message).toContain('NODE_EXTRA_CA_CERTS')
  expect(api.requests).toHaveLength(0)
  // At once: what is not trusted now will not be in a minute.
  expect(api.connections.opened).toBe(1)
})

test('a certificate that NODE_EXTRA_CA_CERTS names is trusted, for polls and for downloads', async () => {
  const { api, start } = company()
  const { exitCode, outputs, workspace } = await start({ NAMES_HERE: NAME }).finished
  expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 0, reason: 'completed' })
  expect(readdirSync(join(workspace, 'audio'))).toEqual(['song.mp3'])
  expect([api.requests.length, api.storage.requests.length]).toEqual([1, 1])
})

test.each([
  ['is for another name', selfSigned(['other.mountsea.test']), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['has expired', selfSigned([NAME], new Date(Date.UTC(2021, 0, 1))), 'CERT_HAS_EXPIRED'],
])(
  'a certificate that %s is not trusted, although NODE_EXTRA_CA_CERTS names it',
  async (_what, tls, code) => {
    const elsewhere = await startMockApi({ tls, urlHost: NAME })
    const { start, api } = company()
    const path = join(start({}).setup.folder, 'named.pem')
    writeFileSync(path, tls.cert)
    const env = { NAMES_HERE: NAME, NODE_EXTRA_CA_CERTS: path }
    const { outputs, errors } = await start(env, { endpoint: elsewhere.endpoint }).finished
    expect(outputs['reason']).toBe('rejected')
    expect(errors[0]?.message).toContain(`certificate not trusted (${code})`)
    expect([...elsewhere.requests, ...api.requests]).toHaveLength(0)
    await elsewhere.close()
  },
)

test('a proxy that opens the connection to read along gets no key, unless its certificate is trusted', async () => {
  // It answers in the API's name, with a certificate that it made itself.
  const inTheMiddle = await startMockApi({ tls: UNTRUSTED_TLS, urlHost: NAME })
  const proxy = await startProxy({ names: [NAME] })
  const { start } = company()
  const run = start({ https_proxy: `http://127.0.0.1:${proxy.port}` }, { endpoint: inTheMiddle.endpoint })
  const { outputs, errors } = await run.finished
  expect(outputs['reason']).toBe('rejected')
  expect(errors[0]?.message).toContain('NODE_EXTRA_CA_CERTS')
  expect(inTheMiddle.requests).toHaveLength(0)
  await Promise.all([inTheMiddle.close(), proxy.close()])
})

test('a storage host that nobody trusts is asked for nothing, and the outputs are there all the same', async () => {
  const elsewhere = await startMockApi({ tls: UNTRUSTED_TLS, urlHost: NAME })
  const { api, start } = company()
  const url = elsewhere.storage.put('song.mp3', Buffer.from('x'))
  api.task('song', [completed(songResult(url))])
  const { exitCode, outputs, errors } = await start({ NAMES_HERE: NAME }).finished
  expect({ exitCode, outputs }).toMatchObject({
    exitCode: 1,
    outputs: { reason: 'download-failed', audioUrl: url, files: '' },
  })
  expect(errors[0]?.message).toContain('certificate not trusted')
  expect(elsewhere.storage.requests).toHaveLength(0)
  expect(elsewhere.storage.connections.opened).toBe(1)
  await elsewhere.close()
})
