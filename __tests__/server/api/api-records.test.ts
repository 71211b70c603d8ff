// What a poll makes of answers that say success: a record of the task, or nothing that counts.
import type { Answer } from '../../../src/api/answer.ts'
import { askOnce, taskApi } from '../../support/ask-api.ts'
import {
  anotherTasksRecord,
  completed,
  failed,
  gzipped,
  html,
  record,
  sample,
  startMockApi,
  status,
  text,
  truncatedJson,
  type MockApi,
  type Step,
} from '../../support/mock-api/index.ts'

let api: MockApi
beforeAll(async () => {
  api = await startMockApi()
})
afterAll(() => api.close())

function answerTo(step: Step): Promise<Answer> {
  api.task('t', [step])
  return askOnce(api.endpoint)
}

const PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>'
const bad = (why: string, excerpt: string, httpStatus = 200): Answer => ({
  kind: 'bad',
  why,
  evidence: { httpStatus, excerpt },
})

describe('a record', () => {
  test('is read whole, digit for digit', async () => {
    const body =
      '{"taskId":"t","status":"completed","result":{"n":12345678901234567890,"x":1.0},"errorCode":7}'
    const answer = await answerTo(text(200, body))
    expect(answer).toMatchObject({
      kind: 'record',
      task: { taskId: 't', status: 'completed', errorCode: '7' },
    })
    expect(JSON.stringify(answer)).toContain('{"n":12345678901234567890,"x":1.0}')
  })

  test.each([
    'pending',
    'ready',
    'assigned',
    'processing',
    'completed',
    'failed',
    'cancelled',
    'timeout',
    'Completed',
    'paused',
  ])('tells the status %s as it was sent', async (word) => {
    expect(await answerTo(status(word))).toMatchObject({ kind: 'record', task: { status: word } })
  })

  test('has the error, the times and the trace of a failed task', async () => {
    expect(await answerTo(failed({ errorMessage: 'No', errorCode: 4201 }))).toEqual({
      kind: 'record',
      task: {
        taskId: 't',
        status: 'failed',
        result: null,
        errorMessage: 'No',
        errorCode: '4201',
        traceId: 'trace-xyz789',
        createdAt: '2025-02-06T10:25:00.000Z',
        finishedAt: '2025-02-06T10:30:00.000Z',
        record: {
          taskId: 't',
          status: 'failed',
          createdAt: '2025-02-06T10:25:00.000Z',
          traceId: 'trace-xyz789',
          finishedAt: '2025-02-06T10:30:00.000Z',
          errorMessage: 'No',
          errorCode: 4201,
        },
      },
    })
  })

  test('is found in every sample of the reference', async () => {
    for (const name of ['pending', 'failed', 'completed-audio', 'completed-stems'] as const) {
      const body = sample(name)
      const taskId = String(body['taskId'])
      api.task(taskId, [record(body)])
      const answer = await taskApi(api.endpoint)(taskId, new AbortController().signal)
      expect(answer).toMatchObject({ kind: 'record', task: { record: body } })
    }
  })

  test('may come with any 2xx status, content type and identity encoding', async () => {
    const body = '{"taskId":"t","status":"ready"}'
    const headers = { 'Content-Type': 'text/html', 'Content-Encoding': 'identity' }
    for (const httpStatus of [200, 202, 299]) {
      expect(await answerTo(text(httpStatus, body, headers))).toMatchObject({ kind: 'record' })
    }
  })
})

describe('an answer that says success but is no record', () => {
  test.each<[string, Step, Answer]>([
    ['a web page', html(200), bad('an answer that is not JSON', PAGE)],
    ['nothing', text(200, ''), bad('an answer that is not JSON', '')],
    ['no content', text(204, ''), bad('an answer that is not JSON', '', 204)],
    [
      'JSON cut in half',
      truncatedJson(text(200, '{"taskId":"t","status":"completed"}')),
      bad('an answer that is not JSON', '{"taskId":"t","st'),
    ],
    ['an array', text(200, '[]'), bad('an answer that is not a JSON object', '[]')],
    ['null', text(200, 'null'), bad('an answer that is not a JSON object', 'null')],
    ['a string', text(200, '"completed"'), bad('an answer that is not a JSON object', '"completed"')],
    [
      'a number',
      text(200, '12345678901234567890'),
      bad('an answer that is not a JSON object', '12345678901234567890'),
    ],
    [
      'no task ID',
      text(200, '{"status":"completed"}'),
      bad('an answer without taskId', '{"status":"completed"}'),
    ],
    ['a task ID that is a number', record({ taskId: 7 }), bad('an answer without taskId', '{"taskId":7}')],
    ['a blank task ID', record({ taskId: '' }), bad('an answer without taskId', '{"taskId":""}')],
    ['no status', record({}), bad('an answer without status', '{"taskId":"t"}')],
    [
      'a status that is null',
      record({ status: null }),
      bad('an answer without status', '{"taskId":"t","status":null}'),
    ],
    [
      'a blank status',
      record({ status: ' ' }),
      bad('an answer whose status is blank', '{"taskId":"t","status":" "}'),
    ],
    [
      'a status that is a list',
      record({ status: ['completed'] }),
      bad('an answer whose status is not a string', '{"taskId":"t","status":["completed"]}'),
    ],
    [
      'a status that is true',
      record({ status: true }),
      bad('an answer whose status is not a string', '{"taskId":"t","status":true}'),
    ],
    [
      'a record in an envelope',
      record({ taskId: undefined, data: { taskId: 't', status: 'completed' } }),
      bad('an answer without taskId', '{"data":{"taskId":"t","status":"completed"}}'),
    ],
    [
      'a record whose ID differs in case',
      record({ taskId: 'T', status: 'completed' }),
      bad('the record of another task', '{"taskId":"T","status":"completed"}'),
    ],
  ])('is bad: %s', async (_name, step, expected) => {
    expect(await answerTo(step)).toEqual(expected)
  })

  test('is bad: the record of another task', async () => {
    expect(await answerTo(anotherTasksRecord())).toMatchObject({
      kind: 'bad',
      why: 'the record of another task',
    })
  })

  test.each(['gzip', 'br', 'gzip, identity', 'GZIP'])(
    'is bad: compressed with %s, unasked',
    async (encoding) => {
      const step = text(200, '{"taskId":"t","status":"completed"}', { 'Content-Encoding': encoding })
      expect(await answerTo(step)).toEqual(bad('a compressed answer, which was not asked for', ''))
    },
  )

  test('is bad: really compressed, and no compressed byte is shown', async () => {
    expect(await answerTo(gzipped(completed(null)))).toEqual(
      bad('a compressed answer, which was not asked for', ''),
    )
  })
})
