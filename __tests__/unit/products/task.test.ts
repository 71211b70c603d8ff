/** From an answer's body to a task, and what its status means. */
import fc from 'fast-check'
import {
  isKnownStatus,
  isTerminal,
  parseTask,
  RUNNING_STATUSES,
  taskDurationMs,
  TERMINAL_STATUSES,
} from '../../../src/products/producer.ts'
import { aTask } from '../../support/builders.ts'
import { sample } from '../../support/mock-api/index.ts'

const parse = (record: unknown): ReturnType<typeof parseTask> => parseTask(JSON.stringify(record), 'abc')
const whyBad = (body: string): string => {
  const parsed = parseTask(body, 'abc')
  return parsed.kind === 'bad' ? parsed.why : parsed.kind
}

describe('a record', () => {
  test('with everything in it', () => {
    const record = {
      taskId: 'abc',
      status: 'failed',
      result: { a: 1 },
      errorMessage: 'no',
      errorCode: 4201,
      traceId: 't',
      createdAt: '2025-02-06T10:25:00.000Z',
      finishedAt: '2025-02-06T10:26:00.000Z',
      more: ['kept'],
    }
    expect(parse(record)).toEqual({
      kind: 'task',
      task: {
        taskId: 'abc',
        status: 'failed',
        result: { a: 1 },
        errorMessage: 'no',
        errorCode: '4201',
        traceId: 't',
        createdAt: '2025-02-06T10:25:00.000Z',
        finishedAt: '2025-02-06T10:26:00.000Z',
        record,
      },
    })
  })

  test('needs no more than taskId and status', () => {
    const record = { taskId: 'abc', status: 'pending' }
    const nothing = { errorMessage: '', errorCode: '', traceId: '', createdAt: '', finishedAt: '' }
    expect(parse(record)).toEqual({
      kind: 'task',
      task: { ...record, result: null, ...nothing, record },
    })
    const nulls = {
      ...record,
      result: null,
      errorMessage: null,
      errorCode: null,
      traceId: null,
      createdAt: null,
      finishedAt: null,
    }
    expect(parse(nulls)).toEqual({
      kind: 'task',
      task: { ...record, result: null, ...nothing, record: nulls },
    })
  })

  test('is taken whatever its other fields are: a surprise must not cost a paid result', () => {
    const task = aTask({
      errorMessage: { text: 'x' },
      errorCode: 'E42',
      traceId: 7,
      createdAt: ['x'],
      finishedAt: false,
      result: 0,
    })
    expect(task).toMatchObject({
      errorMessage: '{"text":"x"}',
      errorCode: 'E42',
      traceId: '7',
      createdAt: '["x"]',
      finishedAt: 'false',
      result: 0,
    })
  })

  test('keeps the digits of a long error code', () => {
    const parsed = parseTask('{"taskId":"abc","status":"failed","errorCode":12345678901234567890}', 'abc')
    expect(parsed).toMatchObject({ task: { errorCode: '12345678901234567890' } })
  })

  test('keeps a status that nobody knows as it is', () => {
    for (const status of ['COMPLETED', 'completed ', ' completed', 'archived', '完了']) {
      expect(parse({ taskId: 'abc', status })).toMatchObject({ kind: 'task', task: { status } })
    }
  })

  test.each([
    'pending',
    'failed',
    'completed-audio',
    'completed-download',
    'completed-stems',
    'completed-upload',
  ] as const)('as the reference shows it is one: %s', (name) => {
    const record = sample(name)
    const parsed = parseTask(JSON.stringify(record), String(record['taskId']))
    expect(parsed).toMatchObject({ kind: 'task', task: { status: record['status'], record } })
  })
})

describe('an answer is no record of the task', () => {
  test.each([
    ['that is empty', '', 'an answer that is not JSON'],
    ['that is a web page', '<html></html>', 'an answer that is not JSON'],
    ['that is cut', '{"taskId":"abc","status":"compl', 'an answer that is not JSON'],
    ['that is null', 'null', 'an answer that is not a JSON object'],
    ['that is a string', '"completed"', 'an answer that is not a JSON object'],
    ['that is a list', '[{"taskId":"abc","status":"completed"}]', 'an answer that is not a JSON object'],
    ['that is a number', '9007199254740993', 'an answer that is not a JSON object'],
    ['without taskId', '{"status":"completed"}', 'an answer without taskId'],
    ['with taskId null', '{"taskId":null,"status":"completed"}', 'an answer without taskId'],
    ['with taskId blank', '{"taskId":"","status":"completed"}', 'an answer without taskId'],
    ['with taskId a number', '{"taskId":1,"status":"completed"}', 'an answer without taskId'],
    ['of another task', '{"taskId":"abd","status":"completed"}', 'the record of another task'],
    ['of a task in capitals', '{"taskId":"ABC","status":"completed"}', 'the record of another task'],
    ['with white space in taskId', '{"taskId":"abc ","status":"completed"}', 'the record of another task'],
    ['without status', '{"taskId":"abc"}', 'an answer without status'],
    ['with status null', '{"taskId":"abc","status":null}', 'an answer without status'],
    ['with status an object', '{"taskId":"abc","status":{}}', 'an answer whose status is not a string'],
    ['with status true', '{"taskId":"abc","status":true}', 'an answer whose status is not a string'],
    ['with status 0', '{"taskId":"abc","status":0}', 'an answer whose status is not a string'],
    ['with status empty', '{"taskId":"abc","status":""}', 'an answer whose status is blank'],
    ['with status blank', '{"taskId":"abc","status":" \\t\\n"}', 'an answer whose status is blank'],
    ['wrapped in something', '{"data":{"taskId":"abc","status":"completed"}}', 'an answer without taskId'],
    [
      'nested deeply',
      `{"taskId":"abc","status":"completed","result":${'['.repeat(501)}${']'.repeat(501)}}`,
      'an answer that is nested too deeply',
    ],
    ['nested beyond any stack', '['.repeat(1e6) + ']'.repeat(1e6), 'an answer that is nested too deeply'],
    [
      'whose fields come from a prototype',
      '{"__proto__":{"taskId":"abc","status":"completed"}}',
      'an answer without taskId',
    ],
  ])('%s', (_, body, why) => {
    expect(whyBad(body)).toBe(why)
  })

  test('whatever the bytes are, it never throws, and what is taken has the ID that was asked for', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        const parsed = parseTask(body, 'abc')
        if (parsed.kind === 'task') expect(parsed.task.taskId).toBe('abc')
        else expect(parsed.why).not.toBe('')
      }),
    )
  })
})

describe('a status', () => {
  test('is final or not exactly as the reference says', () => {
    expect(TERMINAL_STATUSES).toEqual(['completed', 'failed', 'cancelled', 'timeout'])
    expect(RUNNING_STATUSES).toEqual(['pending', 'ready', 'assigned', 'processing'])
    for (const status of TERMINAL_STATUSES)
      expect([isTerminal(status), isKnownStatus(status)]).toEqual([true, true])
    for (const status of RUNNING_STATUSES)
      expect([isTerminal(status), isKnownStatus(status)]).toEqual([false, true])
  })

  test.each(['Completed', 'completed ', 'canceled', 'error', '', 'constructor', 'toString', '0'])(
    'is compared exactly: %j is none of them',
    (status) => {
      expect([isTerminal(status), isKnownStatus(status)]).toEqual([false, false])
    },
  )
})

describe('how long a task took', () => {
  const took = (createdAt: unknown, finishedAt: unknown): number | null =>
    taskDurationMs(aTask({ createdAt, finishedAt }))

  test('is the time from createdAt to finishedAt, in whatever zone', () => {
    expect(took('2025-02-06T10:25:00.000Z', '2025-02-06T10:26:30.500Z')).toBe(90_500)
    expect(took('2025-02-06T10:25:00Z', '2025-02-06T12:25:00+02:00')).toBe(0)
  })

  test.each([
    ['createdAt is missing', undefined, '2025-02-06T10:26:30Z'],
    ['finishedAt is missing', '2025-02-06T10:25:00Z', undefined],
    ['one is no date', '2025-02-06T10:25:00Z', 'soon'],
    ['it ends before it begins', '2025-02-06T10:25:00.001Z', '2025-02-06T10:25:00.000Z'],
  ])('is not known where %s', (_, createdAt, finishedAt) => {
    expect(took(createdAt, finishedAt)).toBeNull()
  })
})
