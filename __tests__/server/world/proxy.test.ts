// The tunnel through a proxy, in the same process: what happens to the connections when a proxy does not do its part.
import { rootCertificates, setDefaultCACertificates } from 'node:tls'
import { networkProblem } from '../../../src/world/http-error.ts'
import { createHttpGet, type HttpGet } from '../../../src/world/http.ts'
import { selfSigned } from '../../support/certificate.ts'
import { completed, startMockApi, type MockApi } from '../../support/mock-api/index.ts'
import { startProxy, type Mood, type Proxy } from '../../support/proxy.ts'

const NAME = 'api.mountsea.test'
const certificate = selfSigned([NAME])
const never = new AbortController().signal

let api: MockApi
let proxy: Proxy | undefined
beforeAll(() => setDefaultCACertificates([certificate.cert]))
afterAll(() => setDefaultCACertificates([...rootCertificates]))
beforeEach(async () => {
  api = await startMockApi({ tls: certificate, urlHost: NAME })
})
afterEach(async () => {
  delete process.env['https_proxy']
  await proxy?.close()
  await api.close()
})

async function throughProxy(mood: (index: number) => Mood, maxConnections: number): Promise<HttpGet> {
  proxy = await startProxy({ names: [NAME], mood })
  process.env['https_proxy'] = `http://127.0.0.1:${proxy.port}`
  return createHttpGet(maxConnections)
}

async function read(get: HttpGet, signal = never): Promise<string> {
  const { body } = await get(new URL(`${api.endpoint}?taskId=t`), {}, signal)
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Without a look at the clock: immediates let the sockets work in between. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

test('a CONNECT that is never answered is given up with its request, and the next request gets a connection', async () => {
  api.task('t', [completed(1)])
  const get = await throughProxy((index) => ({ kind: index === 0 ? 'silence' : 'tunnel' }), 1)
  const limit = new AbortController()
  const first = read(get, limit.signal)
  await until(() => proxy?.connects.length === 1)
  limit.abort()
  await expect(first).rejects.toMatchObject({ name: 'AbortError' })
  expect(await read(get)).toContain('"completed"')
})

test('more requests at a time than connections are all answered, although the server closes each after its answer', async () => {
  api.task('t', [{ ...completed(1), headers: { Connection: 'close' } }])
  const get = await throughProxy(() => ({ kind: 'tunnel' }), 2)
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([read(get), read(get), read(get), read(get)])
    expect(answers.filter((answer) => answer.includes('"completed"'))).toHaveLength(4)
  }
})

test('a refused CONNECT fails its own request only', async () => {
  api.task('t', [completed(1)])
  const get = await throughProxy(
    (index) => (index === 0 ? { kind: 'refuse', status: 503, body: 'busy' } : { kind: 'tunnel' }),
    8,
  )
  const ends = await Promise.allSettled([read(get), read(get), read(get)])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
})

test('a proxy is found where only its host and port are given as numbers, as the client does', async () => {
  api.task('t', [completed(1)])
  const get = await throughProxy(() => ({ kind: 'tunnel' }), 1)
  process.env['https_proxy'] = `127.0.0.1:${proxy?.port ?? 0}`
  expect(await read(get)).toContain('"completed"')
})

test('a certificate for another name is not trusted through a tunnel either, and no request leaves', async () => {
  await api.close()
  const elsewhere = selfSigned(['other.mountsea.test'])
  setDefaultCACertificates([elsewhere.cert])
  api = await startMockApi({ tls: elsewhere, urlHost: NAME })
  const get = await throughProxy(() => ({ kind: 'tunnel' }), 8)
  await expect(read(get)).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  expect(api.requests).toHaveLength(0)
})

test.each(['proxy.test:3128', 'user:password@proxy.test:3128', '::', '[::', 'socks5://proxy.test:1080'])(
  'a proxy that is named as %s is a mistake that is told, not one that is passed by',
  async (proxyUrl) => {
    process.env['https_proxy'] = proxyUrl
    // This machine, but no loopback host to the client, which would ask those without any proxy.
    const request = createHttpGet(8)(new URL('https://0.0.0.0:1/'), {}, never)
    const error: unknown = await request.catch((reason: unknown) => reason)
    expect(networkProblem(error)).toEqual({ kind: 'proxy-setting', variable: 'https_proxy' })
  },
)

test('a host that only begins like this machine is not asked past the proxy', async () => {
  const get = await throughProxy(() => ({ kind: 'tunnel' }), 8)
  const error: unknown = await get(new URL('https://127.evil.test/'), {}, never).catch(
    (reason: unknown) => reason,
  )
  expect(networkProblem(error)).toEqual({ kind: 'no-host' })
  expect(proxy?.connects).toEqual([])
})
