// A company network: the API and the storage host are names that only a proxy knows.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finished } from '../support/run-action.ts'
import { companies, KEY, NAME, PROXY_TLS, SONG } from '../support/proxy/company.ts'
import type { Mood } from '../support/proxy/proxy.ts'

const company = companies()

function expectSaved({ exitCode, outputs, workspace, stdout }: Finished): void {
  expect({ exitCode, reason: outputs['reason'], stdout }).toMatchObject({ exitCode: 0, reason: 'completed' })
  expect(readFileSync(join(workspace, 'audio', 'song.mp3'))).toEqual(SONG)
}

/** Everything that a person or a later step can read. */
function everything({ stdout, stderr, summary, outputs }: Finished): string {
  return [stdout, stderr, summary, ...Object.values(outputs)].join('\n')
}

describe('names that exist only behind the proxy', () => {
  test('work for polls and for downloads, and the proxy reads nothing but the names', async () => {
    const { api, start, open, proxyUrl } = company()
    const { connects, read } = await open()
    expectSaved(await start({ https_proxy: proxyUrl() }).finished)
    expect(new Set(connects)).toEqual(new Set([`${NAME}:${api.port}`, new URL(api.storage.origin).host]))
    expect(read.join('\n')).not.toContain(KEY)
    expect(read.join('\n')).not.toMatch(/authorization|song/i)
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(api.storage.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('work through a proxy that is spoken to over TLS', async () => {
    const { start, open } = company()
    const { port, connects } = await open({ tls: PROXY_TLS })
    expectSaved(await start({ https_proxy: `https://${NAME}:${port}`, NAMES_HERE: NAME }).finished)
    expect(connects).toHaveLength(2)
  })

  test('are not found without it', async () => {
    const { api, start } = company()
    const { exitCode, outputs, errors } = await start({}).finished
    expect({ exitCode, reason: outputs['reason'] }).toEqual({ exitCode: 1, reason: 'rejected' })
    expect(errors[0]?.message).toContain('host name not found')
    expect(api.connections.opened).toBe(0)
  })
})

describe('the environment', () => {
  test.each([
    ['https_proxy', (url: string) => ({ https_proxy: url })],
    ['HTTPS_PROXY', (url: string) => ({ HTTPS_PROXY: url })],
    [
      'https_proxy where both are set',
      (url: string) => ({ https_proxy: url, HTTPS_PROXY: 'http://127.0.0.1:9' }),
    ],
    ['an address without http://', (url: string) => ({ https_proxy: url.replace('http://', '') })],
    ['no_proxy for others', (url: string) => ({ https_proxy: url, no_proxy: 'example.com,mountsea.tes' })],
  ])('%s leads through the proxy', async (_name, env) => {
    const { start, open, proxyUrl } = company()
    const { connects } = await open()
    expectSaved(await start(env(proxyUrl())).finished)
    expect(connects.length).toBeGreaterThanOrEqual(2)
  })

  test.each([
    ['no_proxy', { no_proxy: NAME }],
    ['NO_PROXY', { NO_PROXY: NAME.toUpperCase() }],
    ['no_proxy with a domain', { no_proxy: 'example.com, .mountsea.test' }],
    ['no_proxy with everything', { no_proxy: '*' }],
    // It is for http, and nothing but this machine is asked over http.
    [
      'http_proxy alone',
      { https_proxy: undefined, http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
    ],
  ])('%s leads past the proxy', async (_name, env) => {
    const { start, open, proxyUrl } = company()
    const { connects } = await open()
    expectSaved(await start({ https_proxy: proxyUrl(), NAMES_HERE: NAME, ...env }).finished)
    expect(connects).toEqual([])
  })
})

describe('a password', () => {
  const PASSWORD = 'p@ss:w/rd%1'
  const IN_URL = `clerk:${encodeURIComponent(PASSWORD)}`

  test('opens the proxy, and is in nothing that anybody can read', async () => {
    const { start, open, proxyUrl, api } = company()
    await open({ credentials: `clerk:${PASSWORD}` })
    const finished = await start({ https_proxy: proxyUrl(IN_URL), RUNNER_DEBUG: '1' }).finished
    expectSaved(finished)
    expectNoPassword(everything(finished))
    const headers = [...api.requests, ...api.storage.requests].map((request) =>
      JSON.stringify(request.headers),
    )
    expect(headers.join('\n')).not.toMatch(/proxy-authorization/i)
  })

  test.each([
    ['that is missing', undefined],
    ['that is wrong', `clerk:${encodeURIComponent(`${PASSWORD}!`)}`],
  ])('%s ends as unreachable: the error says 407, and not the password', async (_name, credentials) => {
    const { start, open, proxyUrl, api } = company()
    await open({ credentials: `clerk:${PASSWORD}` })
    const env = { https_proxy: proxyUrl(credentials), RUNNER_DEBUG: '1' }
    const finished = await start(env, { timeout: '300ms' }).finished
    expect(finished).toMatchObject({ exitCode: 1, outputs: { reason: 'unreachable' } })
    expect(finished.errors[0]?.message).toContain('proxy answered HTTP 407')
    expectNoPassword(everything(finished))
    expect(api.connections.opened).toBe(0)
  })

  test('is in no error of a proxy that cannot be reached', async () => {
    const { start } = company()
    // Nothing listens on the port of the discard service.
    const env = { https_proxy: `http://${IN_URL}@127.0.0.1:9`, RUNNER_DEBUG: '1' }
    const finished = await start(env, { timeout: '300ms' }).finished
    expect(finished.outputs['reason']).toBe('unreachable')
    expect(finished.errors[0]?.message).toContain('proxy not reachable')
    expectNoPassword(everything(finished))
  })

  function expectNoPassword(text: string): void {
    for (const form of [PASSWORD, IN_URL, btoa(`clerk:${PASSWORD}`), encodeURIComponent(PASSWORD), 'clerk']) {
      expect(text).not.toContain(form)
    }
  }
})

describe('a proxy that', () => {
  /** The first so many CONNECTs meet the mood, the others a healthy proxy. */
  const first =
    (count: number, mood: Mood) =>
    (index: number): Mood =>
      index < count ? mood : { kind: 'tunnel' }

  test('refuses ends as unreachable, and what it says of it cannot start a command', async () => {
    const { start, open, proxyUrl, api } = company()
    const body = `\n::error::injected\n##[add-mask]e\n${KEY}`
    await open({ mood: () => ({ kind: 'refuse', status: 403, body }) })
    const finished = await start({ https_proxy: proxyUrl() }, { timeout: '300ms' }).finished
    expect(finished).toMatchObject({ exitCode: 1, outputs: { reason: 'unreachable' }, masks: [KEY] })
    expect(finished.errors).toHaveLength(1)
    expect(finished.errors[0]?.message).toContain('proxy answered HTTP 403')
    expect(everything(finished)).not.toContain('injected')
    expect(api.connections.opened).toBe(0)
  })

  test.each<[string, Mood]>([
    ['refuses once', { kind: 'refuse', status: 503, body: 'not now' }],
    ['closes the connection once', { kind: 'close' }],
    ['answers once with something that is no HTTP', { kind: 'babble', bytes: 'SSH-2.0-OpenSSH_9\r\n' }],
    ['dies once before the first byte', { kind: 'die', afterBytes: 0 }],
    ['dies once during the handshake', { kind: 'die', afterBytes: 100 }],
    ['dies once during the answer', { kind: 'die', afterBytes: 1_600 }],
  ])('%s costs the wait one retry', async (_name, mood) => {
    const { start, open, proxyUrl } = company()
    const { connects } = await open({ mood: first(1, mood) })
    const finished = await start({ https_proxy: proxyUrl() }).finished
    expectSaved(finished)
    expect(connects).toHaveLength(3)
    expect(finished.warnings).toHaveLength(1)
  })

  test('dies in the middle of a download costs that one retry, and the file is whole', async () => {
    const { api, start, open, proxyUrl } = company()
    const song = { sizeBytes: 300_000, seed: 1 }
    const url = api.storage.put('long.mp3', song)
    api.task('long', () => ({
      kind: 'reply',
      httpStatus: 200,
      headers: {},
      body: () => JSON.stringify({ taskId: 'long', status: 'completed', result: { audioUrl: url } }),
    }))
    await open({ mood: (index) => (index === 1 ? { kind: 'die', afterBytes: 100_000 } : { kind: 'tunnel' }) })
    const finished = await start({ https_proxy: proxyUrl() }, { 'task-id': 'long' }).finished
    expect(finished).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
    expect(JSON.parse(finished.outputs['tasks'] ?? '')).toMatchObject([
      { files: [{ bytes: 300_000, sha256: api.storage.sha256('long.mp3') }] },
    ])
    expect(finished.stdout).toContain('again in')
  })

  test('stays silent does not hold up an interrupted step', async () => {
    const { start, open, proxyUrl } = company()
    const { connects } = await open({ mood: () => ({ kind: 'silence' }) })
    const run = start({ https_proxy: proxyUrl() }, { timeout: '1h' })
    while (connects.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    run.kill('SIGTERM')
    const finished = await run.finished
    expect(finished).toMatchObject({ exitCode: 1, signal: null, outputs: { reason: 'interrupted' } })
    expect(existsSync(join(finished.workspace, 'audio'))).toBe(false)
  })
})
