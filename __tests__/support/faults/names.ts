/**
 * Host names that are not found, certificates that nobody vouches for, proxies that fail.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfSigned, type KeyAndCertificate } from '../certificate.ts'
import { status, thenCloses } from '../mock-api/index.ts'
import { answering, startRawServer, type Play } from '../raw-server.ts'
import { preload, type Fault, type MakeWorld } from './fault.ts'
import { OVER, unreachable } from './transient.ts'

/** `localhost` is looked up as the words say, one a connection. */
function lookups(words: string): MakeWorld {
  return ({ port }) =>
    Promise.resolve({
      inputs: { endpoint: `http://localhost:${port}/` },
      env: { LOOKUPS: words },
      nodeArguments: [preload('lookup')],
    })
}

const NO_NAME = 'host name not found'
const NO_DNS = 'DNS lookup failed for now'

export const NAMES: readonly Fault[] = [
  {
    name: 'a host name that does not exist, three times',
    world: lookups('ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1'),
    script: [OVER],
    reason: 'rejected',
    says: [/host name not found/, /`endpoint`/],
    polls: 0,
  },
  {
    name: 'a host name that is found at the third time',
    world: lookups('ENOTFOUND ENOTFOUND 127.0.0.1'),
    script: [OVER],
    reason: 'completed',
    status: 'completed',
    says: [/API failing::.*host name not found/, /API answers again/],
    polls: 1,
  },
  {
    name: 'a host name that is not found any more, after a record, to the deadline',
    world: lookups('127.0.0.1 ENOTFOUND'),
    script: [thenCloses(status('processing'))],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    status: 'processing',
    says: unreachable(NO_NAME, '12s', 'processing'),
  },
  {
    name: 'a host name that is lost five times after a record, and then found again',
    world: lookups('127.0.0.1 ENOTFOUND ENOTFOUND ENOTFOUND ENOTFOUND ENOTFOUND 127.0.0.1'),
    inputs: { timeout: '10m' },
    script: [thenCloses(status('processing')), OVER],
    reason: 'completed',
    status: 'completed',
    says: [/API answers again/],
  },
  {
    name: 'DNS trouble that passes',
    world: lookups('EAI_AGAIN EAI_AGAIN EAI_AGAIN EAI_AGAIN 127.0.0.1'),
    inputs: { timeout: '10m' },
    script: [OVER],
    reason: 'completed',
    status: 'completed',
    says: [/API failing::.*DNS lookup failed for now/, /API answers again/],
    polls: 1,
  },
  {
    name: 'DNS trouble to the deadline',
    world: lookups('EAI_AGAIN'),
    script: [OVER],
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: unreachable(NO_DNS),
    polls: 0,
  },
]

const trusted = selfSigned(['127.0.0.1'])
const expired = selfSigned(['127.0.0.1'], new Date(Date.UTC(2021, 0, 1)))
const otherHost = selfSigned(['somebody-else.test'])

/** The certificate is among those that the runner's machine trusts. */
function trusting({ cert }: KeyAndCertificate): MakeWorld {
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
    const path = join(folder, 'extra.pem')
    writeFileSync(path, cert)
    return Promise.resolve({
      env: { NODE_EXTRA_CA_CERTS: path },
      undo: () => {
        rmSync(folder, { recursive: true })
        return Promise.resolve()
      },
    })
  }
}

function untrusted(name: string, tls: KeyAndCertificate, code: string, world?: MakeWorld): Fault {
  return {
    name: `a certificate ${name}`,
    apiOptions: { tls },
    ...(world === undefined ? {} : { world }),
    script: [OVER],
    reason: 'rejected',
    says: [new RegExp(`certificate not trusted \\(${code}\\)`), /key was not sent/, /NODE_EXTRA_CA_CERTS/],
    polls: 0,
  }
}

export const CERTIFICATES: readonly Fault[] = [
  untrusted('that nobody vouches for', trusted, 'DEPTH_ZERO_SELF_SIGNED_CERT'),
  untrusted('that has expired', expired, 'CERT_HAS_EXPIRED', trusting(expired)),
  untrusted('of another host', otherHost, 'ERR_TLS_CERT_ALTNAME_INVALID', trusting(otherHost)),
  {
    name: 'a certificate of the company, which the runner’s machine trusts, is no fault',
    apiOptions: { tls: trusted },
    world: trusting(trusted),
    script: [status('processing'), OVER],
    reason: 'completed',
    status: 'completed',
    polls: 2,
  },
  {
    name: 'a server that speaks plain HTTP where TLS should be',
    world: async () => {
      const server = await startRawServer(answering('HTTP/1.1 400 Bad Request\r\n\r\n'))
      return { inputs: { endpoint: `https://127.0.0.1:${server.port}/` }, undo: () => server.close() }
    },
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: unreachable('network error (EPROTO)'),
    polls: 0,
  },
]

/** The way to the API leads through a proxy that does this. */
function proxy(name: string, play: Play | 'refused', why: string): Fault {
  return {
    name: `a proxy that ${name}`,
    world: async () => {
      const server = await startRawServer(play === 'refused' ? () => undefined : play)
      if (play === 'refused') await server.close()
      return {
        inputs: { endpoint: 'https://api.test/tasks' },
        env: { https_proxy: `http://127.0.0.1:${server.port}` },
        undo: () => server.close(),
      }
    },
    inputs: { timeout: '12s' },
    reason: 'unreachable',
    says: unreachable(why),
  }
}

/** A proxy as some people write it: taken for none, the key would go past it. */
function notAUrl(proxyUrl: string): Fault {
  return {
    name: `a proxy named as ${proxyUrl}`,
    world: () =>
      Promise.resolve({
        inputs: { endpoint: 'https://api.test/tasks' },
        env: { https_proxy: proxyUrl, LOOKUPS: 'ENOTFOUND' },
        nodeArguments: [preload('lookup')],
      }),
    reason: 'rejected',
    says: [/the proxy is not named by a URL with a host\. Write `https_proxy`/],
    check: ({ stdout, stderr }) => expect(stdout + stderr).not.toContain('hunter2'),
  }
}

export const PROXIES: readonly Fault[] = [
  proxy('refuses the connection', 'refused', 'proxy not reachable'),
  proxy(
    'wants a password',
    answering('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    'proxy answered HTTP 407',
  ),
  proxy(
    'finds no way',
    answering('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'),
    'proxy answered HTTP 502',
  ),
  proxy('closes the connection', (socket) => void socket.end(), 'proxy not reachable'),
  { ...proxy('never answers', () => undefined, 'no complete answer in time'), pace: 'always hurried' },
  proxy('is no proxy', answering('220 mail.test ESMTP\r\n'), 'proxy not reachable'),
  notAUrl('user:hunter2@proxy.test:3128'),
  notAUrl('proxy.test:3128'),
  notAUrl('::'),
]
