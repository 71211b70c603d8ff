/**
 * The chain from the storage host to another job: wait, save, upload as an artifact, fetch it back, compare hashes
 * (examples/save-audio.yml, attach-to-release.yml, single-song.yml, provenance.yml, suno.yml, ubuntu-slim.yml). The artifact
 * service is act's; the client is the published one.
 */
import { completed, cutAt, record, sha256Of, songResult, stemsResult, whole } from '../support/api/index.ts'
import { openWorld, TASK_ID } from './support/world.ts'

const MEBIBYTE = 1024 * 1024

test.concurrent('the bytes out of the artifact are the bytes that the storage host served', async () => {
  const { api, run } = await openWorld()
  const { storage } = api
  const put = (name: string, seed: number): string =>
    storage.put(name, { sizeBytes: 3 * MEBIBYTE + 2 * seed, seed })
  const stems = {
    vocals: put('vocals.wav', 1),
    drums: put('drums.wav', 2),
    // The first attempt is cut in the middle: half a file must not be what arrives.
    bass: storage.put('bass.wav', { sizeBytes: MEBIBYTE, seed: 3 }, [cutAt(MEBIBYTE / 2), whole()]),
    other: put('other.wav', 4),
  }
  api.task(TASK_ID, [completed(stemsResult(stems))])
  const files = Object.fromEntries(
    ['bass', 'drums', 'other', 'vocals'].map((name): [string, unknown] => [
      `./${TASK_ID}-${name}.wav`,
      { sha256: storage.sha256(`${name}.wav`) },
    ]),
  )
  const names = ['SHA256SUMS', ...Object.keys(files).map((path) => path.slice(2))]
  expect(await run('attach-to-release.yml', { tag: 'v1.0' })).toMatchObject({
    red: false,
    jobs: { attach: 'success' },
    artifacts: names.map((name) => `audio/${name}`),
    calls: [{ args: ['release', 'upload', 'v1.0', '--clobber', ...names.map((name) => `./${name}`)], files }],
  })
})

const SONG = { sizeBytes: MEBIBYTE, seed: 5 }
const NAME = `${TASK_ID}.mp3`
const SAVED = ['audio/SHA256SUMS', `audio/${NAME}`]

test.concurrent.each([
  ['another job checks the saved files against SHA256SUMS', 'save-audio.yml', SAVED, `${NAME}: OK`],
  ['the smallest runner waits and saves as any other', 'ubuntu-slim.yml', SAVED, ''],
  ['one song goes out as itself, without its cover', 'single-song.yml', [`${NAME}/${NAME}`], ''],
  [
    'provenance names each saved file with the hash of what was served',
    'provenance.yml',
    SAVED,
    `subject ${NAME} sha256:${sha256Of(SONG)}`,
  ],
])('%s', async (_what, workflow, artifacts, printed) => {
  const { api, run } = await openWorld()
  const imageUrl = api.storage.put('cover.png', Buffer.from('not looked into'))
  api.task(TASK_ID, [completed(songResult(api.storage.put('song.mp3', SONG), { imageUrl }))])
  const { steps, ...ran } = await run(workflow)
  expect(ran).toMatchObject({ red: false, artifacts })
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
  expect(api.polls(TASK_ID)).toHaveLength(2)
})
