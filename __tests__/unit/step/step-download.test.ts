/** How a step that saves the audio ends: a scripted network, the real disk, the real clock (no test waits for it). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../src/world/clock.ts'
import { media } from '../../support/media.ts'
import { KEY, recordOf, reasonsOf, stepWorld } from '../../support/step-world.ts'
import type { StepOptions, StepScript, StepWorld } from '../../support/step-world.ts'

const SONG = media('song.mp3')
let workspace = ''
beforeEach(() => void (workspace = mkdtempSync(join(tmpdir(), 'run-download-'))))
afterEach(() => rmSync(workspace, { recursive: true, force: true, maxRetries: 5 }))

const completed: StepScript = (request) =>
  recordOf(request, 'completed', {
    result: { audioUrl: `https://cdn.example/${request.taskId}.mp3?sig=hush` },
  })
const song: StepScript = () => {
  return { headers: { 'content-length': String(SONG.length), 'content-type': 'audio/mpeg' }, body: SONG }
}

const step = (options: StepOptions = {}): StepWorld =>
  stepWorld({
    api: completed,
    storage: song,
    workspace,
    clock: systemClock,
    ...options,
    inputs: { 'task-id': 'a\nb', 'download-dir': 'audio', 'poll-interval': '100ms', ...options.inputs },
  })

test('a URL that had the key in it is not asked, and a redirect to one is not followed', async () => {
  const world = step({
    api: (request) => {
      const query = request.taskId === 'a' ? `?k=${KEY}` : ''
      return recordOf(request, 'completed', { result: { audioUrl: `https://cdn.example/b${query}` } })
    },
    storage: () => ({ status: 302, headers: { location: `https://other.example/?k=${KEY}` }, body: '' }),
  })
  expect(await world.run()).toBe(false)
  expect(world.downloads.map(({ url }) => url.href)).toEqual(['https://cdn.example/b'])
})

test('before a byte of a file is fetched, all that is known of its task is published', async () => {
  const seen: unknown[] = []
  const world = step({
    // So soon after another change that the outputs are not due yet.
    api: (request) => (request.count === 1 ? recordOf(request, 'processing') : completed(request)),
    storage: (request) => {
      const { outputs } = world.runner
      seen.push([outputs['result']?.includes(request.url.href), outputs['reason'], reasonsOf(world)])
      return song(request)
    },
    inputs: { 'task-id': 'a' },
  })
  expect(await world.run()).toBe(true)
  expect(seen).toEqual([[true, 'interrupted', ['interrupted']]])
  expect(world.runner.values('records').at(1)).toContain('cdn.example')
  expect(reasonsOf(world)).toEqual(['completed'])
})
