// A hundred tasks in one step: what it costs the API, the machine and the reader of the log.
import { completed, songResult, status, type MockApi } from '../support/mock-api/index.ts'
import { fatesOf, ids, manySteps, peakMemoryBytes } from '../support/many-tasks.ts'
import type { Run } from '../support/run-action.ts'
import { SUMMARY_LIMIT_BYTES } from '../support/runner-protocol.ts'

const { api: startApi, start } = manySteps()
const HUNDRED = ids(100)
const MB = 1_000_000

/** Looks at the process now and then, until it is gone. */
async function peakOf(run: Run): Promise<number> {
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, peakMemoryBytes(run.pid))), 20)
  await run.finished
  clearInterval(timer)
  return peak
}

/** The most requests that came within `withinMs` of each other. */
function mostWithin({ requests }: MockApi, withinMs: number): number {
  return Math.max(
    ...requests.map(
      ({ atMs }) => requests.filter((other) => other.atMs >= atMs && other.atMs < atMs + withinMs).length,
    ),
  )
}

test('no burst, eight connections, few lines, nothing on standard error, a small summary, flat memory', async () => {
  const api = await startApi()
  for (const id of HUNDRED) {
    const song = completed(songResult(`https://cdn.example.com/${id}.mp3?sig=${'s'.repeat(300)}`))
    api.task(id, [status('pending'), status('processing'), song])
  }
  const run = start(api, HUNDRED, { 'poll-interval': '1s', 'max-poll-interval': '1s' })
  const peak = await peakOf(run)
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [], warnings: [] })
  expect(fatesOf(seen)).toEqual(HUNDRED.map((id) => `${id} completed completed`))
  expect(api.requests).toHaveLength(300)
  expect(api.connections.most).toBeLessThanOrEqual(8)
  // Evenly spread they are 25 in a quarter of a second; eight at once and a slow machine make more of them, a burst 100.
  expect(mostWithin(api, 250)).toBeLessThan(60)
  expect(seen.stdout.split('\n').length).toBeLessThan(50)
  expect(Buffer.byteLength(seen.summary)).toBeLessThan(SUMMARY_LIMIT_BYTES)
  expect(seen.summary).toMatch(/^### ✅ All 100 tasks completed/)
  expect(JSON.parse(seen.outputs['result'] ?? '')).toHaveLength(100)
  // Measured: 75 MB, of which Node itself takes 45.
  expect(peak).toBeGreaterThan(10 * MB)
  expect(peak).toBeLessThan(250 * MB)
})

test('with downloads: four files at a time, each task’s own, as soon as it is completed', async () => {
  const api = await startApi()
  for (const id of HUNDRED) {
    const url = api.storage.put(`${id}.mp3`, { sizeBytes: 20_000, seed: 1 })
    api.task(id, [status('pending'), completed({ url })])
  }
  const run = start(api, HUNDRED, { 'download-dir': 'album' })
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [], warnings: [] })
  expect(seen.outputs['files']?.split('\n').map((path) => path.split('/').at(-1))).toEqual(
    HUNDRED.map((id) => `${id}.mp3`),
  )
  expect(api.connections.most).toBeLessThanOrEqual(8)
  expect(api.storage.connections.most).toBeLessThanOrEqual(8)
  expect(seen.stdout).toContain('Saved 100 files, 2.0 MB in all;')
  expect(seen.stdout.split('\n').length).toBeLessThan(60)
})
