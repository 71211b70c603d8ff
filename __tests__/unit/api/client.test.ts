/** What it means where no answer came, or only part of one. What needs a real connection is in __tests__/server/api. */
import { Readable } from 'node:stream'
import { createTaskApi } from '../../../src/api/client.ts'
import type { Answer } from '../../../src/api/answer.ts'
import { BadProxySetting } from '../../../src/ports/http-error.ts'
import type { HttpGet } from '../../../src/ports/http.ts'
import { createRedactor } from '../../../src/text/redact.ts'
import { httpStatus, transient } from '../../support/builders.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const WALL_MS = Date.UTC(2026, 0, 1)

function ask(
  get: HttpGet,
  signal = new AbortController().signal,
  redactor = createRedactor(''),
): Promise<Answer> {
  const endpoint = new URL('https://api.example/producer/tasks')
  const ports = { get, clock: new VirtualClock(WALL_MS), redactor }
  return createTaskApi({ endpoint, apiKey: 'ms-key-0123456789' }, ports)('task-1', signal)
}

const refused = Object.assign(new Error('words of others'), { code: 'ECONNREFUSED' })

test.each<[string, Error, Answer]>([
  ['a connection', refused, transient({ kind: 'network', code: 'ECONNREFUSED' })],
  [
    'a proxy',
    new Error('tunneling socket could not be established, statusCode=407'),
    transient({ kind: 'proxy', httpStatus: 407 }),
  ],
  [
    'the host name',
    Object.assign(new Error(), { code: 'ENOTFOUND' }),
    { kind: 'unknown-host', problem: { kind: 'host-name' } },
  ],
  [
    'the certificate',
    Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' }),
    { kind: 'rejected', problem: { kind: 'certificate', code: 'CERT_HAS_EXPIRED' } },
  ],
  ['the name of the proxy', new BadProxySetting(), { kind: 'rejected', problem: { kind: 'proxy-setting' } }],
])('no answer, because of %s', async (_what, error, answer) => {
  expect(await ask(() => Promise.reject(error))).toEqual(answer)
})

test('a request that was given up got no answer in time, whatever it broke with', async () => {
  expect(await ask(() => Promise.reject(refused), AbortSignal.abort())).toEqual(
    transient({ kind: 'no-answer' }),
  )
})

const unavailable: HttpGet = () =>
  Promise.resolve({
    status: 503,
    headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' },
    body: Readable.from([Buffer.from('the body')]),
    discard: () => undefined,
  })

test('a Retry-After with a date is counted from the date of this machine', async () => {
  expect(await ask(unavailable)).toEqual(transient(httpStatus(503), 30_000))
})

test('an error of our own while an answer is read does not pass for a problem of the network', async () => {
  const redactor = createRedactor('')
  const text = (): string => {
    throw new Error('a bug')
  }
  await expect(ask(unavailable, undefined, { ...redactor, text })).rejects.toThrow('a bug')
})
