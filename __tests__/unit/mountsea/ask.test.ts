/** Requests without an answer, or with only part of one. What needs a real connection is in __tests__/server/mountsea. */
import { Readable } from 'node:stream'
import { createTaskApi, type Answer } from '../../../src/mountsea/ask.ts'
import type { NetworkProblem } from '../../../src/mountsea/problems.ts'
import { NetworkError } from '../../../src/world/network.ts'
import type { HttpGet } from '../../../src/world/http.ts'
import { createRedactor } from '../../../src/text/secret.ts'
import { httpStatus, met } from '../../support/builders.ts'
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

const coded = (code: string): Error => Object.assign(new Error('words of others'), { code })

test.each<[Error, NetworkProblem]>([
  [coded('ECONNREFUSED'), { kind: 'network', code: 'ECONNREFUSED' }],
  [new NetworkError({ kind: 'no-host' }), { kind: 'no-host' }],
])('no answer is the problem that the network reports: %s', async (error, problem) => {
  expect(await ask(() => Promise.reject(error))).toEqual(met(problem))
})

test('an aborted request counts as no answer in time, whatever its error', async () => {
  expect(await ask(() => Promise.reject(coded('ECONNREFUSED')), AbortSignal.abort())).toEqual(
    met({ kind: 'no-answer' }),
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
  expect(await ask(unavailable)).toEqual(met(httpStatus(503), 30_000))
})

test('a bug while an answer is read is not reported as a network problem', async () => {
  const redactor = createRedactor('')
  const text = (): string => {
    throw new Error('a bug')
  }
  await expect(ask(unavailable, undefined, { ...redactor, text })).rejects.toThrow('a bug')
})
