// One task, one step, as a user runs it: each end with its outputs, its exit code and its one-line error.
import {
  cancelled,
  completed,
  downloadResult,
  failed,
  sample,
  songResult,
  startMockApi,
  status,
  stemsResult,
  uploadResult,
  vendorTimeout,
  type MockApi,
  type Script,
} from '../support/mock-api/index.ts'
import { expectOneError, ID, KEY, waitFor as waitForTask } from '../support/one-task.ts'

const SONG = 'https://cdn.example.com/audio.mp3?sig=a%20b&x=1'
const TIMES = { createdAt: '2025-02-06T10:25:00.000Z', finishedAt: '2025-02-06T10:30:00.000Z' }

let api: MockApi
beforeAll(async () => {
  api = await startMockApi({ apiKey: KEY })
})
afterAll(() => api.close())

const waitFor = (script: Script, inputs?: Readonly<Record<string, string>>): ReturnType<typeof waitForTask> =>
  waitForTask(api, script, inputs)

const entry = (fields: Readonly<Record<string, unknown>>): object => ({
  taskId: ID,
  audioUrl: '',
  errorMessage: '',
  errorCode: null,
  traceId: 'trace-xyz789',
  ...TIMES,
  files: [],
  ...fields,
})

describe('a task that completes', () => {
  test('makes the step green, with the result and everything about the task in the outputs', async () => {
    const result = songResult(SONG)
    const seen = await waitFor([status('pending'), status('processing'), completed(result)])
    expect(seen).toMatchObject({
      exitCode: 0,
      signal: null,
      stderr: '',
      errors: [],
      warnings: [],
      masks: [KEY],
    })
    const { resultPath, tasks, ...outputs } = seen.outputs
    expect(outputs).toEqual({
      status: 'completed',
      result: JSON.stringify(result),
      audioUrl: SONG,
      files: '',
      errorMessage: '',
      errorCode: '',
      traceId: 'trace-xyz789',
      reason: 'completed',
    })
    expect(JSON.parse(tasks ?? '')).toEqual([
      entry({ status: 'completed', reason: 'completed', audioUrl: SONG }),
    ])
    expect(resultPath?.startsWith(seen.runnerTemp)).toBe(true)
    expect(seen.records).toEqual([
      { taskId: ID, status: 'completed', ...TIMES, traceId: 'trace-xyz789', result },
    ])
  })

  test('is told in the log line by line, without the query of its audio URL', async () => {
    const seen = await waitFor([status('pending'), status('processing'), completed(songResult(SONG))])
    expect(seen.stdout.trimEnd().split('\n')).toEqual([
      `::add-mask::${KEY}`,
      expect.stringMatching(/^Waiting for task abc123-def456-ghi789.*30m/),
      expect.stringMatching(/^\[\d+\w+\] task abc123-def456-ghi789: pending$/),
      expect.stringMatching(/^\[\d+\w+\] task abc123-def456-ghi789: pending -> processing$/),
      expect.stringMatching(/^\[\d+\w+\] task abc123-def456-ghi789: processing -> completed$/),
      expect.stringMatching(/^abc123-def456-ghi789: completed \(.*5m/),
    ])
    expect(seen.summary).toContain('completed')
    expect(seen.stdout + seen.summary).not.toContain('sig=')
  })

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a song', songResult(SONG), SONG],
    ['a download', downloadResult('https://storage.example.com/a.mp3'), 'https://storage.example.com/a.mp3'],
    ['an upload', uploadResult('https://storage.example.com/b.mp3'), 'https://storage.example.com/b.mp3'],
    ['stems', stemsResult({ vocals: 'https://a.test/v', drums: 'd', bass: 'b', other: 'o' }), ''],
    ['something new', { lyrics: 'la la', n: 1 }, ''],
  ])('has its result as it came: %s', async (_name, result, audioUrl) => {
    const { exitCode, outputs } = await waitFor([completed(result)])
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ audioUrl, reason: 'completed', result: JSON.stringify(result) })
  })

  test('has no result where there is none', async () => {
    const { exitCode, outputs } = await waitFor([status('completed')])
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ result: 'null', audioUrl: '', reason: 'completed' })
  })

  test('is asked for until it is, and never again', async () => {
    const before = api.polls(ID).length
    await waitFor([
      status('pending'),
      status('ready'),
      status('assigned'),
      status('processing'),
      completed(null),
    ])
    expect(api.polls(ID)).toHaveLength(before + 5)
  })
})

describe('a task that ends badly makes the step red, at once', () => {
  test.each<[string, Script, string, RegExp[]]>([
    [
      'failed',
      [status('processing'), failed({ errorMessage: 'The lyrics were rejected', errorCode: 4201 })],
      'task-failed',
      [/The lyrics were rejected/, /errorCode 4201/, /traceId trace-xyz789/, /Submit a new task/],
    ],
    [
      'cancelled',
      [status('processing'), cancelled()],
      'task-cancelled',
      [/cancelled at MountSea/, /traceId trace-xyz789/, /new task/],
    ],
    [
      'timeout',
      [status('processing'), vendorTimeout()],
      'task-timeout',
      [/out of time at MountSea/, /longer `timeout` here/],
    ],
  ])('%s', async (word, script, reason, says) => {
    const before = api.polls(ID).length
    const seen = await waitFor(script)
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '', warnings: [] })
    const errorMessage = word === 'failed' ? 'The lyrics were rejected' : ''
    expect(seen.outputs).toMatchObject({
      status: word,
      reason,
      result: 'null',
      audioUrl: '',
      files: '',
      errorMessage,
      errorCode: word === 'failed' ? '4201' : '',
      traceId: 'trace-xyz789',
    })
    const errorCode = word === 'failed' ? 4201 : null
    expect(JSON.parse(seen.outputs['tasks'] ?? '')).toEqual([
      entry({ status: word, reason, errorMessage, errorCode }),
    ])
    expect(seen.records).toMatchObject([{ taskId: ID, status: word }])
    expectOneError(seen, says)
    expect(seen.summary).toContain(word)
    expect(api.polls(ID)).toHaveLength(before + 2)
  })

  test('as the sample of the reference does', async () => {
    const seen = await waitFor([failed(sample('failed'))])
    expectOneError(seen, [/rejected by the content filter/])
  })
})

describe('a wait that ends without the task’s end makes the step red', () => {
  test('when the time is up: the task goes on, and the error says so', async () => {
    const seen = await waitFor([status('pending'), status('processing')], { timeout: '600ms' })
    expect(seen).toMatchObject({ exitCode: 1, outputs: { reason: 'wait-timeout', result: 'null' } })
    expect(seen.outputs['status']).toMatch(/^(pending|processing)$/)
    expectOneError(seen, [
      /600ms/,
      /last status is (pending|processing)/,
      /goes on at MountSea/,
      /longer `timeout`/,
    ])
  })

  test('when the key is refused: no status is known, and the secret is to be checked', async () => {
    const before = api.requests.length
    const seen = await waitFor([completed(null)], { 'api-key': 'wrong-key-0123456789' })
    expect(seen).toMatchObject({
      exitCode: 1,
      outputs: { reason: 'unauthorized', status: '', result: 'null' },
    })
    expect(seen.records).toEqual([null])
    expectOneError(seen, [/HTTP 401, \{"message":"Invalid API key"\}/, /`api-key`/])
    expect(seen.stdout.split('wrong-key-0123456789')).toHaveLength(2)
    expect(api.requests).toHaveLength(before + 1)
  })
})
