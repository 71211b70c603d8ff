// The API key and the built action, over real connections: where it goes, and that no echo of it comes back out.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SPELLINGS, tellsKey } from '../fuzz/keys.ts'
import {
  completed,
  failed,
  http,
  redirect,
  redirectTo,
  refusal,
  startMockApi,
  status,
  text,
  type MockApi,
  type Step,
} from '../support/mock-api/index.ts'
import { answering, startRawServer } from '../support/raw-server.ts'
import { runAction, type Finished, type Run } from '../support/run-action.ts'

/** With characters that are escaped on the way, each in its own manner. */
const KEY = 'sk-4f9b/2c7d+1e8a=&<"Key>'

let api: MockApi
let run: Run | undefined
beforeEach(async () => {
  api = await startMockApi()
})
afterEach(async () => {
  await run?.dispose()
  await api.close()
})

function start(inputs: Readonly<Record<string, string>>): Run {
  run = runAction({
    inputs: {
      'api-key': KEY,
      endpoint: api.endpoint,
      'poll-interval': '100ms',
      'download-dir': 'audio',
      ...inputs,
    },
    env: { RUNNER_DEBUG: '1' },
  })
  return run
}

/** Everything that is left of the step but the registration of the key: what was printed, files, names of files. */
function leftBehind({ stdout, stderr, summary, outputs, folder }: Finished): string {
  const printed = (stdout + stderr).replace(`::add-mask::${KEY}\n`, '')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isFile() ? [path, readFileSync(path, 'utf8')] : [path]
  })
  return [printed, summary, JSON.stringify(outputs), ...Object.values(outputs), ...files].join('\n')
}

/** What other hosts were sent. */
function sentElsewhere(): string {
  return api.storage.requests.map(({ path, headers }) => `${path} ${JSON.stringify(headers)}`).join('\n')
}

test('it is sent to the endpoint with every poll, in one header, and nowhere else', async () => {
  const song = api.storage.put('song.mp3', Buffer.from('la'), [redirectTo('/moved.mp3')])
  api.storage.put('moved.mp3', Buffer.from('la'))
  api.task('t', [status('processing'), http(503), completed({ audioUrl: song })])
  const finished = await start({ 'task-id': 't' }).finished
  expect(finished.exitCode).toBe(0)
  expect(api.requests).toHaveLength(3)
  for (const { headers, path } of api.requests) {
    expect(headers.authorization).toBe(`Bearer ${KEY}`)
    expect(tellsKey(JSON.stringify({ ...headers, authorization: '' }) + path, KEY)).toBe(false)
  }
  expect(api.storage.requests).toHaveLength(2)
  expect(sentElsewhere()).not.toMatch(/authorization|cookie/i)
  expect(tellsKey(sentElsewhere(), KEY)).toBe(false)
  expect(finished.masks).toEqual([KEY])
  expect(tellsKey(leftBehind(finished), KEY)).toBe(false)
})

test('it is registered as a secret before a word is printed', async () => {
  api.task('t', [completed(null)])
  const { stdout } = await start({ 'task-id': 't' }).finished
  expect(stdout.startsWith(`::add-mask::${KEY}\n`)).toBe(true)
})

test.each(SPELLINGS)(
  'echoed $name by the API and by a storage host, it is in nothing that is left',
  async ({ spell }) => {
    const echo = spell(KEY)
    const fragment = encodeURI(echo)
    const steps: Readonly<Record<string, Step>> = {
      message: failed({ errorMessage: `key ${echo} refused`, errorCode: echo, traceId: echo }),
      fields: failed({ [echo]: echo, createdAt: echo }),
      result: completed({ title: echo, [echo]: { [echo]: [echo] } }),
      url: completed({ audioUrl: `${api.storage.origin}/${fragment}/a.mp3?k=${fragment}` }),
      rejected: http(422, {
        body: JSON.stringify({ message: echo, headers: { authorization: `Bearer ${KEY}` } }),
      }),
      missing: http(404, { body: `<p>${echo}</p>` }),
      redirected: redirect(`https://evil.example/${fragment}?k=${fragment}`),
      muddled: text(200, `{${echo}`),
      refused: completed({
        audioUrl: api.storage.put('r.mp3', Buffer.from('x'), refusal(403, { 'X-Key': fragment })),
      }),
      moved: completed({
        audioUrl: api.storage.put('m.mp3', Buffer.from('x'), redirectTo(`/n.mp3?k=${fragment}`)),
      }),
      renamed: completed({ audioUrl: api.storage.put('s.mp3', Buffer.from('x')), format: echo, title: echo }),
    }
    // These two count only for a task that never answered with a record.
    const first = (id: string): Step[] => (['missing', 'muddled'].includes(id) ? [] : [status(`x${echo}`)])
    for (const [id, step] of Object.entries(steps)) api.task(id, [...first(id), step])
    const finished = await start({ 'task-id': Object.keys(steps).join('\n'), timeout: '1m' }).finished
    expect(finished.exitCode).toBe(1)
    const left = leftBehind(finished)
    expect(left.split('\n').filter((line) => tellsKey(line, KEY))).toEqual([])
    expect(tellsKey(sentElsewhere(), KEY)).toBe(false)
    expect(api.storage.requests.map(({ path }) => path).sort()).toEqual(['/m.mp3', '/r.mp3', '/s.mp3'])
    expect(finished.masks).toEqual([KEY])
  },
)

test('echoed in a status line and in headers, and in a body that breaks off within it, it is in nothing that is left', async () => {
  const head = `HTTP/1.1 401 ${KEY}\r\nX-Key: ${KEY}\r\nLocation: ${KEY}\r\nContent-Length: 500\r\n\r\n`
  const server = await startRawServer(answering(`${head}Invalid API key ${KEY.slice(0, -2)}`))
  const finished = await start({ 'task-id': 't', endpoint: `http://127.0.0.1:${server.port}/` }).finished
  expect(finished.outputs['reason']).toBe('unauthorized')
  expect(finished.errors[0]?.message).toContain('HTTP 401, Invalid API key ***')
  expect(leftBehind(finished)).not.toContain(KEY.slice(0, 14))
  await server.close()
})

test('given as a task ID too, as it happens, it is in no line, picture or name of a file', async () => {
  const song = api.storage.put('song.mp3', Buffer.from('la'))
  const key = 'sk-4f9b2c7d1e8a'
  for (const id of [key, `a${key}`]) api.task(id, [completed({ audioUrl: song })])
  const finished = await start({ 'api-key': key, 'task-id': `${key}\na${key}` }).finished
  expect(finished.exitCode).toBe(0)
  expect(leftBehind(finished).replaceAll(`::add-mask::${key}`, '')).not.toContain(key)
  expect(readdirSync(join(finished.workspace, 'audio'))).toHaveLength(2)
})
