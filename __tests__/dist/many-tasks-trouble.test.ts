// Several tasks in one step, and trouble that meets all of them: signals, 429, a refused key, a full disk.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { completed, html, http, songResult, stallAt, status } from '../support/mock-api/index.ts'
import { fatesOf, ids, manySteps, recordsOf, scriptAll } from '../support/many-tasks.ts'

const { api: startApi, start } = manySteps()
const done = completed(songResult('https://cdn.example.com/a.mp3'))
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
const endings = (fates: readonly string[], ending: string): number =>
  fates.filter((fate) => fate.endsWith(ending)).length

describe('a signal', () => {
  test('while half of the tasks are done keeps what is done', async () => {
    const api = await startApi()
    const taskIds = ids(12)
    scriptAll(api, taskIds, [[done], [status('processing')]])
    const run = start(api, taskIds, { 'max-poll-interval': '100ms' })
    const unfinished = taskIds.filter((_id, index) => index % 2 === 1)
    // By then all answers to the first polls are long read.
    while (unfinished.some((id) => api.polls(id).length < 5)) await pause()
    run.kill('SIGTERM')
    const seen = await run.finished
    expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
    expect(endings(fatesOf(seen), ' completed completed')).toBe(6)
    expect(endings(fatesOf(seen), ' processing interrupted')).toBe(6)
    expect(seen.outputs).toMatchObject({ status: 'processing', reason: 'interrupted' })
    expect(recordsOf(seen)).toHaveLength(12)
    expect(JSON.parse(seen.outputs['result'] ?? '')).toHaveLength(12)
    expect(seen.errors).toHaveLength(6)
  })

  test('while audio is being saved keeps the files that are whole, and leaves no half ones', async () => {
    const api = await startApi()
    const whole = api.storage.put('whole.mp3', { sizeBytes: 50_000, seed: 1 })
    const slow = api.storage.put('slow.mp3', { sizeBytes: 50_000, seed: 2 }, stallAt(100))
    api.task('whole', [completed({ url: whole })])
    api.task('slow', [completed({ url: slow })])
    api.task('goes-on', [status('processing')])
    const run = start(api, 'goes-on\nslow\nwhole', { 'download-dir': 'audio' })
    const folder = join(run.setup.workspace, 'audio')
    while (!existsSync(join(folder, 'whole.mp3')) || api.storage.requests.length < 2) await pause()
    run.kill('SIGINT')
    const seen = await run.finished
    expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
    expect(fatesOf(seen)).toEqual([
      'goes-on processing interrupted',
      'slow completed interrupted',
      'whole completed completed',
    ])
    expect(seen.outputs['files']).toBe(join(folder, 'whole.mp3'))
    expect(readdirSync(folder)).toEqual(['whole.mp3'])
  })
})

test('429 for most of what is asked costs time, and not one task', async () => {
  const api = await startApi({ rateLimit: { perSecond: 8, retryAfter: 0 } })
  const taskIds = ids(12)
  scriptAll(api, taskIds, [[done]])
  const seen = await start(api, taskIds, { timeout: '1m' }).finished
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [] })
  expect(endings(fatesOf(seen), ' completed completed')).toBe(12)
  expect(seen.warnings).toHaveLength(1)
  expect(seen.warnings[0]?.message).toContain('HTTP 429')
  expect(seen.stdout.split('\n').length).toBeLessThan(25)
})

test('a 429 for one task makes all wait as long as Retry-After says', async () => {
  const api = await startApi()
  let limitedAtMs = 0
  api.task('limited', ({ index, request }) => {
    if (index > 0) return done
    limitedAtMs = request.atMs
    return http(429, { retryAfter: 2 })
  })
  const others = ids(5)
  scriptAll(api, others, [[status('processing'), status('processing'), done]])
  const seen = await start(api, ['limited', ...others]).finished
  expect(seen.exitCode).toBe(0)
  // Those that were under way already are no sign of impatience.
  const early = api.requests.filter(({ atMs }) => atMs > limitedAtMs + 300 && atMs < limitedAtMs + 1_900)
  expect(early).toEqual([])
})

test('a key that is refused in the middle ends all waits, and keeps what is done', async () => {
  const api = await startApi()
  const taskIds = ids(12)
  scriptAll(api, taskIds, [[done], [status('processing')]])
  api.task('song-12', [status('processing'), status('processing'), http(403, { body: 'key revoked' })])
  const seen = await start(api, taskIds, { timeout: '1m' }).finished
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
  expect(endings(fatesOf(seen), ' completed completed')).toBe(6)
  expect(endings(fatesOf(seen), ' processing unauthorized')).toBe(6)
  expect(seen.outputs['reason']).toBe('unauthorized')
  for (const { message } of seen.errors) expect(message).toContain('HTTP 403, key revoked')
})

test('an outage that meets all of them and ends costs none', async () => {
  const api = await startApi()
  const taskIds = ids(12)
  scriptAll(api, taskIds, [
    [status('processing'), http(502), status('processing'), done],
    [status('processing'), html(503), status('processing'), done],
  ])
  const seen = await start(api, taskIds, { timeout: '1m' }).finished
  expect(seen).toMatchObject({ exitCode: 0, errors: [] })
  expect(seen.warnings).toHaveLength(1)
  expect(seen.stdout.match(/The API answers again/g)).toHaveLength(1)
})

test('outputs that can no longer be written end the wait, with the record of what is known', async () => {
  const api = await startApi()
  api.task('a', [done])
  api.task('b', [status('pending'), status('pending'), status('pending'), status('processing')])
  const run = start(api, 'b\na')
  await run.waitForLog(/b: pending/)
  // In one step, so that the action meets the file or the folder, but never neither.
  const folder = join(run.setup.runnerTemp, 'folder')
  mkdirSync(folder)
  symlinkSync(folder, `${folder}.link`, 'junction')
  renameSync(`${folder}.link`, run.setup.outputFile)
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
  expect(seen.errors[0]?.title).toBe('Wait for MountSea task: internal error')
  expect(seen.errors[0]?.message).toMatch(/^Something went wrong that should not: .*EISDIR/)
  expect(seen.errors).toHaveLength(1)
  const [record] = readdirSync(seen.runnerTemp).filter((name) => name.endsWith('.json'))
  expect(readFileSync(join(seen.runnerTemp, record ?? ''), 'utf8')).toMatch(
    /^\[\{"taskId":"b","status":"(pending|processing)"/,
  )
  expect(seen.summary).toContain('EISDIR')
})
