/**
 * A company network for the built action: an API and a storage host under names that only the proxy knows, over TLS with a
 * certificate that only `NODE_EXTRA_CA_CERTS` makes trusted.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfSigned } from '../certificate.ts'
import { completed, songResult, startMockApi, type MockApi } from '../mock-api/index.ts'
import { runAction, type Run } from '../run-action.ts'
import { startProxy, type Proxy, type ProxyOptions } from './proxy.ts'

/** A name of RFC 2606: no name server has it, so only the proxy can have led there. */
export const NAME = 'api.mountsea.test'
export const KEY = 'sk-4f9b2c7d1e8a+Key/=='
export const SONG = Buffer.from('bytes that sound good')

const certificate = selfSigned([NAME])
const another = selfSigned([NAME])

export interface Company {
  readonly api: MockApi
  readonly proxy: () => Proxy
  /** Starts the proxy; before the action. */
  readonly open: (options?: Omit<ProxyOptions, 'names'>) => Promise<Proxy>
  /** The proxy's address, with credentials in front of it if given. */
  readonly proxyUrl: (credentials?: string) => string
  /** Runs the action to wait for a song and save it. */
  readonly start: (
    env: Readonly<Record<string, string | undefined>>,
    inputs?: Readonly<Record<string, string>>,
  ) => Run
}

/** Call it once in a test file; each test gets a network of its own. */
export function companies(): () => Company {
  const folder = mkdtempSync(join(tmpdir(), 'company-'))
  const trusted = join(folder, 'trusted.pem')
  let company: (Company & { readonly close: () => Promise<void> }) | undefined
  beforeEach(async () => {
    writeFileSync(trusted, certificate.cert)
    company = await found(trusted)
  })
  afterEach(() => company?.close())
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return () => {
    if (company === undefined) throw new Error('only in a test')
    return company
  }
}

/** The environment in which a proxy's own certificate is trusted as well. */
export const PROXY_TLS = certificate
export const UNTRUSTED_TLS = another

async function found(trusted: string): Promise<Company & { readonly close: () => Promise<void> }> {
  const api = await startMockApi({ tls: certificate, urlHost: NAME, apiKey: KEY })
  api.task('song', [completed(songResult(api.storage.put('song.mp3', SONG)))])
  const runs: Run[] = []
  let proxy: Proxy | undefined
  const theProxy = (): Proxy => {
    if (proxy === undefined) throw new Error('no proxy is open')
    return proxy
  }
  return {
    api,
    proxy: theProxy,
    open: async (options = {}) => (proxy = await startProxy({ names: [NAME], ...options })),
    proxyUrl: (credentials) =>
      `http://${credentials === undefined ? '' : `${credentials}@`}127.0.0.1:${theProxy().port}`,
    start(env, inputs = {}) {
      const run = runAction({
        inputs: {
          'task-id': 'song',
          'api-key': KEY,
          endpoint: api.endpoint,
          'poll-interval': '100ms',
          'download-dir': 'audio',
          ...inputs,
        },
        env: { NODE_EXTRA_CA_CERTS: trusted, ...env },
        nodeArguments: ['--import', new URL('names.ts', import.meta.url).href],
      })
      runs.push(run)
      return run
    },
    async close() {
      for (const run of runs) await run.dispose()
      await proxy?.close()
      await api.close()
    },
  }
}
