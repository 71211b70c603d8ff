// The step with `download-dir`: what is on the disk and in the outputs.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { media } from '../support/media.ts'
import { chunked, completed, redirect, type Api } from '../../tools/stand-ins/api/index.ts'
import type { Finished } from '../../tools/stand-ins/runner/run-action.ts'
import { entriesOf, makeFolder, openApi, runStep, type Inputs } from '../support/step.ts'
import { NO_ULIMIT, testUnless } from '../support/system.ts'

const SMALL = { sizeBytes: 100_000, seed: 1 }

/** Inputs to wait for these tasks and to save their audio to the folder `audio`. */
const saving = (...taskIds: readonly string[]): Inputs => ({
  'task-id': taskIds.join('\n'),
  'download-dir': 'audio',
})
const audioFolder = ({ workspace }: Pick<Finished, 'workspace'>): string => join(workspace, 'audio')
/** The saved files, without `SHA256SUMS`. */
const savedIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name !== 'SHA256SUMS')
    .sort()
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** The task completes with a song that is served at `name`. */
function song(api: Api, taskId: string, ...file: Parameters<Api['storage']['put']>): void {
  api.task(taskId, [completed({ audioUrl: api.storage.put(...file) })])
}

test.concurrent(
  'songs and stems are saved, hashed, measured and listed, through redirects too, and no storage host sees the key',
  async () => {
    const api = await openApi()
    const put: Api['storage']['put'] = (...file) => api.storage.put(...file)
    song(api, 'song', 'a.mp3?sig=1', media('song.mp3'))
    song(api, 'moved', 'c', SMALL, redirect(put('d.bin', media('song.m4a'), chunked())))
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
  // About 30 MB of it are buffers that wait for the garbage collector. A file held in memory would take all 120 MB.
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

const NO_SHA256SUM = spawnSync('sha256sum', ['--version']).status === 0 ? '' : 'PATH has no sha256sum'

testUnless(
  NO_SHA256SUM,
  'steps of one job make one SHA256SUMS, which sha256sum --check reads; files of another day are named in a warning',
  async () => {
    // The workspace and the temporary folder of a runner, which stay from job to job.
    const root = makeFolder('runner')
    const folder = join(root, 'audio')
    const api = await openApi()
    const warningsOf = async (job: string, taskId: string): Promise<string[]> => {
      song(api, taskId, `${taskId}.mp3`, SMALL)
      const env = { RUNNER_TEMP: root, GITHUB_RUN_ID: job }
      const seen = await runStep(api, { 'task-id': taskId, 'download-dir': folder }, { env })
      expect(seen.exitCode).toBe(0)
      return seen.warnings.map(({ message }) => message)
    }
    const check = (): string =>
      spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' }).stdout
    expect([...(await warningsOf('monday', 'a')), ...(await warningsOf('monday', 'b'))]).toEqual([])
    expect(check()).toBe('a.mp3: OK\nb.mp3: OK\n')
    expect(await warningsOf('tuesday', 'c')).toEqual([expect.stringContaining('2 files (a.mp3, b.mp3)')])
    expect(check()).toBe('c.mp3: OK\n')
  },
)
