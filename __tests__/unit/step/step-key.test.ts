/** The API key in a whole step: it is never shown, whatever the API says and however an encoder spells the key. */
import fc from 'fast-check'
import { apiKey, spelling, tellsKey } from '../../fuzz/keys.ts'
import { hostileText } from '../../fuzz/hostile-text.ts'
import { recordOf, stepWorld } from '../../support/step-world.ts'
import type { StepReply, StepRequest, StepWorld } from '../../support/step-world.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)

/** Runs the step. The key is in nothing that it leaves, and the runner gets it first. */
async function expectHidden(world: StepWorld, key: string): Promise<void> {
  await world.run()
  const [first, ...told] = world.runner.calls
  expect(first).toEqual({ kind: 'mask', name: '', value: key })
  const text = told.map(({ name, value }) => `${name}\n${value}`).join('\n')
  if (tellsKey(text, key)) throw new Error(`${key} is told: ${text}`)
}

/** What the API answers, with an echo of the key somewhere in it. */
const PLACES: Readonly<Record<string, (echo: string, request: StepRequest) => StepReply>> = {
  'a status': (echo, request) => recordOf(request, request.count === 1 ? `x${echo}` : 'failed'),
  'a message that is cut in the echo': (echo, request) =>
    recordOf(request, 'failed', { errorMessage: 'x'.repeat(1_990) + echo }),
  'every other field': (echo, request) =>
    recordOf(request, 'cancelled', { errorCode: echo, traceId: echo, createdAt: echo, [echo]: echo }),
  'a result': (echo, request) =>
    recordOf(request, 'completed', { result: { title: echo, [echo]: [echo, { [echo]: 1 }] } }),
  'the URLs of audio': (echo, request) => {
    const [audioUrl, vocals] = [`https://cdn.example.com/${echo}/?k=${echo}`, `https://${echo}.example.com/`]
    return recordOf(request, 'completed', { result: { audioUrl, vocals } })
  },
  'the record of another task': (echo) => ({ body: JSON.stringify({ taskId: echo, status: echo }) }),
  'something that is no JSON': (echo) => ({ body: `{"error": ${echo}` }),
  'an answer that breaks off in the echo': (echo) => ({ status: 401, body: breakingOff(`{"key":"${echo}`) }),
  'an error': (echo, { count }) => ({ status: count === 1 ? 503 : 422, body: `{"message":"${echo}"}` }),
  'a redirect': (echo) => ({ status: 302, headers: { location: `https://h.example/${echo}` }, body: '' }),
  'the scheme of a redirect': (echo) => ({ status: 302, headers: { location: `${echo}:${echo}` }, body: '' }),
  'an error of the network': (echo) => Object.assign(new Error(echo), { code: 'ESOMETHING' }),
}

async function* breakingOff(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text).subarray(0, -1))
  throw Object.assign(new Error('cut'), { code: 'ECONNRESET' })
}

describe(`an echo of the key in (FUZZ_SEED=${seed})`, () => {
  test.each(Object.entries(PLACES))('%s is shown to nobody', async (_name, place) => {
    const cases = fc.record({ key: apiKey, how: spelling, around: hostileText })
    await fc.assert(
      fc.asyncProperty(cases, async ({ key, how, around }) => {
        const echo = how.spell(key)
        // The text around it would make the host name invalid.
        for (const text of [`${around} ${echo} ${around}`, echo]) {
          const inputs = { 'api-key': key, timeout: '1m' }
          await expectHidden(stepWorld({ inputs, api: (request) => place(text, request) }), key)
        }
      }),
      { numRuns: 12, seed },
    )
  })
})
