// Host names that are not found, certificates that nobody vouches for, proxies that fail: what will not get better is refused
// at once, and the key stays here.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authority, selfSigned, type KeyAndCertificate } from '../../support/certificate.ts'
import { completed, status, thenCloses } from '../../support/mock-api/index.ts'
import { answering, type Play } from '../../support/raw-server.ts'
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
  problem('that is found at the third time: the task completes', {
    ...found('ENOTFOUND ENOTFOUND 127.0.0.1'),
    reason: 'completed',
    status: 'completed',
    warns: 'host name not found',
    polls: 1,
  })
  problem('that is not found any more, from the first record to the deadline: unreachable', {
    ...found('127.0.0.1 ENOTFOUND'),
    script: [thenCloses(status('processing'))],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: ['host name not found', '12s', 'processing'],
  })
  problem('that is lost five times after a record, and then found again: the task completes', {
    ...found('127.0.0.1 ENOTFOUND ENOTFOUND ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1'),
    inputs: { timeout: '10m' },
    script: [thenCloses(status('processing')), OVER],
    reason: 'completed',
    status: 'completed',
    warns: 'host name not found',
  })
  problem('that a name server cannot tell for a while: the task completes', {
    ...found('EAI_AGAIN EAI_AGAIN EAI_AGAIN EAI_AGAIN 127.0.0.1'),
    inputs: { timeout: '10m' },
    reason: 'completed',
    status: 'completed',
    warns: 'DNS',
    polls: 1,
  })
  problem('that a name server cannot tell, to the deadline: unreachable', {
    ...found('EAI_AGAIN'),
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: ['DNS', '12s'],
    polls: 0,
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
  problem('that is trusted, but has expired: rejected', {
    ...refused('CERT_HAS_EXPIRED'),
    ...trusting(selfSigned(['127.0.0.1'], { validUntil: new Date(Date.UTC(2021, 0, 1)) })),
  })
  problem('that is trusted, but of another host: rejected', {
    ...refused('ERR_TLS_CERT_ALTNAME_INVALID'),
    ...trusting(selfSigned(['somebody-else.test'])),
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
  problem('of the company, which the machine trusts: the task completes', {
    ...trusting(trusted),
    reason: 'completed',
    status: 'completed',
    polls: 1,
  })
  problem('where there is none, since the server speaks plain HTTP, three times: rejected', {
    world: async () => {
      const { port } = await openRawServer(answering('HTTP/1.1 400 Bad Request\r\n\r\n'))
      return { inputs: { endpoint: `https://127.0.0.1:${port}/` } }
    },
    reason: 'rejected',
    says: ['speaks no TLS', 'EPROTO', /key was not sent/],
    polls: 0,
  })
})

describe('a proxy', () => {
  const BEHIND = { endpoint: 'https://api.test/tasks' }
  /** How often the step tries does not depend on the deadline where it is `rejected`. */
  const proxy = (what: string, play: Play | 'closed port', says: string, row: Partial<Row> = {}): void =>
    problem(`${what}: ${row.reason ?? 'unreachable'}`, {
      world: async () => {
        const server = await openRawServer(play === 'closed port' ? () => undefined : play)
        if (play === 'closed port') await server.close()
        return { inputs: BEHIND, env: { https_proxy: `http://clerk:hunter2@127.0.0.1:${server.port}` } }
      },
      inputs: { timeout: '12s' },
      reason: 'unreachable',
      says: [says, ...(row.reason === undefined ? ['12s'] : ['`https_proxy`'])],
      check: ({ stdout, summary }) => expect(stdout + summary).not.toContain('hunter2'),
      ...row,
    })
  const refusing = (line: string): Play => answering(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`)
  const REJECTED = { reason: 'rejected', inputs: { timeout: '10m' } }

  proxy('that refuses the connection', 'closed port', 'proxy not reachable')
  proxy(
    'that asks for another password',
    refusing('407 Who'),
    'asks for a user name and a password',
    REJECTED,
  )
  proxy('that lets nobody through, three times', refusing('403 No'), 'proxy answered HTTP 403', REJECTED)
  proxy('that finds no way', refusing('502 Bad Gateway'), '502')
  proxy('that closes the connection', (socket) => void socket.end(), 'proxy not reachable')
  proxy('that never answers', () => undefined, 'no complete answer', { options: { hurry: 'always' } })
  proxy('that is no proxy', answering('220 mail.test ESMTP\r\n'), 'proxy not reachable')

  // Taken for no proxy at all, the key would go past it: a name server knows the API.
  const NAMES = [
    'user:hunter2@proxy.test:3128',
    '127.0.0.1:9',
    '"http://clerk:hunter2@127.0.0.1:9"',
    'http://clerk:hunter2#@127.0.0.1:9',
    'http://clerk:hunter2%zz@127.0.0.1:9',
    'socks5://clerk:hunter2@127.0.0.1:9',
  ]
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
      hurry: 'between requests',
    })
    expect(outputs).toMatchObject({ status: 'completed', reason: 'download-failed', files: '' })
    expect(errors[0]?.message).toMatch(/127\..*IPv4/)
    expect(elsewhere.received).toEqual([])
  },
)
