/**
 * A release that is rehearsed (examples/rehearse-release.yml): green with a song in an artifact, red with the release closed for
 * every red word, and nothing is ever published.
 */
import { readFileSync } from 'node:fs'
import { completed, songResult } from '../support/api/index.ts'
import { openWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'rehearse-release.yml'
const PUBLISH = 'Publish the release'

test.concurrent('a rehearsed song arrives in the release job, which publishes nothing', async () => {
  const { api, run } = await openWorld({ isRehearsal: true })
  const rehearsal = 'song: pending 300ms, processing 300ms, completed'
  const { step, ...ran } = await run(WORKFLOW, { tag: 'v1.0', rehearsal })
  expect(ran).toMatchObject({
    red: false,
    reasons: ['completed'],
    jobs: { release: 'success' },
    artifacts: ['song/SHA256SUMS', 'song/song.wav'],
    calls: [],
  })
  expect(step('wait', 'rehearsal')?.commands).toEqual([expect.stringContaining('This is a rehearsal')])
  expect(step('release', PUBLISH)).toBeUndefined()
  expect(api.requests).toEqual([])
})

/** Each red word, and the reason of the wait. What ends only with the wait's time gets little of it. */
const RED_WORDS: readonly (readonly [lines: string, reason: string, timeout?: string])[] = [
  ['failed "The lyrics were rejected" 4201', 'task-failed'],
  ['cancelled', 'task-cancelled'],
  ['timeout', 'task-timeout'],
  ['unauthorized', 'unauthorized'],
  ['html', 'bad-answer'],
  ['bad-audio', 'audio-invalid'],
  ['cut-audio', 'audio-invalid'],
  ['expired-url', 'download-failed'],
  ['never', 'wait-timeout', '1s'],
  ['down', 'unreachable', '1s'],
  ['down 30s, completed', 'unreachable', '1s'],
  ['rate-limited', 'unreachable', '1s'],
  // One bad song among good ones.
  ['completed\nb: failed\nc: completed', 'task-failed'],
]

test.concurrent.each(RED_WORDS)('`%s` keeps the release closed: %s', async (line, reason, timeout = '5m') => {
  const { run } = await openWorld({ isRehearsal: true })
  const { log, ...ran } = await run(WORKFLOW, { tag: 'v1.0', rehearsal: `song: ${line}`, timeout })
  expect(ran).toMatchObject({
    red: true,
    reasons: [reason],
    jobs: { wait: 'failure', release: 'skipped' },
    calls: [],
  })
  // The red job has ended the stand-in too.
  expect(log).toContain('The rehearsal is over.')
})

test.concurrent('an API that is away for a moment does not keep the release closed', async () => {
  const { run } = await openWorld()
  const rehearsal = 'song: down 1s, rate-limited 1s, completed'
  expect(await run(WORKFLOW, { tag: 'v1.0', rehearsal })).toMatchObject({
    red: false,
    jobs: { release: 'success' },
  })
})

test.concurrent('a bad line keeps the release closed', async () => {
  const { run } = await openWorld()
  const { step, ...ran } = await run(WORKFLOW, { tag: 'v1.0', rehearsal: 'song: succeeded' })
  expect(ran).toMatchObject({ red: true, reasons: [], jobs: { release: 'skipped' }, calls: [] })
  expect(step('wait', 'rehearsal')?.commands).toEqual([
    expect.stringContaining('Input `tasks`, line 1: `succeeded` is not known as the end.'),
  ])
})

test.concurrent('without a rehearsal the same workflow publishes the real song', async () => {
  const { api, run } = await openWorld()
  const song = readFileSync(new URL('../support/media/song.mp3', import.meta.url))
  api.task(TASK_ID, [completed(songResult(api.storage.put('song.mp3', song)))])
  const paths = ['./SHA256SUMS', `./${TASK_ID}.mp3`]
  const { step, ...ran } = await run(WORKFLOW, { tag: 'v1.0' })
  expect(ran).toMatchObject({
    red: false,
    calls: [{ args: ['release', 'create', 'v1.0', '--title=v1.0', '--notes=', ...paths] }],
  })
  expect(step('wait', 'rehearsal')).toBeUndefined()
})
