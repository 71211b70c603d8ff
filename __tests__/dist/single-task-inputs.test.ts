// Inputs that are bad stop the step before any request, one error for each, which says what is allowed.
import { completed, startMockApi, type MockApi } from '../support/mock-api/index.ts'
import { expectOneError, waitFor } from '../support/one-task.ts'

let api: MockApi
beforeAll(async () => {
  api = await startMockApi()
})
afterAll(() => api.close())

describe('a bad input makes the step red before any request', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no task', { 'task-id': ' \n ' }, /`task-id`/],
    ['no key, as in a pull request from a fork', { 'api-key': '' }, /`api-key`.*fork.*Dependabot/],
    ['a key of two lines', { 'api-key': 'two\nlines' }, /`api-key`/],
    ['a time without a unit', { timeout: '30' }, /`timeout`.*`30`.*`30m`.*`30s`/],
    ['no time at all', { timeout: '0s' }, /`timeout`.*`0s`/],
    ['polls too close together', { 'poll-interval': '99ms' }, /`poll-interval`.*`99ms`.*100ms/],
    [
      'a longest gap below the shortest',
      { 'max-poll-interval': '1s', 'poll-interval': '2s' },
      /`max-poll-interval`.*`1s`/,
    ],
    [
      'a key over plain HTTP',
      { endpoint: 'http://api.mountsea.test/tasks?q=hidden' },
      /`endpoint`.*http:\/\/api\.mountsea\.test\/tasks`?.*https/,
    ],
  ])('%s', async (_name, inputs, says) => {
    const before = api.requests.length
    const seen = await waitFor(api, [completed(null)], inputs)
    expect(seen).toMatchObject({ exitCode: 1, signal: null, stderr: '' })
    expect(seen.outputs).toEqual({
      status: '',
      result: 'null',
      audioUrl: '',
      resultPath: '',
      files: '',
      tasks: '[]',
      errorMessage: '',
      errorCode: '',
      traceId: '',
      reason: 'bad-input',
    })
    expectOneError(seen, [says])
    expect(seen.stdout + seen.summary).not.toContain('hidden')
    expect(seen.summary).not.toBe('')
    expect(api.requests).toHaveLength(before)
  })

  test('all of them at once, one error for each', async () => {
    const seen = await waitFor(api, [completed(null)], {
      'task-id': '',
      'api-key': '',
      timeout: '5',
      endpoint: 'x',
    })
    expect(seen.exitCode).toBe(1)
    expect(seen.errors.map(({ message }) => /`([a-z-]+)`/.exec(message)?.[1])).toEqual([
      'task-id',
      'api-key',
      'endpoint',
      'timeout',
    ])
  })
})
