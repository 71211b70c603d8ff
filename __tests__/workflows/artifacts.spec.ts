/**
 * The chain from the storage host to another job: wait, save, upload as an artifact, fetch it back, compare hashes
 * (examples/save-audio.yml, attach-to-release.yml). The artifact service is act's; the client is the published one.
 */
import { completed, cutAt, songResult, stemsResult, whole } from '../support/mock-api/index.ts'
import { inWorld, TASK_ID } from './support/world.ts'

const MEBIBYTE = 1024 * 1024

test.concurrent('the bytes out of the artifact are the bytes that the storage host served', () =>
  inWorld(async ({ api, run, ghCalls }) => {
    const { storage } = api
    const put = (name: string, seed: number): string =>
      storage.put(name, { sizeBytes: 3 * MEBIBYTE + seed, seed })
    const stems = {
      vocals: put('vocals.wav', 1),
      drums: put('drums.wav', 2),
      // The first attempt is cut in the middle: half a file must not be what arrives.
      bass: storage.put('bass.wav', { sizeBytes: MEBIBYTE, seed: 3 }, [cutAt(MEBIBYTE / 2), whole()]),
      other: put('other.wav', 4),
    }
    api.task(TASK_ID, [completed(stemsResult(stems))])
    const { red, step } = await run('attach-to-release.yml', { inputs: { 'task-id': TASK_ID, tag: 'v1.0' } })
    const [call] = ghCalls()
    expect({ red, printed: step('attach', 'Attach it')?.result, args: call?.args.slice(0, 4) }).toEqual({
      red: false,
      printed: 'success',
      args: ['release', 'upload', 'v1.0', '--clobber'],
    })
    expect(
      Object.fromEntries(Object.entries(call?.files ?? {}).map(([path, { sha256 }]) => [path, sha256])),
    ).toEqual(
      Object.fromEntries(
        Object.keys(stems).map((name) => [`audio/${TASK_ID}-${name}.wav`, storage.sha256(`${name}.wav`)]),
      ),
    )
  }),
)

test.concurrent('another job can check the saved files against the hashes in the output `tasks`', () =>
  inWorld(async ({ api, run }) => {
    api.task(TASK_ID, [completed(songResult(api.storage.put('song.mp3', { sizeBytes: MEBIBYTE, seed: 5 })))])
    const { red, step } = await run('save-audio.yml', { inputs: { 'task-id': TASK_ID } })
    expect({
      red,
      printed: step('use', 'Check that they are the bytes that were saved')?.printed.trim(),
    }).toEqual({
      red: false,
      printed: `audio/${TASK_ID}.mp3: OK`,
    })
  }),
)

test.concurrent('audio that cannot be saved makes the run red, and nothing is uploaded', () =>
  inWorld(async ({ api, run, ghCalls }) => {
    api.task(TASK_ID, [completed(songResult(`${api.storage.origin}/gone.mp3`))])
    const { red, result, step } = await run('attach-to-release.yml', {
      inputs: { 'task-id': TASK_ID, tag: 'v1.0' },
    })
    expect({
      red,
      attach: result('attach'),
      upload: step('wait', 'Hand the audio on'),
      calls: ghCalls(),
    }).toEqual({ red: true, attach: 'skipped', upload: undefined, calls: [] })
  }),
)
