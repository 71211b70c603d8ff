/** A whole step that saves the audio: a scripted network, the real disk, the real clock (no test waits for it). */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../src/ports/clock.ts'
import {
  KEY,
  recordOf,
  stepWorld,
  type StepOptions,
  type StepScript,
  type StepWorld,
} from '../../support/step-world.ts'

const SONG = 'bytes that sound good'
let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'run-download-'))
})
afterEach(() => rmSync(workspace, { recursive: true, force: true }))

const completed: StepScript = (request) =>
  recordOf(request, 'completed', {
    result: { audioUrl: `https://cdn.example/${request.taskId}.mp3?sig=hush` },
  })
const song: StepScript = () => ({
  headers: { 'content-length': String(SONG.length), 'content-type': 'audio/mpeg' },
  body: SONG,
})
const step = (options: StepOptions): StepWorld =>
  stepWorld({
    api: completed,
    storage: song,
    workspace,
    clock: systemClock,
    ...options,
    inputs: { 'download-dir': 'audio', 'poll-interval': '100ms', ...options.inputs },
  })
const saved = (): string[] =>
  existsSync(join(workspace, 'audio')) ? readdirSync(join(workspace, 'audio')).sort() : []
const reasonsOf = ({ runner }: StepWorld): unknown[] => {
  const list: unknown = JSON.parse(runner.outputs['tasks'] ?? '')
  return Array.isArray(list) ? list.map((entry: { reason?: unknown }) => entry.reason) : []
}

test('the file is there, whole, and the outputs say where; the key was not sent', async () => {
  const world = step({})
  expect(await world.run()).toBe(true)
  const path = join(workspace, 'audio', 'a.mp3')
  expect(readFileSync(path, 'utf8')).toBe(SONG)
  expect(world.runner.outputs).toMatchObject({ files: path, status: 'completed', reason: 'completed' })
  expect(JSON.parse(world.runner.outputs['tasks'] ?? '')).toMatchObject([
    { files: [{ path, bytes: SONG.length, sha256: createHash('sha256').update(SONG).digest('hex') }] },
  ])
  expect(world.downloads).toHaveLength(1)
  expect(JSON.stringify(world.downloads[0]?.headers)).not.toContain(KEY)
  expect(world.runner.log).toContainEqual(
    expect.stringMatching(/^Saved .*\/audio\/a\.mp3 \(21 B, sha256 [0-9a-f]{64}\)$/),
  )
  expect(world.runner.log.join('\n')).not.toContain('hush')
})

test('without download-dir nothing is fetched', async () => {
  const world = step({ inputs: { 'download-dir': '' } })
  expect(await world.run()).toBe(true)
  expect(world.downloads).toEqual([])
  expect(world.runner.outputs['files']).toBe('')
})

test('only completed tasks have audio to save; each is saved as soon as it is completed, while others run', async () => {
  const world = step({
    inputs: { 'task-id': 'a\nb\nc' },
    api: (request) => {
      if (request.taskId === 'a') return completed(request)
      if (request.taskId === 'b')
        return recordOf(request, 'failed', { result: { audioUrl: 'https://cdn.example/b.mp3' } })
      // Goes on until the first task's file is there.
      return saved().includes('a.mp3') ? completed(request) : recordOf(request, 'processing')
    },
  })
  expect(await world.run()).toBe(false)
  expect(saved()).toEqual(['a.mp3', 'c.mp3'])
  expect(reasonsOf(world)).toEqual(['completed', 'task-failed', 'completed'])
  expect(world.runner.outputs['files']).toBe(
    ['a.mp3', 'c.mp3'].map((name) => join(workspace, 'audio', name)).join('\n'),
  )
  expect(world.downloads).toHaveLength(2)
})

test('IDs that could clash get names of their own, and the key is in none', async () => {
  const world = step({
    inputs: { 'task-id': `x/y\nx:y\n${KEY}` },
    api: (request) => recordOf(request, 'completed', { result: { url: 'https://cdn.example/one.mp3' } }),
  })
  expect(await world.run()).toBe(true)
  expect(saved()).toHaveLength(3)
  expect(saved().join()).not.toContain(KEY)
})

describe('a step is red', () => {
  test('with audio-missing where the result names none', async () => {
    const world = step({ api: (request) => recordOf(request, 'completed', { result: { title: 'T' } }) })
    expect(await world.run()).toBe(false)
    expect(world.runner.outputs).toMatchObject({
      status: 'completed',
      result: '{"title":"T"}',
      reason: 'audio-missing',
    })
    expect(world.runner.annotations('error')[0]).toContain('the result names no audio URL')
  })

  test('with download-failed where a download fails for good, and keeps what is saved', async () => {
    const world = step({
      inputs: { 'task-id': 'a\nb' },
      storage: (request) =>
        request.url.pathname === '/a.mp3' ? song(request) : { status: 403, body: '<Error/>' },
    })
    expect(await world.run()).toBe(false)
    expect(saved()).toEqual(['a.mp3'])
    expect(reasonsOf(world)).toEqual(['completed', 'download-failed'])
    expect(world.runner.outputs).toMatchObject({ status: 'completed', reason: 'download-failed' })
    expect(world.runner.annotations('error')[0]).toMatch(
      /not all of its audio is saved: https:\/\/cdn\.example\/b\.mp3: HTTP 403/,
    )
    expect(world.runner.annotations('error')[0]).not.toContain('hush')
  })

  test('with interrupted where a signal comes in the middle of a download, and nothing half-written stays', async () => {
    const world = step({
      inputs: { 'task-id': 'a\nb' },
      storage: (request) => {
        if (request.url.pathname === '/a.mp3') return song(request)
        return { headers: { 'content-length': '1000' }, body: half(request.signal, () => world.stop()) }
      },
    })
    expect(await world.run()).toBe(false)
    expect(reasonsOf(world)).toEqual(['completed', 'interrupted'])
    expect(saved()).toEqual(['a.mp3'])
    expect(world.runner.outputs).toMatchObject({
      status: 'completed',
      reason: 'interrupted',
      audioUrl: 'https://cdn.example/a.mp3?sig=hush\nhttps://cdn.example/b.mp3?sig=hush',
    })
    expect(world.runner.annotations('error')[0]).toContain(
      'Task b is completed, but saving its audio was interrupted (SIGINT).',
    )
  })

  test('with internal-error where a bug throws in a download, and the other downloads end in order', async () => {
    const world = step({
      inputs: { 'task-id': 'a\nb' },
      before: (call) => {
        if (call.value.startsWith('saving b')) throw new Error('a bug')
      },
      storage: (request) =>
        request.url.pathname === '/b.mp3'
          ? { status: 503, body: '' }
          : { headers: { 'content-length': '1000' }, body: half(request.signal, () => undefined) },
    })
    expect(await world.run()).toBe(false)
    expect(world.runner.outputs).toMatchObject({ status: 'completed', reason: 'internal-error' })
    expect(reasonsOf(world)).toEqual(['internal-error', 'internal-error'])
    expect(saved()).toEqual([])
    expect(world.runner.annotations('error')).toHaveLength(1)
    expect(world.runner.annotations('error')[0]).toContain('Error: a bug')
  })
})

/** Half a file, then something happens, and then nothing more comes until the request is given up. */
async function* half(signal: AbortSignal, act: () => void): AsyncGenerator<Buffer> {
  yield Buffer.from('half')
  act()
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  throw new DOMException('The request was aborted', 'AbortError')
}
