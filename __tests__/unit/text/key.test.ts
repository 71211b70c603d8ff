// The API key in a whole step, in examples: where it must not go, and what is said instead.
import { expectHidden, readable } from '../../support/key-world.ts'
import { recordOf, stepWorld } from '../../support/step-world.ts'

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
