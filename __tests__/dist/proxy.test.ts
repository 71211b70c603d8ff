// A company network: the API and the storage host are names that only a proxy knows, and their certificate is trusted by
// NODE_EXTRA_CA_CERTS alone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSigned } from '../support/certificate.ts'
import { completed, redirect, type Api } from '../../tools/stand-ins/api/index.ts'
import { startProxy, type Mood, type Proxy, type ProxyOptions } from '../support/proxy.ts'
import type { Finished, Run } from '../../tools/stand-ins/runner/run-action.ts'
import { closeLater, KEY, makeFolder, openApi, startStep, type Inputs } from '../support/step.ts'

/** A name of RFC 2606: no name server has it, so only the proxy can have led there. */
const NAME = 'api.mountsea.test'
const SONG = { sizeBytes: 300_000, seed: 1 }
const CERTIFICATE = selfSigned([NAME])
/** Nothing listens on the port of the discard service. */
const NOBODY = 'http://127.0.0.1:9'
const PASSWORD = 'p@ss:w/rd%1'

const trusted = join(makeFolder('company'), 'trusted.pem')
writeFileSync(trusted, CERTIFICATE.cert)

interface Company {
  readonly api: Api
  readonly proxy: Proxy
  /** The proxy's URL, with this password if one is given. */
  readonly proxyUrl: (password?: string) => string
  /** Starts a step that waits for a song and saves it. Only the proxy finds names, unless `lookups` says otherwise. */
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
  const proxyUrl: Company['proxyUrl'] = (password) =>
    `http://${password === undefined ? '' : `clerk:${encodeURIComponent(password)}@`}127.0.0.1:${proxy.port}`
  return { api, proxy, proxyUrl, start }
}

async function expectSaved(run: Run, { storage }: Api): Promise<Finished> {
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
  expect(seen.outputs['tasks']).toContain(storage.sha256('song.mp3'))
  return seen
}

/** The step is red, and shows none of these texts to a person or a later step. */
function expectRed(seen: Finished, reason: string, ...secrets: readonly string[]): void {
  expect(seen).toMatchObject({ exitCode: 1, signal: null, outputs: { reason } })
  expectHidden(seen, ...secrets)
}

function expectHidden({ stdout, summary, outputs }: Finished, ...secrets: readonly string[]): void {
  for (const secret of secrets) expect(JSON.stringify([stdout, summary, outputs])).not.toContain(secret)
}

const FORMS = [PASSWORD, encodeURIComponent(PASSWORD), btoa(`clerk:${PASSWORD}`), 'clerk']

test.concurrent(
  'names that only the proxy knows work for polls and for downloads, and the proxy reads nothing but the names',
  async () => {
    const { api, proxy, proxyUrl, start } = await openCompany()
    const moved = redirect(api.storage.put('song.mp3', SONG))
    api.task('t', [completed({ audioUrl: api.storage.put('moved.mp3', SONG, moved) })])
    await expectSaved(start({ https_proxy: proxyUrl() }), api)
    const host = new URL(api.storage.origin).host
    expect([...proxy.connects].sort()).toEqual([`${NAME}:${api.port}`, host, host].sort())
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

test.concurrent('a proxy that is misnamed is never bypassed, even if a direct way exists', async () => {
  const { api, start } = await openCompany()
  const seen = await start({ https_proxy: 'http://clerk:pa#ss@127.0.0.1:9' }, {}, '127.0.0.1').finished
  expectRed(seen, 'rejected', 'clerk', 'pa#ss')
  expect(api.connections.opened).toBe(0)
})

describe('a password', () => {
  test.concurrent('opens the proxy, and is not shown anywhere', async () => {
    const { api, proxyUrl, start } = await openCompany({ credentials: `clerk:${PASSWORD}` })
    const env = { RUNNER_DEBUG: '1', NODE_OPTIONS: '--throw-deprecation' }
    const seen = await expectSaved(start({ ...env, https_proxy: proxyUrl(PASSWORD) }), api)
    expectHidden(seen, ...FORMS)
    const requests = [...api.requests, ...api.storage.requests]
    expect(JSON.stringify(requests.map(({ headers }) => headers))).not.toMatch(/proxy-authorization/i)
  })

  test.concurrent(
    'that is wrong ends the step at once, which names HTTP 407 and not the password',
    async () => {
      const { api, proxyUrl, start } = await openCompany({ credentials: `clerk:${PASSWORD}` })
      const seen = await start({ https_proxy: proxyUrl(`${PASSWORD}!`), RUNNER_DEBUG: '1' }).finished
      expectRed(seen, 'rejected', ...FORMS)
      const says = /user name and a password \(HTTP 407\).*`https_proxy`.*USER:PASSWORD@/
      expect(seen.errors[0]?.message).toMatch(says)
      expect(api.connections.opened).toBe(0)
    },
  )
})

describe('a proxy that', () => {
  const BODY = `\n::error::injected\n##[add-mask]e\n${KEY}`

  test.concurrent(
    'refuses is reported by its HTTP status, and nothing in its answer starts a command',
    async () => {
      const mood = (): Mood => ({ kind: 'refuse', status: 503, body: BODY })
      const { api, proxyUrl, start } = await openCompany({ mood })
      const seen = await start({ https_proxy: proxyUrl() }, { timeout: '300ms' }).finished
      expectRed(seen, 'unreachable', 'injected')
      expect(seen.masks).toEqual([KEY])
      expect(seen.errors.map(({ message }) => message)).toEqual([expect.stringContaining('503')])
      expect(api.connections.opened).toBe(0)
    },
  )

  test.concurrent('poses as the API gets no key, unless its certificate is trusted', async () => {
    const inTheMiddle = await openApi({ tls: selfSigned([NAME]), urlHost: NAME })
    const { proxyUrl, start } = await openCompany()
    const run = start({ https_proxy: proxyUrl() }, { endpoint: inTheMiddle.endpoint })
    const seen = await run.finished
    expectRed(seen, 'rejected')
    expect(seen.errors[0]?.message).toContain('NODE_EXTRA_CA_CERTS')
    expect(inTheMiddle.requests).toHaveLength(0)
  })
})
