// What the runner gets at the end, in which order. If one part cannot be published, the others still are.
import { internalError } from '../../../src/outcome.ts'
import { FIRST_OUTPUTS, OUTPUT_NAMES } from '../../../src/tell/outputs.ts'
import { publishBadInputs, publishEnd, publishResults } from '../../../src/tell/publish.ts'
import type { TaskSnapshot } from '../../../src/snapshot.ts'
import { aReport } from '../../support/builders.ts'
import { step } from '../../summaries/reports.ts'
import { fakeRunner, SAVED_PATH, type Call, type FakeRunner } from '../../support/fake-runner.ts'

const done = aReport({ kind: 'completed' })
const failed = aReport({ kind: 'task-failed' }, { taskId: 'b', errorMessage: 'no' })
const tooLong = aReport({ kind: 'completed' }, { result: 'x'.repeat(120_000), traceId: 't'.repeat(120_001) })

/** Publishes a step at its end. Returns whether nothing went wrong. */
const publish = (tasks: readonly TaskSnapshot[], runner: FakeRunner, message = ''): boolean => {
  const error = message === '' ? null : internalError(message)
  return publishEnd(step(tasks, { elapsedMs: 65_000, error }), runner) === null
}
/** The order of the calls: names of outputs, and kinds of all others. */
const orderOf = ({ calls }: FakeRunner): string[] =>
  calls.map(({ kind, name }) => (kind === 'output' ? name : kind))
/** A runner whose calls of one kind fail. */
const failing = (when: (call: Call) => boolean): FakeRunner => {
  const before = (call: Call): void => {
    if (when(call)) throw new Error(`no ${call.kind}`)
  }
  return fakeRunner({}, { before })
}

test('during the wait all results are written, with the reason of a killed process', () => {
  const runner = fakeRunner()
  publishResults(step([done, failed]), runner)
  const known = { status: 'failed', result: '[null,null]', resultPath: SAVED_PATH, errorMessage: 'no' }
  expect(runner.outputs).toMatchObject({ ...known, reason: 'interrupted' })
  expect(orderOf(runner)).toEqual(['records', ...OUTPUT_NAMES])
  expect(OUTPUT_NAMES.at(-1)).toBe('reason')
})

describe('bad inputs', () => {
  const errors = ['Input `timeout` is `\n`.', 'Input `task-id` is blank.']

  test('get an annotation each, a summary, and the outputs of a step that did nothing', () => {
    const runner = fakeRunner()
    publishBadInputs(errors, runner)
    expect(runner.annotations('error')).toEqual([
      'Bad input: Input `timeout` is `\\n`.',
      'Bad input: Input `task-id` is blank.',
    ])
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'bad-input' })
    expect(orderOf(runner)).toEqual(['error', 'error', 'summary', ...OUTPUT_NAMES])
    expect(runner.values('summary')[0]).toMatch(/^### ❌ 2 bad inputs/)
  })

  test('are shown to people even if the outputs cannot be written', () => {
    const runner = failing(({ kind }) => kind === 'output')
    expect(() => publishBadInputs(errors, runner)).toThrow('no output')
    expect(orderOf(runner)).toEqual(['error', 'error', 'summary'])
  })
})

describe('the end of a step', () => {
  test('is published for programs first, then for people', () => {
    const runner = fakeRunner()
    expect(publish([failed], runner)).toBe(true)
    expect(orderOf(runner)).toEqual(['records', ...OUTPUT_NAMES, 'info', 'error', 'summary'])
    expect(runner.values('records')).toEqual(['[{"taskId":"b","status":"failed","errorMessage":"no"}]'])
    expect(runner.outputs).toMatchObject({ status: 'failed', resultPath: SAVED_PATH, reason: 'task-failed' })
    expect(runner.log).toEqual(['b: failed (step waited 1m 5s)'])
    expect(runner.annotations('error')[0]).toMatch(/^MountSea task failed: Task b failed at MountSea: no\. /)
    expect(runner.values('summary')[0]).toMatch(/^### ❌ MountSea task failed\n/)
  })

  test('of a completed task has no annotation', () => {
    const runner = fakeRunner()
    expect(publish([done], runner)).toBe(true)
    expect(orderOf(runner)).toEqual(['records', ...OUTPUT_NAMES, 'info', 'summary'])
  })

  test('with outputs that are too long has one warning, which names them and the file', () => {
    const runner = fakeRunner()
    expect(publish([tooLong], runner)).toBe(true)
    expect(runner.annotations('warning')).toEqual([
      'Outputs too long: Outputs over 120,000 bytes are cut or left empty: `result`, `tasks`, `traceId`. ' +
        `The whole records of the tasks are in the file ${SAVED_PATH} (output \`resultPath\`).`,
    ])
    expect(runner.outputs).toMatchObject({ result: '', tasks: '[]', traceId: '', reason: 'completed' })
  })
})

test('a completed task without an audio URL has a warning where no file is saved either', () => {
  const runner = fakeRunner()
  expect(publishEnd(step([done], { savesFiles: false }), runner)).toBeNull()
  expect(runner.annotations('warning')).toEqual([
    expect.stringMatching(/^MountSea result without audio URL: .*task-1.*`download-dir`/),
  ])
})

describe('an internal error', () => {
  const ended = internalError('boom')

  test('makes the step red, and all that is known is published', () => {
    const runner = fakeRunner()
    expect(publish([done, failed], runner, 'TypeError: boom')).toBe(false)
    expect(runner.outputs).toMatchObject({
      status: 'failed',
      resultPath: SAVED_PATH,
      reason: 'internal-error',
    })
    const reasons = runner.calls.filter(({ name }) => name === 'reason').map(({ value }) => value)
    expect(new Set(reasons)).toEqual(new Set(['internal-error']))
    const [first, ...others] = runner.annotations('error')
    expect(first).toMatch(/^Wait for MountSea task: internal error: .*: TypeError: boom\. Choose/)
    expect(others).toEqual([expect.stringContaining('Task b failed')])
  })

  test('stands first in the summary, above tasks that may all be completed', () => {
    const runner = fakeRunner()
    publish([done], runner, 'boom')
    expect(runner.values('summary')).toEqual([
      expect.stringMatching(
        /^### ❌ Wait for MountSea task: internal error\n\n.*boom.*\n\n\*\*What to do:\*\* .*\n\n### ✅ MountSea task completed\n/,
      ),
    ])
  })

  test('is not repeated for each task that it ended', () => {
    const runner = fakeRunner()
    publish([done, failed, aReport(ended, { taskId: 'c' })], runner, 'boom')
    expect(runner.annotations('error')).toEqual([
      expect.stringContaining('boom'),
      expect.stringContaining('Task b failed'),
    ])
  })

  test('that ended the only task is the only entry of the summary', () => {
    const runner = fakeRunner()
    publish([aReport(ended)], runner, 'boom')
    const [summary = ''] = runner.values('summary')
    expect(summary.match(/^#+ .*|\*\*What to do:\*\*/gm)).toEqual([
      '### ❌ Wait for MountSea task: internal error',
      '**What to do:**',
    ])
    expect(summary).toContain('Waited 1m 5s')
  })

  test('that ended a task is reported for that task', () => {
    const runner = fakeRunner()
    expect(publish([aReport(ended)], runner)).toBe(true)
    expect(runner.annotations('error')[0]).toContain('An internal error ended the step: boom.')
    expect(runner.outputs['reason']).toBe('internal-error')
  })

  test('before there were tasks leaves the outputs of a step that did nothing', () => {
    const runner = fakeRunner()
    expect(publish([], runner, 'boom')).toBe(false)
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'internal-error' })
    expect(orderOf(runner)).toEqual([...OUTPUT_NAMES, 'error', 'summary', 'reason'])
  })
})

describe('what cannot be published makes the step red, and everything else is still published:', () => {
  test('the record file: its error is reported, not a later one', () => {
    const runner = failing(({ kind }) => kind === 'records' || kind === 'info')
    expect(publish([tooLong], runner)).toBe(false)
    expect(runner.outputs).toMatchObject({ status: 'completed', resultPath: '', reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([expect.stringContaining(': Error: no records. ')])
    expect(runner.annotations('warning')[0]).toMatch(/: `result`, `tasks`, `traceId`\.$/)
  })

  test('the outputs: only the reason is tried again', () => {
    const runner = failing((call) => call.name === 'status')
    expect(publish([done], runner)).toBe(false)
    expect(runner.outputs).toEqual({ reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([expect.stringContaining(': Error: no output. ')])
    expect(runner.values('summary')).toHaveLength(1)
    expect(runner.log).toHaveLength(1)
  })

  test.each(['info', 'warning', 'error', 'summary'] as const)('a line of kind %s', (kind) => {
    const runner = failing((call) => call.kind === kind)
    expect(publish([failed, tooLong], runner)).toBe(false)
    const kinds = ['records', 'output', 'info', 'warning', 'error', 'summary']
    const published = new Set(runner.calls.map((call) => call.kind))
    expect([...published].sort()).toEqual(kinds.filter((other) => other !== kind).sort())
    expect(runner.outputs['reason']).toBe('internal-error')
  })

  test('anything at all, without throwing', () => {
    const runner = failing(() => true)
    expect(publish([done], runner)).toBe(false)
  })

  test('a snapshot that a bug makes unreadable', () => {
    const runner = fakeRunner()
    const broken: TaskSnapshot = {
      ...done,
      get files(): never {
        throw new Error('a bug')
      },
    }
    expect(publish([broken], runner)).toBe(false)
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, resultPath: SAVED_PATH, reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([expect.stringContaining(': Error: a bug. ')])
    expect(runner.values('records')).toHaveLength(1)
    expect(runner.values('summary')[0]).toMatch(/^### ❌ .*\n\n.*a bug.*\n\n\*\*What to do:\*\* .*\n+$/)
    expect(runner.log).toEqual([])
  })
})
