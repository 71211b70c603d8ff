// The outputs of the step: what each says for one task and for several.
import type { Outcome } from '../../../src/outcome.ts'
import {
  currentOutputs,
  FIRST_OUTPUTS,
  stepOutputs,
  recordsJson,
  type Outputs,
} from '../../../src/tell/outputs.ts'
import type { TaskSnapshot } from '../../../src/snapshot.ts'
import { aReport, aSilentReport, taskOf } from '../../support/builders.ts'
import { savedFile, step } from '../../summaries/reports.ts'

const SONG = 'https://cdn.example/a.mp3?sig=1'
const PATH = '/runner/temp/records.json'
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }
const [FILE, OTHER_FILE] = [savedFile('a.mp3'), savedFile('b.mp3')]

const published = (...tasks: TaskSnapshot[]): ReturnType<typeof stepOutputs> => stepOutputs(step(tasks), PATH)
const outputsOf = (...tasks: TaskSnapshot[]): Outputs => published(...tasks).outputs
/** The end of a task with this record, digit for digit. */
const withRecord = (body: string): TaskSnapshot => ({ ...aReport(COMPLETED), task: taskOf(body) })

describe('one task', () => {
  const NO_RECORD = { errorMessage: '', errorCode: null, traceId: '', createdAt: '', finishedAt: '' }

  test('that is completed has a value in each output and in each field of tasks', () => {
    const fields = { result: { audioUrl: SONG, title: 'T' }, createdAt: 'c', finishedAt: 'f', traceId: 't' }
    const { outputs, tooLong } = published({ ...aReport(COMPLETED, fields), files: [FILE] })
    const { tasks, ...others } = outputs
    expect(others).toEqual({
      status: 'completed',
      result: `{"audioUrl":"${SONG}","title":"T"}`,
      audioUrl: SONG,
      resultPath: PATH,
      files: FILE.path,
      errorMessage: '',
      errorCode: '',
      traceId: 't',
      rehearsal: 'false',
      reason: 'completed',
    })
    const times = { traceId: 't', createdAt: 'c', finishedAt: 'f' }
    const head = { taskId: 'task-1', status: 'completed', reason: 'completed', audioUrl: SONG }
    expect(JSON.parse(tasks)).toEqual([{ ...head, ...NO_RECORD, ...times, files: [FILE] }])
    expect(tooLong).toEqual([])
  })

  test('that failed has what MountSea said of it', () => {
    const said = { errorMessage: 'no\nway', errorCode: 4201, traceId: 't' }
    const outputs = outputsOf(aReport(FAILED, said))
    expect(outputs).toMatchObject({ ...said, errorCode: '4201', status: 'failed', reason: 'task-failed' })
    expect(JSON.parse(outputs.tasks)).toMatchObject([said])
  })

  test('without a record has its reason, and nothing else', () => {
    const outputs = outputsOf(aSilentReport('a'))
    expect({ ...outputs, tasks: '[]', resultPath: '' }).toEqual({
      ...FIRST_OUTPUTS,
      rehearsal: 'false',
      reason: 'unreachable',
    })
    const head = { taskId: 'a', status: '', reason: 'unreachable', audioUrl: '' }
    expect(JSON.parse(outputs.tasks)).toMatchObject([{ ...head, ...NO_RECORD, files: [] }])
  })

  test.each([
    '{"id":12345678901234567890,"x":[1.0,-0,1e400]}',
    '{"__proto__":{"é":"🎵\u2028"}}',
    '0',
    'null',
    '[]',
  ])('has the very value that the API sent, in result, errorCode and the record file: %s', (json) => {
    const body = `{"taskId":"task-1","status":"completed","result":${json},"errorCode":${json}}`
    const outputs = outputsOf(withRecord(body))
    expect(outputs.result).toBe(json)
    expect(outputs.errorCode).toBe(json === 'null' ? '' : json)
    expect(outputs.tasks).toContain(`"errorCode":${json},`)
    expect(Array.from(recordsJson([withRecord(body), aSilentReport('b')])).join('')).toBe(`[${body},null]`)
  })

  test('has its message cut at 2,000 characters, in the output and in tasks', () => {
    const whole = 'é'.repeat(2_000)
    expect(outputsOf(aReport(FAILED, { errorMessage: whole }))).toMatchObject({ errorMessage: whole })
    const errorMessage = `${'é'.repeat(1_999)}…`
    const outputs = outputsOf(aReport(FAILED, { errorMessage: `${whole}é` }))
    expect(outputs).toMatchObject({ errorMessage })
    expect(JSON.parse(outputs.tasks)).toMatchObject([{ errorMessage }])
  })
})

describe('several tasks', () => {
  const song = { ...aReport(COMPLETED, { taskId: 'a', result: { url: SONG } }), files: [FILE, OTHER_FILE] }
  const silent = aSilentReport('b')
  const failed = aReport(FAILED, { taskId: 'c', traceId: 'tc' })
  const unsaved: TaskSnapshot = { ...song, outcome: { kind: 'download-failed', why: 'x' } }

  test('have a list of results, a line of audio each, and all files, in the order of the IDs', () => {
    const outputs = outputsOf(song, silent, failed, song)
    expect(outputs).toMatchObject({
      result: `[{"url":"${SONG}"},null,null,{"url":"${SONG}"}]`,
      audioUrl: `${SONG}\n\n\n${SONG}`,
      files: [FILE, OTHER_FILE, FILE, OTHER_FILE].map(({ path }) => path).join('\n'),
    })
    expect(JSON.parse(outputs.tasks)).toMatchObject(['a', 'b', 'c', 'a'].map((taskId) => ({ taskId })))
  })

  test.each([
    [[song, silent, failed], { status: '', reason: 'unreachable', traceId: '' }],
    [[song, failed], { status: 'failed', reason: 'task-failed', traceId: 'tc' }],
    [[song, unsaved], { status: 'completed', reason: 'download-failed' }],
    [[unsaved, failed], { status: 'failed', reason: 'task-failed' }],
  ])('have the other outputs from the first that is not completed: %#', (tasks, outputs) => {
    expect(outputsOf(...tasks)).toMatchObject(outputs)
  })
})

test('while the wait goes on, the small outputs of that task are known', () => {
  const failed = aReport(FAILED, { errorMessage: 'no', errorCode: 1, traceId: 't' })
  const small = { status: 'failed', errorMessage: 'no', errorCode: '1', traceId: 't' }
  expect(currentOutputs([aReport(COMPLETED), failed])).toEqual(small)
  expect(currentOutputs([])).toEqual({ status: '', errorMessage: '', errorCode: '', traceId: '' })
  const long = aReport(FAILED, { errorMessage: 'no', errorCode: 'é'.repeat(60_001), traceId: 't' })
  expect(currentOutputs([long])).toEqual({ ...small, errorCode: '' })
})
