// The API key in a whole step: whatever the API or a storage host says, and however it spells the key, nobody gets to read it.
import fc from 'fast-check'
import { apiKey, spelling, tellsKey } from '../fuzz/keys.ts'
import { hostileText } from '../fuzz/hostile-text.ts'
import {
  recordOf,
  stepWorld,
  type StepReply,
  type StepRequest,
  type StepWorld,
} from '../support/step-world.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)

/** What the API answers, with an echo of the key somewhere in it. */
type Place = (echo: string, request: StepRequest) => StepReply

const PLACES: Readonly<Record<string, Place>> = {
  'a status': (echo, request) => recordOf(request, request.count === 1 ? `x${echo}` : 'failed'),
  'the last status': (echo, request) => recordOf(request, `x${echo}`),
  'a message': (echo, request) => recordOf(request, 'failed', { errorMessage: echo }),
  'a message that is cut in the echo': (echo, request) =>
    recordOf(request, 'failed', { errorMessage: 'x'.repeat(1_990) + echo }),
  'the codes': (echo, request) => recordOf(request, 'cancelled', { errorCode: echo, traceId: echo }),
  'the dates': (echo, request) => recordOf(request, 'timeout', { createdAt: echo, finishedAt: echo }),
  'a result': (echo, request) =>
    recordOf(request, 'completed', { result: { title: echo, [echo]: [echo, { [echo]: 1 }] } }),
  'a field that nobody knows': (echo, request) => recordOf(request, 'completed', { [echo]: echo }),
  'an audio URL': (echo, request) =>
    recordOf(request, 'completed', {
      result: { audioUrl: `https://cdn.example.com/${echo}/song.mp3?k=${echo}` },
    }),
  'the host of an audio URL': (echo, request) =>
    recordOf(request, 'completed', { result: { url: `https://${echo}.example.com/`, format: echo } }),
  stems: (echo, request) =>
    recordOf(request, 'completed', {
      result: { vocals: `https://cdn.example.com/?${echo}`, drums: `https://cdn.example.com/#${echo}` },
    }),
  'the task ID of a record': (echo) => ({ body: JSON.stringify({ taskId: echo, status: echo }) }),
  'something that is no JSON': (echo) => ({ body: `{"error": ${echo}` }),
  'an answer that breaks off in the echo': (echo) => ({ status: 401, body: breakingOff(`{"key":"${echo}`) }),
  'a refusal': (echo) => ({ status: 401, body: echo }),
  'a rejection': (echo) => ({ status: 422, body: `{"message":"${echo}"}` }),
  'a missing task': (echo) => ({ status: 404, body: `<p>${echo}</p>` }),
  'a redirect': (echo) => ({
    status: 302,
    headers: { location: `https://evil.example/${echo}?k=${echo}` },
    body: '',
  }),
  'the scheme of a redirect': (echo) => ({ status: 302, headers: { location: `${echo}:${echo}` }, body: '' }),
  headers: (echo) => ({
    status: 503,
    headers: { 'retry-after': echo, location: echo, 'content-type': echo },
    body: echo,
  }),
  'an error of the network': (echo) => Object.assign(new Error(echo), { code: 'ESOMETHING' }),
}

async function* breakingOff(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text).subarray(0, -1))
  throw Object.assign(new Error('cut'), { code: 'ECONNRESET' })
}

/** Everything that anybody could read afterwards, but the key's own registration. */
function readable({ runner, downloads }: StepWorld): string {
  return [
    ...runner.calls.filter(({ kind }) => kind !== 'mask').map(({ name, value }) => `${name}\n${value}`),
    ...downloads.map(({ url, headers }) => `${url.href}\n${JSON.stringify(headers)}`),
  ].join('\n')
}

async function expectHidden(world: StepWorld, key: string): Promise<void> {
  await world.run()
  const text = readable(world)
  if (tellsKey(text, key)) throw new Error(`${key} is told: ${text}`)
  expect(world.runner.values('mask')).toEqual([key])
  expect(world.runner.calls[0]?.kind).toBe('mask')
}

describe(`an echo of the key in (FUZZ_SEED=${seed})`, () => {
  test.each(Object.entries(PLACES))('%s is told to nobody', async (_name, place) => {
    const cases = fc.record({ key: apiKey, how: spelling, around: hostileText })
    await fc.assert(
      fc.asyncProperty(cases, async ({ key, how, around }) => {
        const echo = `${around} ${how.spell(key)} ${around}`
        // What stands around a host name would make it none.
        for (const text of [echo, how.spell(key)]) {
          const world = stepWorld({
            inputs: { 'api-key': key, timeout: '1m', 'download-dir': '/nowhere' },
            api: (request) => place(text, request),
            storage: () => 'never',
          })
          if (world.downloads.length > 0) throw new Error('asked for a URL with the key in it')
          await expectHidden(world, key)
        }
      }),
      { numRuns: 12, seed },
    )
  })
})

test('a URL with the key in it is not asked: the step ends as download-failed, at once, and says why', async () => {
  const world = stepWorld({
    inputs: { 'download-dir': '/nowhere' },
    api: (request) =>
      recordOf(request, 'completed', {
        result: { audioUrl: 'https://cdn.example.com/a.mp3?k=sk-0123456789' },
      }),
  })
  expect(await world.run()).toBe(false)
  expect(world.downloads).toEqual([])
  expect(world.runner.outputs).toMatchObject({
    reason: 'download-failed',
    audioUrl: 'https://cdn.example.com/a.mp3?k=***',
  })
  expect(world.runner.annotations('error')).toEqual([
    expect.stringContaining(
      'https://cdn.example.com/a.mp3: the URL has the API key in it, so it was not asked',
    ),
  ])
  expect(world.clock.nowMs()).toBe(0)
})

test('a redirect to a URL with the key in it is not followed', async () => {
  const world = stepWorld({
    inputs: { 'download-dir': '/nowhere' },
    api: (request) =>
      recordOf(request, 'completed', { result: { audioUrl: 'https://cdn.example.com/a.mp3' } }),
    storage: () => ({
      status: 302,
      headers: { location: 'https://evil.example/?k=%73k-0123456789' },
      body: '',
    }),
  })
  expect(await world.run()).toBe(false)
  expect(world.downloads.map(({ url }) => url.href)).toEqual(['https://cdn.example.com/a.mp3'])
  expect(world.runner.outputs['reason']).toBe('download-failed')
})

test('the key in the wrong input is shown in no error, whole or in part', async () => {
  const key = `sk-${'0123456789abcdef'.repeat(20)}`
  for (const name of [
    'task-id',
    'endpoint',
    'timeout',
    'poll-interval',
    'max-poll-interval',
    'download-dir',
  ]) {
    const world = stepWorld({ inputs: { 'api-key': key, [name]: `"${'x'.repeat(60)}${key},\u0007` } })
    await expectHidden(world, key)
    expect(readable(world)).not.toContain(key.slice(0, 8))
  }
})

test('several tasks whose IDs are the key are not shown in the picture either', async () => {
  const key = 'sk-0123456789abcdef'
  const world = stepWorld({
    inputs: { 'api-key': key, 'task-id': `${key}\n${key}-2`, timeout: '1m' },
    api: (request) => recordOf(request, request.count < 3 ? 'processing' : 'completed'),
  })
  await expectHidden(world, key)
})
