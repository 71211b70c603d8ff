// The outputs of the step: what each says for one task and for several, and what is dropped when one is too long.
import type { TaskState } from '../../../src/ledger.ts'
import type { Outcome } from '../../../src/outcome.ts'
import { FIRST_OUTPUTS, publishStatus, recordsJson, stepOutputs } from '../../../src/tell/publish.ts'
import { anEnd, anUnseenEnd, taskOf } from '../../support/builders.ts'
import { fakeRunner } from '../../support/fake-runner.ts'
import { savedFile, step } from '../../summaries/snapshots.ts'

const SONG = 'https://cdn.example/a.mp3?sig=1'
const PATH = '/runner/temp/records.json'
const LIMIT = 120_000
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }
const [FILE, OTHER_FILE] = [savedFile('a.mp3'), savedFile('b.mp3')]
const NO_RECORD = { errorMessage: '', errorCode: null, traceId: '', createdAt: '', finishedAt: '' }

const published = (...tasks: TaskState[]): ReturnType<typeof stepOutputs> => stepOutputs(step(tasks), PATH)
const outputsOf = (...tasks: TaskState[]): typeof FIRST_OUTPUTS => published(...tasks).outputs

describe('one task', () => {
  test('that is completed has a value in each output and in each field of tasks', () => {
    const fields = { result: { audioUrl: SONG, title: 'T' }, createdAt: 'c', finishedAt: 'f', traceId: 't' }
    const { outputs, tooLong } = published({ ...anEnd(COMPLETED, fields), files: [FILE] })
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

  test('without a record has its reason, and nothing else', () => {
    const outputs = outputsOf(anUnseenEnd('a'))
    const nothing = { ...FIRST_OUTPUTS, rehearsal: 'false', reason: 'unreachable' }
    expect({ ...outputs, tasks: '[]', resultPath: '' }).toEqual(nothing)
    const head = { taskId: 'a', status: '', reason: 'unreachable', audioUrl: '' }
    expect(JSON.parse(outputs.tasks)).toEqual([{ ...head, ...NO_RECORD, files: [] }])
  })

  test.each([
    '{"id":12345678901234567890,"x":[1.0,-0,1e400]}',
    '{"__proto__":{"é":"🎵\u2028"}}',
    '0',
    'null',
    '[]',
  ])('has the very value that the API sent, in result, errorCode and the record file: %s', (json) => {
    const body = `{"taskId":"task-1","status":"completed","result":${json},"errorCode":${json}}`
    const ended = { ...anEnd(COMPLETED), task: taskOf(body) }
    const outputs = outputsOf(ended)
    expect(outputs).toMatchObject({ result: json, errorCode: json === 'null' ? '' : json })
    expect(outputs.tasks).toContain(`"errorCode":${json},`)
    expect(Array.from(recordsJson([ended, anUnseenEnd('b')])).join('')).toBe(`[${body},null]`)
  })

  test('has its message cut at 2,000 characters, in the output and in tasks', () => {
    const whole = 'é'.repeat(2_000)
    expect(outputsOf(anEnd(FAILED, { errorMessage: whole }))).toMatchObject({ errorMessage: whole })
    const errorMessage = `${'é'.repeat(1_999)}…`
    const outputs = outputsOf(anEnd(FAILED, { errorMessage: `${whole}é` }))
    expect(outputs).toMatchObject({ errorMessage })
    expect(JSON.parse(outputs.tasks)).toMatchObject([{ errorMessage }])
  })
})

describe('several tasks', () => {
  const song = { ...anEnd(COMPLETED, { taskId: 'a', result: { url: SONG } }), files: [FILE, OTHER_FILE] }
  const silent = anUnseenEnd('b')
  const failed = anEnd(FAILED, { taskId: 'c', traceId: 'tc', errorMessage: 'no\nway', errorCode: 4201 })

  test('have a list of results, a line of audio each, and all files, in the order of the IDs', () => {
    const outputs = outputsOf(song, silent, failed, song)
    expect(outputs).toMatchObject({
      result: `[{"url":"${SONG}"},null,null,{"url":"${SONG}"}]`,
      audioUrl: `${SONG}\n\n\n${SONG}`,
      files: [FILE, OTHER_FILE, FILE, OTHER_FILE].map(({ path }) => path).join('\n'),
      status: '',
      reason: 'unreachable',
    })
    expect(JSON.parse(outputs.tasks)).toMatchObject(['a', 'b', 'c', 'a'].map((taskId) => ({ taskId })))
  })

  test('have the other outputs from the first that is not completed, also while the wait goes on', () => {
    const said = { status: 'failed', errorMessage: 'no\nway', errorCode: '4201', traceId: 'tc' }
    expect(outputsOf(song, failed)).toMatchObject({ ...said, reason: 'task-failed' })
    const runner = fakeRunner()
    publishStatus(step([song, failed]), runner)
    expect(runner.outputs).toEqual({ ...said, reason: 'interrupted' })
    publishStatus(step([anEnd(FAILED, { errorCode: 'é'.repeat(60_001) })]), runner)
    expect(runner.outputs).toMatchObject({ status: 'failed', errorCode: '' })
  })
})

/** Text of so many bytes in UTF-8, of characters of three bytes. */
const textOf = (bytes: number): string => '漢'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3)

test.each<[keyof typeof FIRST_OUTPUTS, (bytes: number) => readonly TaskState[]]>([
  ['result', (bytes) => [anEnd(COMPLETED, { result: textOf(bytes - 2) })]],
  ['result', (bytes) => [anEnd(COMPLETED, { result: textOf(bytes - '["",null]'.length) }), anEnd(COMPLETED)]],
  ['status', (bytes) => [anEnd({ kind: 'wait-timeout', timeoutMs: 1 }, { status: textOf(bytes) })]],
  ['errorCode', (bytes) => [anEnd(FAILED, { errorCode: textOf(bytes) })]],
  ['traceId', (bytes) => [anEnd(FAILED, { traceId: textOf(bytes) })]],
  ['files', (bytes) => [{ ...anEnd(COMPLETED), files: [{ ...FILE, path: textOf(bytes) }] }]],
])('%s is whole at 120,000 bytes, and empty at one more', (name, of) => {
  const whole = published(...of(LIMIT))
  expect(Buffer.byteLength(whole.outputs[name])).toBe(LIMIT)
  expect(whole.tooLong).not.toContain(name)
  const more = published(...of(LIMIT + 1))
  expect(more.outputs[name]).toBe('')
  expect(more.tooLong).toContain(name)
})

describe('the output tasks', () => {
  const long = 'm'.repeat(500)
  const short = `${'m'.repeat(199)}…`
  const files = [FILE]
  const filesBytes = JSON.stringify(files).length - '[]'.length

  test.each([
    ['messages cut at 200', LIMIT, long, { errorMessage: long, files }, { errorMessage: short, files }],
    ['no files', LIMIT, short, { errorMessage: short, files }, { errorMessage: short, files: [] }],
    ['nothing', LIMIT + filesBytes, short, { errorMessage: short, files: [] }, undefined],
  ])('has %s if it is one byte too long', (_what, bytes, errorMessage, whole, less) => {
    const report = { ...anEnd(FAILED, { errorMessage, traceId: '' }), files }
    const bare = Buffer.byteLength(outputsOf(report).tasks)
    /** With a trace ID that makes the whole `tasks` this long. */
    const publish = (size: number): readonly [entries: unknown, tooLong: readonly string[]] => {
      const task = anEnd(FAILED, { errorMessage, traceId: textOf(size - bare) }).task
      const { outputs, tooLong } = published({ ...report, task })
      return [JSON.parse(outputs.tasks), tooLong]
    }
    expect(publish(bytes)).toMatchObject([[whole], bytes > LIMIT ? ['tasks'] : []])
    expect(publish(bytes + 1)).toMatchObject([less === undefined ? [] : [less], ['tasks']])
  })

  test('of a hundred ordinary failures is whole', () => {
    const failed = anEnd(FAILED, { errorMessage: long, errorCode: 4201, traceId: 'trace-1' })
    expect(published(...Array.from({ length: 100 }, () => failed)).tooLong).toEqual([])
  })
})
