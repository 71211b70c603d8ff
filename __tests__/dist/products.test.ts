// Each of the vendor's products behind its own path: its own word for success is green, and its files are saved.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { complaints } from '../support/inspect.ts'
import { media } from '../support/media.ts'
import { record, type Reply } from '../../tools/stand-ins/api/index.ts'
import { KEY, openApi, recordsOf, runStep } from '../support/step.ts'

const DATA = `data:audio/mpeg;base64,${media('song.mp3').toString('base64')}`

/** The file of this name, beside the song, does not exist any more. */
const clip = (url: string): object => {
  const gone = `${url}.gone`
  return { audio_url: url, stream_audio_url: gone, video_url: gone, image_url: gone }
}

/** The ID is in the query for one product, and in the path for another. */
test.concurrent.each([
  ['/suno/v2/status', 'stream success', (url: string) => ({ data: [clip(url)] }), 't-1-audio.mp3'],
  [
    '/ms/v1/tasks',
    'queued succeeded',
    (url: string) => ({ output: { audio: [{ url }], more: DATA } }),
    't-audio-1.mp3 t-more.mp3',
  ],
])(
  '%s: %s is green, and its files are saved only then, although earlier records name them',
  async (path, words, naming, files) => {
    const api = await openApi()
    const url = api.storage.put('song.mp3', { sizeBytes: 50_000, seed: 1 })
    const [goesOn = '', completed = ''] = words.split(' ')
    const recordOf = (status: string): Reply => record({ task_id: 't', status, ...naming(url) })
    api.task('t', [recordOf(goesOn), recordOf(completed)])
    const inputs = { endpoint: `${api.origin}${path}`, 'download-dir': 'audio' }
    const seen = await runStep(api, inputs, { skipsPauses: true })
    expect(complaints(seen, KEY)).toEqual([])
    expect(seen).toMatchObject({ exitCode: 0, errors: [], outputs: { status: completed } })
    expect(readdirSync(join(seen.workspace, 'audio')).sort()).toEqual(['SHA256SUMS', ...files.split(' ')])
    expect(recordsOf(seen)).toMatchObject([{ status: completed }])
    expect(api.storage.requests.filter(({ path: asked }) => asked === '/song.mp3')).toHaveLength(1)
    expect(api.storage.requests[0]?.atMs).toBeGreaterThan(api.polls('t').at(-1)?.atMs ?? Infinity)
  },
)
