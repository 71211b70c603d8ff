/**
 * The way of a file from the storage host to another job: wait, save, upload as an artifact, fetch it back, compare hashes
 * (examples/save-audio.yml, attach-to-release.yml, single-song.yml, provenance.yml, suno.yml, ubuntu-slim.yml). The artifact
 * service is act's; the client is the published one.
 */
import { completed, record, sha256Of, songResult } from '../../tools/stand-ins/api/index.ts'
import { openWorld, TASK_ID } from './support/world.ts'

const SONG = { sizeBytes: 1024 * 1024, seed: 5 }
const NAME = `${TASK_ID}.mp3`
const NAMES = ['SHA256SUMS', `${TASK_ID}-image.png`, NAME]
const SAVED = { artifacts: NAMES.map((name) => `audio/${name}`) }
const UPLOAD = ['release', 'upload', 'v1.0', '--clobber', ...NAMES.map((name) => `./${name}`)]

test.concurrent.each<[string, string, object, string?]>([
  ['another job checks the saved files against SHA256SUMS', 'save-audio.yml', SAVED, `${NAME}: OK`],
  ['the smallest runner waits and saves like any other', 'ubuntu-slim.yml', SAVED],
  [
    'one song is uploaded by itself, without its cover',
    'single-song.yml',
    { artifacts: [`${NAME}/${NAME}`] },
  ],
  [
    'a release gets the very bytes that the storage host served',
    'attach-to-release.yml',
    { ...SAVED, calls: [{ args: UPLOAD, files: { [`./${NAME}`]: { sha256: sha256Of(SONG) } } }] },
  ],
  [
    'provenance names each saved file with the hash of the served bytes',
    'provenance.yml',
    SAVED,
    `subject ${NAME} sha256:${sha256Of(SONG)}`,
  ],
])('%s', async (_what, workflow, expected, printed = '') => {
  const { api, run } = await openWorld()
  const imageUrl = api.storage.put('cover.png', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'))
  api.task(TASK_ID, [completed(songResult(api.storage.put('song.mp3', SONG), { imageUrl }))])
  const { steps, ...ran } = await run(workflow, { tag: 'v1.0' })
  expect(ran).toMatchObject({ red: false, ...expected })
  expect(steps.map((step) => step.printed).join('')).toContain(printed)
})

test.concurrent("Suno's words are understood where only the endpoint differs", async () => {
  const { api, run } = await openWorld()
  const url = api.storage.put('clip.mp3', { sizeBytes: 20_000, seed: 1 })
  api.task(TASK_ID, [
    record({ status: 'stream', data: [{ audio_url: url, status: 'streaming' }] }),
    record({ status: 'success', data: [{ audio_url: url, status: 'complete' }] }),
  ])
  expect(await run('suno.yml')).toMatchObject({
    red: false,
    reasons: ['completed'],
    artifacts: ['audio/SHA256SUMS', `audio/${TASK_ID}-1-audio.mp3`],
  })
})
