// With `download-dir`, green means that the songs are there. Tests files that are not songs, and signed URLs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { media } from '../support/media.ts'
import { completed, failed, status, text } from '../../tools/stand-ins/api/index.ts'
import { openApi, runStep } from '../support/step.ts'

/** With debug logging, since its lines must not show a signature either. */
const DEBUG = { env: { RUNNER_DEBUG: '1' } }

test.concurrent('a text in place of a song is kept under another name, and the step is red', async () => {
  const api = await openApi()
  const audioUrl = api.storage.put('a.m4a?sig=secret', Buffer.alloc(5_000, 'A'))
  const vocals = api.storage.put('v.mp3?sig=secret', media('song.mp3'))
  api.task('t', [completed({ audioUrl, vocals })])
  const seen = await runStep(api, { 'download-dir': 'audio' }, DEBUG)
  const folder = join(seen.workspace, 'audio')
  expect(seen).toMatchObject({ exitCode: 1, outputs: { status: 'completed', reason: 'audio-invalid' } })
  expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 't-vocals.mp3', 't.m4a.invalid'])
  expect(readFileSync(join(folder, 't.m4a.invalid'), 'utf8')).toBe('A'.repeat(5_000))
  expect(seen.outputs['files']).toBe(join(folder, 't-vocals.mp3'))
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).not.toContain('invalid')
  expect(seen.errors).toHaveLength(1)
  expect(seen.errors[0]?.message).toContain('text')
  expect(seen.stdout + seen.summary).not.toContain('sig=secret')
})

const escapedMark = (mark: string): string => `\\u00${mark.charCodeAt(0).toString(16)}`
const SIGNED = 'https://cdn.example.com/a.mp3?sig=s3cr3t&X-Amz-Signature=s3cr3t'

test.concurrent.each([
  ['a message', failed({ errorMessage: `cannot read ${SIGNED}`, errorCode: SIGNED, traceId: SIGNED })],
  ['JSON with all marks escaped', text(422, JSON.stringify(SIGNED).replace(/[/?=&]/g, escapedMark))],
  ['a redirect', { ...text(302, ''), headers: { location: SIGNED } }],
  ['a status', status(`waits for ${SIGNED}`)],
])('a signed URL in %s of the API is shown without its signature', async (_where, answer) => {
  const api = await openApi()
  api.task('t', [answer])
  const { exitCode, stdout, summary } = await runStep(api, { timeout: '1s' }, DEBUG)
  expect(exitCode).toBe(1)
  expect(stdout + summary).toContain('cdn.example.com')
  expect(stdout + summary).not.toContain('s3cr3t')
})

test.concurrent('a folder that cannot be made is reported before any request', async () => {
  const api = await openApi()
  const file = fileURLToPath(import.meta.url)
  const seen = await runStep(api, { 'download-dir': join(file, 'audio') })
  expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'bad-input' } })
  expect(seen.errors[0]?.message).toContain(`cannot write ${file}`)
  expect(api.requests).toEqual([])
})
