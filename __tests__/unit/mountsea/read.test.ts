// From a record to a task: required and optional fields. The records of each product are in products.test.ts.
import type { Meaning } from '../../../src/mountsea/products.ts'
import { isTerminal, readTask, taskDurationMs } from '../../../src/mountsea/read.ts'
import { aTask, ENDPOINT, taskOf } from '../../support/builders.ts'

describe('a record', () => {
  test('is taken whatever its other fields are: a surprise must not cost a paid result', () => {
    const odd = { errorMessage: { a: 1 }, traceId: 7, createdAt: ['x'], finishedAt: false }
    const read = { errorMessage: '{"a":1}', traceId: '7', createdAt: '["x"]', finishedAt: 'false' }
    expect(aTask({ ...odd, result: { title: 7 } })).toMatchObject({ ...read, title: '' })
    expect(aTask({ result: 'done' })).toMatchObject({ result: 'done', title: '' })
  })

  test('keeps the digits of a long error code', () => {
    const { errorCode } = taskOf('{"taskId":"task-1","status":"failed","errorCode":12345678901234567890}')
    expect(JSON.stringify(errorCode)).toBe('12345678901234567890')
  })

  test.each(['7', '-1', '12345678901234567890'])('may have its ID as a number: %s', (id) => {
    expect(taskOf(`{"taskId":${id},"status":"completed"}`, id)).toMatchObject({ taskId: id })
  })
})

describe('an answer is not a record of the task', () => {
  test.each([
    ['null', null, 'not-an-object'],
    ['a list', [{ taskId: 'abc', status: 'completed' }], 'not-an-object'],
    ['without taskId', { status: 'completed' }, 'no-task-id'],
    ['with taskId blank', { taskId: '', status: 'completed' }, 'no-task-id'],
    ['with taskId another number', { taskId: 1, status: 'completed' }, 'another-task'],
    ['with taskId a fraction', { taskId: 1.5, status: 'completed' }, 'no-task-id'],
    ['with taskId true', { taskId: true, status: 'completed' }, 'no-task-id'],
    ['wrapped in something', { data: { taskId: 'abc', status: 'completed' } }, 'no-task-id'],
    ['of another task', { taskId: 'abd', status: 'completed' }, 'another-task'],
    ['of a task in capitals', { taskId: 'ABC', status: 'completed' }, 'another-task'],
    ['without status', { taskId: 'abc' }, 'no-status'],
    ['with status null', { taskId: 'abc', status: null }, 'no-status'],
    ['with status an object', { taskId: 'abc', status: {} }, 'status-not-text'],
    ['with status blank', { taskId: 'abc', status: ' \t\n' }, 'status-blank'],
    ['from a prototype', JSON.parse('{"__proto__":{"taskId":"abc","status":"completed"}}'), 'no-task-id'],
  ])('%s', (_what, value, defect) => {
    expect(readTask(value, 'abc', ENDPOINT)).toBe(defect)
  })
})

test.each<[Meaning[], boolean]>([
  [['completed', 'failed', 'cancelled', 'timeout'], true],
  [['goes-on', 'awaits-person', 'unknown'], false],
])('if a status means one of %j, it is final: %j', (meanings, isFinal) => {
  for (const meaning of meanings) expect(isTerminal(meaning)).toBe(isFinal)
})

describe('how long a task took', () => {
  test.each([
    ['the time from createdAt to finishedAt', '2025-02-06T10:25:00.000Z', '2025-02-06T10:26:30.500Z', 90_500],
    ['the same in any time zone', '2025-02-06T10:25:00Z', '2025-02-06T12:25:00+02:00', 0],
    ['not known without createdAt', undefined, '2025-02-06T10:26:30Z', null],
    ['not known without finishedAt', '2025-02-06T10:25:00Z', undefined, null],
    ['not known if one is not a date', '2025-02-06T10:25:00Z', 'soon', null],
    ['not known if it ends before it begins', '2025-02-06T10:25:00.001Z', '2025-02-06T10:25:00Z', null],
  ])('is %s', (_what, createdAt, finishedAt, ms) => {
    expect(taskDurationMs(aTask({ createdAt, finishedAt }))).toBe(ms)
  })
})
