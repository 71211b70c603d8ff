// With `download-dir`, green means that the songs are there: what the step says where they are not, and of what is no song.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { media } from '../support/media.ts'
import {
  completed,
  failed,
  html,
  refusal,
  status,
  text,
  type MockApi,
  type Serving,
} from '../support/mock-api/index.ts'
import type { Finished } from '../support/run-action.ts'
import { entriesOf, openApi, runStep } from '../support/step.ts'

const LETTERS = Buffer.alloc(5_000, 'A')

const filesIn = ({ workspace }: Finished): string[] => readdirSync(join(workspace, 'audio')).sort()

type Served = readonly [name: string, bytes: Buffer, ...how: Serving[]]

/** Runs a step that saves what the result of a completed task names: each field with its file. */
async function save(files: Readonly<Record<string, Served>>): Promise<Finished & { readonly api: MockApi }> {
  const api = await openApi()
  const fields = Object.entries(files).map(([field, [name, bytes, how]]) => [
    field,
    api.storage.put(`${name}?sig=secret`, bytes, how),
  ])
  api.task('t', [status('processing'), completed(Object.fromEntries(fields))])
  const seen = await runStep(api, { 'download-dir': 'audio' })
  expect(seen.stdout + seen.summary).not.toContain('sig=secret')
  return { ...seen, api }
}

test.concurrent('stems that nobody documented are saved, each of them', async () => {
  const seen = await save({
    vocals: ['v.mp3', media('song.mp3')],
    instrumental: ['i.wav', media('song.wav')],
  })
  expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
  expect(filesIn(seen)).toEqual(['SHA256SUMS', 't-instrumental.wav', 't-vocals.mp3'])
})

test.concurrent('a video is saved without a song', async () => {
  const seen = await save({ videoUrl: ['v.mp4', media('video.mp4')] })
  expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed', audioUrl: '' }, warnings: [] })
  expect(entriesOf(seen)).toMatchObject([
    { files: [{ name: 'video', kind: 'video', format: 'mp4', seconds: 1.128 }] },
  ])
})

test.concurrent.each([
  ['letters', LETTERS, 'text'],
  ['half of its header', media('song.m4a').subarray(0, 30), 'damaged'],
  ['a picture', media('cover.png'), 'PNG'],
])('%s for a song are kept under another name, and the step is red', async (_what, bytes, what) => {
  const seen = await save({ audioUrl: ['a.m4a', bytes], vocals: ['v.mp3', media('song.mp3')] })
  expect(seen).toMatchObject({ exitCode: 1, outputs: { status: 'completed', reason: 'audio-invalid' } })
  expect(filesIn(seen)).toEqual(['SHA256SUMS', 't-vocals.mp3', 't.m4a.invalid'])
  expect(readFileSync(join(seen.workspace, 'audio', 't.m4a.invalid'))).toEqual(bytes)
  expect(seen.outputs['files']).toBe(join(seen.workspace, 'audio', 't-vocals.mp3'))
  expect(readFileSync(join(seen.workspace, 'audio', 'SHA256SUMS'), 'utf8')).not.toContain('invalid')
  expect(seen.errors).toHaveLength(1)
  expect(seen.errors[0]?.message).toContain(what)
})

test.concurrent(
  'a completed task without a song is told: in a warning, or red where a song was to be saved',
  async () => {
    const api = await openApi()
    api.task('t', [completed({ lyrics: 'la la' })])
    const green = await runStep(api)
    expect(green).toMatchObject({ exitCode: 0, outputs: { reason: 'completed', audioUrl: '' } })
    expect(green.warnings).toHaveLength(1)
    expect(green.warnings[0]?.message).toContain('audioUrl')
    const red = await runStep(api, { 'download-dir': 'audio' })
    expect(red).toMatchObject({
      exitCode: 1,
      outputs: { reason: 'audio-missing', result: '{"lyrics":"la la"}', files: '' },
    })
    expect(red.errors).toHaveLength(1)
  },
)

test.concurrent(
  'what comes with a song is saved if it can be: a gone picture costs a warning, a page a line',
  async () => {
    const seen = await save({
      audioUrl: ['a.mp3', media('song.mp3')],
      cover: ['c.png', media('cover.png')],
      thumbnail: ['t.png', media('cover.png'), refusal(404)],
      page: [
        'p',
        Buffer.from('<!doctype html><p>'),
        (_content, _type, response) => void response.end('<!doctype html>'),
      ],
      callbackUrl: ['hook', LETTERS],
    })
    expect(seen).toMatchObject({ exitCode: 0, outputs: { reason: 'completed' } })
    expect(filesIn(seen)).toEqual(['SHA256SUMS', 't-cover.png', 't.mp3'])
    expect(seen.warnings).toHaveLength(1)
    expect(seen.warnings[0]?.message).toMatch(/t\.png: HTTP 404/)
    expect(seen.stdout).toContain('left out, since it is a web page')
    expect(seen.stdout).toContain('callbackUrl')
    expect(seen.api.storage.requests.map(({ path }) => path)).not.toContain('/hook?sig=secret')
  },
)

test.concurrent(
  'a song of another length and format than its result says is saved, with a warning',
  async () => {
    const api = await openApi()
    const audioUrl = api.storage.put('a.mp3', media('song.m4a'))
    api.task('t', [completed({ audioUrl, duration: 180 })])
    const seen = await runStep(api, { 'download-dir': 'audio' })
    expect(filesIn(seen)).toEqual(['SHA256SUMS', 't.m4a'])
    expect(seen.stdout).toContain('the bytes are m4a, not mp3')
    expect(seen.warnings.map(({ message }) => message)).toEqual([
      't.m4a is 1s long, where the result says 3m',
    ])
  },
)

const SIGNED = 'https://cdn.example.com/a.mp3?sig=s3cr3t&X-Amz-Signature=s3cr3t'

test.concurrent.each([
  ['a message', failed({ errorMessage: `cannot read ${SIGNED}`, errorCode: SIGNED, traceId: SIGNED })],
  ['an answer that is refused', text(422, JSON.stringify({ error: SIGNED }))],
  ['a page', html(403, SIGNED)],
  ['a redirect', { ...text(302, ''), headers: { location: SIGNED } }],
  ['a status', status(`waits for ${SIGNED}`)],
])('a signed URL in %s of the API is shown without its signature', async (_where, answer) => {
  const api = await openApi()
  api.task('t', [answer])
  const { exitCode, stdout, summary } = await runStep(api, { timeout: '1s' })
  expect(exitCode).toBe(1)
  expect(stdout + summary).toContain('cdn.example.com/a.mp3')
  expect(stdout + summary).not.toContain('s3cr3t')
})

const FILE = fileURLToPath(import.meta.url)
const UNUSABLE = [
  FILE,
  `${FILE}/audio`,
  'x'.repeat(300),
  ...(process.platform === 'linux' ? ['/proc/x/y'] : []),
]

test.concurrent.each(UNUSABLE)(
  'a folder that cannot be made is told before any request: %s',
  async (folder) => {
    const api = await openApi()
    const seen = await runStep(api, { 'download-dir': folder })
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'bad-input' } })
    expect(seen.errors[0]?.message).toContain(`cannot write ${folder.startsWith('/proc') ? '/proc/x' : ''}`)
    expect(api.requests).toEqual([])
  },
)
