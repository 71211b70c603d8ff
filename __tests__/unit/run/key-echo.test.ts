// The API key in a whole step: whatever the API or a storage host says, and however it spells the key, nobody gets to read it.
import fc from 'fast-check'
import { apiKey, spelling } from '../../fuzz/keys.ts'
import { hostileText } from '../../fuzz/hostile-text.ts'
import { expectHidden } from '../../support/key-world.ts'
import { recordOf, stepWorld, type StepReply, type StepRequest } from '../../support/step-world.ts'

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
