// The tunnel through a proxy, in the same process: what happens to connections when a proxy fails.
import { getEventListeners } from 'node:events'
import { rootCertificates, setDefaultCACertificates } from 'node:tls'
import { networkProblem } from '../../../src/world/network.ts'
import { createHttpGet, type HttpGet } from '../../../src/world/http.ts'
import { selfSigned } from '../../support/certificate.ts'
import { completed, silenceAfterAccept, startApi, type Api } from '../../../tools/stand-ins/api/index.ts'
import { startProxy, type Mood, type Proxy, type ProxyOptions } from '../../support/proxy.ts'
import { startDamagingRelay } from '../../support/raw-server.ts'
import { until } from '../../../tools/stand-ins/until.ts'

const NAME = 'api.mountsea.test'
const certificate = selfSigned([NAME])
/** A proxy over TLS has its own name, which differs from the API's. */
const proxysOwn = certificate.issue(['127.0.0.1'])
const never = new AbortController().signal

let api: Api
let proxy: Proxy | undefined
beforeAll(() => setDefaultCACertificates([certificate.cert]))
afterAll(() => setDefaultCACertificates([...rootCertificates]))
beforeEach(async () => {
  api = await startApi({ tls: certificate, urlHost: NAME })
})
afterEach(async () => {
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'no_proxy']) Reflect.deleteProperty(process.env, name)
  await proxy?.close()
  await api.close()
})

async function throughProxy(
  mood: (index: number) => Mood = () => ({ kind: 'tunnel' }),
  options: Partial<ProxyOptions> = {},
): Promise<HttpGet> {
  proxy = await startProxy({ names: [NAME], mood, ...options })
  process.env['https_proxy'] = `${options.tls ? 'https' : 'http'}://127.0.0.1:${proxy.port}`
  return createHttpGet(2)
}

async function read(get: HttpGet, signal = never): Promise<string> {
  const { body } = await get(new URL(`${api.endpoint}?taskId=t`), {}, signal)
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** The result of a request, as the rest of the action sees it. */
const problemOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(() => 'no problem', networkProblem)

test.each([
  ['the proxy', 'silence', [completed(1)], () => until(() => proxy?.connects.length === 1)],
  ['the API', 'tunnel', [silenceAfterAccept(), completed(1)], () => api.untilRequests(1)],
] as const)(
  'a request given up while %s says nothing leaves no connection and no listener, and the next is answered',
  async (_who, kind, steps, begin) => {
    api.task('t', steps)
    const get = await throughProxy((index) => ({ kind: index === 0 ? kind : 'tunnel' }))
    const limit = new AbortController()
    const asked = read(get, limit.signal)
    await begin()
    limit.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    await until(() => proxy?.open() === 0)
    expect(getEventListeners(limit.signal, 'abort')).toEqual([])
    expect(await read(get)).toContain('"completed"')
  },
)

test('a proxy that fails a request fails no other, and leaves no listener on a signal that outlives them', async () => {
  api.task('t', [completed(1)])
  const { signal } = new AbortController()
  const moods: Mood[] = [{ kind: 'close' }, { kind: 'refuse', status: 503, body: 'busy' }]
  const get = await throughProxy((index) => moods[index] ?? { kind: 'tunnel' })
  const problems = await Promise.all([read(get, signal), read(get, signal), read(get, signal)].map(problemOf))
  expect(problems).toContainEqual({ kind: 'proxy-unreachable' })
  expect(problems).toContainEqual({ kind: 'proxy-refusal', httpStatus: 503 })
  expect(problems).toContain('no problem')
  await until(() => proxy?.open() === 0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

describe('over TLS, a proxy', () => {
  test('with an untrusted certificate is refused', async () => {
    const get = await throughProxy(undefined, { tls: selfSigned(['127.0.0.1']) })
    expect(await problemOf(read(get))).toMatchObject({ kind: 'certificate' })
    expect(proxy?.connects).toEqual([])
  })

  test('that damages bytes in an open tunnel fails its own request only', async () => {
    const get = await throughProxy(undefined, { tls: proxysOwn })
    const relay = await startDamagingRelay(proxy?.port ?? 0, () => api.connections.opened > 0)
    process.env['https_proxy'] = `https://127.0.0.1:${relay.port}`
    const code = 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'
    expect(await problemOf(read(get))).toMatchObject({ code })
    await relay.close()
  })
})

test.each([
  ['closes the tunnel at once', '', /^ECONNRESET$/],
  ['sends a page in place of a tunnel', '<html>', /^(?:EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)$/],
])(
  'a proxy that accepts the tunnel and %s is not reported as a proxy that refuses it',
  async (_what, body, code) => {
    const get = await throughProxy(() => ({ kind: 'refuse', status: 200, body }))
    const kind = body === '' ? 'network' : 'no-tls'
    const told: unknown = expect.stringMatching(code)
    expect(await problemOf(read(get))).toEqual({ kind, code: told })
  },
)

test('a certificate for another name is not trusted through a tunnel either, and no request leaves', async () => {
  const other = await startApi({ tls: certificate.issue(['other.mountsea.test']), urlHost: NAME })
  const get = await throughProxy()
  const problem = { kind: 'certificate', code: 'ERR_TLS_CERT_ALTNAME_INVALID' }
  expect(await problemOf(get(new URL(other.endpoint), {}, never))).toEqual(problem)
  expect(other.requests).toHaveLength(0)
  await other.close()
})

const as = (written: string, credentials: string): [string, string, Partial<ProxyOptions>] => {
  return [
    `that wants ${credentials}, written ${written}`,
    ` http://${written}@127.0.0.1:PORT\n`,
    { credentials },
  ]
}

test.each<[string, string, Partial<ProxyOptions>]>([
  ['over TLS, with a certificate of its own name', 'https://127.0.0.1:PORT', { tls: proxysOwn }],
  ['at an IPv6 address', 'http://[::1]:PORT/', { address: '::1' }],
  as('user%40corp:p%40ss%2Fw%25', 'user@corp:p@ss/w%'),
  as('user', 'user:'),
  as('us er:pässwörd', 'us er:pässwörd'),
])('a proxy is used %s', async (_how, url, options) => {
  api.task('t', [completed(1)])
  const get = await throughProxy(undefined, options)
  process.env['https_proxy'] = url.replace('PORT', `${proxy?.port ?? 0}`)
  expect(await read(get)).toContain('"completed"')
  if (options.credentials === undefined) expect(proxy?.read.join()).not.toMatch(/proxy-authorization/i)
})

test('a proxy that asks for a password gets its own problem', async () => {
  const get = await throughProxy(undefined, { credentials: 'user:other' })
  const asked = get(new URL(`https://${NAME}/`), {}, never)
  expect(await problemOf(asked)).toEqual({ kind: 'proxy-password' })
  expect(proxy?.connects).toEqual([`${NAME}:443`])
})

test('a host name that begins with 127. but is not this machine does not bypass the proxy', async () => {
  const get = await throughProxy()
  expect(await problemOf(get(new URL('https://127.evil.test/'), {}, never))).toEqual({ kind: 'no-host' })
  expect(proxy?.connects).toEqual([])
})
