// Host names that are not found, certificates that nobody vouches for, proxies that fail: what will not get better is refused
// at once, and the key stays here.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authority, selfSigned, type KeyAndCertificate } from '../../support/certificate.ts'
import { completed, status, thenCloses } from '../../support/mock-api/index.ts'
import { answering } from '../../support/raw-server.ts'
import { openApi, openRawServer, runStep } from '../../support/step.ts'
import { OVER, problem, type Row } from './row.ts'

describe('a host name', () => {
  /** The API's name is looked up as the words say, one a connection. */
  const found = (lookups: string): Pick<Row, 'world'> => ({
    world: ({ port }) => Promise.resolve({ lookups, inputs: { endpoint: `http://localhost:${port}/` } }),
  })

  problem('that does not exist, three times: rejected', {
    ...found('ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1'),
    reason: 'rejected',
    says: ['host name not found', '`endpoint`'],
    polls: 0,
  })
  problem('that is lost five times after a record, and then found again: the task completes', {
    ...found('127.0.0.1 ENOTFOUND ENOTFOUND ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1'),
    script: [thenCloses(status('processing')), OVER],
    warns: 'host name not found',
  })
  problem('that a name server cannot tell for a while: the task completes', {
    ...found('EAI_AGAIN EAI_AGAIN EAI_AGAIN EAI_AGAIN 127.0.0.1'),
    warns: 'DNS',
    polls: 1,
  })
})

describe('a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }))
  const trusted = selfSigned(['127.0.0.1'])

  /** The API has this certificate, and the machine that runs the step trusts it. */
  function trusting(tls: KeyAndCertificate, issuer = tls.cert): Pick<Row, 'api' | 'options'> {
    const path = join(mkdtempSync(join(folder, 'trusted-')), 'extra.pem')
    writeFileSync(path, issuer)
    return { api: { tls }, options: { env: { NODE_EXTRA_CA_CERTS: path } } }
  }
  const refused = (code: string): Row => ({
    reason: 'rejected',
    says: [code, 'NODE_EXTRA_CA_CERTS', /key was not sent/],
    polls: 0,
  })

  problem('that nobody vouches for: rejected', {
    ...refused('DEPTH_ZERO_SELF_SIGNED_CERT'),
    api: { tls: trusted },
    // At once: what is not trusted now will not be in a minute.
    check: (_seen, api) => expect(api.connections.opened).toBe(1),
  })
  const old = authority({ rsaBits: 2048 })
  problem('of an authority that is trusted, but signed as nobody should any more: rejected', {
    ...refused('CA signature digest algorithm too weak'),
    ...trusting(old.issue(['127.0.0.1'], { digest: 'sha1' }), old.cert),
    check: (_seen, api) => expect(api.connections.opened).toBe(1),
  })
  problem('that the server wants from its client, three times: rejected', {
    ...trusting(trusted),
    api: { tls: { ...trusted, requestCert: true } },
    reason: 'rejected',
    says: ['asks for a client certificate', 'This action has no client certificate'],
    polls: 0,
  })
  problem('where there is none, since the server speaks plain HTTP, three times: rejected', {
    world: async () => {
      const { port } = await openRawServer(answering('HTTP/1.1 400 Bad Request\r\n\r\n'))
      return { inputs: { endpoint: `https://127.0.0.1:${port}/` } }
    },
    reason: 'rejected',
    says: ['does not speak TLS', 'EPROTO', /key was not sent/],
    polls: 0,
  })
})

describe('a proxy', () => {
  const BEHIND = { endpoint: 'https://api.test/tasks' }

  problem('that refuses the connection: unreachable', {
    world: async () => {
      const server = await openRawServer(() => undefined)
      await server.close()
      return { inputs: BEHIND, env: { https_proxy: `http://clerk:hunter2@127.0.0.1:${server.port}` } }
    },
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: ['proxy not reachable', '12s'],
    check: ({ stdout, summary }) => expect(stdout + summary).not.toContain('hunter2'),
  })

  // Taken for no proxy at all, the key would go past it: a name server knows the API.
  const NAMES = ['user:hunter2@proxy.test:3128', '127.0.0.1:9', 'http://clerk:hunter2#@127.0.0.1:9']
  for (const https_proxy of NAMES) {
    problem(`that is named as ${https_proxy}: rejected`, {
      inputs: BEHIND,
      options: { env: { https_proxy }, lookups: '127.0.0.1' },
      reason: 'rejected',
      says: ['https_proxy is not', 'Write it as http://HOST:PORT'],
      check: ({ stdout, summary }) => expect(stdout + summary).not.toContain('hunter2'),
    })
  }
})

// The toolkit takes every such name for this machine and goes past the proxy, though a name server may lead it anywhere.
test.concurrent(
  'a file on a host that begins with 127. and is no IPv4 address is not asked for',
  async () => {
    const api = await openApi()
    const elsewhere = await openRawServer(() => undefined)
    api.task('t', [completed({ audioUrl: `https://127.evil.test:${elsewhere.port}/song.mp3` })])
    const inputs = { 'download-dir': 'audio', timeout: '1m' }
    const { outputs, errors } = await runStep(api, inputs, {
      lookups: '127.0.0.1',
      skipsPauses: true,
    })
    expect(outputs).toMatchObject({ status: 'completed', reason: 'download-failed', files: '' })
    expect(errors[0]?.message).toMatch(/127\..*IPv4/)
    expect(elsewhere.received).toEqual([])
  },
)
