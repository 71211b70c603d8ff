/** The outputs of the step: what each says, for one task and for several, and that the key is in none. */
import type { Outcome, SavedFile, TaskEnd } from '../../../src/outcome.ts'
import {
  FIRST_OUTPUTS,
  finalOutputs,
  OUTPUT_NAMES,
  outputsWithoutTasks,
  type Outputs,
} from '../../../src/report/outputs.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'
import { endOf, silent } from '../../support/ends.ts'

const KEY = 'sk-0123456789'
const gate = createGate(KEY)
const SONG = 'https://cdn.example/a.mp3?sig=1'
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }

const outputsOf = (...ends: readonly TaskEnd[]): Outputs =>
  finalOutputs({ ends, outages: [], elapsedMs: 1, timeoutMs: 2, resultPath: '/temp/records.json' }, gate)
    .outputs
const done = (taskId: string, result: unknown, more: Readonly<Record<string, unknown>> = {}): TaskEnd =>
  anEnd(COMPLETED, { taskId, result, ...more })
const file = (name: string): SavedFile => ({ path: `/w/audio/${name}`, bytes: 3, sha256: 'ab' })

describe('before anything is known', () => {
  test('every output has a value, and reason is what a killed process ends as', () => {
    expect(FIRST_OUTPUTS).toEqual({
      status: '',
      result: 'null',
      audioUrl: '',
      resultPath: '',
      files: '',
      tasks: '[]',
      errorMessage: '',
      errorCode: '',
      traceId: '',
      reason: 'interrupted',
    })
    expect(Object.keys(FIRST_OUTPUTS).sort()).toEqual([...OUTPUT_NAMES].sort())
  })

  test('a step without tasks differs only in its reason', () => {
    expect(outputsWithoutTasks('bad-input')).toEqual({ ...FIRST_OUTPUTS, reason: 'bad-input' })
  })

  test('reason is written last', () => {
    expect(OUTPUT_NAMES.at(-1)).toBe('reason')
    expect(OUTPUT_NAMES).toHaveLength(10)
  })
})

describe('one task', () => {
  test('that is completed', () => {
    const end = {
      ...done('a', { audioUrl: SONG, title: 'T' }, { createdAt: 'c', finishedAt: 'f', traceId: 't' }),
      files: [file('a.mp3')],
    }
    expect(outputsOf(end)).toEqual({
      status: 'completed',
      result: `{"audioUrl":"${SONG}","title":"T"}`,
      audioUrl: SONG,
      resultPath: '/temp/records.json',
      files: '/w/audio/a.mp3',
      tasks: JSON.stringify([
        {
          taskId: 'a',
          status: 'completed',
          reason: 'completed',
          audioUrl: SONG,
          errorMessage: '',
          errorCode: null,
          traceId: 't',
          createdAt: 'c',
          finishedAt: 'f',
          files: [file('a.mp3')],
        },
      ]),
      errorMessage: '',
      errorCode: '',
      traceId: 't',
      reason: 'completed',
    })
  })

  test('that failed', () => {
    const outputs = outputsOf(anEnd(FAILED, { errorMessage: 'no\nway', errorCode: 4201, traceId: 't' }))
    expect(outputs).toMatchObject({
      status: 'failed',
      result: 'null',
      audioUrl: '',
      files: '',
      errorMessage: 'no\nway',
      errorCode: '4201',
      traceId: 't',
      reason: 'task-failed',
    })
    expect(JSON.parse(outputs.tasks)).toMatchObject([{ errorMessage: 'no\nway', errorCode: 4201, files: [] }])
  })

  test('of which nothing was heard', () => {
    const outputs = outputsOf(silent('a'))
    expect(outputs).toEqual({
      ...FIRST_OUTPUTS,
      resultPath: '/temp/records.json',
      reason: 'unreachable',
      tasks: JSON.stringify([
        {
          taskId: 'a',
          status: '',
          reason: 'unreachable',
          audioUrl: '',
          errorMessage: '',
          errorCode: null,
          traceId: '',
          createdAt: '',
          finishedAt: '',
          files: [],
        },
      ]),
    })
  })

  test('keeps the status that the API told last, whatever ended the step', () => {
    expect(outputsOf(anEnd({ kind: 'wait-timeout', timeoutMs: 1 }, { status: 'assigned' }))).toMatchObject({
      status: 'assigned',
      reason: 'wait-timeout',
    })
  })

  test('has its error code in tasks as it was sent, also as a text or a number longer than a double', () => {
    const record = (code: string): string => `{"taskId":"task-1","status":"completed","errorCode":${code}}`
    for (const code of ['12345678901234567890', '"E1"', 'null', '0', '{"a":[1.0]}']) {
      expect(outputsOf(endOf(record(code))).tasks).toContain(`"errorCode":${code},`)
    }
    expect(outputsOf(endOf(record('12345678901234567890'))).errorCode).toBe('12345678901234567890')
  })
})

describe('several tasks', () => {
  const ends = [
    done('a', { audioUrl: SONG }),
    silent('b'),
    anEnd(FAILED, { taskId: 'c', traceId: 'tc' }),
    done('d', { url: SONG }),
  ]

  test('make a list of results and a line of audio each, in the order of the IDs', () => {
    expect(outputsOf(...ends)).toMatchObject({
      result: `[{"audioUrl":"${SONG}"},null,null,{"url":"${SONG}"}]`,
      audioUrl: `${SONG}\n\n\n${SONG}`,
    })
    const tasks: unknown = JSON.parse(outputsOf(...ends).tasks)
    expect(tasks).toMatchObject([{ taskId: 'a' }, { taskId: 'b' }, { taskId: 'c' }, { taskId: 'd' }])
  })

  test('are spoken for by the first whose status is not completed', () => {
    expect(outputsOf(...ends)).toMatchObject({ status: '', reason: 'unreachable', traceId: '' })
    const [a, , c, d] = ends
    if (a === undefined || c === undefined || d === undefined) throw new Error('unreachable')
    expect(outputsOf(a, c, d)).toMatchObject({ status: 'failed', reason: 'task-failed', traceId: 'tc' })
    const unsaved: TaskEnd = { ...d, outcome: { kind: 'download-failed', why: 'x' } }
    expect(outputsOf(a, unsaved)).toMatchObject({ status: 'completed', reason: 'download-failed' })
    expect(outputsOf(unsaved, c)).toMatchObject({ status: 'failed', reason: 'task-failed' })
  })

  test('have all their files, one a line', () => {
    const [a, b] = [done('a', {}), done('b', {})]
    expect(outputsOf({ ...a, files: [file('1'), file('2')] }, b, { ...b, files: [file('3')] }).files).toBe(
      '/w/audio/1\n/w/audio/2\n/w/audio/3',
    )
  })

  test('whose results are the same value are still as many', () => {
    expect(outputsOf(done('a', 1), done('b', 1)).result).toBe('[1,1]')
  })
})
