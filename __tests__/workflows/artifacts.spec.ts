/**
 * The chain from the storage host to another job: wait, save, upload as an artifact, fetch it back, compare hashes
 * (examples/save-audio.yml, attach-to-release.yml, single-song.yml, provenance.yml, ubuntu-slim.yml). The artifact service is
 * act's; the client is the published one.
 */
import { completed, cutAt, songResult, stemsResult, whole } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID, type World } from './support/world.ts'

const MEBIBYTE = 1024 * 1024
const INPUTS = { 'task-id': TASK_ID }

function completeSong({ api }: World, extra: Readonly<Record<string, unknown>> = {}): void {
  const url = api.storage.put('song.mp3', { sizeBytes: MEBIBYTE, seed: 5 })
  api.task(TASK_ID, [completed(songResult(url, extra))])
}

test.concurrent('the bytes out of the artifact are the bytes that the storage host served', () =>
  inWorld(async ({ api, run, ghCalls }) => {
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
    const { red, step } = await run('attach-to-release.yml', { inputs: { ...INPUTS, tag: 'v1.0' } })
    const [call] = ghCalls()
    expect({ red, printed: step('attach', 'Attach it')?.result, args: call?.args.slice(0, 4) }).toEqual({
      red: false,
      printed: 'success',
      args: ['release', 'upload', 'v1.0', '--clobber'],
    })
    const { 'audio/SHA256SUMS': sums, ...files } = call?.files ?? {}
    expect(sums?.text.trim().split('\n')).toHaveLength(4)
    expect(Object.fromEntries(Object.entries(files).map(([path, { sha256 }]) => [path, sha256]))).toEqual(
      Object.fromEntries(
        Object.keys(stems).map((name) => [`audio/${TASK_ID}-${name}.wav`, storage.sha256(`${name}.wav`)]),
      ),
    )
  }),
)

test.concurrent('another job can check the saved files against SHA256SUMS', () =>
  inWorld(async (world) => {
    completeSong(world)
    const { red, step } = await world.run('save-audio.yml', { inputs: INPUTS })
    expect({
      red,
      printed: step('use', 'Check that they are the bytes that were saved')?.printed.trim(),
    }).toEqual({
      red: false,
      printed: `${TASK_ID}.mp3: OK`,
    })
  }),
)

test.concurrent.each([
  ['that cannot be saved', (world: World) => `${world.api.storage.origin}/gone.mp3`],
  ['that is no audio', (world: World) => world.api.storage.put('a.mp3', Buffer.from('An error occurred.'))],
])('audio %s makes the run red, and nothing is uploaded', (_what, urlIn) =>
  inWorld(async (world) => {
    world.api.task(TASK_ID, [completed(songResult(urlIn(world)))])
    const { red, result, step } = await world.run('attach-to-release.yml', {
      inputs: { ...INPUTS, tag: 'v1.0' },
    })
    expect({
      red,
      attach: result('attach'),
      upload: step('wait', 'Hand the audio on'),
      calls: world.ghCalls(),
    }).toEqual({ red: true, attach: 'skipped', upload: undefined, calls: [] })
  }),
)

test.concurrent('one song goes out as itself, without the cover that its result also names', () =>
  inWorld(async (world) => {
    const cover = world.api.storage.put('cover.png', Buffer.from('not looked into'), undefined, 'image/png')
    completeSong(world, { imageUrl: cover })
    const { red } = await world.run('single-song.yml', { inputs: INPUTS })
    expect({ red, artifact: world.artifact(`${TASK_ID}.mp3`) }).toEqual({
      red: false,
      artifact: [`${TASK_ID}.mp3`],
    })
  }),
)

test.concurrent('provenance names each saved file with the hash of the bytes that were served', () =>
  inWorld(async (world) => {
    completeSong(world)
    const { red, step } = await world.run('provenance.yml', { inputs: INPUTS })
    expect({
      red,
      printed: step('attest', 'Attest each file that SHA256SUMS names')?.printed.trim(),
    }).toEqual({
      red: false,
      printed: `subject ${TASK_ID}.mp3 sha256:${world.api.storage.sha256('song.mp3')}`,
    })
  }),
)

test.concurrent('the smallest runner waits and saves as any other', () =>
  inWorld(async (world) => {
    completeSong(world)
    const { red, result } = await world.run('ubuntu-slim.yml', { inputs: INPUTS })
    expect({ red, wait: result('wait'), artifact: world.artifact('audio') }).toEqual({
      red: false,
      wait: 'success',
      artifact: ['SHA256SUMS', `${TASK_ID}.mp3`],
    })
  }),
)
