// What is saved, whatever its host says of it; what steps of one job save to one folder; and what a signal leaves there.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { media } from '../support/media.ts'
import { completed, status, type MockApi, type Serving } from '../support/mock-api/index.ts'
import type { Finished } from '../support/run-action.ts'
import { closeLater, openApi, runStep, startStep, type StepOptions } from '../support/step.ts'
import { describeUnless, NO_SIGNALS, testUnless } from '../support/system.ts'
import { until } from '../support/until.ts'

const SONG = media('song.mp3')

/** Sends these bytes with these headers. */
const sent =
  (bytes: Buffer, headers: Readonly<Record<string, string>>, status = 200): Serving =>
  (_content, _type, response) =>
    void response.writeHead(status, { 'Content-Length': bytes.length, ...headers }).end(bytes)
const as = (type: string): Serving => sent(SONG, { 'Content-Type': type })
const coded = (coding: string, bytes = SONG): Serving => sent(bytes, { 'Content-Encoding': coding })
const refused = (status: number): Serving =>
  sent(Buffer.from('<Error/>'), { 'Content-Type': 'application/xml' }, status)

test.concurrent.each<[string, readonly Serving[]]>([
  ['as text/plain', [as('text/plain')]],
  ['as a page', [as('text/html')]],
  ['as JSON', [as('application/json')]],
  ['with the coding none', [coded('none')]],
  ['with the coding utf-8', [coded('utf-8')]],
  ['with the coding aws-chunked', [coded('aws-chunked')]],
  ['with the coding gzip, aws-chunked, as it is', [coded('gzip, aws-chunked')]],
  ['with the coding gzip, aws-chunked, packed', [coded('gzip, aws-chunked', gzipSync(SONG))]],
  ['after it was refused and not found', [refused(403), refused(404), refused(401), as('audio/mpeg')]],
  ['by HTTP 203', [sent(SONG, {}, 203)]],
  [
    'as a range that is the whole',
    [sent(SONG, { 'Content-Range': `bytes 0-${SONG.length - 1}/${SONG.length}` }, 206)],
  ],
])('a whole song is saved %s', async (_how, servings) => {
  const api = await openApi()
  api.task('t', [completed({ audioUrl: api.storage.put('a.mp3', SONG, servings) })])
  const seen = await runStep(api, { 'download-dir': 'audio' }, { skipsPauses: true })
  expect(seen).toMatchObject({ exitCode: 0, warnings: [], outputs: { reason: 'completed' } })
  expect(readFileSync(join(seen.workspace, 'audio', 't.mp3')).equals(SONG)).toBe(true)
})

test.concurrent(
  'a file that unpacks to far more than was sent costs the step nothing but that file',
  async () => {
    const api = await openApi()
    const bomb = api.storage.put('bomb.mp3', SONG, coded('gzip', gzipSync(Buffer.alloc(30_000_000, 'ID3/'))))
    api.task('t', [completed({ audioUrl: bomb, vocals: api.storage.put('v.mp3', SONG) })])
    const seen = await runStep(api, { 'download-dir': 'audio' })
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'download-failed' } })
    expect(seen.errors[0]?.message).toContain('more than 100 times')
    expect(readdirSync(join(seen.workspace, 'audio')).sort()).toEqual(['SHA256SUMS', 't-vocals.mp3'])
  },
)

describe('steps that save to one folder', () => {
  /** Runs steps of jobs on one runner, whose workspace and temporary folder stay. */
  function runner(): {
    folder: string
    run: (job: string, taskId: string) => Promise<Finished>
    api: Promise<MockApi>
  } {
    const root = mkdtempSync(join(tmpdir(), 'runner-'))
    closeLater(async () => {
      await Promise.resolve()
      rmSync(root, { recursive: true, maxRetries: 5 })
    })
    const folder = join(root, 'audio')
    const api = openApi()
    const run = async (job: string, taskId: string): Promise<Finished> =>
      runStep(
        await api,
        { 'task-id': taskId, 'download-dir': folder },
        { env: { RUNNER_TEMP: root, GITHUB_RUN_ID: job } },
      )
    return { folder, run, api }
  }
  const song = (api: MockApi, taskId: string, bytes = SONG): void =>
    api.task(taskId, [completed({ audioUrl: api.storage.put(`${taskId}.mp3`, bytes) })])
  const listed = (folder: string): string[] =>
    readFileSync(join(folder, 'SHA256SUMS'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => line.slice(66))

  testUnless(
    spawnSync('sha256sum', ['--version']).status === 0 ? '' : 'PATH has no sha256sum',
    'make one SHA256SUMS, which sha256sum --check reads, and which notices a change',
    async () => {
      const { folder, run, api } = runner()
      for (const id of ['a', 'b']) song(await api, id)
      await run('1', 'a')
      expect((await run('1', 'b')).warnings).toEqual([])
      const check = (): unknown => {
        const { status: code, stdout } = spawnSync('sha256sum', ['--check', 'SHA256SUMS'], {
          cwd: folder,
          encoding: 'utf8',
        })
        return [code, stdout]
      }
      expect(check()).toEqual([0, 'a.mp3: OK\nb.mp3: OK\n'])
      writeFileSync(join(folder, 'b.mp3'), 'la')
      expect(check()).toEqual([1, 'a.mp3: OK\nb.mp3: FAILED\n'])
    },
  )

  test.concurrent(
    'from another day do not belong to this job: no list has them, and one warning names them',
    async () => {
      const { folder, run, api } = runner()
      song(await api, 'monday')
      song(await api, 'tuesday')
      await run('1', 'monday')
      const seen = await run('2', 'tuesday')
      expect(seen.exitCode).toBe(0)
      expect(listed(folder)).toEqual(['tuesday.mp3'])
      expect(seen.warnings.map(({ message }) => message)).toEqual([
        expect.stringContaining('1 file (monday.mp3)'),
      ])
    },
  )

  test.concurrent(
    'leave no file of another day under a name that they set aside, and no list of nothing',
    async () => {
      const { folder, run, api } = runner()
      song(await api, 'a')
      await run('1', 'a')
      song(await api, 'a', Buffer.from('Not found'))
      const seen = await run('2', 'a')
      expect(seen).toMatchObject({ exitCode: 1, warnings: [], outputs: { reason: 'audio-invalid' } })
      expect(readdirSync(folder)).toEqual(['a.mp3.invalid'])
      song(await api, 'a')
      await run('3', 'a')
      expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 'a.mp3'])
    },
  )
})

testUnless(NO_SIGNALS, 'a signal is heard whatever the shape of a result', async () => {
  const api = await openApi()
  const urls = Array.from({ length: 10_000 }, (_, n) => `https://cdn.example.com/${n}`)
  api.task('t', [status('processing', { result: { ['x'.repeat(100_000)]: urls } })])
  const run = startStep(api, { 'download-dir': 'audio' })
  await run.waitForLog(/processing/)
  run.kill('SIGTERM')
  // It was deaf for longer than the 45 s after which a step is killed here.
  expect(await run.finished).toMatchObject({ exitCode: 1, outputs: { reason: 'interrupted' } })
})

describeUnless(NO_SIGNALS, 'a signal leaves no part file', () => {
  const SLOW_DISK = `
    const { open } = process.getBuiltinModule('node:fs').promises
    const handle = await open(process.execPath)
    const { sync } = Object.getPrototypeOf(handle)
    Object.getPrototypeOf(handle).sync = async function () {
      await new Promise((resolve) => setTimeout(resolve, 20_000))
      return sync.call(this)
    }
    await handle.close()`
  const SLOW_INSPECTOR = `
    const processes = process.getBuiltinModule('node:child_process')
    const { spawn } = processes
    processes.spawn = (command, args, options) =>
      spawn(command, ['--eval', 'setTimeout(() => undefined, 20_000)'], options)`

  test.concurrent.each([
    ['while the disk is busy', SLOW_DISK],
    ['while a file is inspected', SLOW_INSPECTOR],
  ])('%s, and its result is in the outputs', async (_when, preload) => {
    const api = await openApi()
    const audioUrl = api.storage.put('a.mp3', SONG)
    api.task('t', [completed({ audioUrl })])
    const options: StepOptions = { preload }
    const run = startStep(api, { 'download-dir': 'audio' }, options)
    const folder = join(run.setup.workspace, 'audio')
    const size = (): number =>
      (existsSync(folder) ? readdirSync(folder) : []).reduce(
        // The folder's own trial file comes and goes.
        (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      )
    await until(() => size() === SONG.length)
    // The part is whole, and takes a moment to be on its way.
    await new Promise((resolve) => setTimeout(resolve, 300))
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'interrupted', audioUrl, files: '' } })
    expect(readdirSync(folder)).toEqual([])
  })
})
