// HTTPS: a certificate that nobody vouches for ends the poll for good, before the key is sent.
import { selfSigned } from '../../support/certificate.ts'
import { askOnce } from '../../support/ask-api.ts'
import { completed, startMockApi } from '../../support/mock-api/index.ts'

test.each([
  ['signed by itself', selfSigned(['127.0.0.1']), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['that has expired', selfSigned(['127.0.0.1'], new Date(Date.UTC(2021, 0, 1))), 'CERT_HAS_EXPIRED'],
])('a certificate %s is refused, and the key is not sent', async (_name, tls, code) => {
  const api = await startMockApi({ tls })
  api.task('t', [completed(null)])
  expect(await askOnce(api.endpoint)).toMatchObject({
    kind: 'problem',
    problem: { kind: 'certificate', code },
  })
  expect(api.requests).toHaveLength(0)
  await api.close()
})
