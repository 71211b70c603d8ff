/** What is in the outputs and the record file: the very values that the API sent, but never the key. */
import fc from 'fast-check'
import type { Outcome, TaskEnd } from '../../../src/outcome.ts'
import { currentOutputs, finalOutputs, recordsJson, type Outputs } from '../../../src/report/outputs.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'
import { endOf, silent } from '../../support/ends.ts'

const KEY = 'sk-0123456789'
const gate = createGate(KEY)
const FAILED: Outcome = { kind: 'task-failed' }
const outputsOf = (...ends: readonly TaskEnd[]): Outputs =>
  finalOutputs({ ends, outages: [], elapsedMs: 1, timeoutMs: 2, resultPath: '/temp/records.json' }, gate)
    .outputs

describe('result', () => {
  const resultOf = (json: string): string =>
    outputsOf(endOf(`{"taskId":"task-1","status":"completed","result":${json}}`)).result

  test.each([
    '{"id":12345678901234567890,"x":[1.0,-0,1e400]}',
    '{"z":1,"a":{"__proto__":{"x":1},"constructor":2},"é":"🎵\u2028"}',
    '"text"',
    '0',
    'false',
    'null',
    '[]',
    '{}',
  ])('is the same JSON value: %s', (json) => {
    expect(resultOf(json)).toBe(json)
    expect(recordsJson([endOf(`{"taskId":"task-1","status":"completed","result":${json}}`)], gate)).toBe(
      `[{"taskId":"task-1","status":"completed","result":${json}}]`,
    )
  })

  test('of any kind is valid JSON, and equal to what was sent', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        expect(JSON.parse(resultOf(json))).toEqual(JSON.parse(json))
      }),
    )
  })
})

test('the record file has every task’s whole record, null where there is none', () => {
  const record = '{"taskId":"task-1","status":"completed","more":{"n":9007199254740993}}'
  expect(recordsJson([endOf(record), silent('b')], gate)).toBe(`[${record},null]`)
  expect(recordsJson([silent('b')], gate)).toBe('[null]')
})

describe('the key', () => {
  const echo = { [KEY]: `x${KEY}y`, list: [KEY], n: 1 }
  const end = {
    ...anEnd(
      { kind: 'completed' },
      {
        taskId: `id-${KEY}`,
        result: { ...echo, audioUrl: `https://h.example/${KEY}.mp3` },
        errorMessage: KEY,
        errorCode: KEY,
        traceId: KEY,
        more: echo,
      },
    ),
    files: [{ path: `/w/audio/${KEY}.mp3`, bytes: 3, sha256: 'ab' }],
  }

  test('is cut out of every output and of the record file, which stay what they are otherwise', () => {
    const outputs = outputsOf(end)
    expect(JSON.stringify(outputs)).not.toContain(KEY)
    expect(outputs).toMatchObject({
      result: '{"***":"x***y","list":["***"],"n":1,"audioUrl":"https://h.example/***.mp3"}',
      audioUrl: 'https://h.example/***.mp3',
      files: '/w/audio/***.mp3',
      errorMessage: '***',
      errorCode: '***',
      traceId: '***',
    })
    expect(recordsJson([end], gate)).not.toContain(KEY)
    expect(JSON.stringify(currentOutputs([end], gate))).not.toContain(KEY)
  })

  test('is gone before a message is cut, so that no half of it stays', () => {
    const message = `${'m'.repeat(1_995)}${KEY}`
    const failed = anEnd(FAILED, { errorMessage: message })
    expect(outputsOf(failed).errorMessage).toBe(`${'m'.repeat(1_995)}***`)
    expect(outputsOf(failed).tasks).not.toContain(KEY.slice(0, 4))
  })
})

describe('the error message', () => {
  test('is cut at 2,000 characters, in the output and in tasks', () => {
    const whole = 'é'.repeat(2_000)
    expect(outputsOf(anEnd(FAILED, { errorMessage: whole }))).toMatchObject({ errorMessage: whole })
    const outputs = outputsOf(anEnd(FAILED, { errorMessage: `${whole}é` }))
    expect(outputs.errorMessage).toBe(`${'é'.repeat(1_999)}…`)
    expect(JSON.parse(outputs.tasks)).toMatchObject([{ errorMessage: `${'é'.repeat(1_999)}…` }])
  })
})

describe('the outputs that are kept current', () => {
  test('are the small ones of the task that speaks', () => {
    const failed = anEnd(FAILED, { errorMessage: 'no', errorCode: 1, traceId: 't' })
    expect(currentOutputs([anEnd({ kind: 'completed' }), failed], gate)).toEqual({
      status: 'failed',
      errorMessage: 'no',
      errorCode: '1',
      traceId: 't',
    })
    expect(currentOutputs([], gate)).toEqual({ status: '', errorMessage: '', errorCode: '', traceId: '' })
  })
})
