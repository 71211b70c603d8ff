// Several tasks in one step: each has its end, whatever becomes of the others, and a hundred cost little.
import { basename } from 'node:path'
import {
  cancelled,
  completed,
  failed,
  html,
  http,
  songResult,
  status,
  vendorTimeout,
  type Reply,
  type Script,
} from '../support/mock-api/index.ts'
import { SUMMARY_LIMIT_BYTES } from '../support/runner-protocol.ts'
import { fatesOf, openApi, recordsOf, runStep } from '../support/step.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `song-${index + 1}`)
const url = (id: string): string => `https://cdn.example.com/${id}.mp3?sig=1`
const song = (id: string): Reply => completed(songResult(url(id)))

test.concurrent('a hundred tasks of all fates: each is told, in the order of the IDs', async () => {
  const fates: readonly (readonly [string, Script])[] = [
    ['completed completed', [status('pending'), status('processing'), song('a')]],
    ['failed task-failed', [status('processing'), failed()]],
    ['cancelled task-cancelled', [cancelled()]],
    ['timeout task-timeout', [status('assigned'), vendorTimeout()]],
    [' not-found', [http(404)]],
    [' rejected', [http(422)]],
    ['processing rejected', [status('processing'), http(410)]],
    [' bad-answer', [html(200)]],
    [' bad-answer', [completed(null, { taskId: 'somebody-elses-task' })]],
    ['processing wait-timeout', [status('processing')]],
    ['pending unreachable', [status('pending'), http(503)]],
  ]
  const api = await openApi()
  const expected = ids(100).map((id, index) => {
    const [fate = '', script = []] = fates[index % fates.length] ?? []
    api.task(id, script)
    return `${id} ${fate}`
  })
  const inputs = { 'task-id': ids(100).join('\n'), timeout: '20s' }
  const seen = await runStep(api, inputs, { skipsPauses: true })
  expect(seen.exitCode).toBe(1)
  expect(fatesOf(seen)).toEqual(expected)
  expect(seen.outputs).toMatchObject({ status: 'failed', reason: 'task-failed' })
  expect(recordsOf(seen).filter((record) => record === null)).toHaveLength(36)
  // GitHub shows ten: nine tasks, and one that counts the rest of the 90.
  expect(seen.errors).toHaveLength(10)
  expect(seen.errors[9]?.message).toContain('81')
  expect(api.connections.most).toBeLessThanOrEqual(8)
})

test.concurrent('thirty songs: few connections, few lines, a small summary, and all saved', async () => {
  const api = await openApi()
  for (const id of ids(30)) {
    const audio = api.storage.put(`${id}.mp3?sig=${'s'.repeat(300)}`, { sizeBytes: 20_000, seed: 1 })
    api.task(id, [status('pending'), status('processing'), completed({ audioUrl: audio })])
  }
  const everySecond = { 'poll-interval': '1s', 'max-poll-interval': '1s', 'download-dir': 'album' }
  const inputs = { 'task-id': ids(30).join('\n'), ...everySecond }
  const seen = await runStep(api, inputs, { skipsPauses: true })
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [], warnings: [] })
  expect(seen.outputs['files']?.split('\n').map((path) => basename(path))).toEqual(
    ids(30).map((id) => `${id}.mp3`),
  )
  expect(api.requests).toHaveLength(90)
  expect(api.connections.most).toBeLessThanOrEqual(8)
  expect(api.storage.connections.most).toBeLessThanOrEqual(8)
  expect(seen.stdout.split('\n').length).toBeLessThan(60)
  expect(Buffer.byteLength(seen.summary)).toBeLessThan(SUMMARY_LIMIT_BYTES)
})
