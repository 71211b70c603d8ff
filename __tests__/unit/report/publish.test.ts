/** What the runner is handed, and in which order; and that one thing that cannot be published keeps no other back. */
import type { Outcome, TaskEnd } from '../../../src/outcome.ts'
import { FIRST_OUTPUTS, OUTPUT_NAMES } from '../../../src/report/outputs.ts'
import { publishBadInputs, publishEnd, publishFirst } from '../../../src/report/publish.ts'
import { createGate } from '../../../src/text/untrusted.ts'
import { anEnd } from '../../support/builders.ts'
import { fakeRunner, SAVED_PATH, type FakeRunner } from '../../support/fake-runner.ts'

const KEY = 'sk-0123456789'
const gate = createGate(KEY)
const COMPLETED: Outcome = { kind: 'completed' }
const FAILED: Outcome = { kind: 'task-failed' }
const TODO =
  'Run the step again; if it comes back, report this line and the debug log to the authors of this action.'
const internal = (what: string): string =>
  `Wait for MountSea task: internal error: Something went wrong that should not: ${what}. ${TODO}`

const publish = (ends: readonly TaskEnd[], runner: FakeRunner, faults: readonly unknown[] = []): boolean =>
  publishEnd({ ends, outages: [], elapsedMs: 65_000, timeoutMs: 1_800_000 }, { runner, gate, faults })
const kindsOf = ({ calls }: FakeRunner): string[] =>
  calls.map(({ kind, name }) => (kind === 'output' ? name : kind))

test('at the start every output is written, reason last', () => {
  const runner = fakeRunner()
  publishFirst(runner)
  expect(kindsOf(runner)).toEqual([...OUTPUT_NAMES])
  expect(runner.outputs).toEqual(FIRST_OUTPUTS)
})

describe('bad inputs', () => {
  const errors = [`Input \`timeout\` is \`${KEY}\`.`, 'Input `task-id` is blank.']

  test('are an error each, a summary, and outputs of which reason is bad-input', () => {
    const runner = fakeRunner()
    publishBadInputs(errors, runner, gate)
    expect(runner.annotations('error')).toEqual([
      'Bad input: Input `timeout` is `***`.',
      'Bad input: Input `task-id` is blank.',
    ])
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'bad-input' })
    expect(runner.values('summary').join()).toMatch(/^### ❌ 2 bad inputs.*\n/)
    expect(runner.calls.at(-1)).toEqual({ kind: 'output', name: 'reason', value: 'bad-input' })
  })

  test('are told also where the outputs cannot be written', () => {
    const runner = fakeRunner(
      {},
      {
        before: ({ kind }) => {
          if (kind === 'output') throw new Error('no output')
        },
      },
    )
    expect(() => publishBadInputs(errors, runner, gate)).toThrow('no output')
    expect(runner.annotations('error')).toHaveLength(2)
    expect(runner.values('summary')).toHaveLength(1)
  })
})

describe('the end of a step', () => {
  test('is published for programs first, then for people', () => {
    const runner = fakeRunner()
    expect(publish([anEnd(FAILED, { errorMessage: 'no' })], runner)).toBe(true)
    expect(kindsOf(runner)).toEqual(['saveFile', ...OUTPUT_NAMES, 'info', 'error', 'summary'])
    expect(runner.values('saveFile')).toEqual(['[{"taskId":"task-1","status":"failed","errorMessage":"no"}]'])
    expect(runner.outputs).toMatchObject({ status: 'failed', resultPath: SAVED_PATH, reason: 'task-failed' })
    expect(runner.log).toEqual(['task-1: failed (step waited 1m 5s)'])
    expect(runner.annotations('error')[0]).toMatch(
      /^MountSea task failed: Task task-1 failed at MountSea: no\. Submit/,
    )
    expect(runner.values('summary')[0]).toContain(gate.markdown(SAVED_PATH))
    expect(runner.values('summary')[0]).toMatch(/^### ❌ MountSea task failed\n/)
  })

  test('of a completed task has no annotation', () => {
    const runner = fakeRunner()
    expect(publish([anEnd(COMPLETED)], runner)).toBe(true)
    expect(kindsOf(runner)).toEqual(['saveFile', ...OUTPUT_NAMES, 'info', 'summary'])
    expect(runner.outputs['reason']).toBe('completed')
  })

  test('with outputs that are too long has one warning, which names them and the file', () => {
    const runner = fakeRunner()
    const end = anEnd(COMPLETED, { result: 'x'.repeat(120_000), traceId: 't'.repeat(120_001) })
    expect(publish([end], runner)).toBe(true)
    expect(runner.annotations('warning')).toEqual([
      'Outputs too long: An output over 120,000 bytes is cut or left empty: `result`, `tasks`, `traceId`. ' +
        `The whole records of the tasks are in the file ${SAVED_PATH} (output \`resultPath\`).`,
    ])
    expect(runner.outputs).toMatchObject({ result: '', tasks: '[]', traceId: '', reason: 'completed' })
  })
})

describe('a fault', () => {
  const ends = [anEnd(COMPLETED), anEnd(FAILED, { taskId: 'b' })]

  test('before the end makes the step red, and all that is known is published', () => {
    const runner = fakeRunner()
    const fault = new TypeError('x is not a function')
    expect(publish(ends, runner, [fault, new Error('later')])).toBe(false)
    expect(runner.outputs).toMatchObject({
      status: 'failed',
      resultPath: SAVED_PATH,
      reason: 'internal-error',
    })
    expect(JSON.parse(runner.outputs['tasks'] ?? '')).toMatchObject([
      { reason: 'completed' },
      { reason: 'task-failed' },
    ])
    const reasons = runner.calls.flatMap(({ name, value }) => (name === 'reason' ? [value] : []))
    expect(new Set(reasons)).toEqual(new Set(['internal-error']))
    expect(runner.annotations('error')[0]).toBe(internal('TypeError: x is not a function'))
    expect(runner.annotations('error')[1]).toContain('Task b failed')
    expect(runner.annotations('error')).toHaveLength(2)
    expect(runner.values('saveFile')).toHaveLength(1)
    expect(runner.values('summary')).toHaveLength(1)
    expect(runner.values('debug')).toHaveLength(1)
    expect(runner.values('debug')[0]).toMatch(/^TypeError: x is not a function\\n +at /)
  })

  test('is not told again for each task that it ended', () => {
    const runner = fakeRunner()
    publish([...ends, anEnd({ kind: 'internal-error', why: 'x' }, { taskId: 'c' })], runner, ['x'])
    expect(runner.annotations('error').map((line) => line.slice(0, 30))).toEqual([
      'Wait for MountSea task: intern',
      'MountSea task failed: Task b f',
    ])
    expect(runner.annotations('error')[0]).toBe(internal('x'))
    expect(runner.values('debug')).toEqual([])
  })

  test('that no fault was told of is told for its task', () => {
    const runner = fakeRunner()
    expect(publish([anEnd({ kind: 'internal-error', why: 'the log cannot be written' })], runner)).toBe(true)
    expect(runner.annotations('error')[0]).toContain(
      'in the wait for task task-1: the log cannot be written.',
    )
    expect(runner.outputs['reason']).toBe('internal-error')
  })

  test('before there were tasks leaves the outputs of a step that did nothing', () => {
    const runner = fakeRunner()
    expect(publish([], runner, [new Error('x')])).toBe(false)
    expect(runner.outputs).toEqual({ ...FIRST_OUTPUTS, reason: 'internal-error' })
    expect(runner.values('saveFile')).toEqual([])
    expect(runner.log).toEqual([])
    expect(runner.values('summary')).toHaveLength(1)
    expect(runner.annotations('error')).toHaveLength(1)
  })

  test('that is undefined is one all the same', () => {
    const runner = fakeRunner()
    expect(publish([anEnd(COMPLETED)], runner, [undefined])).toBe(false)
    expect(runner.outputs['reason']).toBe('internal-error')
  })

  test('comes first in the summary, where the tasks may all be completed', () => {
    const runner = fakeRunner()
    publish([anEnd(COMPLETED)], runner, ['boom'])
    const [summary = ''] = runner.values('summary')
    expect(summary).toMatch(
      /^### ❌ Wait for MountSea task&#58; internal error\n\n.*boom.*\n\n\*\*What to do:\*\* Run .*\n\n### ✅ MountSea task completed\n/,
    )
  })

  test('never shows the key', () => {
    const runner = fakeRunner()
    publish([anEnd(COMPLETED)], runner, [new Error(`x ${KEY}`)])
    expect(JSON.stringify(runner.calls)).not.toContain(KEY)
  })
})
