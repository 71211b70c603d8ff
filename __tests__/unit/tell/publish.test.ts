// What the runner gets, in which order. If one part cannot be published, the others still are.
import type { Snapshot, TaskState } from '../../../src/ledger.ts'
import { internalError } from '../../../src/outcome.ts'
import { FIRST_OUTPUTS, OUTPUT_NAMES, publishBadInputs } from '../../../src/tell/publish.ts'
import { publishEnd, publishOldNode, publishResults } from '../../../src/tell/publish.ts'
import { anEnd } from '../../support/builders.ts'
import { fakeRunner, SAVED_PATH, type Call, type FakeRunner } from '../../support/fake-runner.ts'
import { step } from '../../summaries/snapshots.ts'

const done = anEnd({ kind: 'completed' })
const failed = anEnd({ kind: 'task-failed' }, { taskId: 'b', errorMessage: 'no' })
const tooLong = anEnd({ kind: 'completed' }, { result: 'x'.repeat(120_000), traceId: 't'.repeat(120_001) })
const boom = internalError('boom')

/** Publishes a step at its end, to a runner whose calls fail where `fails` says so. Returns what the runner has. */
const publish = (
  tasks: readonly TaskState[],
  more: Partial<Snapshot> = {},
  fails: (call: Call) => boolean = () => false,
): FakeRunner & { readonly order: string; readonly isWell: boolean } => {
  const before = (call: Call): void => {
    if (fails(call)) throw new Error(`no ${call.kind}`)
  }
  const runner = fakeRunner({}, '/workspace', before)
  const isWell = publishEnd(step(tasks, { elapsedMs: 65_000, ...more }), runner) === null
  return { ...runner, log: runner.log, outputs: runner.outputs, order: orderOf(runner), isWell }
}
/** The order of the calls: names of outputs, and kinds of all others. */
const orderOf = ({ calls }: FakeRunner): string =>
  calls.map(({ kind, name }) => (kind === 'output' ? name : kind)).join(' ')
const OUTPUTS = OUTPUT_NAMES.join(' ')

test('during the wait all results are written, with the reason of a killed process', () => {
  const runner = fakeRunner()
  publishResults(step([done, failed]), runner)
  const known = { status: 'failed', result: '[null,null]', resultPath: SAVED_PATH, errorMessage: 'no' }
  expect(runner.outputs).toMatchObject({ ...known, reason: 'interrupted' })
  expect(orderOf(runner)).toBe(`records ${OUTPUTS}`)
  expect(OUTPUT_NAMES.at(-1)).toBe('reason')
})

describe('a step that ends before its first request', () => {
  const errors = ['Input `timeout` is `\n`.', 'Input `task-id` is blank.']

  test('for bad inputs has an annotation each, a summary, and the outputs of a step that did nothing', () => {
    const runner = fakeRunner()
    expect(publishBadInputs(errors, runner)).toBe(false)
    expect(runner.annotations('error')).toEqual([
      'Bad input: Input `timeout` is `\\n`.',
      'Bad input: Input `task-id` is blank.',
    ])
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'bad-input' })
    expect(orderOf(runner)).toBe(`error error summary ${OUTPUTS}`)
    expect(runner.values('summary')[0]).toMatch(/^### ❌ 2 bad inputs/)
  })

  test('for an old Node says so', () => {
    const runner = fakeRunner()
    expect(publishOldNode(runner)).toBe(false)
    expect(runner.annotations('error')).toEqual([
      expect.stringMatching(/^Wait for MountSea task: Node too old: .*needs Node 22 or newer/),
    ])
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'internal-error' })
  })
})

describe('the end of a step', () => {
  test('is published for programs first, then for people', () => {
    const runner = publish([failed])
    expect(runner.isWell).toBe(true)
    expect(runner.order).toBe(`records ${OUTPUTS} info error summary`)
    expect(runner.values('records')).toEqual(['[{"taskId":"b","status":"failed","errorMessage":"no"}]'])
    expect(runner.outputs).toMatchObject({ status: 'failed', resultPath: SAVED_PATH, reason: 'task-failed' })
    expect(runner.log).toEqual(['b: failed (step waited 1m 5s)'])
    expect(runner.annotations('error')[0]).toMatch(/^MountSea task failed: Task b failed at MountSea: no\. /)
    expect(runner.values('summary')[0]).toMatch(/^### ❌ MountSea task failed\n/)
    expect(publish([done]).order).toBe(`records ${OUTPUTS} info summary`)
  })

  test('with outputs that are too long has one warning, which names them and the file', () => {
    const runner = publish([tooLong])
    expect(runner.annotations('warning')).toEqual([
      'Outputs too long: Outputs over 120,000 bytes are cut or left empty: `result`, `tasks`, `traceId`. ' +
        `The whole records of the tasks are in the file ${SAVED_PATH} (output \`resultPath\`).`,
    ])
    expect(runner.outputs).toMatchObject({ result: '', tasks: '[]', traceId: '', reason: 'completed' })
  })

  test('has a warning for a completed task without an audio URL if no file is saved either', () => {
    expect(publish([done], { savesFiles: false }).annotations('warning')).toEqual([
      expect.stringMatching(/^MountSea result without audio URL: .*task-1.*`download-dir`/),
    ])
  })
})

describe('an internal error', () => {
  test('makes the step red, comes before what the tasks say, and is not repeated for each task that it ended', () => {
    const runner = publish([done, failed, anEnd(boom, { taskId: 'c' })], { error: boom })
    expect(runner.isWell).toBe(false)
    expect(runner.outputs).toMatchObject({ status: 'failed', resultPath: SAVED_PATH })
    const reasons = runner.calls.filter(({ name }) => name === 'reason').map(({ value }) => value)
    expect(new Set(reasons)).toEqual(new Set(['internal-error']))
    expect(runner.annotations('error')).toEqual([
      expect.stringMatching(/^Wait for MountSea task: internal error: .*: boom\. Choose/),
      expect.stringContaining('Task b failed'),
    ])
    expect(runner.values('summary')[0]).toMatch(
      /^### ❌ Wait for MountSea task: internal error\n\n.*boom.*\n\n\*\*What to do:\*\* .*\n\n### ❌ 1 of 3 tasks/,
    )
  })

  test('that ended the only task is the only entry of the summary', () => {
    const [summary = ''] = publish([anEnd(boom)], { error: boom }).values('summary')
    expect(summary.match(/^#+ .*|\*\*What to do:\*\*/gm)).toEqual([
      '### ❌ Wait for MountSea task: internal error',
      '**What to do:**',
    ])
    expect(summary).toContain('Waited 1m 5s')
  })
})

describe('what cannot be published makes the step red, and everything else is still published:', () => {
  test('the record file: its error is reported, not a later one', () => {
    const runner = publish([tooLong], {}, ({ kind }) => kind === 'records' || kind === 'info')
    expect(runner.isWell).toBe(false)
    expect(runner.outputs).toMatchObject({ status: 'completed', resultPath: '', reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([expect.stringContaining(': Error: no records. ')])
    expect(runner.annotations('warning')[0]).toMatch(/: `result`, `tasks`, `traceId`\.$/)
  })

  test('the record file, after it was written once: its path stays', () => {
    const runner = fakeRunner({}, '/workspace', ({ kind }) => {
      if (kind === 'records' && runner.keptRecords() !== '') throw new Error('full')
    })
    publishResults(step([done]), runner)
    publishEnd(step([done]), runner)
    expect(runner.outputs).toMatchObject({ resultPath: SAVED_PATH, reason: 'internal-error' })
  })

  test('the output `result`: the others are tried without it', () => {
    const runner = publish([failed], {}, ({ name }) => name === 'result')
    expect(runner.order).toBe(`records ${OUTPUTS.replace('result ', '')} info error error summary reason`)
    expect(runner.outputs).toMatchObject({ status: 'failed', reason: 'internal-error' })
  })

  test('the outputs: only the reason is tried again', () => {
    const runner = publish([done], {}, ({ name }) => name === 'status')
    expect(runner.outputs).toEqual({ reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([expect.stringContaining(': Error: no output. ')])
    expect(runner.order).toBe('records info error summary reason')
  })

  test.each(['info', 'warning', 'error', 'summary'] as const)('a line of kind %s', (kind) => {
    const runner = publish([failed, tooLong], {}, (call) => call.kind === kind)
    expect(runner.isWell).toBe(false)
    const kinds = ['records', 'output', 'info', 'warning', 'error', 'summary']
    const published = new Set(runner.calls.map((call) => call.kind))
    expect([...published].sort()).toEqual(kinds.filter((other) => other !== kind).sort())
    expect(runner.outputs['reason']).toBe('internal-error')
  })

  test('a snapshot that a bug makes unreadable', () => {
    const broken: TaskState = {
      ...done,
      get files(): never {
        throw new Error('a bug')
      },
    }
    const runner = publish([broken])
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, resultPath: SAVED_PATH, reason: 'internal-error' })
    expect(runner.annotations('error')).toEqual([expect.stringContaining(': Error: a bug. ')])
    expect(runner.values('records')).toHaveLength(1)
    expect(runner.values('summary')[0]).toMatch(/^### ❌ .*\n\n.*a bug.*\n\n\*\*What to do:\*\* .*\n+$/)
    expect(runner.log).toEqual([])
  })
})
