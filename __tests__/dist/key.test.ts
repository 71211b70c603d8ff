// The API key over real connections: where it goes, and that no echo of it comes back out.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tellsKey } from '../fuzz/keys.ts'
import { completed, failed, http, redirect, status } from '../../tools/stand-ins/api/answers.ts'
import type { Step } from '../../tools/stand-ins/api/faults.ts'
import type { Api, Serving } from '../../tools/stand-ins/api/index.ts'
import { answering } from '../support/raw-server.ts'
import type { Finished } from '../../tools/stand-ins/runner/run-action.ts'
import { openApi, openRawServer, runStep, type Inputs } from '../support/step.ts'

const SONG = { sizeBytes: 5_000, seed: 1 }
/** With characters that are escaped on the way, each in its own manner. */
const KEY = 'sk-4f9b/2c7d+1e8a=&<"Key>'

function wait(api: Api, inputs: Inputs = {}): Promise<Finished> {
  const options = { env: { RUNNER_DEBUG: '1' }, skipsPauses: true }
  return runStep(api, { 'api-key': KEY, 'download-dir': 'audio', ...inputs }, options)
}

/** Everything that the step leaves (printed text, files, names of files) except the registration of the key. */
function leftBehind({ stdout, stderr, summary, outputs, folder }: Finished): string[] {
  const printed = (stdout + stderr).replace(`::add-mask::${KEY}\n`, '')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isFile() ? [path, readFileSync(path, 'utf8')] : [path]
  })
  return [printed, summary, ...Object.values(outputs), ...files].join('\n').split('\n')
}

/** The requests to other hosts. */
const sentElsewhere = ({ storage }: Api): string =>
  storage.requests.map(({ path, headers }) => `${path} ${JSON.stringify(headers)}`).join('\n')

test.concurrent(
  'it is masked before anything is printed, and sent only to the endpoint, in one header of each poll',
  async () => {
    const api = await openApi({ apiKey: KEY })
    const audioUrl = api.storage.put('song.mp3', SONG, [redirect('/moved.mp3')])
    api.storage.put('moved.mp3', SONG)
    api.task('t', [status('processing'), http(503), completed({ audioUrl })])
    const seen = await wait(api)
    expect(seen).toMatchObject({ exitCode: 0, masks: [KEY] })
    expect(seen.stdout.startsWith(`::add-mask::${KEY}\n`)).toBe(true)
    expect(api.requests).toHaveLength(3)
    for (const { headers, path } of api.requests) {
      expect(headers.authorization).toBe(`Bearer ${KEY}`)
      expect(tellsKey(JSON.stringify({ ...headers, authorization: '' }) + path, KEY)).toBe(false)
    }
    expect(api.storage.requests).toHaveLength(2)
    expect(sentElsewhere(api)).not.toMatch(/authorization|cookie/i)
    expect(tellsKey(sentElsewhere(api), KEY)).toBe(false)
    expect(leftBehind(seen).filter((line) => tellsKey(line, KEY))).toEqual([])
  },
)

// unit/step/step-key and the fuzz claims try echoes of the API alone, in every spelling that counts.
test.concurrent('it stays out of outputs, files and log if the API and a storage host echo it', async () => {
  const api = await openApi({ apiKey: KEY })
  const inUrl = encodeURIComponent(KEY)
  const put = (name: string, serving?: Serving): string => api.storage.put(name, SONG, serving)
  const steps: Readonly<Record<string, Step>> = {
    failed: failed({ errorMessage: `key ${KEY} refused`, errorCode: inUrl, [KEY]: KEY }),
    rejected: http(422, { body: `{"headers":${JSON.stringify({ authorization: `Bearer ${KEY}` })}}` }),
    url: completed({ audioUrl: `${api.storage.origin}/${inUrl}/a.mp3?k=${inUrl}` }),
    refused: completed({ audioUrl: put('r.mp3', http(403, { headers: { 'X-Key': inUrl } })) }),
    moved: completed({ audioUrl: put('m.mp3', redirect(`/n.mp3?k=${inUrl}`)) }),
    renamed: completed({ audioUrl: put('s.mp3'), format: KEY, title: KEY, [KEY]: { [KEY]: [KEY] } }),
  }
  for (const [id, step] of Object.entries(steps)) api.task(id, [status(`x${KEY}`), step])
  const seen = await wait(api, { 'task-id': Object.keys(steps).join('\n') })
  expect(seen).toMatchObject({ exitCode: 1, masks: [KEY] })
  expect(leftBehind(seen).filter((line) => tellsKey(line, KEY))).toEqual([])
  expect(tellsKey(sentElsewhere(api), KEY)).toBe(false)
  expect(api.storage.requests.length).toBeGreaterThanOrEqual(3)
})

test.concurrent(
  'it stays out of outputs, files and log if a status line, headers, or a body cut inside it echo it',
  async () => {
    const head = `HTTP/1.1 401 ${KEY}\r\nX-Key: ${KEY}\r\nLocation: ${KEY}\r\nContent-Length: 500\r\n\r\n`
    const { port } = await openRawServer(answering(`${head}Invalid API key ${KEY.slice(0, -2)}`))
    const seen = await wait(await openApi(), { endpoint: `http://127.0.0.1:${port}/` })
    expect(seen.outputs['reason']).toBe('unauthorized')
    expect(seen.errors[0]?.message).toContain('HTTP 401')
    expect(leftBehind(seen).join('\n')).not.toContain(KEY.slice(0, 14))
  },
)
