// A company network: the API and the storage host are names that only a proxy knows, and their certificate is trusted by
// NODE_EXTRA_CA_CERTS alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfSigned } from '../support/certificate.ts'
import { completed, redirect, type Api } from '../support/api/index.ts'
import { startProxy, type Mood, type Proxy, type ProxyOptions } from '../support/proxy.ts'
import type { Finished, Run } from '../support/run-action.ts'
import { closeLater, KEY, openApi, startStep, type Inputs } from '../support/step.ts'
import { NO_CASE, NO_SIGNALS, testUnless } from '../support/system.ts'
import { until } from '../support/until.ts'

/** A name of RFC 2606: no name server has it, so only the proxy can have led there. */
const NAME = 'api.mountsea.test'
const SONG = { sizeBytes: 300_000, seed: 1 }
const CERTIFICATE = selfSigned([NAME])
/** Nothing listens on the port of the discard service. */
const NOBODY = 'http://127.0.0.1:9'

const folder = mkdtempSync(join(tmpdir(), 'company-'))
const trusted = join(folder, 'trusted.pem')
writeFileSync(trusted, CERTIFICATE.cert)
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }))

interface Company {
  readonly api: Api
  readonly proxy: Proxy
  readonly proxyUrl: string
  /** Starts a step that waits for a song and saves it. Names are not found but by the proxy, unless the look-ups say more. */
  readonly start: (env: Readonly<Record<string, string>>, inputs?: Inputs, lookups?: string) => Run
}

async function openCompany(options: Omit<ProxyOptions, 'names'> = {}): Promise<Company> {
  const api = await openApi({ tls: CERTIFICATE, urlHost: NAME })
  api.task('t', [completed({ audioUrl: api.storage.put('song.mp3', SONG) })])
  const proxy = await startProxy({ names: [NAME], ...options })
  closeLater(() => proxy.close())
  const start: Company['start'] = (env, inputs = {}, lookups = 'ENOTFOUND') => {
    const trusting = { NODE_EXTRA_CA_CERTS: trusted, ...env }
    return startStep(api, { 'download-dir': 'audio', ...inputs }, { lookups, env: trusting })
  }
  return { api, proxy, proxyUrl: `http://127.0.0.1:${proxy.port}`, start }
}

async function expectSaved(run: Run, { storage }: Api): Promise<Finished> {
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
  expect(seen.outputs['tasks']).toContain(storage.sha256('song.mp3'))
  return seen
}

/** Everything that a person or a later step can read. */
const everything = ({ stdout, summary, outputs }: Finished): string =>
  JSON.stringify([stdout, summary, outputs])

test.concurrent(
  'names that exist only behind the proxy work for polls and for downloads, and the proxy reads nothing but the names',
  async () => {
    const { api, proxy, proxyUrl, start } = await openCompany()
    const moved = redirect(api.storage.put('song.mp3', SONG))
    api.task('t', [completed({ audioUrl: api.storage.put('moved.mp3', SONG, moved) })])
    await expectSaved(start({ https_proxy: proxyUrl }), api)
    expect(new Set(proxy.connects)).toEqual(
      new Set([`${NAME}:${api.port}`, new URL(api.storage.origin).host]),
    )
    expect(proxy.connects).toHaveLength(3)
    expect(proxy.read.join('\n')).not.toContain(KEY)
    expect(proxy.read.join('\n')).not.toMatch(/authorization|song/i)
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(api.storage.requests[0]?.headers).not.toHaveProperty('authorization')
  },
)

test.concurrent('no_proxy with a domain leads past the proxy', async () => {
  const { api, proxy, start } = await openCompany()
  const env = { https_proxy: NOBODY, no_proxy: 'a.com, .mountsea.test' }
  await expectSaved(start(env, {}, '127.0.0.1'), api)
  expect(proxy.connects).toEqual([])
})

testUnless(NO_CASE, 'https_proxy, not HTTPS_PROXY, leads through it where both are set', async () => {
  const { api, proxyUrl, start } = await openCompany()
  await expectSaved(start({ https_proxy: proxyUrl, HTTPS_PROXY: NOBODY }), api)
})

test.concurrent('a proxy that is misnamed is never bypassed, even if a direct way exists', async () => {
  const { api, start } = await openCompany()
  const seen = await start({ https_proxy: 'http://clerk:pa#ss@127.0.0.1:9' }, {}, '127.0.0.1').finished
  expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'rejected' } })
  expect(everything(seen)).not.toMatch(/clerk|pa#ss/)
  expect(api.connections.opened).toBe(0)
})

describe('a password', () => {
  const PASSWORD = 'p@ss:w/rd%1'
  const withPassword = (url: string, password: string): string =>
    url.replace('//', `//clerk:${encodeURIComponent(password)}@`)

  function expectNoPassword(seen: Finished): void {
    for (const form of [PASSWORD, encodeURIComponent(PASSWORD), btoa(`clerk:${PASSWORD}`), 'clerk']) {
      expect(everything(seen)).not.toContain(form)
    }
  }

  test.concurrent('opens the proxy, and is in nothing that anybody can read', async () => {
    const { api, proxyUrl, start } = await openCompany({ credentials: `clerk:${PASSWORD}` })
    const env = { RUNNER_DEBUG: '1', NODE_OPTIONS: '--throw-deprecation' }
    const run = start({ ...env, https_proxy: withPassword(proxyUrl, PASSWORD) })
    expectNoPassword(await expectSaved(run, api))
    const requests = [...api.requests, ...api.storage.requests]
    expect(JSON.stringify(requests.map(({ headers }) => headers))).not.toMatch(/proxy-authorization/i)
  })

  test.concurrent.each([
    ['that is missing', (url: string) => url],
    ['that is wrong', (url: string) => withPassword(url, `${PASSWORD}!`)],
  ])('%s ends the step at once, which names HTTP 407 and not the password', async (_what, write) => {
    const { api, proxyUrl, start } = await openCompany({ credentials: `clerk:${PASSWORD}` })
    const seen = await start({ https_proxy: write(proxyUrl), RUNNER_DEBUG: '1' }).finished
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'rejected' } })
    expect(seen.errors[0]?.message).toMatch(
      /user name and a password \(HTTP 407\).*`https_proxy`.*USER:PASSWORD@/,
    )
    expectNoPassword(seen)
    expect(api.connections.opened).toBe(0)
  })
})

describe('a proxy that', () => {
  /** The CONNECT of that number (from 0) meets the mood, the others a healthy proxy. */
  const at =
    (number: number, mood: Mood) =>
    (index: number): Mood =>
      index === number ? mood : { kind: 'tunnel' }

  test.concurrent(
    'refuses is told by its HTTP status, and what it says of it cannot start a command',
    async () => {
      const body = `\n::error::injected\n##[add-mask]e\n${KEY}`
      const { api, proxyUrl, start } = await openCompany({
        mood: () => ({ kind: 'refuse', status: 503, body }),
      })
      const seen = await start({ https_proxy: proxyUrl }, { timeout: '300ms' }).finished
      expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'unreachable' }, masks: [KEY] })
      expect(seen.errors).toHaveLength(1)
      expect(seen.errors[0]?.message).toContain('503')
      expect(everything(seen)).not.toContain('injected')
      expect(api.connections.opened).toBe(0)
    },
  )

  test.concurrent(
    'dies in the middle of a download costs that one retry, and the file is whole',
    async () => {
      const { api, proxy, proxyUrl, start } = await openCompany({
        mood: at(1, { kind: 'die', afterBytes: 100_000 }),
      })
      const { workspace } = await expectSaved(start({ https_proxy: proxyUrl }), api)
      expect(readFileSync(join(workspace, 'audio', 't.mp3'))).toHaveLength(SONG.sizeBytes)
      expect(proxy.connects).toHaveLength(3)
    },
  )

  testUnless(NO_SIGNALS, 'stays silent does not hold up an interrupted step', async () => {
    const { proxy, proxyUrl, start } = await openCompany({ mood: () => ({ kind: 'silence' }) })
    const run = start({ https_proxy: proxyUrl })
    await until(() => proxy.connects.length > 0)
    run.kill('SIGTERM')
    const { exitCode, signal, outputs } = await run.finished
    expect([exitCode, signal, outputs['reason']]).toEqual([1, null, 'interrupted'])
  })

  test.concurrent(
    'reads along in the API’s name gets no key, unless its certificate is trusted',
    async () => {
      const inTheMiddle = await openApi({ tls: selfSigned([NAME]), urlHost: NAME })
      const { proxyUrl, start } = await openCompany()
      const { outputs, errors } = await start({ https_proxy: proxyUrl }, { endpoint: inTheMiddle.endpoint })
        .finished
      expect(outputs['reason']).toBe('rejected')
      expect(errors[0]?.message).toContain('NODE_EXTRA_CA_CERTS')
      expect(inTheMiddle.requests).toHaveLength(0)
    },
  )
})

test.concurrent(
  'a storage host that nobody trusts is asked for nothing, and the outputs are there all the same',
  async () => {
    const elsewhere = await openApi({ tls: selfSigned([NAME]), urlHost: NAME })
    const { api, start } = await openCompany()
    const url = elsewhere.storage.put('song.mp3', Buffer.from('x'))
    api.task('t', [completed({ audioUrl: url })])
    const { exitCode, outputs, errors } = await start({}, {}, '127.0.0.1').finished
    expect({ exitCode, outputs }).toMatchObject({
      exitCode: 1,
      outputs: { reason: 'download-failed', audioUrl: url, files: '' },
    })
    expect(errors[0]?.message).toContain('certificate')
    expect(elsewhere.storage.requests).toHaveLength(0)
    expect(elsewhere.storage.connections.opened).toBe(1)
  },
)
