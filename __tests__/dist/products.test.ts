// Each of the vendor's products behind its own path: its own word for success is green, and its files are saved.
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { complaints } from '../support/inspect.ts'
import { media } from '../support/media.ts'
import { record, status, whole, type Reply } from '../support/mock-api/index.ts'
import { KEY, openApi, recordsOf, runStep } from '../support/step.ts'

/** One that asks in the query, one with words and fields of its own, one that asks by path. */
test.concurrent.each([
  ['/eleven/tasks', 'pending completed', (vocals: string) => ({ result: { vocals } }), '-vocals.mp3'],
  ['/suno/v2/status', 'stream success', (audio_url: string) => ({ data: [{ audio_url }] }), '-1-audio.mp3'],
  ['/ms/v1/tasks', 'queued succeeded', (url: string) => ({ output: { audio: [{ url }] } }), '-audio-1.mp3'],
] as const)(
  '%s: %s is green, and its files are saved: then, and not before, though they are named',
  async (path, words, naming, fileName) => {
    const api = await openApi()
    const url = api.storage.put('song.mp3', { sizeBytes: 50_000, seed: 1 })
    const [goesOn = '', completed = ''] = words.split(' ')
    const recordOf = (status: string): Reply => record({ task_id: 't', status, ...naming(url) })
    api.task('t', [recordOf(goesOn), recordOf(completed)])
    const inputs = { endpoint: `${api.origin}${path}`, 'download-dir': 'audio' }
    const seen = await runStep(api, inputs, { skipsPauses: true })
    expect(complaints(seen, KEY)).toEqual([])
    expect(seen).toMatchObject({ exitCode: 0, warnings: [], outputs: { status: completed } })
    expect(readdirSync(join(seen.workspace, 'audio'))).toContain(`t${fileName}`)
    expect(recordsOf(seen)).toMatchObject([{ status: completed }])
    expect(api.storage.requests).toHaveLength(1)
    expect(api.storage.requests[0]?.atMs).toBeGreaterThan(api.polls('t').at(-1)?.atMs ?? Infinity)
    expect(JSON.parse(seen.outputs['result'] ?? '')).toBeTruthy()
  },
)

test.concurrent('suno may wait for a person in `awaiting`: one warning says so', async () => {
  const api = await openApi()
  const success = record({ status: 'success', data: [{ audio_url: 'https://cdn.example.com/a.mp3' }] })
  api.task('t', [status('awaiting'), status('awaiting'), success])
  const { exitCode, warnings } = await runStep(api, { endpoint: `${api.origin}/suno/v2/status` })
  expect(exitCode).toBe(0)
  expect(warnings.map(({ message }) => /"awaiting".*a person/.test(message))).toEqual([true])
})

/** What each product answers, what its files are, and how the step ends. */
const CLIP = { audio_url: 'S.mp3', stream_audio_url: 'gone', video_url: 'gone.mp4', image_url: 'C.png' }
const SONG = `data:audio/mpeg;base64,${media('song.mp3').toString('base64')}`
const PICTURE = media('cover.png').toString('base64')
const ENDS: readonly (readonly [
  what: string,
  path: string,
  record: object,
  reason: string,
  files: string,
])[] = [
  [
    'songs beside a dead stream and a dead video',
    '/suno/v2/status',
    { data: [CLIP] },
    'completed',
    '1-audio.mp3 1-image.png',
  ],
  [
    'nothing but a cover',
    '/suno/v2/status',
    { data: [{ image_url: 'C.png' }] },
    'audio-missing',
    '1-image.png',
  ],
  [
    'a clip without a usable URL',
    '/suno/v2/status',
    { data: [CLIP, { audio_url: 's3://b/c' }] },
    'audio-missing',
    '1-audio.mp3 1-image.png',
  ],
  ['a song in the result itself', '/hub/v1/tasks', { data: { x: SONG } }, 'completed', 'x.mp3'],
  [
    'a picture in base64',
    '/ms/v1/tasks',
    { output: { images: [{ b64: PICTURE }] } },
    'completed',
    'images-1-b64.png',
  ],
  ['a word that may be base64', '/hub/v1/tasks', { data: { b64_hint: 'none' } }, 'audio-missing', ''],
  [
    'two URLs, of which one is gone',
    '/ms/v1/tasks',
    { output: { a: 'S.mp3', b: 'gone' } },
    'completed',
    'a.mp3',
  ],
  ['one URL, which is gone', '/ms/v1/tasks', { output: { b: 'gone' } }, 'download-failed', ''],
  ['a text', '/hub/v1/tasks', { data: { text: 'la la' } }, 'audio-missing', ''],
  ['stems in a ZIP', '/producer/tasks', { result: { url: 'Z' } }, 'completed', '.zip'],
  ['a ZIP that is cut', '/producer/tasks', { result: { stemsUrl: 'Z-cut' } }, 'audio-invalid', ''],
  [
    'JSON in a text',
    '/xai/tasks',
    { result: { resultJson: '{"audio_url":"S.mp3"}' } },
    'completed',
    'resultJson-audio.mp3',
  ],
  ['a list of songs', '/producer/tasks', { result: { audioUrl: ['S.mp3'] } }, 'completed', 'audioUrl-1.mp3'],
]

test.concurrent.each(ENDS)('%s from %s', async (_what, path, fields, reason, files) => {
  const api = await openApi()
  const zip = Buffer.from(`PK\x03\x04${'x'.repeat(200)}PK\x05\x06${'\0'.repeat(18)}`, 'latin1')
  const served = {
    'S.mp3': media('song.mp3'),
    'C.png': media('cover.png'),
    Z: zip,
    'Z-cut': zip.subarray(0, 150),
  }
  for (const [name, bytes] of Object.entries(served)) api.storage.put(name, bytes, whole(), '')
  const text = JSON.stringify(fields).replace(
    /\b(S\.mp3|C\.png|Z|Z-cut|gone(?:\.mp4)?)(?=\\?")/g,
    `${api.storage.origin}/$1`,
  )
  const answered: unknown = JSON.parse(text)
  if (typeof answered !== 'object') throw new Error(text)
  const word = path.startsWith('/suno') ? 'success' : path.startsWith('/ms') ? 'succeeded' : 'completed'
  api.task('t', [record({ taskId: 't', task_id: 't', status: word, ...answered })])
  const seen = await runStep(
    api,
    { endpoint: `${api.origin}${path}`, 'download-dir': 'audio' },
    { skipsPauses: true },
  )
  expect([seen.outputs['reason'], seen.exitCode]).toEqual([reason, reason === 'completed' ? 0 : 1])
  const saved = seen.outputs['files']?.split('\n').map((each) => basename(each).replace(/^t-?/, ''))
  expect(saved?.join(' ')).toBe(files)
})
