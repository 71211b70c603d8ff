// No output is longer than 120,000 bytes: what is dropped, in which order, to the byte.
import type { Outcome } from '../../../src/outcome.ts'
import { stepOutputs, type Outputs } from '../../../src/tell/outputs.ts'
import type { TaskSnapshot } from '../../../src/snapshot.ts'
import { aReport } from '../../support/builders.ts'
import { savedFile, step } from '../../summaries/reports.ts'

const LIMIT = 120_000
const PATH = '/runner/temp/records.json'
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }
const published = (...tasks: TaskSnapshot[]): ReturnType<typeof stepOutputs> => stepOutputs(step(tasks), PATH)

/** Text of so many bytes in UTF-8, of characters of three bytes. */
const textOf = (bytes: number): string => '漢'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3)
const withFile = (path: string): TaskSnapshot => ({
  ...aReport(COMPLETED),
  files: [{ ...savedFile(''), path }],
})

test.each<[keyof Outputs, (bytes: number) => TaskSnapshot]>([
  ['result', (bytes) => aReport(COMPLETED, { result: textOf(bytes - 2) })],
  ['status', (bytes) => aReport({ kind: 'wait-timeout', timeoutMs: 1 }, { status: textOf(bytes) })],
  ['errorCode', (bytes) => aReport(FAILED, { errorCode: textOf(bytes) })],
  ['traceId', (bytes) => aReport(FAILED, { traceId: textOf(bytes) })],
  ['files', (bytes) => withFile(textOf(bytes))],
])('%s is whole at 120,000 bytes, and empty at one more', (name, of) => {
  const whole = published(of(LIMIT))
  expect(Buffer.byteLength(whole.outputs[name])).toBe(LIMIT)
  expect(whole.tooLong).not.toContain(name)
  const more = published(of(LIMIT + 1))
  expect(more.outputs[name]).toBe('')
  expect(more.tooLong).toContain(name)
})

test('result of several tasks is whole at 120,000 bytes, and empty at one more', () => {
  const publish = (bytes: number): ReturnType<typeof stepOutputs> =>
    published(
      aReport(COMPLETED, { result: 1 }),
      aReport(COMPLETED, { result: textOf(bytes - '[1,""]'.length) }),
    )
  expect(Buffer.byteLength(publish(LIMIT).outputs.result)).toBe(LIMIT)
  expect(publish(LIMIT + 1)).toMatchObject({ outputs: { result: '' }, tooLong: ['result'] })
  expect(publish(3 * LIMIT + 9)).toMatchObject({ outputs: { result: '' }, tooLong: ['result'] })
})

test('an output that is too long leaves the others alone', () => {
  const report = aReport(COMPLETED, { result: { url: 'https://h/a.mp3', x: textOf(LIMIT) } })
  const { outputs, tooLong } = published(report)
  expect(tooLong).toEqual(['result'])
  expect(outputs).toMatchObject({ status: 'completed', result: '', audioUrl: 'https://h/a.mp3' })
})

describe('the output tasks', () => {
  /** Publishes a task made longer, so that the uncut `tasks` would have so many bytes. */
  const publish = (bytes: number, report: TaskSnapshot): { entries: unknown; tooLong: readonly string[] } => {
    if (report.task === null) throw new Error('a report without a record has no field to fill')
    const bare = Buffer.byteLength(published(report).outputs.tasks)
    const { outputs, tooLong } = published({
      ...report,
      task: { ...report.task, traceId: textOf(bytes - bare) },
    })
    return { entries: JSON.parse(outputs.tasks), tooLong }
  }
  const long = 'm'.repeat(500)
  const short = `${'m'.repeat(199)}…`
  const files = [savedFile('a.mp3')]
  const filesBytes = JSON.stringify(files).length - '[]'.length

  test.each([
    [
      'has messages cut at 200 characters',
      LIMIT,
      long,
      { errorMessage: long, files },
      { errorMessage: short, files },
    ],
    ['has no files', LIMIT, short, { errorMessage: short, files }, { errorMessage: short, files: [] }],
    ['is empty', LIMIT + filesBytes, short, { errorMessage: short, files: [] }, undefined],
  ])('one byte too long %s', (_what, bytes, errorMessage, whole, less) => {
    const report = { ...aReport(FAILED, { errorMessage }), files }
    expect(publish(bytes, report).entries).toMatchObject([whole])
    expect(publish(bytes, report).tooLong).toEqual(bytes > LIMIT ? ['tasks'] : [])
    expect(publish(bytes + 1, report)).toMatchObject({ entries: less ? [less] : [], tooLong: ['tasks'] })
  })

  test('of a hundred ordinary failures is whole', () => {
    const failed = aReport(FAILED, { errorMessage: long, errorCode: 4201, traceId: 'trace-1' })
    expect(published(...Array.from({ length: 100 }, () => failed)).tooLong).toEqual([])
  })
})

test('texts that JSON makes twice as long, in every field of several tasks, leave no output over the limit', () => {
  const text = '"'.repeat(70_000)
  const fields = { errorMessage: text, errorCode: text, traceId: text, createdAt: text, result: text }
  const report = { ...aReport(FAILED, fields), files: [{ ...savedFile(''), path: text }] }
  const { outputs } = published(report, report, report)
  for (const value of Object.values(outputs)) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(LIMIT)
  expect(outputs).toMatchObject({ tasks: '[]', result: '', files: '', errorCode: text, traceId: text })
})
