/** What a step that saves audio requests and reports before it fetches: a scripted network, the real disk and clock (no test waits). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { media } from '../../support/media.ts'
import { KEY, recordOf, reasonsOf, stepWorld } from '../../support/step-world.ts'

let workspace = ''
beforeEach(() => void (workspace = mkdtempSync(join(tmpdir(), 'run-download-'))))
afterEach(() => rmSync(workspace, { recursive: true, force: true, maxRetries: 5 }))

test('a URL that contained the key is not requested, and a redirect to one is not followed', async () => {
  const world = stepWorld({
    api: (request) => {
      const query = request.taskId === 'a' ? `?k=${KEY}` : ''
      const status = request.taskId === 'c' ? 'failed' : 'completed'
      return recordOf(request, status, { result: { audioUrl: `https://cdn.example/b${query}` } })
    },
    storage: () => ({ status: 302, headers: { location: `https://other.example/?k=${KEY}` }, body: '' }),
    inputs: { 'task-id': 'a\nb\nc', 'download-dir': 'audio' },
    ...{ workspace, clock: systemClock },
  })
  expect(await world.run()).toBe(false)
  expect(world.downloads.map(({ url }) => url.href)).toEqual(['https://cdn.example/b'])
})

/** The outputs are written once a second at most. */
const HURRIED: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) }

test('everything known about a task is published before a byte of its files is fetched', async () => {
  const seen: unknown[] = []
  const result = { audioUrl: 'https://cdn.example/a.mp3?sig=hush', duration: 180, callbackUrl: 'https://h/' }
  const world = stepWorld({
    // Right after another change, so the outputs are not due yet.
    api: (request) => recordOf(request, request.count === 1 ? 'processing' : 'completed', { result }),
    storage: ({ url }) => {
      const { outputs } = world.runner
      seen.push([outputs['result']?.includes(url.href), outputs['reason'], reasonsOf(world)])
      return { headers: { 'content-type': 'audio/mpeg' }, body: media('song.mp3') }
    },
    inputs: { 'download-dir': 'audio', 'poll-interval': '100ms' },
    ...{ workspace, clock: HURRIED },
  })
  expect(await world.run()).toBe(true)
  expect(seen).toEqual([[true, 'interrupted', ['interrupted']]])
  expect(world.runner.values('records').at(1)).toContain('cdn.example')
  expect(reasonsOf(world)).toEqual(['completed'])
  expect(world.runner.outputs['files']).toBe(join(workspace, 'audio', 'a.mp3'))
  expect(world.runner.log).toContain('not saved, since these fields do not name results: callbackUrl')
  const length = 'MountSea file: a.mp3 is 1s long, but the result says 3m'
  expect(world.runner.annotations('warning')).toEqual([length])
})

test('a folder that cannot be used is a bad input', async () => {
  const world = stepWorld({ inputs: { 'download-dir': import.meta.filename }, workspace })
  expect(await world.run()).toBe(false)
  expect([world.runner.outputs['reason'], world.requests]).toEqual(['bad-input', []])
})
