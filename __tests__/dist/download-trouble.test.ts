// The built action with `download-dir` when a file, a disk or the whole step goes wrong: what is told, kept and left behind.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SMALL, downloadSteps } from '../support/download-step.ts'
import { completed, expired, songResult, stallAt, status } from '../support/mock-api/index.ts'

const { api, put, start } = downloadSteps()

test('a result without audio fails the step as audio-missing, with the result in the outputs', async () => {
  api().task('song', [completed({ lyrics: 'la la' })])
  const finished = await start(['song']).finished
  expect(finished).toMatchObject({
    exitCode: 1,
    outputs: { reason: 'audio-missing', status: 'completed', result: '{"lyrics":"la la"}', files: '' },
  })
  expect(finished.errors).toHaveLength(1)
  expect(existsSync(join(finished.workspace, 'audio'))).toBe(false)
})

test('one expired URL fails the step as download-failed, and everything else is there all the same', async () => {
  const gone = put('gone.mp3?sig=secret', SMALL, expired())
  api().task('bad', [completed(songResult(gone))])
  api().task('good', [completed(songResult(put('good.mp3', SMALL)))])
  const finished = await start(['bad', 'good']).finished
  const folder = join(finished.workspace, 'audio')
  expect(finished).toMatchObject({
    exitCode: 1,
    outputs: {
      reason: 'download-failed',
      status: 'completed',
      audioUrl: `${gone}\n${api().storage.origin}/good.mp3`,
    },
  })
  expect(finished.outputs['files']).toBe(join(folder, 'good.mp3'))
  expect(readdirSync(folder)).toEqual(['good.mp3'])
  expect(finished.errors).toHaveLength(1)
  expect(finished.errors[0]?.message).toContain(
    `${api().storage.origin}/gone.mp3: HTTP 403: the URL has expired or is not readable`,
  )
  // Signed: whole in the outputs, and nowhere that people look.
  expect(finished.stdout + finished.stderr + finished.summary).not.toContain('sig=secret')
})

test.each([
  [
    'a file stands where the folder should be',
    (path: string) => writeFileSync(path, 'mine'),
    'there is a file where a folder should be',
  ],
  [
    'a folder stands where the file should be',
    (path: string) => mkdirSync(join(path, 'song.mp3', 'x'), { recursive: true }),
    'there is a folder of that name',
  ],
])('says what is wrong with the disk, once: %s', async (_what, prepare, why) => {
  // Not completed before the disk is prepared.
  let prepared = false
  const url = put('a.mp3', SMALL)
  api().task('song', () => (prepared ? completed(songResult(url)) : status('processing')))
  const running = start(['song'])
  prepare(join(running.setup.workspace, 'audio'))
  prepared = true
  const finished = await running.finished
  expect(finished).toMatchObject({
    exitCode: 1,
    outputs: { reason: 'download-failed', status: 'completed', files: '' },
  })
  expect(finished.errors).toHaveLength(1)
  expect(finished.errors[0]?.message).toContain(why)
  expect(api().storage.requests).toHaveLength(1)
})

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('a disk that takes no more leaves nothing half-written behind', async () => {
  let limited = false
  const url = put('a.mp3', { sizeBytes: 3_000_000, seed: 1 })
  api().task('song', () => (limited ? completed(songResult(url)) : status('processing')))
  const running = start(['song'])
  await running.waitForLog(/processing/)
  execFileSync('prlimit', ['--fsize=1000000', '--pid', String(running.pid)])
  limited = true
  const finished = await running.finished
  expect(finished).toMatchObject({ exitCode: 1, outputs: { reason: 'download-failed' } })
  expect(finished.errors[0]?.message).toContain('the file is larger than allowed here (EFBIG)')
  expect(readdirSync(join(finished.workspace, 'audio'))).toEqual([])
  expect(api().storage.requests).toHaveLength(1)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s during a download keeps what the task brought and leaves no half of a file',
  async (signal) => {
    const url = put('slow.mp3', SMALL, stallAt(50_000))
    api().task('slow', [completed(songResult(url))])
    api().task('quick', [completed(songResult(put('quick.mp3', SMALL)))])
    const running = start(['slow', 'quick'])
    const folder = join(running.setup.workspace, 'audio')
    const until = async (reached: () => boolean): Promise<void> => {
      while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => existsSync(join(folder, 'quick.mp3')) && readdirSync(folder).length === 2)
    running.kill(signal)
    const finished = await running.finished
    expect(finished).toMatchObject({
      exitCode: 1,
      outputs: {
        reason: 'interrupted',
        status: 'completed',
        audioUrl: `${url}\n${api().storage.origin}/quick.mp3`,
      },
    })
    expect(readdirSync(folder)).toEqual(['quick.mp3'])
    expect(finished.outputs['files']).toBe(join(folder, 'quick.mp3'))
  },
)
