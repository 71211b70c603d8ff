// Several tasks in one step: each has its own end, independent of the others.
import { cancelled, completed, failed } from '../../tools/stand-ins/api/answers.ts'
import { html, http, status, vendorTimeout } from '../../tools/stand-ins/api/answers.ts'
import type { Script } from '../../tools/stand-ins/api/index.ts'
import { fatesOf, openApi, recordsOf, runStep } from '../support/step.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `song-${index + 1}`)
const SONG = completed({ audioUrl: 'https://cdn.example.com/a.mp3?sig=1' })

test.concurrent('a hundred tasks with all kinds of ends are reported in the order of the IDs', async () => {
  const fates: readonly (readonly [string, Script])[] = [
    ['completed completed', [status('pending'), status('processing'), SONG]],
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
