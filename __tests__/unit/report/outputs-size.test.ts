/** No output is longer than 120,000 bytes: what gives way, and in which order, to the byte. */
import fc from 'fast-check'
import type { Outcome, SavedFile, TaskEnd } from '../../../src/outcome.ts'
import { currentOutputs, finalOutputs, OUTPUT_NAMES, type OutputName } from '../../../src/report/outputs.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'

const LIMIT = 120_000
const gate = createGate('sk-0123456789')
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }

const outputsOf = (
  ends: readonly TaskEnd[],
  resultPath = '/temp/records.json',
): ReturnType<typeof finalOutputs> =>
  finalOutputs({ ends, outages: [], elapsedMs: 1, timeoutMs: 2, resultPath }, gate)
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8')

/** Text of exactly so many bytes in UTF-8, made of characters of one to four bytes. */
function textOf(size: number, filler = 'x'): string {
  const count = Math.floor(size / bytes(filler))
  return filler.repeat(count) + 'x'.repeat(size - count * bytes(filler))
}

/** The end of a task that makes the output exactly `size` bytes long. */
const OF_SIZE: readonly (readonly [OutputName, (size: number, filler: string) => TaskEnd])[] = [
  ['result', (size, filler) => anEnd(COMPLETED, { result: textOf(size - 2, filler) })],
  [
    'status',
    (size, filler) => anEnd({ kind: 'wait-timeout', timeoutMs: 1 }, { status: textOf(size, filler) }),
  ],
  ['errorCode', (size, filler) => anEnd(FAILED, { errorCode: textOf(size, filler) })],
  ['traceId', (size, filler) => anEnd(FAILED, { traceId: textOf(size, filler) })],
  ['audioUrl', (size) => anEnd(COMPLETED, { result: { url: textOf(size).replace(/^x{10}/, 'https://h/') } })],
  [
    'files',
    (size, filler) => ({
      ...anEnd(COMPLETED),
      files: [{ path: textOf(size, filler), bytes: 1, sha256: '' }],
    }),
  ],
]

describe.each(OF_SIZE)('the output %s', (name, of) => {
  test.each(['x', 'é', '漢', '🎵'])('is whole at 120,000 bytes and empty at one more, of %s', (filler) => {
    const { outputs, tooLong } = outputsOf([of(LIMIT, filler)])
    expect(bytes(outputs[name])).toBe(LIMIT)
    expect(tooLong).not.toContain(name)
    const more = outputsOf([of(LIMIT + 1, filler)])
    expect(more.outputs[name]).toBe('')
    expect(more.tooLong).toContain(name)
  })
})

test('resultPath, too, obeys the limit', () => {
  expect(outputsOf([anEnd(COMPLETED)], textOf(LIMIT)).outputs.resultPath).toHaveLength(LIMIT)
  expect(outputsOf([anEnd(COMPLETED)], textOf(LIMIT + 1)).outputs.resultPath).toBe('')
})

test('what is short is whole, and nothing is said to be too long', () => {
  expect(outputsOf([anEnd(COMPLETED, { result: { a: 1 } })]).tooLong).toEqual([])
})

test('one that is too long leaves the others alone', () => {
  const { outputs, tooLong } = outputsOf([
    anEnd(COMPLETED, { result: { url: 'https://h/a.mp3', x: textOf(LIMIT) } }),
  ])
  expect(tooLong).toEqual(['result'])
  expect(outputs).toMatchObject({
    status: 'completed',
    result: '',
    audioUrl: 'https://h/a.mp3',
    reason: 'completed',
  })
})

describe('the output tasks', () => {
  const parse = (json: string): unknown => JSON.parse(json)
  /** Ends whose `tasks` would be exactly `size` bytes long if nothing gave way. */
  function fill(size: number, ends: readonly TaskEnd[], filler = 'x'): TaskEnd[] {
    const [first, ...rest] = ends
    const task = first?.task ?? null
    if (first === undefined || task === null) throw new Error('the first end has to have a task')
    const withTrace = (traceId: string): TaskEnd[] => [{ ...first, task: { ...task, traceId } }, ...rest]
    const bare = outputsOf(withTrace('')).outputs.tasks
    return withTrace(textOf(size - bytes(bare), filler))
  }

  test.each(['x', '漢'])(
    'is whole at 120,000 bytes and an empty list at one more, where nothing can give way (%s)',
    (filler) => {
      const ends = [anEnd(COMPLETED)]
      const whole = outputsOf(fill(LIMIT, ends, filler))
      expect(bytes(whole.outputs.tasks)).toBe(LIMIT)
      expect(whole.tooLong).toEqual([])
      const more = outputsOf(fill(LIMIT + 1, ends, filler))
      expect(more.outputs.tasks).toBe('[]')
      expect(more.tooLong).toEqual(['tasks'])
    },
  )

  const long = 'm'.repeat(500)
  const short = `${'m'.repeat(199)}…`

  test('first cuts its messages to 200 characters', () => {
    const ends = [anEnd(FAILED, { errorMessage: long }), anEnd(FAILED, { errorMessage: 'm'.repeat(200) })]
    const whole = outputsOf(fill(LIMIT, ends))
    expect(parse(whole.outputs.tasks)).toMatchObject([{ errorMessage: long }, {}])
    expect(whole.tooLong).toEqual([])
    const more = outputsOf(fill(LIMIT + 1, ends))
    expect(parse(more.outputs.tasks)).toMatchObject([
      { taskId: 'task-1', errorMessage: short },
      { errorMessage: 'm'.repeat(200) },
    ])
    expect(more.tooLong).toEqual(['tasks'])
    expect(more.outputs.errorMessage).toBe(long)
  })

  const files: readonly SavedFile[] = [{ path: '/w/a.mp3', bytes: 1, sha256: 'ab' }]

  test('keeps its files as long as short messages are enough, to the byte', () => {
    const end = { ...anEnd(FAILED, { errorMessage: short }), files }
    const withFiles = outputsOf(fill(LIMIT, [end]))
    expect(parse(withFiles.outputs.tasks)).toMatchObject([{ errorMessage: short, files }])
    const without = outputsOf(fill(LIMIT + 1, [end]))
    expect(parse(without.outputs.tasks)).toMatchObject([{ taskId: 'task-1', errorMessage: short, files: [] }])
    expect(without.tooLong).toEqual(['tasks'])
    expect(without.outputs.files).toBe('/w/a.mp3')
  })

  test('keeps everything else as long as it fits without files, to the byte', () => {
    const end = { ...anEnd(COMPLETED), files }
    const listed = bytes(JSON.stringify(files)) - bytes('[]')
    const fitting = outputsOf(fill(LIMIT + listed, [end]))
    expect(bytes(fitting.outputs.tasks)).toBe(LIMIT)
    expect(parse(fitting.outputs.tasks)).toMatchObject([{ files: [] }])
    expect(outputsOf(fill(LIMIT + listed + 1, [end])).outputs.tasks).toBe('[]')
  })

  test('of a hundred ordinary failures is whole', () => {
    const ends = Array.from({ length: 100 }, (_, index) =>
      anEnd(FAILED, {
        taskId: `task-${index}`,
        errorMessage: long,
        errorCode: 4201,
        traceId: `trace-${index}`,
      }),
    )
    expect(outputsOf(ends).tooLong).toEqual([])
  })
})

test('the outputs that are kept current obey the limit as well', () => {
  const current = (size: number): unknown =>
    currentOutputs([anEnd(FAILED, { errorCode: textOf(size, '漢'), traceId: 't' })], gate)
  expect(current(LIMIT)).toMatchObject({ errorCode: textOf(LIMIT, '漢'), traceId: 't' })
  expect(current(LIMIT + 1)).toEqual({ status: 'failed', errorMessage: '', errorCode: '', traceId: 't' })
})

test('whatever the API sends, no output is over the limit, and result and tasks are JSON', () => {
  const size = fc.oneof(fc.nat(300), fc.integer({ min: 30_000, max: 130_000 }))
  const text = fc
    .tuple(size, fc.constantFrom('x', '"', '\n', '漢', '🎵', '\ud800'))
    .map(([n, filler]) => filler.repeat(n))
  const end = fc
    .record({
      errorMessage: text,
      errorCode: text,
      traceId: text,
      createdAt: text,
      result: text,
      paths: fc.array(text, { maxLength: 4 }),
    })
    .map(({ paths, ...fields }): TaskEnd => ({
      ...anEnd(FAILED, fields),
      files: paths.map((path) => ({ path, bytes: 1, sha256: 'ab' })),
    }))
  fc.assert(
    fc.property(fc.array(end, { minLength: 1, maxLength: 4 }), (ends) => {
      const { outputs, tooLong } = outputsOf(ends)
      for (const name of OUTPUT_NAMES) {
        expect(bytes(outputs[name])).toBeLessThanOrEqual(LIMIT)
        expect(tooLong.includes(name) && !['', '[]'].includes(outputs[name]) && name !== 'tasks').toBe(false)
      }
      expect(JSON.parse(outputs.tasks)).toBeInstanceOf(Array)
      if (outputs.result !== '') JSON.parse(outputs.result)
    }),
    { numRuns: 50 },
  )
})
