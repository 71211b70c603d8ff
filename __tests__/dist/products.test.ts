// Each of the vendor's products behind its own path: its own word for success is green, and its files are saved.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { complaints } from '../support/inspect.ts'
import { media } from '../support/media.ts'
import { record, status, type Reply } from '../support/mock-api/index.ts'
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

test.concurrent('a song in base64 is saved from the result itself, and the task is green', async () => {
  const api = await openApi()
  const output = { audio_base64: media('song.mp3').toString('base64') }
  api.task('t', [record({ task_id: 't', status: 'succeeded', output })])
  const inputs = { endpoint: `${api.origin}/ms/v1/tasks`, 'download-dir': 'audio' }
  const { exitCode, outputs, workspace } = await runStep(api, inputs)
  expect([exitCode, outputs['reason']]).toEqual([0, 'completed'])
  const path = join(workspace, 'audio', 't-audio_base64.mp3')
  expect(outputs['files']).toBe(path)
  expect(readFileSync(path)).toEqual(media('song.mp3'))
})
