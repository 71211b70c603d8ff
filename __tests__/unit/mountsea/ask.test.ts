/** What it means where no answer came, or only part of one. What needs a real connection is in __tests__/server/mountsea. */
import { Readable } from 'node:stream'
import { createTaskApi } from '../../../src/mountsea/ask.ts'
import type { Answer } from '../../../src/mountsea/answer.ts'
import type { NetworkProblem } from '../../../src/mountsea/problems.ts'
import { NetworkError } from '../../../src/world/node-errors.ts'
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

test('a request that was given up got no answer in time, whatever it broke with', async () => {
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

test('the path of the endpoint says where the ID goes and whose record it is', async () => {
  const asked: string[] = []
  const get: HttpGet = (url) => {
    asked.push(url.href)
    const body = Readable.from([Buffer.from('{"task_id":"task/1","status":"completed"}')])
    return Promise.resolve({ status: 200, headers: {}, body, discard: () => undefined })
  }
  const ports = { get, clock: new VirtualClock(WALL_MS), redactor: createRedactor('') }
  const { signal } = new AbortController()
  const answers = ['/hub/v1/tasks', '/ms/v1/tasks', '/suno/v2/status'].map((path) =>
    createTaskApi({ endpoint: new URL(path, 'https://api.example'), apiKey: 'key-0123' }, ports)(
      'task/1',
      signal,
    ),
  )
  expect(await Promise.all(answers)).toMatchObject([
    { kind: 'record', task: { meaning: 'completed' } },
    { kind: 'record', task: { meaning: 'unknown' } },
    { kind: 'problem', problem: { defect: 'no-task-id' } },
  ])
  expect(asked).toEqual([
    'https://api.example/hub/v1/tasks/task%2F1',
    'https://api.example/ms/v1/tasks/task%2F1',
    'https://api.example/suno/v2/status?taskId=task%2F1',
  ])
})

test('a Retry-After with a date is counted from the date of this machine', async () => {
  expect(await ask(unavailable)).toEqual(met(httpStatus(503), 30_000))
})

test('an error of our own while an answer is read does not pass for a problem of the network', async () => {
  const redactor = createRedactor('')
  const text = (): string => {
    throw new Error('a bug')
  }
  await expect(ask(unavailable, undefined, { ...redactor, text })).rejects.toThrow('a bug')
})
