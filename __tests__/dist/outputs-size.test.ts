// The outputs of the built action at their limit: to the byte, in the runner's file, and in the next step's environment.
import { execFileSync } from 'node:child_process'
import { completed, failed, startMockApi, text, type MockApi } from '../support/mock-api/index.ts'
import { entriesOf, ids, manySteps, recordsOf, scriptAll } from '../support/many-tasks.ts'
import { ID, KEY, waitFor } from '../support/one-task.ts'

const LIMIT = 120_000
let api: MockApi
beforeAll(async () => {
  api = await startMockApi({ apiKey: KEY })
})
afterAll(() => api.close())
const many = manySteps()

const bytes = (value: string): number => Buffer.byteLength(value)
/** A string whose JSON is exactly so many bytes. */
function stringOfJsonBytes(size: number, filler: string): string {
  const count = Math.floor((size - 2) / bytes(filler))
  return filler.repeat(count) + 'x'.repeat(size - 2 - count * bytes(filler))
}

describe.each(['x', 'é', '漢', '🎵'])('a result full of %s', (filler) => {
  test('at 120,000 bytes is whole, and fits into the environment of the next step', async () => {
    const result = stringOfJsonBytes(LIMIT, filler)
    const seen = await waitFor(api, [completed(result)])
    const output = seen.outputs['result'] ?? ''
    expect(seen).toMatchObject({ exitCode: 0, stderr: '', warnings: [] })
    expect(output).toBe(JSON.stringify(result))
    expect(bytes(output)).toBe(LIMIT)
    const program = 'process.stdout.write(String(Buffer.byteLength(process.env.RESULT)))'
    const length = execFileSync(process.execPath, ['-e', program], { env: { RESULT: output } })
    expect(length.toString()).toBe(String(LIMIT))
  })

  test('at one more is empty, with one warning that names the file, which has all of it', async () => {
    const result = stringOfJsonBytes(LIMIT + 1, filler)
    const seen = await waitFor(api, [completed(result)])
    expect(seen).toMatchObject({ exitCode: 0, stderr: '', errors: [] })
    expect(seen.outputs).toMatchObject({ result: '', status: 'completed', reason: 'completed' })
    expect(seen.warnings).toHaveLength(1)
    expect(seen.warnings[0]?.message).toContain('`result`')
    expect(seen.warnings[0]?.message).toContain(`${seen.outputs['resultPath']} (output \`resultPath\`)`)
    expect(seen.records).toMatchObject([{ taskId: ID, result }])
  })
})

test('a result of many megabytes is whole in the file', async () => {
  const result = { audioUrl: 'https://cdn.example.com/a.mp3', notes: '漢'.repeat(3_000_000) }
  const seen = await waitFor(api, [completed(result)])
  expect(seen).toMatchObject({ exitCode: 0, stderr: '' })
  expect(seen.outputs).toMatchObject({ result: '', audioUrl: result.audioUrl, reason: 'completed' })
  expect(seen.records).toMatchObject([{ result }])
  expect(bytes(seen.summary)).toBeLessThan(1024 * 1024)
})

test('every output that the API can make too long is empty, and the step still says how it ended', async () => {
  const long = 'y'.repeat(LIMIT + 1)
  const seen = await waitFor(api, [
    failed({ errorMessage: long, errorCode: long, traceId: long, result: long }),
  ])
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
  expect(seen.outputs).toMatchObject({
    status: 'failed',
    result: '',
    errorMessage: `${'y'.repeat(1_999)}…`,
    errorCode: '',
    traceId: '',
    tasks: '[]',
    reason: 'task-failed',
  })
  expect(seen.warnings).toHaveLength(1)
  expect(seen.warnings[0]?.message).toContain('`result`, `tasks`, `errorCode`, `traceId`')
  for (const value of Object.values(seen.outputs)) expect(bytes(value)).toBeLessThanOrEqual(LIMIT)
})

test('tasks of a hundred long failures loses the ends of the messages, and nothing else', async () => {
  const own = await many.api({ apiKey: 'ms-key-0123456789abcdef' })
  const taskIds = ids(100)
  scriptAll(own, taskIds, [[failed({ errorMessage: 'ü'.repeat(2_500), errorCode: 4201 })]])
  const run = many.start(own, taskIds)
  const seen = await run.finished
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' })
  const entries = entriesOf(seen)
  expect(entries).toHaveLength(100)
  expect(entries[99]).toMatchObject({
    taskId: 'song-100',
    status: 'failed',
    reason: 'task-failed',
    errorMessage: `${'ü'.repeat(199)}…`,
    errorCode: 4201,
    traceId: 'trace-xyz789',
  })
  expect(seen.outputs['errorMessage']).toBe(`${'ü'.repeat(1_999)}…`)
  expect(bytes(seen.outputs['tasks'] ?? '')).toBeLessThanOrEqual(LIMIT)
  expect(seen.warnings).toHaveLength(1)
  expect(recordsOf(seen)).toMatchObject(
    taskIds.map((taskId) => ({ taskId, errorMessage: 'ü'.repeat(2_500) })),
  )
  expect(bytes(seen.summary)).toBeLessThan(1024 * 1024)
})

describe('values that JavaScript would rather change', () => {
  const body = (result: string): string => `{"taskId":"${ID}","status":"completed","result":${result}}`

  test('are the same in the outputs and in the file', async () => {
    const result = '{"b":12345678901234567890,"a":[1.0,-0,1e400],"__proto__":{"x":1},"é":"🎵\\u2028\\ud800"}'
    const seen = await waitFor(api, [text(200, body(result))])
    expect(seen.exitCode).toBe(0)
    expect(seen.outputs['result']).toBe(result.replace('\\u2028', '\u2028'))
    expect(seen.records).toEqual([JSON.parse(body(result))])
  })

  test('nested 400 levels deep are a result', async () => {
    const result = `${'[{"a":'.repeat(200)}1${'}]'.repeat(200)}`
    const seen = await waitFor(api, [text(200, body(result))])
    expect(seen.exitCode).toBe(0)
    expect(seen.outputs['result']).toBe(result)
  })

  test('nested 10,000 levels deep are no record, and never green', async () => {
    const result = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    const seen = await waitFor(api, [text(200, body(result))], { timeout: '30s' })
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toMatchObject({ reason: 'bad-answer', status: '', result: 'null' })
    expect(seen.errors[0]?.message).toContain('an answer that is nested too deeply')
  })
})
