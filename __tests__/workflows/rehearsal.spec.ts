/**
 * A release that is rehearsed (examples/rehearse-release.yml): the artifact has a song, a red word keeps the release closed, and
 * nothing is ever published. (__tests__/rehearsal tests each word.)
 */
import { readFileSync } from 'node:fs'
import { completed, songResult } from '../../tools/stand-ins/api/index.ts'
import { openWorld, TASK_ID } from './support/world.ts'

const WORKFLOW = 'rehearse-release.yml'

test.concurrent('a rehearsed song reaches the release job, which publishes nothing', async () => {
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
  expect(step('release', 'Publish the release')).toBeUndefined()
  expect(api.requests).toEqual([])
})

test.concurrent('one bad song among good ones keeps the release closed', async () => {
  const { run } = await openWorld({ isRehearsal: true })
  const rehearsal = 'song: completed\nb: failed\nc: completed'
  const { log, ...ran } = await run(WORKFLOW, { tag: 'v1.0', rehearsal })
  const jobs = { wait: 'failure', release: 'skipped' }
  expect(ran).toMatchObject({ red: true, reasons: ['task-failed'], jobs, calls: [] })
  // The stand-in ends with the job, also with a red one.
  expect(log).toContain('The rehearsal is over.')
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
