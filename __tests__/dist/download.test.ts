// The step with `download-dir`: what is on the disk, in the outputs and left behind, when all went well and when it did not.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { media } from '../support/media.ts'
import { chunked, completed, redirectTo, stallAt, status, type MockApi } from '../support/mock-api/index.ts'
import type { Finished, Run } from '../support/run-action.ts'
import { entriesOf, fatesOf, openApi, runStep, startStep, type Inputs } from '../support/step.ts'
import { NO_SIGNALS, NO_ULIMIT, testUnless } from '../support/system.ts'
import { until } from '../support/until.ts'

const SMALL = { sizeBytes: 100_000, seed: 1 }

/** Inputs to wait for these tasks and to save their audio to the folder `audio`. */
const saving = (...taskIds: readonly string[]): Inputs => ({
  'task-id': taskIds.join('\n'),
  'download-dir': 'audio',
})
const audioFolder = ({ workspace }: Pick<Finished, 'workspace'>): string => join(workspace, 'audio')
/** What is saved, besides `SHA256SUMS`. */
const savedIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name !== 'SHA256SUMS')
    .sort()
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** The task completes with a song that is served at `name`. */
function song(api: MockApi, taskId: string, ...file: Parameters<MockApi['storage']['put']>): void {
  api.task(taskId, [completed({ audioUrl: api.storage.put(...file) })])
}

test.concurrent(
  'songs and stems are saved, hashed, measured and listed, through redirects too, and no storage host sees the key',
  async () => {
    const api = await openApi()
    const put: MockApi['storage']['put'] = (...file) => api.storage.put(...file)
    song(api, 'song', 'a.mp3?sig=1', media('song.mp3'))
    song(api, 'moved', 'c', SMALL, redirectTo(put('d.bin', media('song.m4a'), chunked())))
    const vocals = put('v.wav', media('song.wav'))
    api.task('stems', [completed({ vocals, other: put('o.webm', media('video.webm')) })])
    const seen = await runStep(api, saving('song', 'moved', 'stems'))
    expect(seen).toMatchObject({ exitCode: 0, errors: [], outputs: { reason: 'completed' } })
    const served = [
      ['song.mp3', 'a.mp3?sig=1', 'audio', 'mp3', 1.152],
      ['moved.m4a', 'd.bin', 'audio', 'm4a', 1.128],
      ['stems-vocals.wav', 'v.wav', 'audio', 'wav', 1],
      ['stems-other.webm', 'o.webm', 'video', 'webm', 1],
    ] as const
    const files = served.map(([name, source, kind, format, seconds]) => {
      const path = join(audioFolder(seen), name)
      expect(sha256(path)).toBe(api.storage.sha256(source))
      return { path, bytes: readFileSync(path).length, sha256: sha256(path), kind, format, seconds }
    })
    expect(seen.outputs['files']).toBe(files.map(({ path }) => path).join('\n'))
    expect(entriesOf(seen).flatMap((task) => task['files'])).toMatchObject(files)
    expect(savedIn(audioFolder(seen))).toEqual(served.map(([name]) => name).sort())
    for (const { headers } of api.storage.requests) expect(headers).not.toHaveProperty('authorization')
  },
)

test.concurrent('hostile task IDs stay in the folder, visible, and apart', async () => {
  const api = await openApi()
  const plain = ['../../x', '..', 'CON', 'a/b', 'a\\b', 'A_B', '.hidden', '-rf', '🎵', 'x-vocals', 'x']
  const ids = [...plain, 'x'.repeat(256), `${'x'.repeat(255)}y`]
  for (const id of ids) song(api, id, 'a.mp3', SMALL)
  const seen = await runStep(api, saving(...ids))
  expect(seen.exitCode).toBe(0)
  const paths = seen.outputs['files']?.split('\n') ?? []
  expect(paths.map(dirname)).toEqual(ids.map(() => audioFolder(seen)))
  expect(savedIn(audioFolder(seen))).toEqual(paths.map((path) => basename(path)).sort())
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(ids.length)
  for (const path of paths) expect(basename(path)).toMatch(/^(?!con\.)[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$/i)
  expect(readdirSync(seen.folder).sort()).toEqual(['home', 'temp', 'workspace'])
  expect(readdirSync(seen.workspace)).toEqual(['audio'])
})

test.concurrent('memory stays flat, whatever the size of the file', async () => {
  const api = await openApi()
  // At the end the process exits, or becomes a shell that does.
  const preload = `
    const tell = () => console.log('peak ' + process.resourceUsage().maxRSS + ' kB')
    const { execve } = process
    process.on('exit', tell)
    process.execve = (...how) => (tell(), execve(...how))`
  const peakKbOf = async (sizeBytes: number): Promise<number> => {
    const name = `big-${sizeBytes}.wav`
    song(api, name, name, { sizeBytes, seed: 1 })
    const { exitCode, outputs, stdout } = await runStep(api, saving(name), {
      preload,
      nodeArguments: ['--single-threaded'],
    })
    expect(exitCode).toBe(0)
    expect(outputs['tasks']).toContain(api.storage.sha256(name))
    return Number(/^peak (\d+) kB$/m.exec(stdout)?.[1])
  }
  const [small, large] = [await peakKbOf(1_000_000), await peakKbOf(120_000_000)]
  // Some 30 MB of it are buffers that wait for the garbage collector; a file held in memory would be all 120.
  expect(large - small).toBeLessThan(80_000)
})

testUnless(NO_ULIMIT, 'a disk that takes no more leaves nothing half-written behind', async () => {
  const api = await openApi()
  song(api, 't', 'a.mp3', { sizeBytes: 3_000_000, seed: 1 })
  const seen = await runStep(api, saving('t'), { fileLimitBytes: 1_024_000 })
  expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'download-failed' } })
  expect(seen.errors[0]?.message).toContain('EFBIG')
  expect(savedIn(audioFolder(seen))).toEqual([])
  expect(api.storage.requests).toHaveLength(1)
})

/** A step that has saved one file, and half of another that does not come. */
async function startHalfway(preload = ''): Promise<{ run: Run; folder: string }> {
  const api = await openApi()
  song(api, 'slow', 'slow.mp3', SMALL, stallAt(50_000))
  song(api, 'quick', 'quick.mp3', SMALL)
  api.task('goes-on', [status('processing')])
  const run = startStep(api, saving('goes-on', 'slow', 'quick'), { preload })
  const folder = audioFolder(run.setup)
  await until(() => existsSync(join(folder, 'quick.mp3')) && savedIn(folder).length === 2)
  return { run, folder }
}

testUnless(
  NO_SIGNALS,
  'SIGTERM during a download keeps what is whole and leaves no half of a file',
  async () => {
    const { run, folder } = await startHalfway()
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({ exitCode: 1, signal: null, outputs: { reason: 'interrupted' } })
    expect(fatesOf(seen)).toEqual([
      'goes-on processing interrupted',
      'slow completed interrupted',
      'quick completed completed',
    ])
    expect(savedIn(folder)).toEqual(['quick.mp3'])
    expect(seen.outputs['files']).toBe(join(folder, 'quick.mp3'))
  },
)

test.concurrent('SIGKILL during a download costs no result: outputs and record file have it', async () => {
  const api = await openApi()
  song(api, 'slow', 'slow.mp3', SMALL, stallAt(50_000))
  const run = startStep(api, saving('slow'))
  await until(() => api.storage.requests.length === 1)
  run.kill('SIGKILL')
  const { outputs } = await run.finished
  expect(outputs).toMatchObject({ status: 'completed', reason: 'interrupted', files: '' })
  expect(outputs['result']).toContain('slow.mp3')
  expect(readFileSync(outputs['resultPath'] ?? '', 'utf8')).toContain('slow.mp3')
})

testUnless(
  NO_SIGNALS,
  'a disk that does not answer after SIGTERM: what is known is published, then the process goes',
  async () => {
    // Once the signal is there, removing a file takes for ever.
    const { run, folder } = await startHalfway(`
      const fs = process.getBuiltinModule('node:fs')
      process.once('SIGTERM', () => (fs.promises.unlink = () => new Promise(() => {})))`)
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({ exitCode: 1, signal: null, outputs: { reason: 'interrupted' } })
    expect(seen.outputs['files']).toBe(join(folder, 'quick.mp3'))
    expect(seen.summary).toContain('SIGTERM')
  },
)

testUnless(
  NO_SIGNALS,
  'SIGTERM while the list of checksums is not written for a slow disk: red, and no output says completed',
  async () => {
    const api = await openApi()
    song(api, 't', 'a.mp3', SMALL)
    // The song is flushed and renamed, the list never.
    const preload = `
    const fs = process.getBuiltinModule('node:fs')
    const { open, rename } = fs.promises
    let isSaved = false
    fs.promises.rename = (...names) => rename(...names).then(() => void (isSaved = true))
    fs.promises.open = async (...how) => {
      const file = await open(...how)
      const { sync } = file
      file.sync = () => {
        if (!isSaved) return sync.call(file)
        console.log('list is slow')
        setInterval(() => {}, 1_000) // work of the disk keeps a process alive
        return new Promise(() => {})
      }
      return file
    }`
    const run = startStep(api, saving('t'), { preload })
    await run.waitForLog(/list is slow/)
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({
      exitCode: 1,
      signal: null,
      outputs: { status: 'completed', reason: 'interrupted' },
    })
    expect(entriesOf(seen)).toMatchObject([{ reason: 'interrupted', files: [{ name: '' }] }])
    expect(readdirSync(audioFolder(seen))).toEqual(['t.mp3'])
  },
)
